"""Writing down what was asked and what came of it."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from email.utils import formatdate
from functools import lru_cache
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.marks import fresh_marks, marks_here
from asyncdex.sandbox.server.requests import bearer, host_of
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.stats import Seen

if TYPE_CHECKING:
    from asyncdex.sandbox.server.routes import Handler
    from asyncdex.sandbox.server.state import State

_WRITES = frozenset({"POST", "PUT", "DELETE", "PATCH"})
_LONGEST_QUERY = 500
_SECRET = re.compile(r"(?i)((?:^|&)[^=&]*(?:password|secret|token|code|authorization)[^=&]*=)[^&]*")
_FAREWELL = "/user/delete/"


@web.middleware
async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count the request, and write down what came of it."""
    state = state_of(request)
    stats, host = state.stats, host_of(request)
    marks, at, began = fresh_marks(), state.clock.wall(), time.perf_counter()
    if host == "api":
        stats.api_request(state.clock.monotonic())
    task = asyncio.current_task()
    stats.under_way += 1
    if task is not None:
        state.busy.add(task)
    try:
        answer = await handler(request)
    finally:
        stats.under_way -= 1
        state.busy.discard(task)
    gone = request.transport is None or request.transport.is_closing()
    stats.answers += 1
    seen = Seen(
        host=host,
        method=request.method,
        path=_shown(request.path),
        status=0 if gone else answer.status,
        number=stats.answers,
        at=at,
        took=time.perf_counter() - began,
        address=request.remote or "",
        query=masked(request.rel_url.raw_query_string),
        size=0 if gone else _size(answer),
        bucket=marks.bucket,
        who=_who(request, state),
        why=marks.why,
    )
    stats.answered(seen)
    if host == "api" and request.method in _WRITES:
        _count_write(request, state, seen, marks.body)
    return answer


async def stamp(request: web.Request, answer: web.StreamResponse) -> None:
    """Mark an answer with an id and the sandbox's own date, as soon as its headers are complete.

    Args:
        request: The request.
        answer: Its answer.
    """
    marks = marks_here()
    answer.headers["X-Request-ID"] = str(uuid.uuid4())
    # aiohttp has written the machine's date, which disagrees with a clock moved by hand.
    answer.headers["Date"] = _dated(int(state_of(request).clock.wall() + marks.skew))
    for name in marks.strip:
        answer.headers.popall(name, None)


def masked(query: str) -> str:
    """Return a query string without what is secret in it, and cut off where it is long.

    Args:
        query: The query string as it was sent.
    """
    return _SECRET.sub(r"\1***", query)[:_LONGEST_QUERY] if query else ""


@lru_cache(maxsize=4)
def _dated(second: int) -> str:
    return formatdate(second, usegmt=True)


def _shown(path: str) -> str:
    """Return a path without the code that closes an account."""
    return _FAREWELL + "***" if path[: len(_FAREWELL)].lower() == _FAREWELL else path


def _size(answer: web.StreamResponse) -> int:
    return answer.body_length if answer.prepared else answer.content_length or 0


def _who(request: web.Request, state: State) -> str:
    token = bearer(request)
    user = state.tokens.holder(token) if token else None
    return state.tokens.account.username if user is not None else "anonymous"


def _count_write(request: web.Request, state: State, seen: Seen, body: bytes | None) -> None:
    if body is None and request.body_exists:
        return  # Forms of files differ each time by their boundary, and are not kept in memory for this.
    resource = request.match_info.route.resource
    operation = f"{request.method} {resource.canonical if resource is not None else '*'}"
    state.stats.write(operation, seen, body or b"", state.clock.monotonic())
