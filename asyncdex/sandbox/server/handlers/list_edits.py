"""Making, changing and deleting custom lists; only the owner may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.catalogue.records import Relationship
from asyncdex.sandbox.server.errors import forbidden, not_found
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import entity_answer
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import born, check_version, done, existing, submitted, touch

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record


async def create(request: web.Request) -> web.Response:
    """Answer `POST /list`; a list is private unless it is said otherwise."""
    body, user = await submitted(request, body_specs.LIST_CREATE), signed_in(request)
    state = state_of(request)
    manga = existing(state.catalogue, "manga", body.get("manga", ()))
    attributes = {"name": body["name"], "visibility": body.get("visibility", "private")}
    record = born(state, "custom_list", attributes, dated=False)
    record.link("user", user)
    record.relink("manga", manga)
    return entity_answer(request, state.catalogue.add(record))


async def edit(request: web.Request) -> web.Response:
    """Answer `PUT /list/{id}`; what is not sent stays as it is."""
    body, user = await submitted(request, body_specs.LIST_EDIT), signed_in(request)
    state = state_of(request)
    record = _own(named(request, "custom_list"), user)
    check_version(record, body)
    manga = existing(state.catalogue, "manga", body.get("manga", ()))
    record = state.catalogue.change(record)
    if "manga" in body:
        record.relink("manga", manga)
    record.attributes |= {name: body[name] for name in ("name", "visibility") if name in body}
    touch(state, record)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /list/{id}`; nobody follows it any more."""
    user = signed_in(request)
    read_query(request, QuerySpec())
    state_of(request).catalogue.remove([_own(named(request, "custom_list"), user)])
    return done()


async def add(request: web.Request) -> web.Response:
    """Answer `POST /manga/{id}/list/{list}`: at the place that is asked for, or else at the end."""
    user = signed_in(request)
    place = read_query(request, specs.LIST_PLACE).one("order")
    manga, record = named(request, "manga").id, _own(_list(request), user)
    others = [identifier for identifier in record.linked("manga") if identifier != manga]
    if place is not None:
        others.insert(int(place), manga)
    elif manga not in record.linked("manga"):
        others.append(manga)
    else:
        return done()
    state = state_of(request)
    record = state.catalogue.change(record)
    record.relink("manga", others)
    touch(state, record)
    return done()


async def remove(request: web.Request) -> web.Response:
    """Answer `DELETE /manga/{id}/list/{list}`; what is not on the list need not be taken off."""
    user = signed_in(request)
    read_query(request, specs.LIST_PLACE)
    manga, record = named(request, "manga").id, _own(_list(request), user)
    if Relationship("manga", manga) in record.relationships:
        state = state_of(request)
        record = state.catalogue.change(record)
        record.unlink("manga", manga)
        touch(state, record)
    return done()


def _list(request: web.Request) -> Record:
    identifier = request.match_info["list"].lower()
    record = state_of(request).catalogue.lists.get(identifier)
    if record is None:
        raise not_found(f"custom_list with id {identifier} not found")
    return record


def _own(record: Record, user: str) -> Record:
    """Return a list if it is the user's; that others have private ones is not even told."""
    if user not in record.linked("user"):
        if record.attributes.get("visibility") == "private":
            raise not_found(f"custom_list with id {record.id} not found")
        raise forbidden(f"custom_list with id {record.id} is somebody else's")
    return record


ROUTES = [
    web.post("/list", create),
    web.put("/list/{id}", edit),
    web.delete("/list/{id}", delete),
    web.post("/manga/{id}/list/{list}", add),
    web.delete("/manga/{id}/list/{list}", remove),
]
