"""The attributes of a manga that sum up its chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.dates import NEVER
from asyncdex.sandbox.server.clocks import sortable, stamp

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.records import Record


def summarise(rng: Random, manga: Record, chapters: list[Record]) -> None:
    """Fill in what a manga says about its chapters.

    Args:
        rng: Decides the sequence of the languages, which has no meaning on the real service either.
        manga: The manga to complete.
        chapters: Its chapters.
    """
    listed = _listed(chapters)
    if not listed:
        return
    # A set of texts has another sequence in every process, so it is sorted before it is shuffled.
    languages: list[str | None] = sorted(
        {language for record in listed if (language := record.attributes["translatedLanguage"]) is not None}
    )
    rng.shuffle(languages)
    if any(record.attributes["translatedLanguage"] is None for record in listed):
        languages.append(None)
    manga.attributes["availableTranslatedLanguages"] = languages
    manga.attributes["latestUploadedChapter"] = _latest(listed).id
    if manga.attributes["status"] == "completed":
        newest = chapters[-1].attributes
        manga.attributes["lastVolume"] = newest["volume"] or ""
        manga.attributes["lastChapter"] = newest["chapter"] or ""


def recount(manga: Record, chapters: list[Record]) -> None:
    """Bring up to date what a manga says about its chapters, after one came, went or changed.

    Args:
        manga: The manga.
        chapters: Its chapters.
    """
    listed = _listed(chapters)
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
    return max(chapters, key=lambda record: sortable(record.attributes.get("readableAt") or stamp(0)))
