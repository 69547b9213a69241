"""Holding requests to the limits: those of the API, the ladder for who goes on, and the guest quota."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.errors import ApiError
from asyncdex.sandbox.server.limits.rules import DOCUMENTED, GENERAL
from asyncdex.sandbox.server.marks import marks_here
from asyncdex.sandbox.server.requests import bearer, host_of
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from asyncdex.sandbox.server.limits.limiter import Verdict
    from asyncdex.sandbox.server.limits.rules import Rule
    from asyncdex.sandbox.server.routes import Handler
    from asyncdex.sandbox.server.state import State

#: The hosts under `*.mangadex.org`; the image nodes and the reports are other people's.
_SHUT_TOGETHER = frozenset({"api", "auth", "uploads"})
_READING = "/at-home/server/{id}"
#: How often an unanswered request looks whether its client has gone, in seconds.
_LOOK = 0.05
_BANNED = (
    "<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head>"
    "<body><h1>403 Forbidden</h1><p>Access from your address is blocked for a while.</p></body></html>\n"
)


@web.middleware
async def pace(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Hold API requests to the rate limits; other hosts are not counted, but closed together with the API."""
    state, host = state_of(request), host_of(request)
    if host not in _SHUT_TOGETHER:
        return await handler(request)
    limiter, rule = state.limiter, None
    if host == "api":
        rule = _rule_of(request, state)
        marks_here().bucket = bucket = rule.bucket if rule is not None else GENERAL
        state.stats.rules[bucket] += 1
    if limiter is None:
        return await handler(request)
    address = request.remote or ""
    verdict = limiter.take(address, rule) if host == "api" else limiter.look(address)
    if verdict.outcome != "allowed":
        return await _turned_away(request, verdict, state)
    try:
        answer = await handler(request)
    except ApiError as error:
        error.headers.update(verdict.headers)
        raise
    answer.headers.update(verdict.headers)
    return answer


@web.middleware
async def ration(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let guests read only so many chapters a day, where that is switched on."""
    guests = state_of(request).guests
    if _template(request) != _READING or bearer(request):
        return await handler(request)
    address, chapter = request.remote or "", request.match_info["id"].lower()
    if not guests.allows(address, chapter):
        marks_here().why = "guest quota"
        detail = f"Guests can read {guests.amount} chapters a day; log in to read more."
        raise ApiError(403, "access_denied_http_exception", detail)
    answer = await handler(request)
    guests.count(address, chapter)
    return answer


def _rule_of(request: web.Request, state: State) -> Rule | None:
    """Return the limit of its own that a request falls under; it is counted even where none is enforced."""
    endpoint = request.method, _template(request)
    return DOCUMENTED.get(endpoint) if state.limiter is None else state.limiter.rule_for(*endpoint)


def _template(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else ""


async def _turned_away(request: web.Request, verdict: Verdict, state: State) -> web.StreamResponse:
    marks_here().why = f"limit {verdict.bucket}"
    if verdict.outcome == "refused":
        state.stats.refused[verdict.bucket] += 1
        detail = "You have been rate limited."
        raise ApiError(429, "too_many_requests_http_exception", detail, headers=verdict.headers)
    if verdict.outcome == "banned":
        state.stats.banned += 1
        return web.Response(status=403, text=_BANNED, content_type="text/html")
    state.stats.ignored += 1
    while request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(_LOOK)
    return web.Response()
