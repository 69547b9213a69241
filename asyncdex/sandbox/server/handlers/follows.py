"""What the account follows: lists of it, yes or no for a single thing, the feed, and following itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.errors import not_found
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.chapters import select_feed
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import done, submitted

if TYPE_CHECKING:
    from asyncdex.sandbox.server.routes import Handler


def _listing(kind: str, spec: QuerySpec) -> Handler:
    """Return a handler for `GET /user/follows/...`."""

    async def listing(request: web.Request) -> web.Response:
        signed_in(request)
        query = read_query(request, spec)
        catalogue = state_of(request).catalogue
        followed = [catalogue.find(kind, identifier) for identifier in catalogue.shelf.follows[kind]]
        return collection_answer(request, [record for record in followed if record is not None], query)

    return listing


def _probe(kind: str) -> Handler:
    """Return a handler for `GET /user/follows/.../{id}`, where 404 means no."""

    async def probe(request: web.Request) -> web.Response:
        signed_in(request)
        read_query(request, QuerySpec())
        identifier = request.match_info["id"].lower()
        if identifier not in state_of(request).catalogue.shelf.follows[kind]:
            raise not_found(f"{kind} with id {identifier} is not followed")
        return json_answer({"result": "ok"})

    return probe


def _follow(kind: str, *, start: bool) -> Handler:
    """Return a handler for `POST` or `DELETE /.../{id}/follow`; doing it twice does no harm."""

    async def follow(request: web.Request) -> web.Response:
        await submitted(request, body_specs.NOTHING)
        user = signed_in(request)
        record, catalogue = named(request, kind), state_of(request).catalogue
        if record.attributes.get("visibility") == "private" and user not in record.linked("user"):
            raise not_found(f"{kind} with id {record.id} not found")
        act = catalogue.shelf.follow if start else catalogue.shelf.unfollow
        if act(kind, record.id):
            catalogue.figures.follow(record.id, 1 if start else -1)
            catalogue.touched(kind, record.id)
        return done()

    return follow


async def feed(request: web.Request) -> web.Response:
    """Answer `GET /user/follows/manga/feed`."""
    signed_in(request)
    query = read_query(request, specs.FEED)
    state = state_of(request)
    followed = state.catalogue.shelf.follows["manga"]
    return collection_answer(request, select_feed(state.catalogue, followed, query, state.clock), query)


ROUTES = [
    get("/user/follows/manga", _listing("manga", specs.FOLLOWED_MANGA)),
    get("/user/follows/group", _listing("scanlation_group", specs.FOLLOWED_GROUPS)),
    get("/user/follows/user", _listing("user", specs.FOLLOWED_OTHERS)),
    get("/user/follows/list", _listing("custom_list", specs.FOLLOWED_OTHERS)),
    get("/user/follows/manga/feed", feed),
    get("/user/follows/manga/{id}", _probe("manga")),
    get("/user/follows/group/{id}", _probe("scanlation_group")),
    get("/user/follows/user/{id}", _probe("user")),
    get("/user/follows/list/{id}", _probe("custom_list")),
    *(
        route
        for path, kind in (("manga", "manga"), ("group", "scanlation_group"), ("list", "custom_list"))
        for route in (
            web.post(f"/{path}/{{id}}/follow", _follow(kind, start=True)),
            web.delete(f"/{path}/{{id}}/follow", _follow(kind, start=False)),
        )
    ),
]
