"""The practical limit: plain aiohttp, msgspec structs, and what is read taken from them by hand."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

import aiohttp
import msgspec
from wire import AtHome, Author, Chapter, Chapters, Cover, Group, Manga, MangaPage, OneManga, Related
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INCLUDES = "&includes[]=author&includes[]=artist&includes[]=cover_art"
FEED = "&includes[]=scanlation_group&includes[]=user"
COVERS = "https://uploads.mangadex.org/covers"

pages = msgspec.json.Decoder(MangaPage)
feeds = msgspec.json.Decoder(Chapters)
nodes = msgspec.json.Decoder(AtHome)
ones = msgspec.json.Decoder(OneManga)


def fields(manga: Manga) -> list[object]:
    """Read what everybody reads of a manga."""
    attributes, found = manga.attributes, list[object]()
    for relation in manga.relationships:
        if isinstance(relation, Author) and relation.attributes:
            found.append(relation.attributes.name)
        elif isinstance(relation, Cover) and relation.attributes:
            found.append(f"{COVERS}/{manga.id}/{relation.attributes.file_name}")
    names = [tag.attributes.name["en"] for tag in attributes.tags or ()]
    return [attributes.title["en"], attributes.description["en"], names, *found]


def chapter_fields(chapter: Chapter, *, manga: bool) -> list[object]:
    """Read what everybody reads of a chapter."""
    attributes, found = chapter.attributes, list[object]()
    for relation in chapter.relationships:
        if isinstance(relation, Group) and relation.attributes:
            found.append(relation.attributes.name)
        elif manga and isinstance(relation, Related) and relation.attributes:
            found.append(relation.attributes.title["en"])
    assert attributes.readable_at is not None
    return [attributes.chapter, attributes.title, datetime.fromisoformat(attributes.readable_at), *found]


async def manga_pages(url: str, amount: int, *, titles: bool, pauses: bool = False) -> Mapping[str, float]:
    """Get pages of a hundred manga, one after the other."""
    async with aiohttp.ClientSession() as session:

        async def work() -> None:
            for page in range(amount):
                async with session.get(f"{url}/manga?limit=100&title={page}{INCLUDES}") as answer:
                    found = pages.decode(await answer.read())
                for manga in found.data:
                    (manga.id, manga.attributes.title["en"]) if titles else fields(manga)

        return await timed(work, pauses=pauses)


async def chapter_pages(url: str, amount: int, *, manga: bool) -> Mapping[str, float]:
    """Get pages of five hundred chapters, one after the other."""
    more = FEED + ("&includes[]=manga" if manga else "")
    paths = [f"/{'list' if manga else 'manga'}/{page_id(page)}/feed" for page in range(amount)]
    async with aiohttp.ClientSession() as session:

        async def work() -> None:
            for path in paths:
                async with session.get(f"{url}{path}?limit=500{more}") as answer:
                    found = feeds.decode(await answer.read())
                for chapter in found.data:
                    chapter_fields(chapter, manga=manga)

        return await timed(work)


async def decoding(url: str, amount: int) -> Mapping[str, float]:
    """Make objects of pages that have come already."""
    contents = await bodies(url, amount)

    async def work() -> None:
        for content in contents:
            for manga in pages.decode(content).data:
                fields(manga)

    return {"seconds": await seconds(work) / amount}


async def kept(url: str, amount: int) -> Mapping[str, float]:
    """Keep the manga of some pages, and say what memory one takes."""
    async with aiohttp.ClientSession() as session:

        async def page(number: int) -> Iterable[Manga]:
            async with session.get(f"{url}/manga?limit=100&title={number}{INCLUDES}") as answer:
                found = pages.decode(await answer.read()).data
            for manga in found:
                fields(manga)
            return found

        return await kept_alive(page, amount)


async def walk(url: str, total: int) -> Mapping[str, float]:
    """Walk through a long list, keeping nothing of it but what was made in the last second."""
    async with aiohttp.ClientSession() as session:
        gc.collect()
        before, began, amount = memory(), time.perf_counter(), 0
        since, known, more = "", set[str](), True
        while more:
            query = f"limit=100&order[createdAt]=asc{since}"
            async with session.get(f"{url}/walk/{total}/chapter?{query}") as answer:
                found = feeds.decode(await answer.read())
            amount += sum(chapter.id not in known for chapter in found.data)
            known = {chapter.id for chapter in found.data}
            made = found.data[-1].attributes.created_at
            since, more = f"&createdAtSince={(made or '')[:19]}", len(found.data) < found.total
        assert amount == total
        return {"seconds": (time.perf_counter() - began) / total, "bytes": max(peak() - before, 0)}


async def small(url: str, calls: int, at_once: int) -> Mapping[str, float]:
    """Get one manga again and again."""
    async with aiohttp.ClientSession() as session:

        async def one() -> object:
            async with session.get(f"{url}/manga/{ID}") as answer:
                return ones.decode(await answer.read())

        return await repeated(one, calls, at_once)


async def stream(
    session: aiohttp.ClientSession, url: str, pages: int, folder: str, *, check: bool = False
) -> None:
    """Stream the pages of a chapter into files, four at a time, and compute their checksums if need be."""
    async with session.get(f"{url}/at-home/server/{chapter_id(pages)}") as answer:
        node = nodes.decode(await answer.read())
    waiting = iter(node.chapter.data)

    async def work() -> None:
        for name in waiting:
            found = sha256()
            async with session.get(f"{node.base_url}/data/{node.chapter.hash}/{name}") as answer:
                with Path(folder, name).open("wb") as file:
                    async for chunk in answer.content.iter_any():
                        file.write(chunk)
                        if check:
                            found.update(chunk)
            if check and found.hexdigest() not in name:
                raise RuntimeError(name)

    await asyncio.gather(*(work() for _ in range(4)))


async def files(url: str, late: str, pages: int, *, check: bool = False) -> Mapping[str, float]:
    """Download a chapter, after a small one."""
    async with aiohttp.ClientSession() as session:
        with TemporaryDirectory() as folder:
            await stream(session, f"{url}/small", 8, folder, check=check)
        return await on_disk(lambda folder: stream(session, url + late, pages, folder, check=check), pages)


if __name__ == "__main__":
    run(
        {
            "manga": manga_pages,
            "chapters": chapter_pages,
            "decoding": decoding,
            "kept": kept,
            "small": small,
            "walk": walk,
            "files": files,
        }
    )
