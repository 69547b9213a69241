"""Where the bytes of a page end up: whole files or none, or memory."""

import re
import secrets
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from .locks import lock

__all__ = ["FileSink", "MemorySink", "remove_leftovers"]

_PART = re.compile(r"\.[0-9a-f]{24}\.part")

#: Seconds in which a new file is locked at the latest; a file nobody can lock, on some network drives, counts
#: as nobody's after an hour.
_NEW, _ABANDONED = 60, 3600


def remove_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left in a folder, and nothing that is still being written.

    Args:
        folder: The folder, which exists.
    """
    with suppress(OSError):  # one that may not be listed can be written to all the same
        for file in folder.iterdir():
            if _PART.fullmatch(file.name):
                with suppress(OSError):
                    _remove_abandoned(file)


def _remove_abandoned(file: Path) -> None:
    """Remove a file unless somebody is writing it."""
    age = time.time() - file.stat().st_mtime
    if age < _NEW:
        return
    with file.open("rb+") as opened:
        locked = lock(opened)
    # A lock ends with its process, however that ends. Windows lets nobody remove a file that is open.
    if locked or (locked is None and age > _ABANDONED):
        file.unlink()


class FileSink:
    """A file that appears under its name only when it is whole.

    Used as a context manager. Leaving it without :meth:`keep`, for whatever reason, removes what was written.

    Args:
        path: The file's final name, in a folder that exists.
    """

    __slots__ = ("_file", "_kept", "_part", "_path")

    _file: IO[bytes]

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = False
        # In the same folder, since only within one file system is renaming a single step.
        self._part = path.with_name(f".{secrets.token_hex(12)}.part")

    def __enter__(self) -> Self:
        # Mode x follows no link that somebody placed there, and leaves the permissions to the umask.
        self._file = self._part.open("xb")
        lock(self._file)
        return self

    def reset(self) -> None:
        """Forget what was written."""
        # A file that was cut is put on the disk when it is closed, by ext4 among others, so that a page takes
        # as long to close as to write. It is cut only where something is to be forgotten.
        if self._file.tell():
            self._file.seek(0)
            self._file.truncate()

    def write(self, chunk: bytes, /) -> None:
        """Write the next bytes."""
        self._file.write(chunk)

    def keep(self) -> None:
        """Give the file its name, replacing what had it.

        Raises:
            OSError: The disk is full, or the name cannot be taken.
        """
        self._file.close()
        self._part.replace(self._path)
        self._kept = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._kept:
            return
        # Closing writes what is buffered and fails again on a full disk; the first error is the one to tell.
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


class MemorySink:
    """A page kept in memory."""

    __slots__ = ("_data",)

    def __init__(self) -> None:
        self._data = bytearray()

    @property
    def size(self) -> int:
        """How many bytes that is."""
        return len(self._data)

    @property
    def data(self) -> bytes:
        """What was written since the last reset."""
        return bytes(self._data)

    def reset(self) -> None:
        """Forget what was written."""
        self._data.clear()

    def write(self, chunk: bytes, /) -> None:
        """Take the next bytes."""
        self._data += chunk
