"""Chapters as entities, written from their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.records import Record, Relationship
from asyncdex.sandbox.server.clocks import stamp

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.facts import ChapterFacts

_VERSIONS = 7


def write_chapter(identifier: str, facts: ChapterFacts) -> Record:
    """Return a chapter.

    Args:
        identifier: Its id.
        facts: Everything it says.
    """
    created, updated = _written(facts.created), _written(facts.updated)
    attributes: dict[str, Any] = {
        "volume": facts.volume,
        "chapter": facts.chapter,
        "title": facts.title,
        "translatedLanguage": facts.language,
        "externalUrl": facts.external,
        "isUnavailable": facts.unavailable,
        "publishAt": created if facts.published == facts.created else _written(facts.published),
        "readableAt": created if facts.readable == facts.created else _written(facts.readable),
        "createdAt": created,
        "updatedAt": updated,
        "pages": facts.pages,
        # What never changed is in its first version.
        "version": 1 if facts.updated == facts.created else 2 + (facts.updated or 0) % _VERSIONS,
    }
    relationships = [Relationship("scanlation_group", group) for group in facts.groups]
    if facts.manga is not None:
        relationships.append(Relationship("manga", facts.manga))
    if facts.uploader is not None:
        relationships.append(Relationship("user", facts.uploader))
    return Record("chapter", identifier, attributes, relationships)


def _written(moment: int | None) -> str | None:
    return None if moment is None else stamp(moment)
