"""How the account likes manga."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.catalogue.shelf import Rating
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.render import php_map
from asyncdex.sandbox.server.requests import named, read_identifiers, read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import done, submitted

if TYPE_CHECKING:
    from asyncdex.sandbox.server.state import State


async def ratings(request: web.Request) -> web.Response:
    """Answer `GET /rating`; manga without a rating are not in the answer."""
    signed_in(request)
    wanted = read_identifiers(request, specs.RATINGS, "manga")
    kept = state_of(request).catalogue.shelf.ratings
    found = {
        manga: {"rating": kept[manga].value, "createdAt": kept[manga].given}
        for manga in wanted
        if manga in kept
    }
    return json_answer({"result": "ok", "ratings": php_map(found)})


async def rate(request: web.Request) -> web.Response:
    """Answer `POST /rating/{mangaId}`; a new rating takes the place of the old one."""
    body = await submitted(request, body_specs.RATING)
    state = state_of(request)
    _set(state, named(request, "manga").id, Rating(body["rating"], stamp(state.clock.wall())))
    return done()


async def unrate(request: web.Request) -> web.Response:
    """Answer `DELETE /rating/{mangaId}`; there need not be one."""
    signed_in(request)
    read_query(request, QuerySpec())
    _set(state_of(request), named(request, "manga").id, None)
    return done()


def _set(state: State, manga: str, rating: Rating | None) -> None:
    shelf = state.catalogue.shelf
    old = shelf.ratings.pop(manga, None)
    if rating is not None:
        shelf.ratings[manga] = rating
    new_value, old_value = (None if given is None else given.value for given in (rating, old))
    state.catalogue.figures.vote(manga, new_value, old_value)
    state.catalogue.touched("manga", manga)


ROUTES = [
    get("/rating", ratings),
    web.post("/rating/{id}", rate),
    web.delete("/rating/{id}", unrate),
]
