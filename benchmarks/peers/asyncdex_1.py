"""AsyncDex 1.1, which reads the answers of 2021; its pace of one call in 1.25 seconds is switched off."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

from worker import ID, bodies, chapter_id, kept_alive, on_disk, page_id, repeated, run, seconds, timed

from asyncdex import MangadexClient
from asyncdex.constants import routes
from asyncdex.models import Chapter, Manga
from asyncdex.models.pager import Pager

if TYPE_CHECKING:
    from collections.abc import Mapping


class Unhurried(MangadexClient):
    """A client that never counts the calls of a second."""

    _request_count = property(lambda _: 0, lambda _, __: None)


def client_of(url: str) -> MangadexClient:
    return Unhurried(api_url=f"{url}/2021", anonymous=True)


async def fields(manga: Manga) -> list[object]:
    """Read what everybody reads of a manga."""
    tags = [tag.names.en for tag in manga.tags]
    authors = [author.name for author in manga.authors]
    cover = None if manga.cover is None else f"covers/{manga.id}/{manga.cover.file_name}"
    return [manga.titles.en.primary, manga.descriptions.en, tags, authors, cover]


def chapter_fields(chapter: Chapter) -> list[object]:
    """Read what everybody reads of a chapter."""
    groups = [group.name for group in chapter.groups]
    return [chapter.number, chapter.title, chapter.publish_time, groups]


def pager(client: MangadexClient, page: int) -> Pager:
    return Pager("/manga", Manga, client, params={"title": str(page)}, limit=100)


async def manga_pages(url: str, amount: int, *, titles: bool, pauses: bool = False) -> Mapping[str, float]:
    """Get pages of a hundred manga, one after the other."""
    async with client_of(url) as client:

        async def work() -> None:
            for page in range(amount):
                async for manga in pager(client, page):
                    (manga.id, manga.titles.en.primary) if titles else await fields(manga)

        return await timed(work, pauses=pauses)


async def chapter_pages(url: str, amount: int, *, manga: bool) -> Mapping[str, float]:
    """Get pages of five hundred chapters, one after the other."""
    if manga:
        return {}  # it asks for no manga there
    async with client_of(url) as client:

        async def work() -> None:
            for page in range(amount):
                feed = Pager(f"/manga/{page_id(page)}/feed", Chapter, client, limit_size=500, limit=500)
                async for chapter in feed:
                    chapter_fields(chapter)

        return await timed(work)


async def decoding(url: str, amount: int) -> Mapping[str, float]:
    """Make objects of pages that have come already."""
    async with client_of(url) as client:
        contents = await bodies(f"{url}/2021", amount)

        async def work() -> None:
            for content in contents:
                for item in json.loads(content.decode())["results"]:
                    await fields(Manga(client, data=item))

        return {"seconds": await seconds(work) / amount}


async def kept(url: str, amount: int) -> Mapping[str, float]:
    """Keep the manga of some pages, and say what memory one takes."""
    async with client_of(url) as client:

        async def page(number: int) -> list[Manga]:
            found = [manga async for manga in pager(client, number)]
            for manga in found:
                await fields(manga)
            return found

        return await kept_alive(page, amount)


async def small(url: str, calls: int, at_once: int) -> Mapping[str, float]:
    """Get one manga again and again."""
    async with client_of(url) as client:
        return await repeated(lambda: client.get_manga(ID).fetch(), calls, at_once)


async def burst(url: str, calls: int) -> Mapping[str, float]:
    """Get one manga many times at once, at the pace that the library keeps by itself."""
    async with MangadexClient(api_url=f"{url}/2021", anonymous=True) as client:

        async def work() -> None:
            await asyncio.gather(*(client.get_manga(ID).fetch() for _ in range(calls)))

        return await timed(work)


async def files(url: str, late: str, pages: int) -> Mapping[str, float]:
    """Download a chapter, after a small one."""
    routes["report_page"] = f"{url}/report"
    async with Unhurried(api_url=f"{url}/small/2021", anonymous=True) as client:
        with TemporaryDirectory() as folder:
            await client.get_chapter(chapter_id(8)).download_chapter(folder_format=folder)
    async with Unhurried(api_url=f"{url}{late}/2021", anonymous=True) as client:
        chapter = client.get_chapter(chapter_id(pages))
        await chapter.fetch()
        return await on_disk(lambda folder: chapter.download_chapter(folder_format=folder), pages)


if __name__ == "__main__":
    run(
        {
            "manga": manga_pages,
            "chapters": chapter_pages,
            "decoding": decoding,
            "kept": kept,
            "small": small,
            "burst": burst,
            "files": files,
        }
    )
