"""Hondana 3.7.7, its API address pointed at the local server."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

import hondana
from hondana.query import ChapterIncludes, MangaIncludes
from hondana.utils import AuthRoute, Route, from_json
from worker import ID, bodies, chapter_id, kept_alive, on_disk, page_id, repeated, run, seconds, timed

if TYPE_CHECKING:
    from collections.abc import Mapping

COVER = MangaIncludes(author=True, artist=True, cover_art=True, manga=False)


def fields(manga: hondana.Manga) -> list[object]:
    """Read what everybody reads of a manga."""
    tags = [tag.name for tag in manga.tags]
    authors = [author.name for author in manga.authors or ()]
    return [manga.title, manga.description, tags, authors, manga.cover_url()]


def chapter_fields(chapter: hondana.Chapter, *, manga: bool) -> list[object]:
    """Read what everybody reads of a chapter."""
    work = chapter.manga.title if manga and chapter.manga is not None else None
    groups = [group.name for group in chapter.scanlator_groups or ()]
    return [chapter.chapter, chapter.title, chapter.readable_at, groups, work]


def client_of(url: str) -> hondana.Client:
    Route.API_BASE_URL = AuthRoute.API_BASE_URL = url
    return hondana.Client()


async def manga_pages(url: str, amount: int, *, titles: bool, pauses: bool = False) -> Mapping[str, float]:
    """Get pages of a hundred manga, one after the other."""
    async with client_of(url) as client:

        async def work() -> None:
            for page in range(amount):
                found = await client.manga_list(title=str(page), limit=100, includes=COVER)
                for manga in found.manga:
                    (manga.id, manga.title) if titles else fields(manga)

        return await timed(work, pauses=pauses)


async def chapter_pages(url: str, amount: int, *, manga: bool) -> Mapping[str, float]:
    """Get pages of five hundred chapters, one after the other."""
    includes = ChapterIncludes(manga=manga, user=True, scanlation_group=True)
    async with client_of(f"{url}/listed" if manga else f"{url}/hondana") as client:

        async def work() -> None:
            for page in range(amount):
                found = await client.manga_feed(page_id(page), limit=500, includes=includes)
                for chapter in found.chapters:
                    chapter_fields(chapter, manga=manga)

        return await timed(work)


async def decoding(url: str, amount: int) -> Mapping[str, float]:
    """Make objects of pages that have come already."""
    async with client_of(url) as client:
        contents = await bodies(url, amount)

        async def work() -> None:
            for content in contents:
                for item in from_json(content.decode())["data"]:
                    fields(hondana.Manga(client._http, item))

        return {"seconds": await seconds(work) / amount}


async def kept(url: str, amount: int) -> Mapping[str, float]:
    """Keep the manga of some pages, and say what memory one takes."""
    async with client_of(url) as client:

        async def page(number: int) -> list[hondana.Manga]:
            found = await client.manga_list(title=str(number), limit=100, includes=COVER)
            for manga in found.manga:
                fields(manga)
            return found.manga

        return await kept_alive(page, amount)


async def small(url: str, calls: int, at_once: int) -> Mapping[str, float]:
    """Get one manga again and again."""
    async with client_of(url) as client:
        return await repeated(lambda: client.get_manga(ID), calls, at_once)


async def burst(url: str, calls: int) -> Mapping[str, float]:
    """Get one manga many times at once, at the pace that the library keeps by itself."""
    async with client_of(url) as client:

        async def work() -> None:
            await asyncio.gather(*(client.get_manga(ID) for _ in range(calls)))

        return await timed(work)


async def files(url: str, late: str, pages: int) -> Mapping[str, float]:
    """Download a chapter, after a small one."""
    async with client_of(f"{url}/small") as client:
        with TemporaryDirectory() as folder:
            await (await client.get_chapter(chapter_id(8))).download(folder)
    async with client_of(url + late) as client:
        chapter = await client.get_chapter(chapter_id(pages))
        return await on_disk(chapter.download, pages)


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
