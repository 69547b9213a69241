"""Reading, making, changing and deleting authors and artists."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from asyncdex.sandbox.server.catalogue.people import AUTHOR_LINKS
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.people import select_authors
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import born, check_version, done, submitted, touch


async def search(request: web.Request) -> web.Response:
    """Answer `GET /author`."""
    query = read_query(request, specs.AUTHOR_LIST)
    return collection_answer(request, select_authors(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /author/{id}`."""
    query = read_query(request, specs.AUTHOR_ONE)
    return entity_answer(request, named(request, "author"), query)


async def create(request: web.Request) -> web.Response:
    """Answer `POST /author`."""
    body = await submitted(request, body_specs.AUTHOR_CREATE)
    state = state_of(request)
    blank: dict[str, Any] = {"name": "", "imageUrl": None, "biography": [], **dict.fromkeys(AUTHOR_LINKS)}
    record = born(state, "author", {**blank, **_fields(body)})
    return entity_answer(request, state.catalogue.add(record))


async def edit(request: web.Request) -> web.Response:
    """Answer `PUT /author/{id}`; what is not sent stays as it is."""
    body = await submitted(request, body_specs.AUTHOR_EDIT)
    record, state = named(request, "author"), state_of(request)
    check_version(record, body)
    record = state.catalogue.change(record)
    record.attributes |= _fields(body)
    touch(state, record)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /author/{id}`; manga name them no longer."""
    signed_in(request)
    read_query(request, QuerySpec())
    state_of(request).catalogue.remove([named(request, "author")])
    return done()


def _fields(body: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in body.items() if name != "version"}
    if "biography" in fields:
        # PHP writes an empty map as a list.
        fields["biography"] = fields["biography"] or []
    return fields


ROUTES = [
    get("/author", search),
    web.post("/author", create),
    get("/author/{id}", one),
    web.put("/author/{id}", edit),
    web.delete("/author/{id}", delete),
]
