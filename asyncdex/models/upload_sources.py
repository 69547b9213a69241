"""What is to be uploaded, whatever it comes from: checked, and never kept in memory as a whole."""

import os
from collections.abc import AsyncIterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

from asyncdex._http.forms import FilePart
from asyncdex.exceptions import InvalidArgument

from .pictures import media_type_of, sides_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["MOST_BYTES", "MOST_FILES", "MOST_TOGETHER", "Source", "UploadInput", "source_of"]

_MB = 1 << 20
#: How many bytes a file may have.
MOST_BYTES = 20 * _MB
#: How many bytes all files of an upload may have.
MOST_TOGETHER = 150 * _MB
#: How many files an upload may have.
MOST_FILES = 500
#: How many pixels a side must have less than.
_SIDE = 10_000

_CHUNK = 1 << 16

_Content: TypeAlias = bytes | BinaryIO | AsyncIterable[bytes]

#: A path, the bytes, an open file, an async iterator over bytes; or a name and one of the last three.
UploadInput: TypeAlias = str | os.PathLike[str] | _Content | tuple[str, _Content]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to be uploaded."""

    name: str
    content: object
    number: int

    @property
    def streamed(self) -> bool:
        """Whether it has to be read before anything is known of it."""
        return not isinstance(self.content, bytes | Path)

    @property
    def called(self) -> str:
        """What errors call it."""
        return repr(self.name) if self.name else f"file {self.number}"

    async def part(self, key: str, folder: Path) -> FilePart:
        """Return it as a part of a form, checked.

        Args:
            key: The name of the form's field.
            folder: Where the content of a stream is put; whoever made the folder removes it.

        Raises:
            InvalidArgument: MangaDex would not take it.
        """
        content = self.content
        if self.streamed:
            content = await _spooled(self, folder / f"{self.number}")
        kind = self.check(cast("bytes | Path", content))
        return FilePart(
            key, self.name or f"{self.number}.{kind.rpartition('/')[2]}", kind, cast("bytes | Path", content)
        )

    def check(self, content: bytes | Path) -> str:
        """Return the media type of a picture.

        Raises:
            InvalidArgument: It is none that MangaDex takes, or too large.
        """
        called = self.called
        try:
            size = len(content) if isinstance(content, bytes) else content.stat().st_size
            with BytesIO(content) if isinstance(content, bytes) else content.open("rb") as opened:
                kind = media_type_of(opened.read(12))
                opened.seek(0)
                sides = sides_of(opened)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise InvalidArgument(f"{called} cannot be read: {why}") from error
        if kind is None:
            raise InvalidArgument(f"{called} is no JPEG, PNG or GIF picture")
        if size > MOST_BYTES:
            raise InvalidArgument(f"{called} has {size} bytes; a file may have {MOST_BYTES}")
        if sides is not None and max(sides) >= _SIDE:
            raise InvalidArgument(
                f"{called} has {sides[0]} x {sides[1]} pixels; a side must have less than {_SIDE}"
            )
        return kind

    @property
    def size(self) -> int:
        """How many bytes it has; 0 where that is not known yet."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.stat().st_size if isinstance(self.content, Path) else 0


def source_of(file: object, number: int) -> Source:
    """Return what is to be uploaded for an argument.

    Args:
        file: The argument.
        number: Which one it is, from 1.

    Raises:
        InvalidArgument: It is nothing that can be read.
    """
    name, content = "", file
    if isinstance(file, tuple):
        pair = cast("tuple[object, ...]", file)
        if len(pair) != 2 or not isinstance(pair[0], str):  # noqa: PLR2004 - a pair
            raise InvalidArgument(f"file {number} must be a name and its content, not {file!r}")
        name, content = Path(pair[0]).name, pair[1]
    elif isinstance(file, str | os.PathLike):
        content = Path(cast("str | os.PathLike[str]", file))
        name = content.name
    elif isinstance(getattr(file, "name", None), str):
        name = Path(str(cast("Any", file).name)).name
    if isinstance(content, bytearray | memoryview):
        content = bytes(cast("bytes", content))
    if isinstance(content, bytes | Path) or hasattr(content, "read") or hasattr(content, "__aiter__"):
        return Source(name, content, number)
    text = (
        "a path, bytes, an open file or an async iterator over bytes, or one of these with a name before it"
    )
    raise InvalidArgument(f"file {number} must be {text}, not {file!r}")


async def _spooled(source: Source, path: Path) -> Path:
    """Write what a stream gives into a file, and stop where that is more than a file may have."""
    size = 0
    with path.open("wb") as file:
        async for chunk in _chunks(source):
            size += len(chunk)
            if size > MOST_BYTES:
                raise InvalidArgument(f"{source.called} has more than {MOST_BYTES} bytes")
            file.write(chunk)
    return path


async def _chunks(source: Source) -> "AsyncIterable[bytes]":
    """Yield what a stream gives, whichever kind of stream it is."""
    content = source.content
    if not hasattr(content, "read"):
        async for item in cast("AsyncIterable[object]", content):
            yield _bytes(source, item)
        return
    read = cast("Callable[[int], object]", cast("Any", content).read)
    while True:
        try:
            given = read(_CHUNK)
        except ValueError as error:
            raise InvalidArgument(f"{source.called} cannot be read: {error}") from error
        chunk = await cast("Awaitable[object]", given) if hasattr(given, "__await__") else given
        if not chunk:
            return
        yield _bytes(source, chunk)


def _bytes(source: Source, chunk: object) -> bytes:
    if not isinstance(chunk, bytes | bytearray | memoryview):
        raise InvalidArgument(
            f"{source.called} gives {type(chunk).__name__}, not bytes: open files with mode 'rb'"
        )
    return bytes(cast("bytes", chunk))
