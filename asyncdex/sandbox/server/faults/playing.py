"""Playing the faults that were ordered for a request."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aiohttp import web

from asyncdex.sandbox.server.errors import ApiError
from asyncdex.sandbox.server.faults.damage import dribbled, dropped, spoiled, truncated
from asyncdex.sandbox.server.marks import marks_here
from asyncdex.sandbox.server.requests import host_of
from asyncdex.sandbox.server.responses import error_answer
from asyncdex.sandbox.server.running import pause
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from asyncdex.sandbox.server.faults.fault import Fault
    from asyncdex.sandbox.server.routes import Handler


#: As long as an offset can be that makes sense.
_DIGITS = 6


@web.middleware
async def break_things(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Play the faults that were ordered for the request."""
    faults = state_of(request).faults
    if not faults.waiting:
        return await handler(request)
    fault = faults.take(host_of(request), request.method, request.path, _offset(request))
    return await handler(request) if fault is None else await _play(fault, request, handler)


async def _play(fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
    state, marks = state_of(request), marks_here()
    marks.why, marks.skew, marks.strip = fault.name, fault.skew, fault.strip
    await pause(state.clock, state.faults.lateness(fault))
    if fault.drop:
        return dropped(request)
    if fault.revoke:
        state.tokens.revoke(refresh=False)
    answer = _stand_in(fault) if fault.replaces else await _answered(request, handler, fault)
    answer.headers.update(fault.headers)
    if not isinstance(answer, web.Response) or not isinstance(answer.body, bytes):
        return answer
    answer.body = body = spoiled(answer.body, fault)
    if fault.truncate:
        return await truncated(request, answer, body)
    if fault.stall or fault.slow or fault.chunked:
        return await dribbled(request, answer, body, fault, state.clock)
    return answer


def _stand_in(fault: Fault) -> web.Response:
    status = fault.status or HTTPStatus.OK
    if fault.body is None and fault.content_type is None and status >= HTTPStatus.BAD_REQUEST:
        return error_answer(ApiError(status, "fault_on_order", "The sandbox was asked to fail here."))
    body, content_type = fault.payload()
    return web.Response(status=status, body=body, content_type=content_type)


async def _answered(request: web.Request, handler: Handler, fault: Fault) -> web.StreamResponse:
    """Return the real answer, of a list that moved on if that is asked for."""
    if not fault.shift:
        return await handler(request)
    offset = _offset(request)
    moved = request.rel_url.update_query(offset=max(0, offset - fault.shift))
    answer = await handler(request.clone(rel_url=moved))
    if answer.status == HTTPStatus.OK and isinstance(answer, web.Response) and answer.text is not None:
        page: dict[str, Any] = json.loads(answer.text)
        # The list moved, and not what was asked for.
        answer.text = json.dumps({**page, "offset": offset}, separators=(",", ":"))
    return answer


def _offset(request: web.Request) -> int:
    text = request.query.get("offset", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0
