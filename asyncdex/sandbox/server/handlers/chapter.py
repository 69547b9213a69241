"""Reading, changing and deleting chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.catalogue.summary import recount
from asyncdex.sandbox.server.errors import bad_request
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.chapters import select_chapters
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import check_version, done, existing, submitted, touch

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.state import State


async def search(request: web.Request) -> web.Response:
    """Answer `GET /chapter`."""
    query = read_query(request, specs.CHAPTER_LIST)
    if query.one("manga") is None:
        for name in ("externalUrl", "excludeExternalUrl"):
            if query.one(name) is not None:
                raise bad_request(f"Error validating /{name}: it needs the manga filter beside it")
    state = state_of(request)
    return collection_answer(request, select_chapters(state.catalogue, query, state.clock), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /chapter/{id}`."""
    query = read_query(request, specs.CHAPTER_ONE)
    return entity_answer(request, named(request, "chapter"), query)


async def edit(request: web.Request) -> web.Response:
    """Answer `PUT /chapter/{id}`; what is not sent stays as it is."""
    body = await submitted(request, body_specs.CHAPTER_EDIT)
    record, state = named(request, "chapter"), state_of(request)
    check_version(record, body)
    groups = existing(state.catalogue, "scanlation_group", body.get("groups", ()))
    record = state.catalogue.change(record)
    if "groups" in body:
        record.relink("scanlation_group", groups)
    # No number is null, however it was sent.
    record.attributes |= {name: body[name] or None for name in ("volume", "chapter") if name in body}
    record.attributes |= {name: body[name] for name in ("title", "translatedLanguage") if name in body}
    touch(state, record)
    _recount(state, record)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /chapter/{id}`."""
    signed_in(request)
    read_query(request, QuerySpec())
    record, state = named(request, "chapter"), state_of(request)
    state.remove([record])
    _recount(state, record)
    return done()


def _recount(state: State, chapter: Record) -> None:
    for manga in map(state.catalogue.manga.get, chapter.linked("manga")):
        if manga is not None:
            recount(state.catalogue, manga, state.clock.wall())


ROUTES = [
    get("/chapter", search),
    get("/chapter/{id}", one),
    web.put("/chapter/{id}", edit),
    web.delete("/chapter/{id}", delete),
]
