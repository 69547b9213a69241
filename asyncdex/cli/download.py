"""Downloading one chapter that can be read here, to a folder that can be written to."""

import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from asyncdex import (
    Chapter,
    ChapterUnreadable,
    ConnectionFailed,
    Manga,
    MangaFeedListOrder,
    Missing,
    NotFound,
    OrderDirection,
)

from .errors import Trouble, plain

if TYPE_CHECKING:
    from .show import Screen

__all__ = ["NEWEST_FIRST", "Found", "check_target", "download_one", "time_of"]

NEWEST_FIRST = MangaFeedListOrder(readable_time=OrderDirection.DESCENDING)

#: How many chapters of a manga are tried before the next manga has its turn.
_TRIES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A manga, its newest chapter, and how long that took to ask for."""

    manga: Manga
    newest: Chapter | None
    seconds: float


def check_target(folder: Path) -> None:
    """Make sure that a folder can be made and written to, before anything else is done.

    Args:
        folder: The folder, which need not exist.

    Raises:
        Trouble: It cannot.
    """
    there = folder.absolute()
    try:
        while not there.exists() and there != there.parent:
            there = there.parent
    except OSError as error:
        raise Trouble(f"cannot use {folder}: {error.strerror}") from error
    if not there.is_dir():
        raise Trouble(f"cannot write to {folder}: {there} is not a directory; choose another with --to")
    if not os.access(there, os.W_OK | os.X_OK):
        raise Trouble(f"cannot write to {folder}: no permission for {there}; choose another with --to")


async def download_one(target: Path, found: Sequence[Found], screen: "Screen") -> None:
    """Download the first chapter that can be read here.

    Args:
        target: The folder to put it under.
        found: The manga to choose from.
        screen: Where to show it.

    Raises:
        Trouble: There is none, or it cannot be written.
    """
    screen.head("One chapter")
    async for manga, chapter in _candidates(found):
        start = perf_counter()
        try:
            files = await _download(chapter, target, screen)
        except (ChapterUnreadable, Missing, NotFound) as error:
            reason = error.detail if isinstance(error, ChapterUnreadable) else str(error)
            screen.line(f"Skipped {_full_name(manga, chapter)}: {plain(reason)}", style="dim")
            continue
        size = sum(file.stat().st_size for file in files) / 1e6
        screen.line(f"{_full_name(manga, chapter)} ({chapter.language or '-'})")
        screen.line(f"{len(files)} pages, {size:.1f} MB, in {time_of(perf_counter() - start)}, are now in")
        screen.line(str(files[0].parent.absolute()))
        return
    raise Trouble("none of these manga has a chapter that can be read here; try another --title")


async def _candidates(found: Sequence[Found]) -> AsyncIterator[tuple[Manga, Chapter]]:
    """Give the newest chapters first, and only if that does not do, older ones."""
    tried: set[str] = set()
    for one in found:
        if one.newest is not None:
            tried.add(one.newest.id)
            yield one.manga, one.newest
    for one in found:
        older = one.manga.chapters.walk(limit=_TRIES, order=NEWEST_FIRST, readable=True)
        async for chapter in older:
            if chapter.id not in tried:
                yield one.manga, chapter


async def _download(chapter: Chapter, target: Path, screen: "Screen") -> list[Path]:
    # The target is the user's own: a brace in it is no field.
    folder = str(target).replace("{", "{{").replace("}", "}}")
    try:
        with screen.pages() as arrived:
            return await chapter.download_chapter(
                folder_format=folder + "/{manga}/{chapter_num}{separator}{title}", progress=arrived
            )
    except ConnectionFailed:
        raise  # a timeout is an OSError too, but not one of the disk
    except OSError as error:
        raise Trouble(
            f"cannot write to {target}: {error.strerror or error}; choose another with --to"
        ) from error


def _full_name(manga: Manga, chapter: Chapter) -> str:
    return plain(f"{manga.best_title()}, {chapter.name}")


def time_of(seconds: float) -> str:
    """Return a time as it is shown."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
