import errno
import os
import stat
import sys
import time
from contextlib import nullcontext

import pytest

from asyncdex.pages import FileSink, MemorySink
from asyncdex.pages.store import remove_leftovers


def test_a_file_appears_only_when_it_is_kept(tmp_path):
    path = tmp_path / "1.jpg"
    with FileSink(path) as sink:
        sink.reset()
        sink.write(b"a" * 100_000)
        (part,) = tmp_path.iterdir()
        assert part.name.startswith(".")
        assert part.suffix == ".part"
        sink.reset()
        sink.write(b"second")
        sink.keep()
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_two_sinks_for_one_file_do_not_meet(tmp_path):
    path = tmp_path / "1.jpg"
    with FileSink(path) as first, FileSink(path) as second:
        first.write(b"first")
        second.write(b"second")
        second.keep()
        first.keep()
    assert path.read_bytes() == b"first"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, None])
def test_what_is_not_kept_leaves_the_old_file_and_nothing_else(tmp_path, error):
    path = tmp_path / "1.jpg"
    path.write_bytes(b"old")
    with pytest.raises(error) if error else nullcontext(), FileSink(path) as sink:
        sink.write(b"new")
        if error:
            raise error
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_has_the_permissions_of_any_other_new_file(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    with FileSink(tmp_path / "1.jpg") as sink:
        sink.keep()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_folder_that_is_not_there_is_a_plain_error(tmp_path):
    with pytest.raises(FileNotFoundError), FileSink(tmp_path / "missing" / "1.jpg"):
        pass


class FullDisk:
    """A file whose bytes fit its buffer and not the disk."""

    def __init__(self, file):
        self.file = file

    def write(self, chunk):
        return len(chunk)

    def close(self):
        self.file.close()
        raise OSError(errno.ENOSPC, "full")


def test_a_disk_that_fills_up_while_closing_leaves_nothing(tmp_path):
    with FileSink(tmp_path / "1.jpg") as sink:
        sink._file = FullDisk(sink._file)
        sink.write(b"x")
        with pytest.raises(OSError, match="full"):
            sink.keep()
    assert not list(tmp_path.iterdir())


def test_a_name_that_cannot_be_taken_leaves_nothing(tmp_path, monkeypatch):
    def replace(source, target):
        raise PermissionError(errno.EACCES, "in use", str(target))

    monkeypatch.setattr(os, "replace", replace)
    with FileSink(tmp_path / "1.jpg") as sink, pytest.raises(PermissionError, match="in use"):
        sink.keep()
    assert not list(tmp_path.iterdir())


def test_memory_holds_what_came_since_the_last_reset():
    sink = MemorySink()
    sink.write(b"one")
    sink.reset()
    sink.write(b"two")
    sink.write(b"three")
    assert sink.data == b"twothree"


def test_what_killed_runs_left_is_removed_and_nothing_else(tmp_path):
    hour_ago = time.time() - 3700
    names = [f".{'0a' * 12}.part", f".{'1b' * 12}.part", "page.part", "1.jpg", f".{'zz' * 12}.part"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
        if name != names[1]:
            os.utime(tmp_path / name, (hour_ago, hour_ago))
    remove_leftovers(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(names[1:])
