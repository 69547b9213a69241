"""Judging the images that are uploaded."""

from __future__ import annotations

import io

from PIL import Image

#: The content types of the accepted formats, and the endings of their file names.
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}

_TOO_LONG = 10_000


class UnfitError(Exception):
    """A file that cannot be a page; its text says why."""


def judge(content: bytes) -> str:
    """Look whether a file can be a page.

    Args:
        content: The whole file.

    Returns:
        Its content type.

    Raises:
        UnfitError: If it is in another format, broken or too large.
    """
    try:
        # The size stands at the front: an image that unpacks to too much is refused before it is unpacked.
        with Image.open(io.BytesIO(content), formats=tuple(KINDS)) as image:
            kind = KINDS[image.format or ""]
            if max(image.size) >= _TOO_LONG:
                raise UnfitError(_large(image.size))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnfitError("the image has too many pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise UnfitError("the file is not an intact JPEG, PNG or GIF image") from None
    return kind


def _large(size: tuple[int, int]) -> str:
    width, height = size
    return f"the image is {width} by {height} pixels large; each side must be under {_TOO_LONG}"
