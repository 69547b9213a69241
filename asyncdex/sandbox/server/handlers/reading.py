"""Reading what the account is doing with manga, and which chapters it has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.errors import bad_request
from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.render import php_map
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web

    from asyncdex.sandbox.server.catalogue.shelf import Shelf


async def statuses(request: web.Request) -> web.Response:
    """Answer `GET /manga/status`."""
    wanted = read_query(request, specs.STATUSES).one("status")
    kept = _shelf(request).statuses
    found = {manga: status for manga, status in kept.items() if wanted in {None, status}}
    return json_answer({"result": "ok", "statuses": php_map(found)})


async def status_of(request: web.Request) -> web.Response:
    """Answer `GET /manga/{id}/status`; null where there is none."""
    read_query(request, QuerySpec())
    shelf = _shelf(request)
    return json_answer({"result": "ok", "status": shelf.statuses.get(named(request, "manga").id)})


async def read_of(request: web.Request) -> web.Response:
    """Answer `GET /manga/{id}/read`."""
    read_query(request, QuerySpec())
    shelf = _shelf(request)
    return json_answer({"result": "ok", "data": shelf.read.get(named(request, "manga").id, [])})


async def read(request: web.Request) -> web.Response:
    """Answer `GET /manga/read`: the chapters of several manga, all together or by manga."""
    query = read_query(request, specs.READ_MARKERS)
    shelf = _shelf(request)
    manga = [identifier.lower() for identifier in query.many("ids")]
    if not manga:
        raise bad_request("Error validating /ids: at least one value is required")
    found = {identifier: shelf.read[identifier] for identifier in manga if identifier in shelf.read}
    if query.one("grouped") == "true":
        return json_answer({"result": "ok", "data": php_map(found)})
    chapters = [chapter for chapters in found.values() for chapter in chapters]
    return json_answer({"result": "ok", "data": chapters})


def _shelf(request: web.Request) -> Shelf:
    signed_in(request)
    return state_of(request).catalogue.shelf


ROUTES = [
    get("/manga/status", statuses),
    get("/manga/read", read),
    get("/manga/{id}/status", status_of),
    get("/manga/{id}/read", read_of),
]
