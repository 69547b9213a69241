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


def aged(path, seconds):
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def part(folder, digits):
    path = folder / f".{digits * 12}.part"
    path.write_bytes(b"x")
    return path


def test_what_killed_runs_left_is_removed_and_nothing_else(tmp_path):
    names = ["page.part", "1.jpg", f".{'zz' * 12}.part"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
        aged(tmp_path / name, 100_000)
    new = part(tmp_path, "1b")
    aged(part(tmp_path, "0a"), 61)
    remove_leftovers(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*names, new.name])


@pytest.mark.parametrize("age", [61, 100_000])
def test_what_somebody_is_writing_is_left_alone(tmp_path, age):
    with FileSink(tmp_path / "1.jpg") as sink:
        aged(next(tmp_path.iterdir()), age)
        remove_leftovers(tmp_path)
        sink.write(b"whole")
        sink.keep()
    assert [file.name for file in tmp_path.iterdir()] == ["1.jpg"]


@pytest.mark.skipif(sys.platform == "win32", reason="it needs no locks")
def test_without_locks_the_age_decides(tmp_path, monkeypatch):
    def flock(file, how):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("fcntl.flock", flock)
    old, young = aged(part(tmp_path, "0a"), 3700), aged(part(tmp_path, "1b"), 3500)
    remove_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == [young]
    assert not old.exists()


def test_a_folder_that_cannot_be_listed_and_a_file_that_cannot_be_removed(tmp_path, monkeypatch):
    remove_leftovers(tmp_path / "missing")
    (tmp_path / f".{'0a' * 12}.part").mkdir()
    aged(tmp_path / f".{'0a' * 12}.part", 3700)
    remove_leftovers(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
