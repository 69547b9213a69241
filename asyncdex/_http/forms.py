"""Forms with files, which are read from disk while they are sent and can be sent again."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from aiohttp import MultipartWriter
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload

from asyncdex.exceptions import InvalidArgument

__all__ = ["FilePart", "Form"]

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file of a form."""

    #: The name of the field.
    key: str
    #: What the file is called.
    name: str
    #: Its media type, such as ``image/png``.
    media_type: str
    #: The bytes, or where they are.
    content: bytes | Path = field(repr=False)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size


@dataclass(frozen=True, slots=True)
class Form:
    """The body of a call that sends files: texts first, then the files."""

    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[FilePart, ...] = ()

    def made(self) -> MultipartWriter:
        """Return the form as aiohttp sends it; each attempt takes a new one.

        Raises:
            InvalidArgument: A file cannot be read.
        """
        writer = MultipartWriter("form-data")
        for name, text in self.texts:
            writer.append(text, {"Content-Disposition": _disposition(name)})
        for part in self.files:
            content = part.content if isinstance(part.content, bytes) else _on_disk(part.content)
            said = {"Content-Type": part.media_type, "Content-Disposition": _disposition(part.key, part.name)}
            writer.append(content, said)
        return writer


#: What browsers write for what would end a name. All else goes as UTF-8: aiohttp would write ``%20`` for a
#: blank, which servers keep as it is.
_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A", "\0": "%00"})


def _disposition(name: str, filename: str | None = None) -> str:
    """Return the header that says what a part is, as browsers write it."""
    fields = [("name", name)] if filename is None else [("name", name), ("filename", filename)]
    told = ((key, value.encode(errors="replace").decode().translate(_ESCAPES)) for key, value in fields)
    return "; ".join(("form-data", *(f'{key}="{value}"' for key, value in told)))


def _on_disk(path: Path) -> "_FromDisk":
    try:
        return _FromDisk(path)
    except OSError as error:
        raise InvalidArgument(f"{path} cannot be read: {error.strerror or error}") from error


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _closed(opening: "asyncio.Future[BinaryIO]") -> None:
    """Close a file that nobody waits for any more, once it is open."""
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()


class _FromDisk(Payload):
    """A file that is open only while it is sent: an attempt that never begins leaves nothing open."""

    _autoclose = True

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path
        self._length = self._size = path.stat().st_size

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._path.read_text(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        loop = asyncio.get_running_loop()
        opening = loop.run_in_executor(None, _opened, self._path)
        try:
            file = await asyncio.shield(opening)
        except asyncio.CancelledError:
            # An early answer ends the sending, and a thread cannot be stopped.
            opening.add_done_callback(_closed)
            raise
        try:
            # The length has been told: what was added since stays out.
            left = self._length
            while left and (chunk := await loop.run_in_executor(None, file.read, min(_CHUNK, left))):
                left -= len(chunk)
                await writer.write(chunk)
            if left:
                raise OSError(f"{self._path} has become shorter while it was sent")
        finally:
            file.close()
