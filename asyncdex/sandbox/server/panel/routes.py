"""The page's addresses, which stand beside MangaDex's and are neither counted nor held to anything of its."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.clocks import ManualClock
from asyncdex.sandbox.server.panel.access import HEADERS, check_changing, check_reading, may_change
from asyncdex.sandbox.server.panel.feed import Feed
from asyncdex.sandbox.server.panel.forms import answer_form, read_fields
from asyncdex.sandbox.server.panel.log import newest, rows
from asyncdex.sandbox.server.panel.orders import fault_from, number_from
from asyncdex.sandbox.server.panel.page import asset, page
from asyncdex.sandbox.server.panel.sections import View
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.running import RunningClock
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from asyncdex.sandbox.server.routes import Handler

PATH = "/_sandbox"
_TYPES = {"page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
#: Seconds between two looks at what changes without a request, and between two events at least.
_LOOK, _PACE = 0.25, 0.1
#: How many pages can be open at a time; a browser has six for one address.
_MOST_PAGES = 32


@web.middleware
async def aside(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer requests for the page past everything that MangaDex does to a request."""
    if not request.path.startswith(PATH) or request.path[len(PATH) :][:1] not in {"", "/"}:
        return await handler(request)
    try:
        check_reading(request)
        answer = await request.match_info.handler(request)
    except web.HTTPException as error:
        error.headers.update(HEADERS)
        raise
    if not answer.prepared:
        answer.headers.update(HEADERS)
    return answer


async def show(request: web.Request) -> web.Response:
    """Answer `GET /_sandbox`."""
    url = f"{request.scheme}://{request.host}"
    text = page(state_of(request), url, locked=not may_change(request))
    return web.Response(text=text, content_type="text/html")


async def send_asset(request: web.Request) -> web.Response:
    """Answer requests for what the page is made of."""
    name = request.match_info["name"]
    return web.Response(body=asset(name), content_type=_TYPES[name], charset="utf-8")


async def tell(request: web.Request) -> web.StreamResponse:
    """Answer `GET /_sandbox/events`: everything at first, then what is new, until the page is closed."""
    state = state_of(request)
    if len(state.stats.listeners) >= _MOST_PAGES:
        raise web.HTTPServiceUnavailable(text="Too many pages are open already.\n")
    answer = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
    feed, task = Feed(), asyncio.current_task()
    state.stats.listeners.append(feed.put)
    if task is not None:
        state.busy.add(task)
    try:
        await answer.prepare(request)
        await _tell_all(request, answer, feed)
    except ConnectionResetError:
        pass
    finally:
        state.stats.listeners.remove(feed.put)
        state.busy.discard(task)
    return answer


async def _tell_all(request: web.Request, answer: web.StreamResponse, feed: Feed) -> None:
    state = state_of(request)
    view, recent = View(state), None
    while request.transport is not None:
        seen, missed = feed.take()
        # So it is at first, and again when the sandbox was reset.
        if whole := recent is not state.stats.recent:
            view, recent = View(state), state.stats.recent
        requests = newest(state.stats)[::-1] if whole else rows(seen)
        changed = view.changed()
        if whole or requests or changed:
            await answer.write(_event(whole=whole, missed=missed, requests=requests, parts=changed))
        await asyncio.sleep(_PACE)
        await feed.wait(_LOOK - _PACE)


def _event(**told: object) -> bytes:
    return b"data: " + json.dumps(told, separators=(",", ":")).encode() + b"\n\n"


async def order_fault(request: web.Request) -> web.Response:
    """Answer `POST /_sandbox/faults`."""
    check_changing(request)
    fields = await read_fields(request)
    try:
        fault = fault_from(fields)
    except ValueError as error:
        raise web.HTTPBadRequest(text=f"{error}\n") from None
    state_of(request).faults.add(fault)
    return answer_form(request)


async def clear_faults(request: web.Request) -> web.Response:
    """Answer `POST /_sandbox/faults/clear`."""
    check_changing(request)
    state_of(request).faults.clear()
    return answer_form(request)


async def release(request: web.Request) -> web.Response:
    """Answer `POST /_sandbox/release`: whoever is refused, banned or ignored may go on."""
    check_changing(request)
    limiter = state_of(request).limiter
    if limiter is not None:
        limiter.release()
    return answer_form(request)


async def revoke(request: web.Request) -> web.Response:
    """Answer `POST /_sandbox/revoke`: no token that was given is good any more."""
    check_changing(request)
    state_of(request).tokens.revoke()
    return answer_form(request)


async def reset(request: web.Request) -> web.Response:
    """Answer `POST /_sandbox/reset`: everything is as it was at first."""
    check_changing(request)
    state_of(request).reset()
    return answer_form(request)


async def set_clock(request: web.Request) -> web.Response:
    """Answer `POST /_sandbox/clock`: one that stands still is moved, one that goes is given another speed."""
    check_changing(request)
    fields = await read_fields(request)
    clock = state_of(request).clock
    try:
        if isinstance(clock, ManualClock):
            clock.advance(number_from(fields, "seconds"))
        elif isinstance(clock, RunningClock):
            clock.speed = number_from(fields, "speed")
        else:
            raise web.HTTPConflict(text="This clock goes by itself.\n")
    except ValueError as error:
        raise web.HTTPBadRequest(text=f"{error}\n") from None
    return answer_form(request)


ROUTES = (
    get(PATH, show),
    get(f"{PATH}/", show),
    get(PATH + "/{name:page\\.css|page\\.js|icon\\.svg}", send_asset),
    get(f"{PATH}/events", tell),
    web.post(f"{PATH}/faults", order_fault),
    web.post(f"{PATH}/faults/clear", clear_faults),
    web.post(f"{PATH}/release", release),
    web.post(f"{PATH}/revoke", revoke),
    web.post(f"{PATH}/reset", reset),
    web.post(f"{PATH}/clock", set_clock),
)
