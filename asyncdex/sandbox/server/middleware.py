"""What happens to every request around its handler, from the outside in."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.errors import ApiError, bad_request, not_found
from asyncdex.sandbox.server.faults import damaged
from asyncdex.sandbox.server.marks import marks_here
from asyncdex.sandbox.server.pacing import pace, ration
from asyncdex.sandbox.server.recording import record
from asyncdex.sandbox.server.requests import host_of, origin_of, user_of
from asyncdex.sandbox.server.responses import error_answer
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from asyncdex.sandbox.server.faults import Fault
    from asyncdex.sandbox.server.routes import Handler

#: How many pieces a second a slow body comes in, and how large the pieces of others are, in bytes.
_PIECES, _PIECE = 20, 16_384


@web.middleware
async def break_things(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Play the faults that were ordered for the request."""
    fault = state_of(request).faults.take(host_of(request), request.method, request.path)
    if fault is None:
        return await handler(request)
    marks_here().why = fault.name
    await asyncio.sleep(fault.delay)
    if fault.drop:
        return _dropped(request)
    answer = _stand_in(fault) if fault.replaces else await handler(request)
    answer.headers.update(fault.headers)
    if isinstance(answer, web.Response) and isinstance(answer.body, bytes):
        if fault.corrupt:
            answer.body = damaged(answer.body)
        if fault.truncate:
            return await _truncated(request, answer, answer.body)
        if fault.stall or fault.slow or fault.chunked:
            return await _dribbled(request, answer, answer.body, fault)
    return answer


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    # aiohttp wants an answer; with the connection gone nobody receives it.
    return web.Response()


def _stand_in(fault: Fault) -> web.Response:
    status = fault.status or HTTPStatus.OK
    if fault.body is None and fault.content_type is None and status >= HTTPStatus.BAD_REQUEST:
        return error_answer(ApiError(status, "fault_on_order", "The sandbox was asked to fail here."))
    body, content_type = fault.payload()
    return web.Response(status=status, body=body, content_type=content_type)


async def _truncated(request: web.Request, answer: web.Response, body: bytes) -> web.StreamResponse:
    cut = web.StreamResponse(status=answer.status, headers=answer.headers)
    cut.content_length = len(body)
    cut.force_close()
    await cut.prepare(request)
    await cut.write(body[: len(body) // 2])
    await cut.write_eof()
    return cut


async def _dribbled(
    request: web.Request, answer: web.StreamResponse, body: bytes, fault: Fault
) -> web.StreamResponse:
    """Send a body in pieces: slowly, without its length, or not to its end."""
    sent = web.StreamResponse(status=answer.status, headers=answer.headers)
    if fault.chunked:
        sent.headers.pop("Content-Length", None)
        sent.enable_chunked_encoding()
    else:
        sent.content_length = len(body)
    sent.force_close()
    await sent.prepare(request)
    end = len(body) // 2 if fault.stall else len(body)
    size = max(1, fault.slow // _PIECES) if fault.slow else _PIECE
    for start in range(0, end, size):
        await sent.write(body[start : min(start + size, end)])
        if fault.slow:
            await asyncio.sleep(1 / _PIECES)
    await asyncio.sleep(fault.stall)
    if not fault.stall:
        await sent.write_eof()
    elif request.transport is not None:
        request.transport.abort()
    return sent


@web.middleware
async def shape_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give errors MangaDex's shape, those of the router included."""
    try:
        return await handler(request)
    except ApiError as error:
        return error_answer(error)
    except web.HTTPMethodNotAllowed as error:
        detail = f"No route found for {request.method} {request.path}"
        headers = {"Allow": ", ".join(sorted(error.allowed_methods))}
        return error_answer(ApiError(405, "method_not_allowed_http_exception", detail, headers=headers))
    except web.HTTPNotFound:
        return error_answer(not_found(f"No route found for {request.method} {request.path}"))


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what MangaDex's front refuses: no User-Agent, or a proxy that announces itself."""
    if not request.headers.get("User-Agent", "").strip():
        raise bad_request("Error validating header User-Agent: a User-Agent is required")
    if "Via" in request.headers:
        raise bad_request("Error validating header Via: non-transparent proxies are not allowed")
    return await handler(request)


@web.middleware
async def authenticate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse API requests with an expired or unknown token, even where none is needed."""
    if host_of(request) == "api":
        user_of(request)
    return await handler(request)


@web.middleware
async def ask_captcha(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests that a captcha was ordered for, until it is solved."""
    if host_of(request) != "api" or request.path == "/captcha/solve":
        return await handler(request)
    captchas, who = state_of(request).desk.captchas, origin_of(request)
    if "X-Captcha-Result" in request.headers:
        captchas.solve(request.headers["X-Captcha-Result"], who)
    captcha = captchas.wanted(request.method, request.path, who)
    if captcha is None:
        return await handler(request)
    raise ApiError(
        403,
        "captcha_required_exception",
        "A captcha has to be solved first.",
        headers={"X-Captcha-Sitekey": captcha.site_key},
        context={"siteKey": captcha.site_key},
    )


MIDDLEWARES = (record, break_things, shape_errors, guard, pace, authenticate, ration, ask_captcha)
NODE_MIDDLEWARES = (record, break_things, shape_errors)
