"""Manga that are not published yet; they are there for whoever is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.errors import bad_request, not_found
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.requests import read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.manga import select_drafts
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import check_version, submitted, touch

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record


async def search(request: web.Request) -> web.Response:
    """Answer `GET /manga/draft`."""
    signed_in(request)
    query = read_query(request, specs.DRAFT_LIST)
    return collection_answer(request, select_drafts(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /manga/draft/{id}`."""
    signed_in(request)
    query = read_query(request, specs.MANGA_ONE)
    return entity_answer(request, _draft(request), query)


async def commit(request: web.Request) -> web.Response:
    """Answer `POST /manga/draft/{id}/commit`: the draft is handed to the staff."""
    body = await submitted(request, body_specs.DRAFT_COMMIT)
    record, state = _draft(request), state_of(request)
    check_version(record, body)
    if record.attributes["state"] != "draft":
        raise bad_request(f"The manga is in the state {record.attributes['state']}, not draft.")
    language = record.attributes["originalLanguage"]
    covers = state.catalogue.covers_of(record.id)
    if language not in {cover.attributes.get("locale") for cover in covers}:
        raise bad_request(f"The manga needs at least one cover in its original language, {language}.")
    record = state.catalogue.change(record)
    record.attributes["state"] = "submitted"
    touch(state, record)
    answer = entity_answer(request, record)
    answer.set_status(201)
    return answer


def _draft(request: web.Request) -> Record:
    identifier = request.match_info["id"].lower()
    record = state_of(request).catalogue.drafts.get(identifier)
    if record is None:
        raise not_found(f"manga with id {identifier} not found")
    return record


ROUTES = [
    get("/manga/draft", search),
    get("/manga/draft/{id}", one),
    web.post("/manga/draft/{id}/commit", commit),
]
