"""Where the bytes of a page end up: whole files or none, or memory."""

import re
import secrets
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

__all__ = ["FileSink", "MemorySink", "remove_leftovers"]

_PART = re.compile(r"\.[0-9a-f]{24}\.part")

#: A file that has not grown for so many seconds belongs to nobody any more.
_ABANDONED = 3600


def remove_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left in a folder, and nothing that may still be written.

    Args:
        folder: The folder, which exists.
    """
    for file in folder.iterdir():
        with suppress(OSError):
            if _PART.fullmatch(file.name) and time.time() - file.stat().st_mtime > _ABANDONED:
                file.unlink()


class FileSink:
    """A file that appears under its name only when it is whole.

    Used as a context manager. Leaving it without :meth:`keep`, for whatever reason, removes what was written.

    Args:
        path: The file's final name, in a folder that exists.
    """

    __slots__ = ("_file", "_part", "_path")

    _file: IO[bytes]

    def __init__(self, path: Path) -> None:
        self._path = path
        # In the same folder, since only within one file system is renaming a single step.
        self._part = path.with_name(f".{secrets.token_hex(12)}.part")

    def __enter__(self) -> Self:
        # Mode x follows no link that somebody placed there, and leaves the permissions to the umask.
        self._file = self._part.open("xb")
        return self

    def reset(self) -> None:
        """Forget what was written."""
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

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
