"""Judging pictures that were sent."""

from __future__ import annotations

import io

from PIL import Image

_ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif"}
_SIDE = 10_000


class UnfitError(Exception):
    """A file that is no picture that can be served; its text says why."""


def ending_of(content: bytes) -> str:
    """Return the ending that belongs to a picture's name.

    Args:
        content: The whole file.

    Returns:
        `jpg`, `png` or `gif`.

    Raises:
        UnfitError: If it is in another format, broken or too large.
    """
    try:
        # The size stands at the front: what unpacks to too much is refused before it is unpacked.
        with Image.open(io.BytesIO(content), formats=tuple(_ENDINGS)) as image:
            if max(image.size) >= _SIDE:
                raise UnfitError(f"each side must be under {_SIDE} pixels")
            image.load()
            return _ENDINGS[image.format or ""]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnfitError("the picture has too many pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise UnfitError("the file is not an intact JPEG, PNG or GIF picture") from None
