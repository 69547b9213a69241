"""The pages of chapters: uploaded, or else drawn on demand and kept for a while; named by their content."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from asyncdex.sandbox.server.images.art import draw_page, draw_strip, encoded

_KEPT_CHAPTERS = 64
# Drawing a chapter takes a tenth of a second, and clients ask for the names of many that they never load.
_KEPT_NAMES = 2048


class ChapterNames(NamedTuple):
    """How the pages of one chapter are called.

    Attributes:
        hash: What stands for the chapter in image URLs, 32 hexadecimal digits.
        data: The file names of the originals, in reading order.
        saver: The file names of the smaller JPEGs, in reading order.
    """

    hash: str
    data: list[str]
    saver: list[str]


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
    """Draws chapters and keeps the ones used last; what was uploaded stays.

    Attributes:
        uploaded: The ending and content of the pages of chapters that were uploaded, by chapter.
    """

    def __init__(self) -> None:
        self.uploaded: dict[str, list[tuple[str, bytes]]] = {}
        self._kept: OrderedDict[str, ChapterPages] = OrderedDict()
        self._names: OrderedDict[str, ChapterNames] = OrderedDict()
        self._era = 0
        self._drawing = asyncio.Lock()

    async def of(self, chapter: str, count: int, *, strip: bool = False) -> ChapterPages:
        """Return the pages of a chapter.

        Args:
            chapter: The chapter's id, which decides the drawings.
            count: How many pages it has.
            strip: Whether they are long strips.
        """
        # One lock for all: a chapter that two requests ask for at once is drawn once.
        async with self._drawing:
            if chapter not in self._kept:
                if chapter in self.uploaded:
                    work = asyncio.to_thread(shrink_chapter, self.uploaded[chapter])
                else:
                    work = asyncio.to_thread(draw_chapter, chapter, count, strip=strip)
                era, drawn = self._era, await work
                if era != self._era:
                    # What was asked for before a reset may be of no chapter that there is now.
                    return drawn
                self._kept[chapter] = drawn
                if len(self._kept) > _KEPT_CHAPTERS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(chapter)
            return self._kept[chapter]

    async def names_of(self, chapter: str, count: int, *, strip: bool = False) -> ChapterNames:
        """Return how the pages of a chapter are called.

        Args:
            chapter: The chapter's id, which decides the drawings.
            count: How many pages it has.
            strip: Whether they are long strips.
        """
        known = self._names.get(chapter)
        if known is not None:
            return known
        era, pages = self._era, await self.of(chapter, count, strip=strip)
        names = ChapterNames(pages.hash, list(pages.data), list(pages.saver))
        if era == self._era:
            self._names[chapter] = names
            if len(self._names) > _KEPT_NAMES:
                self._names.popitem(last=False)
        return names

    async def upload(self, chapter: str, images: list[tuple[str, bytes]]) -> None:
        """Give a chapter pages that were sent.

        Args:
            chapter: The chapter's id.
            images: The ending of the file name and the content of each, in reading order.
        """
        async with self._drawing:
            self.restore(chapter, images)

    def restore(self, chapter: str, images: list[tuple[str, bytes]]) -> None:
        """Give a chapter pages while nobody is asking for them.

        Args:
            chapter: The chapter's id.
            images: The ending of the file name and the content of each, in reading order.
        """
        self.uploaded[chapter] = images
        self._forget(chapter)

    def forget(self, chapter: str) -> None:
        """Let go of the pages of a chapter; one without any does no harm.

        Args:
            chapter: The chapter's id.
        """
        self.uploaded.pop(chapter, None)
        self._forget(chapter)

    def reset(self) -> None:
        """Forget what was uploaded."""
        for chapter in self.uploaded:
            self._forget(chapter)
        self.uploaded.clear()
        self._era += 1

    def _forget(self, chapter: str) -> None:
        self._kept.pop(chapter, None)
        self._names.pop(chapter, None)


def draw_chapter(chapter: str, count: int, *, strip: bool = False) -> ChapterPages:
    """Draw all pages of a chapter in both qualities.

    Args:
        chapter: The chapter's id, which decides the drawings.
        count: How many pages it has.
        strip: Whether they are long strips, which are JPEGs; other pages are PNGs.
    """
    data: dict[str, bytes] = {}
    saver: dict[str, bytes] = {}
    for number in range(1, count + 1):
        image = draw_strip(chapter, number) if strip else draw_page(chapter, number)
        whole, ending = (encoded(image, "JPEG"), "jpg") if strip else (encoded(image, "PNG"), "png")
        for kept, content, suffix in (
            (data, whole, ending),
            (saver, encoded(image.reduce(2), "JPEG"), "jpg"),
        ):
            kept[f"{number}-{hashlib.sha256(content).hexdigest()}.{suffix}"] = content
    return ChapterPages(hashlib.sha256(chapter.encode()).hexdigest()[:32], data, saver)


def shrink_chapter(images: list[tuple[str, bytes]]) -> ChapterPages:
    """Name the pages of a chapter that was uploaded, and make the smaller JPEGs.

    Args:
        images: The ending of the file name and the content of each, in reading order.
    """
    data: dict[str, bytes] = {}
    saver: dict[str, bytes] = {}
    for number, (ending, content) in enumerate(images, 1):
        with Image.open(io.BytesIO(content)) as image:
            small = encoded(image.convert("RGB").reduce(2), "JPEG")
        data[f"{number}-{hashlib.sha256(content).hexdigest()}.{ending}"] = content
        saver[f"{number}-{hashlib.sha256(small).hexdigest()}.jpg"] = small
    return ChapterPages(hashlib.sha256("".join(data).encode()).hexdigest()[:32], data, saver)
