"""What the account is doing with manga, and which chapters it has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.bodies import read_body
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.errors import bad_request
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.render import php_map
from asyncdex.sandbox.server.requests import named, read_identifiers, read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import done

if TYPE_CHECKING:
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
    manga = read_identifiers(request, specs.READ_MARKERS, "ids")
    found = {identifier: shelf.read[identifier] for identifier in manga if shelf.read.get(identifier)}
    if query.one("grouped") == "true":
        return json_answer({"result": "ok", "data": php_map(found)})
    chapters = [chapter for chapters in found.values() for chapter in chapters]
    return json_answer({"result": "ok", "data": chapters})


async def set_status(request: web.Request) -> web.Response:
    """Answer `POST /manga/{id}/status`; null takes the status away."""
    shelf = _shelf(request)
    read_query(request, QuerySpec())
    status: str | None = (await read_body(request, body_specs.STATUS))["status"]
    manga = named(request, "manga").id
    if status is None:
        shelf.statuses.pop(manga, None)
    else:
        shelf.statuses[manga] = status
    return done()


async def mark(request: web.Request) -> web.Response:
    """Answer `POST /manga/{id}/read`; chapters of other manga are passed over."""
    shelf = _shelf(request)
    query = read_query(request, specs.READ_MARKERS_WRITE)
    body = await read_body(request, body_specs.READ_MARKERS)
    if not body:
        raise bad_request("Error validating /: chapterIdsRead or chapterIdsUnread is required")
    state = state_of(request)
    manga = named(request, "manga").id
    known = {chapter.id for chapter in state.catalogue.chapters_of(manga)}
    read, unread = (
        [chapter for identifier in body.get(name, ()) if (chapter := identifier.lower()) in known]
        for name in ("chapterIdsRead", "chapterIdsUnread")
    )
    marked = dict.fromkeys((*shelf.read.get(manga, ()), *read))
    shelf.read[manga] = [chapter for chapter in marked if chapter not in unread]
    if query.one("updateHistory") == "true":
        for chapter in read:
            # What is opened again moves to the end.
            shelf.history.pop(chapter, None)
            shelf.history[chapter] = stamp(state.clock.wall())
    return done()


async def history(request: web.Request) -> web.Response:
    """Answer `GET /user/history`, the newest first; MangaDex really calls these ratings."""
    read_query(request, QuerySpec())
    opened = _shelf(request).history
    data = [{"chapterId": chapter, "readDate": opened[chapter]} for chapter in reversed(opened)]
    return json_answer({"result": "ok", "ratings": data})


def _shelf(request: web.Request) -> Shelf:
    signed_in(request)
    return state_of(request).catalogue.shelf


ROUTES = [
    get("/manga/status", statuses),
    get("/manga/read", read),
    get("/manga/{id}/status", status_of),
    web.post("/manga/{id}/status", set_status),
    get("/manga/{id}/read", read_of),
    web.post("/manga/{id}/read", mark),
    get("/user/history", history),
]
