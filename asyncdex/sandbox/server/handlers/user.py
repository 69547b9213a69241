"""Reading users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def me(request: web.Request) -> web.Response:
    """Answer `GET /user/me`."""
    read_query(request, QuerySpec())
    return entity_answer(request, state_of(request).catalogue.users[signed_in(request)])


async def one(request: web.Request) -> web.Response:
    """Answer `GET /user/{id}`."""
    read_query(request, QuerySpec())
    return entity_answer(request, named(request, "user"))


ROUTES = [get("/user/me", me), get("/user/{id}", one)]
