"""Writing routes down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


def get(path: str, handler: Handler) -> web.RouteDef:
    """Return a route for GET alone; aiohttp would let HEAD in as well, MangaDex answers it with 405.

    Args:
        path: The path template.
        handler: What answers.
    """
    return web.get(path, handler, allow_head=False)
