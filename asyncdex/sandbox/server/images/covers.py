"""Covers and their thumbnails: uploaded, or else drawn on demand."""

from __future__ import annotations

import asyncio
import io
from functools import lru_cache

from PIL import Image

from asyncdex.sandbox.server.images.art import draw_cover, encoded

WIDTHS = (512, 256)
_KEPT = 256


class Covers:
    """Draws covers and keeps the ones used last; what was uploaded stays.

    Attributes:
        uploaded: The covers that were uploaded, by file name.
    """

    def __init__(self) -> None:
        self._draw = lru_cache(maxsize=_KEPT)(_drawn)
        self._shrink = lru_cache(maxsize=_KEPT)(_shrunk)
        self.uploaded: dict[str, bytes] = {}

    def keep(self, file_name: str, content: bytes) -> None:
        """Serve a picture under a name from now on.

        Args:
            file_name: The cover's file name.
            content: The picture.
        """
        self.uploaded[file_name] = content

    def forget(self, file_name: str) -> None:
        """Let go of a picture that was uploaded; a name that none has does no harm.

        Args:
            file_name: The cover's file name.
        """
        self.uploaded.pop(file_name, None)

    def reset(self) -> None:
        """Forget what was uploaded."""
        self.uploaded.clear()

    async def of(self, file_name: str, title: str, width: int | None) -> bytes:
        """Return a cover.

        Args:
            file_name: The cover's file name; it decides the drawing, and its ending the format.
            title: The title to write on it.
            width: The width of the thumbnail in pixels, or None for the original.

        Returns:
            The bytes of a file; thumbnails are always JPEG.
        """
        uploaded = self.uploaded.get(file_name)
        if uploaded is None:
            return await asyncio.to_thread(self._draw, file_name, title, width)
        return uploaded if width is None else await asyncio.to_thread(self._shrink, uploaded, width)


def _drawn(file_name: str, title: str, width: int | None) -> bytes:
    image = draw_cover(file_name, title)
    if width is not None:
        image.thumbnail((width, image.height))
    return encoded(image, "PNG" if width is None and file_name.endswith(".png") else "JPEG")


def _shrunk(content: bytes, width: int) -> bytes:
    with Image.open(io.BytesIO(content)) as image:
        small = image.convert("RGB")
    small.thumbnail((width, small.height))
    return encoded(small, "JPEG")
