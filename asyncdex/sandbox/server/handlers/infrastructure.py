"""The ping, and the reports about image deliveries."""

from __future__ import annotations

import json

from aiohttp import web

from asyncdex.sandbox.server.errors import bad_request
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import read_query
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of

#: Delivery reports have a host of their own; on the API's port they need a path that the API has not.
DELIVERY_REPORTS = "/network/report"


async def ping(request: web.Request) -> web.Response:
    """Answer `GET /ping`."""
    read_query(request, QuerySpec())
    return web.Response(text="pong")


async def delivery_report(request: web.Request) -> web.Response:
    """Answer `POST /network/report`: take note of how the delivery of an image went."""
    try:
        report: object = await request.json()
    except json.JSONDecodeError:
        raise bad_request("Error validating body: JSON is required") from None
    stats = state_of(request).stats
    stats.reports.append(report)
    stats.report_count += 1
    return json_answer({"result": "ok"})


ROUTES = [get("/ping", ping), web.post(DELIVERY_REPORTS, delivery_report)]
