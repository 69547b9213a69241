"""The pages of a chapter, drawn in the format of its manga."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.images.pages import ChapterNames, ChapterPages
    from asyncdex.sandbox.server.state import State

_STRIP = "Long Strip"


async def pages_of(state: State, chapter: Record) -> ChapterPages:
    """Return the pages of a chapter; those of a manga that is tagged so are long strips.

    Args:
        state: The parts of the sandbox.
        chapter: The chapter.
    """
    return await state.pages.of(chapter.id, _count(chapter), strip=_strip(state, chapter))


async def names_of(state: State, chapter: Record) -> ChapterNames:
    """Return how the pages of a chapter are called.

    Args:
        state: The parts of the sandbox.
        chapter: The chapter.
    """
    return await state.pages.names_of(chapter.id, _count(chapter), strip=_strip(state, chapter))


def _count(chapter: Record) -> int:
    return chapter.attributes.get("pages") or 0


def _strip(state: State, chapter: Record) -> bool:
    manga = state.catalogue.manga_of(chapter)
    tags = (manga.attributes.get("tags") or ()) if manga is not None else ()
    return any(tag["attributes"]["name"].get("en") == _STRIP for tag in tags)
