"""Reading scanlation groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.requests import named, read_query
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.people import select_groups
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def search(request: web.Request) -> web.Response:
    """Answer `GET /group`."""
    query = read_query(request, specs.GROUP_LIST)
    return collection_answer(request, select_groups(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /group/{id}`."""
    query = read_query(request, specs.GROUP_ONE)
    return entity_answer(request, named(request, "scanlation_group"), query)


ROUTES = [get("/group", search), get("/group/{id}", one)]
