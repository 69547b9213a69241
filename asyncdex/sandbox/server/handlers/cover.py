"""Reading covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.errors import not_found
from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.requests import read_query
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.covers import primary_cover, select_covers
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def search(request: web.Request) -> web.Response:
    """Answer `GET /cover`."""
    query = read_query(request, specs.COVER_LIST)
    return collection_answer(request, select_covers(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /cover/{mangaOrCoverId}`; a manga's id stands for its primary cover."""
    query = read_query(request, specs.COVER_ONE)
    catalogue = state_of(request).catalogue
    identifier = request.match_info["id"].lower()
    record = catalogue.covers.get(identifier) or primary_cover(catalogue, identifier)
    if record is None:
        raise not_found(f"cover_art with id {identifier} not found")
    return entity_answer(request, record, query)


ROUTES = [get("/cover", search), get("/cover/{id}", one)]
