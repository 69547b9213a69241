"""Reading chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.errors import bad_request
from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.requests import named, read_query
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.chapters import select_chapters
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def search(request: web.Request) -> web.Response:
    """Answer `GET /chapter`."""
    query = read_query(request, specs.CHAPTER_LIST)
    if query.one("manga") is None:
        for name in ("externalUrl", "excludeExternalUrl"):
            if query.one(name) is not None:
                raise bad_request(f"Error validating /{name}: it needs the manga filter beside it")
    state = state_of(request)
    chapters = state.catalogue.chapters.values()
    return collection_answer(request, select_chapters(state.catalogue, chapters, query, state.clock), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /chapter/{id}`."""
    query = read_query(request, specs.CHAPTER_ONE)
    return entity_answer(request, named(request, "chapter"), query)


ROUTES = [get("/chapter", search), get("/chapter/{id}", one)]
