"""Reading manga: the search, one title, a random one, the tags, the feed and the aggregate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.errors import not_found
from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query
from asyncdex.sandbox.server.responses import collection_answer, entity_answer, json_answer, whole_answer
from asyncdex.sandbox.server.routes import ID, get
from asyncdex.sandbox.server.select.aggregate import aggregate as aggregated
from asyncdex.sandbox.server.select.chapters import select_feed
from asyncdex.sandbox.server.select.manga import matching_manga, select_manga
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def search(request: web.Request) -> web.Response:
    """Answer `GET /manga`."""
    query = read_query(request, specs.MANGA_LIST)
    return collection_answer(request, select_manga(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /manga/{id}`."""
    query = read_query(request, specs.MANGA_ONE)
    return entity_answer(request, named(request, "manga"), query)


async def random(request: web.Request) -> web.Response:
    """Answer `GET /manga/random`."""
    query = read_query(request, specs.MANGA_RANDOM)
    state = state_of(request)
    found = matching_manga(state.catalogue, query)
    if not found:
        raise not_found("no manga fits the filters")
    return entity_answer(request, state.random.choice(found), query)


async def tags(request: web.Request) -> web.Response:
    """Answer `GET /manga/tag`, which has one page only."""
    read_query(request, QuerySpec())
    return whole_answer(request, list(state_of(request).catalogue.tags.values()))


async def feed(request: web.Request) -> web.Response:
    """Answer `GET /manga/{id}/feed`."""
    query = read_query(request, specs.FEED)
    state = state_of(request)
    found = select_feed(state.catalogue, [named(request, "manga").id], query, state.clock)
    return collection_answer(request, found, query)


async def aggregate(request: web.Request) -> web.Response:
    """Answer `GET /manga/{id}/aggregate`."""
    query = read_query(request, specs.AGGREGATE)
    state = state_of(request)
    chapters = state.catalogue.chapters_of(named(request, "manga").id)
    return json_answer({"result": "ok", "volumes": aggregated(chapters, query, state.clock)})


# Fixed paths come before the ones with an id, or the id would swallow them.
ROUTES = [
    get("/manga", search),
    get("/manga/random", random),
    get("/manga/tag", tags),
    get(f"/manga/{ID}", one),
    get("/manga/{id}/feed", feed),
    get("/manga/{id}/aggregate", aggregate),
]
