"""Covers and their thumbnails, drawn on demand."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from asyncdex.sandbox.server.images.art import draw_cover, encoded

WIDTHS = (512, 256)
_KEPT = 256


class Covers:
    """Draws covers and keeps the ones used last."""

    def __init__(self) -> None:
        self._draw = lru_cache(maxsize=_KEPT)(_drawn)

    async def of(self, file_name: str, title: str, width: int | None) -> bytes:
        """Return a cover.

        Args:
            file_name: The cover's file name; it decides the drawing, and its ending the format.
            title: The title to write on it.
            width: The width of the thumbnail in pixels, or None for the original.

        Returns:
            The bytes of a file; thumbnails are always JPEG.
        """
        return await asyncio.to_thread(self._draw, file_name, title, width)


def _drawn(file_name: str, title: str, width: int | None) -> bytes:
    image = draw_cover(file_name, title)
    if width is not None:
        image.thumbnail((width, image.height))
    return encoded(image, "PNG" if width is None and file_name.endswith(".png") else "JPEG")
