"""Pictures that are sent to MangaDex: of which kind they are, by their first bytes."""

import os
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from asyncdex.exceptions import InvalidArgument

__all__ = ["PictureFile", "media_type_of", "picture_of", "sides_of"]

#: A path, the bytes, or a file that is open for reading bytes.
PictureFile: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO

#: How many bytes it takes to tell.
HEAD = 12
#: How many bytes it takes to tell how large a PNG picture is.
_HEADER = 24

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
        if isinstance(cast("object", file), str):
            raise InvalidArgument(f"{argument} gives text: open files with mode 'rb'")
    if isinstance(file, bytes | bytearray | memoryview):
        return bytes(cast("bytes", file))
    raise InvalidArgument(f"{argument} must be a path, bytes or a file open for reading bytes, not {file!r}")


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(HEAD)


def sides_of(file: BinaryIO) -> tuple[int, int] | None:
    """Return the width and the height of a picture in pixels, or None where its header does not say.

    Args:
        file: The picture, opened at its beginning.
    """
    head = file.read(_HEADER)
    if head.startswith(b"\x89PNG") and len(head) >= _HEADER:
        return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    if head.startswith(b"GIF8") and len(head) >= HEAD:
        return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    if head.startswith(b"\xff\xd8"):
        file.seek(2)
        return _sides_of_jpeg(file)
    return None


def _sides_of_jpeg(file: BinaryIO) -> tuple[int, int] | None:
    """Go from segment to segment of a JPEG picture up to the one that says how large it is."""
    while True:
        start = file.read(4)
        if len(start) < 4 or start[0] != 0xFF:  # noqa: PLR2004 - a marker and a length
            return None
        # SOF0 to SOF15, among which three numbers stand for other things.
        if 0xC0 <= start[1] <= 0xCF and start[1] not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - as above
            frame = file.read(5)  # the precision, the height, the width
            return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
        file.seek(int.from_bytes(start[2:4], "big") - 2, os.SEEK_CUR)
