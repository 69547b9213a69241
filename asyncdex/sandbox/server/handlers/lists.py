"""Reading custom lists; a private one is there for its owner alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.errors import ApiError, not_found, unauthorized
from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in, user_of
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.chapters import select_feed
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web

    from asyncdex.sandbox.server.catalogue.records import Record


async def one(request: web.Request) -> web.Response:
    """Answer `GET /list/{id}`; what is private is not found by others."""
    read_query(request, QuerySpec())
    record = named(request, "custom_list")
    if not _open_to(record, user_of(request)):
        raise not_found(f"custom_list with id {record.id} not found")
    return entity_answer(request, record)


async def feed(request: web.Request) -> web.Response:
    """Answer `GET /list/{id}/feed`; what is private is refused to others."""
    query = read_query(request, specs.FEED)
    record, user = named(request, "custom_list"), user_of(request)
    if not _open_to(record, user):
        if user is None:
            raise unauthorized()
        raise ApiError(403, "access_denied_http_exception", f"custom_list with id {record.id} is private")
    state = state_of(request)
    found = select_feed(state.catalogue, record.linked("manga"), query, state.clock)
    return collection_answer(request, found, query)


async def mine(request: web.Request) -> web.Response:
    """Answer `GET /user/list`: the lists of whoever asks, private ones too."""
    user, query = signed_in(request), read_query(request, specs.USER_LISTS)
    return collection_answer(request, state_of(request).catalogue.lists_of(user), query)


async def of_user(request: web.Request) -> web.Response:
    """Answer `GET /user/{id}/list`: the public lists, whoever asks."""
    query = read_query(request, specs.USER_LISTS)
    records = state_of(request).catalogue.lists_of(named(request, "user").id)
    return collection_answer(request, [record for record in records if _open_to(record, None)], query)


def _open_to(record: Record, user: str | None) -> bool:
    return record.attributes.get("visibility") != "private" or user in record.linked("user")


ROUTES = [
    get("/list/{id}", one),
    get("/list/{id}/feed", feed),
    get("/user/list", mine),
    get("/user/{id}/list", of_user),
]
