"""The pages of a chapter, drawn in the format of its manga."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.images.pages import ChapterPages
    from asyncdex.sandbox.server.state import State

_STRIP = "Long Strip"


async def pages_of(state: State, chapter: Record) -> ChapterPages:
    """Return the pages of a chapter; those of a manga that is tagged so are long strips.

    Args:
        state: The parts of the sandbox.
        chapter: The chapter.
    """
    manga = state.catalogue.manga_of(chapter)
    tags = (manga.attributes.get("tags") or ()) if manga is not None else ()
    strip = any(tag["attributes"]["name"].get("en") == _STRIP for tag in tags)
    return await state.pages.of(chapter.id, chapter.attributes.get("pages") or 0, strip=strip)
