"""Reporting what is wrong in the catalogue."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.desk.reasons import CATEGORIES
from asyncdex.sandbox.server.errors import bad_request
from asyncdex.sandbox.server.fields import BodySpec, Field, uuid
from asyncdex.sandbox.server.handlers import desk_specs as specs
from asyncdex.sandbox.server.query import Query, QuerySpec
from asyncdex.sandbox.server.requests import read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.desk import select_reports
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import existing, submitted

_REPORT = BodySpec(
    {
        "category": Field("text", required=True, enum=CATEGORIES),
        "reason": uuid(required=True),
        "objectId": uuid(required=True),
        "details": Field("text"),
    },
    limit=8 * 1024,
)


async def reasons(request: web.Request) -> web.Response:
    """Answer `GET /report/reasons/{category}`, all at once."""
    signed_in(request)
    read_query(request, QuerySpec())
    category = request.match_info["category"]
    if category not in CATEGORIES:
        raise bad_request(f"Error validating /category: {category!r} is none of {', '.join(CATEGORIES)}")
    known = state_of(request).desk.reports.reasons.values()
    found = [record for record in known if record.attributes["category"] == category]
    return collection_answer(request, found, Query(limit=len(found)))


async def mine(request: web.Request) -> web.Response:
    """Answer `GET /report`: the reports of whoever asks."""
    user, query = signed_in(request), read_query(request, specs.REPORTS)
    found = select_reports(state_of(request).desk.reports, user, query)
    return collection_answer(request, found, query)


async def make(request: web.Request) -> web.Response:
    """Answer `POST /report`."""
    body = await submitted(request, _REPORT)
    state = state_of(request)
    reason = state.desk.reports.reasons.get(body["reason"].lower())
    details: str = body.get("details", "")
    if reason is None or reason.attributes["category"] != body["category"]:
        raise bad_request(f"Error validating /reason: it is no reason to report a {body['category']}")
    if reason.attributes["detailsRequired"] and not details.strip():
        raise bad_request("Error validating /details: this reason needs details")
    (target,) = existing(state.catalogue, body["category"], [body["objectId"]])
    state.desk.reports.make(signed_in(request), reason.id, target, details)
    return json_answer({"result": "ok"}, 201)


ROUTES = [get("/report/reasons/{category}", reasons), get("/report", mine), web.post("/report", make)]
