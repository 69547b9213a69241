"""Forms with files, which are read from disk while they are sent and can be sent again."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from aiohttp import MultipartWriter
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload

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
        """Return the form as aiohttp sends it; each attempt takes a new one."""
        writer = MultipartWriter("form-data")
        for name, text in self.texts:
            writer.append(text).set_content_disposition("form-data", name=name)
        for part in self.files:
            content = part.content if isinstance(part.content, bytes) else _FromDisk(part.content)
            payload = writer.append(content, {"Content-Type": part.media_type})
            payload.set_content_disposition("form-data", name=part.key, filename=part.name)
        return writer


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


class _FromDisk(Payload):
    """A file that is open only while it is sent: an attempt that never begins leaves nothing open."""

    _autoclose = True

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path
        self._size = path.stat().st_size

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._path.read_text(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        loop = asyncio.get_running_loop()
        file = await loop.run_in_executor(None, _opened, self._path)
        try:
            while chunk := await loop.run_in_executor(None, file.read, _CHUNK):
                await writer.write(chunk)
        finally:
            file.close()
