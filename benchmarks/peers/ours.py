"""This library, as its users have it: the public client and models, limits that never make anybody wait."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

from limits import reserving, waiting
from worker import (
    ID,
    bodies,
    chapter_id,
    kept_alive,
    memory,
    on_disk,
    page_id,
    peak,
    repeated,
    run,
    seconds,
    timed,
)

from asyncdex import (
    Chapter,
    ChapterListOrder,
    Manga,
    MangadexClient,
    OrderDirection,
    PathRatelimit,
    Ratelimits,
    constants,
)
from asyncdex._http.messages import Answer, Request

if TYPE_CHECKING:
    from collections.abc import Mapping
from itertools import cycle


def unhurried() -> Ratelimits:
    """Return the limits as they are, but for the general pace."""
    general, *rest = constants.ratelimit_data
    return Ratelimits.copies_of([PathRatelimit(general.path, 100_000, 1), *rest])


def client_of(url: str) -> MangadexClient:
    return MangadexClient(api_url=url, ratelimits=unhurried())


async def fields(manga: Manga) -> list[object]:
    """Read what everybody reads of a manga."""
    cover = None if manga.cover is None else await manga.cover.url()
    tags = [tag.name for tag in manga.tags]
    authors = [author.name for author in manga.authors]
    return [manga.best_title(), manga.best_description(), tags, authors, cover]


def chapter_fields(chapter: Chapter, *, manga: bool) -> list[object]:
    """Read what everybody reads of a chapter."""
    work = chapter.manga.best_title() if manga and chapter.manga is not None else None
    groups = [group.name for group in chapter.groups]
    return [chapter.number, chapter.title, chapter.readable_time, groups, work]


async def manga_pages(url: str, amount: int, *, titles: bool, pauses: bool = False) -> Mapping[str, float]:
    """Get pages of a hundred manga, one after the other."""
    async with client_of(url) as client:

        async def work() -> None:
            for page in range(amount):
                async for manga in client.get_mangas(title=str(page), limit=100):
                    (manga.id, manga.best_title()) if titles else await fields(manga)

        return await timed(work, pauses=pauses)


async def chapter_pages(url: str, amount: int, *, manga: bool) -> Mapping[str, float]:
    """Get pages of five hundred chapters, one after the other."""
    async with client_of(url) as client:

        async def work() -> None:
            for page in range(amount):
                if manga:
                    feed = client.get_list(page_id(page)).manga_chapters(limit=500)
                else:
                    feed = client.get_manga(page_id(page)).chapters.walk(limit=500)
                async for chapter in feed:
                    chapter_fields(chapter, manga=manga)

        return await timed(work)


class Canned:
    """A transport that has the answers already, and gives them one after the other.

    Args:
        contents: What requests are answered with.
    """

    tells_departure = False

    def __init__(self, contents: list[bytes]) -> None:
        self._answers = cycle([Answer(200, {}, content, None) for content in contents])

    async def send(self, _: Request) -> Answer:
        """Return the next answer."""
        return next(self._answers)


async def decoding(url: str, amount: int) -> Mapping[str, float]:
    """Make objects of pages that have come already."""
    async with client_of(url) as client:
        client.api.transport = Canned(await bodies(url, amount))

        async def work() -> None:
            for _ in range(amount):
                async for manga in client.get_mangas(limit=100):
                    await fields(manga)

        return {"seconds": await seconds(work) / amount}


async def kept(url: str, amount: int) -> Mapping[str, float]:
    """Keep the manga of some pages, and say what memory one takes."""
    async with client_of(url) as client:

        async def page(number: int) -> list[Manga]:
            found = [manga async for manga in client.get_mangas(title=str(number), limit=100)]
            for manga in found:
                await fields(manga)
            return found

        return await kept_alive(page, amount)


async def walk(url: str, total: int) -> Mapping[str, float]:
    """Walk through a long list, keeping nothing of it."""
    async with client_of(f"{url}/walk/1000") as client:
        async for _ in client.get_chapters(order=ChapterListOrder(creation_time=OrderDirection.ASCENDING)):
            pass
    async with client_of(f"{url}/walk/{total}") as client:
        gc.collect()
        before, began, amount = memory(), time.perf_counter(), 0
        async for _ in client.get_chapters(order=ChapterListOrder(creation_time=OrderDirection.ASCENDING)):
            amount += 1
        assert amount == total
        return {"seconds": (time.perf_counter() - began) / total, "bytes": max(peak() - before, 0)}


async def small(url: str, calls: int, at_once: int) -> Mapping[str, float]:
    """Get one manga again and again."""
    async with client_of(url) as client:
        return await repeated(lambda: client.get_manga(ID).fetch(), calls, at_once)


async def burst(url: str, calls: int) -> Mapping[str, float]:
    """Get one manga many times at once, at the pace that the library keeps by itself."""
    async with MangadexClient(api_url=url) as client:

        async def work() -> None:
            await asyncio.gather(*(client.get_manga(ID).fetch() for _ in range(calls)))

        return await timed(work)


async def files(url: str, late: str, pages: int) -> Mapping[str, float]:
    """Download a chapter, after a small one."""
    async with client_of(url + late) as client, client_of(f"{url}/small") as other:
        with TemporaryDirectory() as folder:
            await other.get_chapter(chapter_id(8)).download_chapter(folder_format=f"{folder}/of-it")
        chapter = await client.get_chapter(chapter_id(pages)).fetch()
        return await on_disk(lambda folder: chapter.download_chapter(folder_format=f"{folder}/of-it"), pages)


if __name__ == "__main__":
    run(
        {
            "manga": manga_pages,
            "chapters": chapter_pages,
            "decoding": decoding,
            "kept": kept,
            "small": small,
            "burst": burst,
            "waiting": waiting,
            "reserving": reserving,
            "walk": walk,
            "files": files,
        }
    )
