"""The attributes of a manga that sum up its chapters."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.clocks import sortable, stamp, unix

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue


def recount(catalogue: Catalogue, manga: Record, now: float) -> None:
    """Bring up to date what a manga says about its chapters, after one came, went or changed.

    Args:
        catalogue: All entities.
        manga: The manga.
        now: The present, UNIX seconds; what comes out later does not count yet.
    """
    manga = catalogue.change(manga)
    listed = [chapter for chapter in catalogue.chapters_of(manga.id) if _listed(chapter, now)]
    found = dict.fromkeys(record.attributes.get("translatedLanguage") for record in listed)
    known: list[str | None] = manga.attributes.get("availableTranslatedLanguages") or []
    kept = [language for language in known if language in found]
    manga.attributes["availableTranslatedLanguages"] = list(dict.fromkeys((*kept, *found)))
    manga.attributes["latestUploadedChapter"] = _latest(listed).id if listed else None


def come_out(catalogue: Catalogue, now: float) -> None:
    """Bring up to date what manga say about chapters that came out meanwhile.

    Args:
        catalogue: All entities.
        now: The present, UNIX seconds.
    """
    while catalogue.coming and catalogue.coming[0][0] <= now:
        manga = catalogue.manga.get(heapq.heappop(catalogue.coming)[1])
        if manga is not None:
            recount(catalogue, manga, now)


def _listed(chapter: Record, now: float) -> bool:
    get = chapter.attributes.get
    return not get("isUnavailable") and (unix(get("publishAt")) or 0) <= now


def _latest(chapters: list[Record]) -> Record:
    def readable_at(record: Record) -> str:
        return sortable(record.attributes.get("readableAt") or stamp(0))

    # Of two that can be read from the same second on, the one that was added last is the newer one.
    return max(reversed(chapters), key=readable_at)
