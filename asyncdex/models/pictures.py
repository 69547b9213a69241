"""Pictures that are sent to MangaDex: of which kind they are, by their first bytes."""

import os
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from asyncdex.exceptions import InvalidArgument

__all__ = ["PictureFile", "media_type_of", "picture_of"]

#: A path, the bytes, or a file that is open for reading bytes.
PictureFile: TypeAlias = "str | os.PathLike[str] | bytes | BinaryIO"

#: How many bytes it takes to tell.
HEAD = 12

_SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


def media_type_of(head: bytes) -> str | None:
    """Return the media type of a picture that MangaDex takes, or None for anything else.

    Args:
        head: Its first twelve bytes or more.
    """
    return next((kind for start, kind in _SIGNATURES.items() if head.startswith(start)), None)


def picture_of(argument: str, file: PictureFile) -> tuple[str, str, bytes | Path]:
    """Return the name, the media type and the content of a picture.

    Args:
        argument: The argument that it was given as, for errors.
        file: The picture. What is read from an open file is kept in memory.

    Raises:
        InvalidArgument: It is no picture that MangaDex takes, or cannot be read.
    """
    content = _content(argument, file)
    try:
        head = content[:HEAD] if isinstance(content, bytes) else _head(content)
    except OSError as error:
        raise InvalidArgument(f"{argument} cannot be read: {error.strerror or error}") from error
    kind = media_type_of(head)
    if kind is None:
        raise InvalidArgument(f"{argument} must be a JPEG, PNG or GIF picture; it begins with {head!r}")
    given = content.name if isinstance(content, Path) else Path(str(getattr(file, "name", ""))).name
    return given or f"{argument}.{kind.rpartition('/')[2]}", kind, content


def _content(argument: str, file: object) -> bytes | Path:
    """Return the bytes, or where they are."""
    if isinstance(file, str | os.PathLike):
        return Path(cast("str | os.PathLike[str]", file))
    if hasattr(file, "read"):
        file = cast("BinaryIO", file).read()
    if isinstance(file, bytes | bytearray | memoryview):
        return bytes(cast("bytes", file))
    raise InvalidArgument(f"{argument} must be a path, bytes or a file open for reading bytes, not {file!r}")


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(HEAD)
