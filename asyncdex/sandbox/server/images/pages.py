"""The pages of chapters: drawn on demand, named by their content, kept for a while."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from asyncdex.sandbox.server.images.art import draw_page, encoded

_KEPT_CHAPTERS = 64


@dataclass(frozen=True, slots=True)
class ChapterPages:
    """All pages of one chapter.

    Attributes:
        hash: What stands for the chapter in image URLs, 32 hexadecimal digits.
        data: File name and content of the originals, in reading order.
        saver: File name and content of the smaller JPEGs, in reading order.
    """

    hash: str
    data: dict[str, bytes]
    saver: dict[str, bytes]


class Pages:
    """Draws chapters and keeps the ones used last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, ChapterPages] = OrderedDict()
        self._drawing = asyncio.Lock()

    async def of(self, chapter: str, count: int) -> ChapterPages:
        """Return the pages of a chapter.

        Args:
            chapter: The chapter's id, which decides the drawings.
            count: How many pages it has.
        """
        # One lock for all: a chapter that two requests ask for at once is drawn once.
        async with self._drawing:
            if chapter not in self._kept:
                self._kept[chapter] = await asyncio.to_thread(draw_chapter, chapter, count)
                if len(self._kept) > _KEPT_CHAPTERS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(chapter)
            return self._kept[chapter]


def draw_chapter(chapter: str, count: int) -> ChapterPages:
    """Draw all pages of a chapter in both qualities.

    Args:
        chapter: The chapter's id, which decides the drawings.
        count: How many pages it has.
    """
    data: dict[str, bytes] = {}
    saver: dict[str, bytes] = {}
    for number in range(1, count + 1):
        image = draw_page(chapter, number)
        for kept, content, suffix in (
            (data, encoded(image, "PNG"), "png"),
            (saver, encoded(image.reduce(2), "JPEG"), "jpg"),
        ):
            kept[f"{number}-{hashlib.sha256(content).hexdigest()}.{suffix}"] = content
    return ChapterPages(hashlib.sha256(chapter.encode()).hexdigest()[:32], data, saver)
