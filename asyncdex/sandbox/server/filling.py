"""Filling in manga from what was sent, wherever it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from asyncdex.sandbox.server.catalogue.tags import as_attribute
from asyncdex.sandbox.server.catalogue.teams import credit
from asyncdex.sandbox.server.errors import not_found
from asyncdex.sandbox.server.select.covers import show_cover
from asyncdex.sandbox.server.writes import existing

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue

_MAPS = ("title", "description", "links", "officialLinks")
_PLAIN = (
    "originalLanguage", "lastVolume", "lastChapter", "publicationDemographic", "status", "year",
    "contentRating", "chapterNumbersResetOnNewVolume",
)  # fmt: skip


def blank_manga() -> dict[str, Any]:
    """Return what a manga says of itself before anybody has filled it in."""
    return {
        "title": [],
        "altTitles": [],
        "description": [],
        "isLocked": False,
        "links": None,
        "officialLinks": None,
        "originalLanguage": None,
        "lastVolume": None,
        "lastChapter": None,
        "publicationDemographic": None,
        "status": None,
        "year": None,
        "contentRating": None,
        "tags": [],
        "state": "draft",
        "chapterNumbersResetOnNewVolume": False,
        "availableTranslatedLanguages": [],
        "latestUploadedChapter": None,
    }


class Parts(NamedTuple):
    """What a body refers to.

    Attributes:
        people: The ids of people by their role.
        tags: The tags.
        cover: The id of the cover to show, if one is chosen.
    """

    people: dict[str, list[str]]
    tags: list[Record]
    cover: str | None


def parts_of(catalogue: Catalogue, record: Record, body: dict[str, Any]) -> Parts:
    """Look up what a body refers to, so that nothing is written if anything of it is not there.

    Args:
        catalogue: All entities.
        record: The manga it is about.
        body: What was sent, checked.

    Raises:
        ApiError: 404 if something is not there.
    """
    people = {
        role: existing(catalogue, "author", body[name])
        for name, role in (("authors", "author"), ("artists", "artist"))
        if name in body
    }
    tags = [catalogue.tags[tag] for tag in existing(catalogue, "tag", body.get("tags", ()))]
    cover: str | None = body.get("primaryCover")
    if cover is not None and cover.lower() not in {known.id for known in catalogue.covers_of(record.id)}:
        raise not_found(f"cover_art with id {cover} not found")
    return Parts(people, tags, cover and cover.lower())


def fill(catalogue: Catalogue, record: Record, body: dict[str, Any], parts: Parts) -> None:
    """Write down what was sent.

    Args:
        catalogue: All entities.
        record: The manga, which may be changed.
        body: What was sent, checked.
        parts: What it refers to.
    """
    attributes = record.attributes
    # PHP writes an empty map as a list.
    attributes |= {name: body[name] or [] for name in _MAPS if name in body}
    attributes |= {name: body[name] for name in _PLAIN if name in body}
    if "altTitles" in body:
        attributes["altTitles"] = [title or [] for title in body["altTitles"]]
    if "tags" in body:
        attributes["tags"] = [as_attribute(tag) for tag in parts.tags]
    if "primaryCover" in body:
        _choose_cover(catalogue, record, parts.cover)
    former = record.linked("author") + record.linked("artist")
    for role, identifiers in parts.people.items():
        record.relink(role, identifiers)
    if parts.people and record.id in catalogue.manga:
        credit(catalogue, record, former)


def _choose_cover(catalogue: Catalogue, record: Record, chosen: str | None) -> None:
    if chosen is None:
        catalogue.chosen.pop(record.id, None)
    else:
        catalogue.chosen[record.id] = chosen
    show_cover(catalogue, record)
