"""Making, changing and deleting manga; new ones are drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aiohttp import web

from asyncdex.sandbox.server.catalogue.tags import as_attribute
from asyncdex.sandbox.server.catalogue.teams import credit
from asyncdex.sandbox.server.errors import not_found
from asyncdex.sandbox.server.handlers import body_specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named_manga, read_query, signed_in
from asyncdex.sandbox.server.responses import entity_answer
from asyncdex.sandbox.server.routes import ID
from asyncdex.sandbox.server.select.covers import show_cover
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import born, check_version, done, existing, submitted, touch

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue

_MAPS = ("title", "description", "links", "officialLinks")
_PLAIN = (
    "originalLanguage", "lastVolume", "lastChapter", "publicationDemographic", "status", "year",
    "contentRating", "chapterNumbersResetOnNewVolume",
)  # fmt: skip


async def create(request: web.Request) -> web.Response:
    """Answer `POST /manga`: the new manga is a draft of whoever asks."""
    body, user = await submitted(request, body_specs.MANGA_CREATE), signed_in(request)
    state = state_of(request)
    record = born(state, "manga", _blank())
    parts = _parts(state.catalogue, record, body)
    state.catalogue.drafts[record.id] = record
    _fill(state.catalogue, record, body, parts)
    record.link("creator", user)
    return entity_answer(request, record)


async def edit(request: web.Request) -> web.Response:
    """Answer `PUT /manga/{id}`; what is not sent stays as it is."""
    body = await submitted(request, body_specs.MANGA_EDIT)
    record = named_manga(request)
    check_version(record, body)
    state = state_of(request)
    parts = _parts(state.catalogue, record, body)
    record = state.catalogue.change(record)
    _fill(state.catalogue, record, body, parts)
    touch(state, record)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /manga/{id}`: its chapters and covers go with it."""
    signed_in(request)
    read_query(request, QuerySpec())
    record, catalogue = named_manga(request), state_of(request).catalogue
    catalogue.remove([record, *catalogue.chapters_of(record.id), *catalogue.covers_of(record.id)])
    return done()


def _blank() -> dict[str, Any]:
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


class _Parts(NamedTuple):
    """What a body refers to: people by their role, tags, and the cover to show."""

    people: dict[str, list[str]]
    tags: list[Record]
    cover: str | None


def _parts(catalogue: Catalogue, record: Record, body: dict[str, Any]) -> _Parts:
    """Look up what a body refers to, so that nothing is written if anything of it is not there."""
    people = {
        role: existing(catalogue, "author", body[name])
        for name, role in (("authors", "author"), ("artists", "artist"))
        if name in body
    }
    tags = [catalogue.tags[tag] for tag in existing(catalogue, "tag", body.get("tags", ()))]
    cover: str | None = body.get("primaryCover")
    if cover is not None and cover.lower() not in {known.id for known in catalogue.covers_of(record.id)}:
        raise not_found(f"cover_art with id {cover} not found")
    return _Parts(people, tags, cover and cover.lower())


def _fill(catalogue: Catalogue, record: Record, body: dict[str, Any], parts: _Parts) -> None:
    """Write down what was sent."""
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


ROUTES = [web.post("/manga", create), web.put(f"/manga/{ID}", edit), web.delete(f"/manga/{ID}", delete)]
