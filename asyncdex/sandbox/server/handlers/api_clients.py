"""API clients of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.errors import forbidden
from asyncdex.sandbox.server.fields import BodySpec, Field, version
from asyncdex.sandbox.server.handlers import desk_specs as specs
from asyncdex.sandbox.server.handlers.body_specs import NOTHING
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, entity_answer, json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.desk import select_clients
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import check_version, done, submitted

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record

_DESCRIPTION = Field("text", nullable=True, longest=256)
_CREATE = BodySpec(
    {
        "name": Field("text", required=True, shortest=5, longest=32),
        "description": _DESCRIPTION,
        "profile": Field("text", required=True, enum=("personal",)),
        "version": version(required=False),
    },
    closed=True,
)
# More of them than any version has; Python converts no more than some thousand.
_DIGITS = 20
_EDIT = BodySpec({"description": _DESCRIPTION, "version": version()})


async def mine(request: web.Request) -> web.Response:
    """Answer `GET /client`: the clients of whoever asks."""
    user, query = signed_in(request), read_query(request, specs.CLIENTS)
    found = select_clients(state_of(request).desk.clients, user, query)
    return collection_answer(request, found, query)


async def create(request: web.Request) -> web.Response:
    """Answer `POST /client`."""
    body = await submitted(request, _CREATE)
    clients = state_of(request).desk.clients
    return entity_answer(request, clients.make(signed_in(request), body["name"], body.get("description")))


async def one(request: web.Request) -> web.Response:
    """Answer `GET /client/{id}`."""
    signed_in(request)
    query = read_query(request, specs.CLIENT_ONE)
    return entity_answer(request, named(request, "api_client"), query)


async def edit(request: web.Request) -> web.Response:
    """Answer `POST /client/{id}`."""
    body = await submitted(request, _EDIT)
    record = named(request, "api_client")
    check_version(record, body)
    del body["version"]
    state_of(request).desk.clients.edit(record, body)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /client/{id}`."""
    signed_in(request)
    given = read_query(request, specs.CLIENT_DELETE).one("version")
    record = named(request, "api_client")
    if given is not None:
        check_version(record, {"version": int(given[:_DIGITS])})
    state_of(request).desk.clients.delete(record)
    return done()


async def secret(request: web.Request) -> web.Response:
    """Answer `GET /client/{id}/secret`."""
    signed_in(request)
    read_query(request, QuerySpec())
    return json_answer({"result": "ok", "data": state_of(request).desk.clients.secret(_active(request))})


async def renew_secret(request: web.Request) -> web.Response:
    """Answer `POST /client/{id}/secret`."""
    await submitted(request, NOTHING)
    data = state_of(request).desk.clients.renew_secret(_active(request))
    return json_answer({"result": "ok", "data": data})


def _active(request: web.Request) -> Record:
    """Return the client that the path names; 403 stands for all that is wrong with it, its absence too."""
    signed_in(request)
    record = state_of(request).desk.clients.records.get(request.match_info["id"].lower())
    if record is None or not record.attributes["isActive"]:
        raise forbidden("The client does not exist, is not active or is another user's.")
    return record


ROUTES = [
    get("/client", mine),
    web.post("/client", create),
    get("/client/{id}", one),
    web.post("/client/{id}", edit),
    web.delete("/client/{id}", delete),
    get("/client/{id}/secret", secret),
    web.post("/client/{id}/secret", renew_secret),
]
