"""The attributes of a manga that sum up its chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.dates import NEVER
from asyncdex.sandbox.server.clocks import sortable, stamp

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue


def recount(catalogue: Catalogue, manga: Record) -> None:
    """Bring up to date what a manga says about its chapters, after one came, went or changed.

    Args:
        catalogue: All entities.
        manga: The manga.
    """
    manga = catalogue.change(manga)
    listed = _listed(catalogue.chapters_of(manga.id))
    found = dict.fromkeys(record.attributes.get("translatedLanguage") for record in listed)
    known: list[str | None] = manga.attributes.get("availableTranslatedLanguages") or []
    kept = [language for language in known if language in found]
    manga.attributes["availableTranslatedLanguages"] = list(dict.fromkeys((*kept, *found)))
    manga.attributes["latestUploadedChapter"] = _latest(listed).id if listed else None


def _listed(chapters: list[Record]) -> list[Record]:
    never = stamp(NEVER)
    return [
        record
        for record in chapters
        if not record.attributes.get("isUnavailable") and record.attributes.get("publishAt") != never
    ]


def _latest(chapters: list[Record]) -> Record:
    def readable_at(record: Record) -> str:
        return sortable(record.attributes.get("readableAt") or stamp(0))

    # Of two that can be read from the same second on, the one that was added last is the newer one.
    return max(reversed(chapters), key=readable_at)
