"""Reading, making, changing and deleting scanlation groups."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from asyncdex.sandbox.server.catalogue.teams import enrol
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.people import select_groups
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import born, check_version, done, existing, submitted, touch


async def search(request: web.Request) -> web.Response:
    """Answer `GET /group`."""
    query = read_query(request, specs.GROUP_LIST)
    return collection_answer(request, select_groups(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /group/{id}`."""
    query = read_query(request, specs.GROUP_ONE)
    return entity_answer(request, named(request, "scanlation_group"), query)


async def create(request: web.Request) -> web.Response:
    """Answer `POST /group`: whoever asks leads the new group."""
    body, user = await submitted(request, body_specs.GROUP_CREATE), signed_in(request)
    state = state_of(request)
    record = born(state, "scanlation_group", {**_blank(), **body})
    record.link("leader", user)
    record.link("member", user)
    enrol(state.catalogue, state.catalogue.add(record))
    return entity_answer(request, record)


async def edit(request: web.Request) -> web.Response:
    """Answer `PUT /group/{id}`; what is not sent stays as it is."""
    body = await submitted(request, body_specs.GROUP_EDIT)
    record, state = named(request, "scanlation_group"), state_of(request)
    check_version(record, body)
    people: dict[str, list[str]] = {}
    if "leader" in body:
        people["leader"] = existing(state.catalogue, "user", [body["leader"]])
    if "members" in body:
        people["member"] = existing(state.catalogue, "user", body["members"])
    record = state.catalogue.change(record)
    former = record.linked("member") + record.linked("leader")
    for role, users in people.items():
        record.relink(role, users)
    enrol(state.catalogue, record, former)
    record.attributes |= {
        name: value for name, value in body.items() if name not in {"leader", "members", "version"}
    }
    touch(state, record)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /group/{id}`; its chapters stay, without it."""
    signed_in(request)
    read_query(request, QuerySpec())
    state_of(request).catalogue.remove([named(request, "scanlation_group")])
    return done()


def _blank() -> dict[str, Any]:
    """Return what a group says of itself before anybody has filled it in."""
    return {
        "name": "",
        "altNames": [],
        "locked": False,
        "website": None,
        "ircServer": None,
        "ircChannel": None,
        "discord": None,
        "contactEmail": None,
        "description": None,
        "twitter": None,
        "mangaUpdates": None,
        "focusedLanguages": [],
        "official": False,
        "verified": False,
        "inactive": False,
        "publishDelay": None,
        "exLicensed": False,
    }


ROUTES = [
    get("/group", search),
    web.post("/group", create),
    get("/group/{id}", one),
    web.put("/group/{id}", edit),
    web.delete("/group/{id}", delete),
]
