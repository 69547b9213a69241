"""Reading authors and artists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.requests import named, read_query
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.people import select_authors
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def search(request: web.Request) -> web.Response:
    """Answer `GET /author`."""
    query = read_query(request, specs.AUTHOR_LIST)
    return collection_answer(request, select_authors(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /author/{id}`."""
    query = read_query(request, specs.AUTHOR_ONE)
    return entity_answer(request, named(request, "author"), query)


ROUTES = [get("/author", search), get("/author/{id}", one)]
