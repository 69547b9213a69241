"""Reading users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import ID, get
from asyncdex.sandbox.server.select.people import select_users
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def search(request: web.Request) -> web.Response:
    """Answer `GET /user`."""
    signed_in(request)
    query = read_query(request, specs.USER_LIST)
    return collection_answer(request, select_users(state_of(request).catalogue, query), query)


async def me(request: web.Request) -> web.Response:
    """Answer `GET /user/me`."""
    user = state_of(request).catalogue.users[signed_in(request)]
    read_query(request, QuerySpec())
    return entity_answer(request, user)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /user/{id}`."""
    read_query(request, QuerySpec())
    return entity_answer(request, named(request, "user"))


ROUTES = [get("/user", search), get("/user/me", me), get(f"/user/{ID}", one)]
