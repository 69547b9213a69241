"""Writing routes down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

#: In a path template: an id, and no word such as `random` that stands in the same place.
ID = r"{id:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}"

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


def get(path: str, handler: Handler) -> web.RouteDef:
    """Return a route for GET alone; aiohttp would let HEAD in as well, MangaDex answers it with 405.

    Args:
        path: The path template.
        handler: What answers.
    """
    return web.get(path, handler, allow_head=False)
