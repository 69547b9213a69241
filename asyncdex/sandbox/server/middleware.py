"""What happens to every request around its handler, from the outside in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.catalogue.summary import come_out
from asyncdex.sandbox.server.errors import ApiError, bad_request, not_found
from asyncdex.sandbox.server.faults.playing import break_things
from asyncdex.sandbox.server.pacing import pace, ration
from asyncdex.sandbox.server.recording import record
from asyncdex.sandbox.server.requests import host_of, origin_of, user_of
from asyncdex.sandbox.server.responses import error_answer
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from asyncdex.sandbox.server.routes import Handler


_log = logging.getLogger(__name__)


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
    except web.HTTPException as error:
        return error_answer(ApiError(error.status, "http_exception", error.reason))
    except ConnectionError:
        # Whoever asked is gone.
        raise
    except Exception:  # noqa: BLE001 - it is logged whole, and whoever asked gets an answer they can read
        _log.exception("An error of the sandbox's own: %s %s", request.method, request.path)
        return error_answer(ApiError(500, "internal_server_error", "The sandbox has made a mistake."))


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what MangaDex's front refuses: no User-Agent, or a proxy that announces itself."""
    if not request.headers.get("User-Agent", "").strip():
        raise bad_request("Error validating header User-Agent: a User-Agent is required")
    if "Via" in request.headers:
        raise bad_request("Error validating header Via: non-transparent proxies are not allowed")
    return await handler(request)


@web.middleware
async def keep_up(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Have come out what was to come out by now."""
    state = state_of(request)
    come_out(state.catalogue, state.clock.wall())
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


MIDDLEWARES = (record, break_things, shape_errors, guard, keep_up, pace, authenticate, ration, ask_captcha)
NODE_MIDDLEWARES = (record, break_things, shape_errors)
