"""Making, changing and deleting manga; new ones are drafts."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.filling import blank_manga, fill, parts_of
from asyncdex.sandbox.server.handlers import body_specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named_manga, read_query, signed_in
from asyncdex.sandbox.server.responses import entity_answer
from asyncdex.sandbox.server.routes import ID
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import born, check_version, done, submitted, touch


async def create(request: web.Request) -> web.Response:
    """Answer `POST /manga`: the new manga is a draft of whoever asks."""
    body, user = await submitted(request, body_specs.MANGA_CREATE), signed_in(request)
    state = state_of(request)
    record = born(state, "manga", blank_manga())
    parts = parts_of(state.catalogue, record, body)
    state.catalogue.drafts[record.id] = record
    fill(state.catalogue, record, body, parts)
    record.link("creator", user)
    return entity_answer(request, record)


async def edit(request: web.Request) -> web.Response:
    """Answer `PUT /manga/{id}`; what is not sent stays as it is."""
    body = await submitted(request, body_specs.MANGA_EDIT)
    record = named_manga(request)
    check_version(record, body)
    # A guess: of a manga that is locked it is not said who may edit it, and here the account may edit all.
    state = state_of(request)
    parts = parts_of(state.catalogue, record, body)
    record = state.catalogue.change(record)
    fill(state.catalogue, record, body, parts)
    touch(state, record)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /manga/{id}`: its chapters and covers go with it."""
    signed_in(request)
    read_query(request, QuerySpec())
    record, state = named_manga(request), state_of(request)
    catalogue = state.catalogue
    state.remove([record, *catalogue.chapters_of(record.id), *catalogue.covers_of(record.id)])
    return done()


ROUTES = [web.post("/manga", create), web.put(f"/manga/{ID}", edit), web.delete(f"/manga/{ID}", delete)]
