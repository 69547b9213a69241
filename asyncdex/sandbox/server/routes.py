"""Writing routes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from asyncdex.sandbox.server.middleware import Handler


def get(path: str, handler: Handler) -> web.RouteDef:
    """Return a route for GET alone; aiohttp would let HEAD in as well, MangaDex answers it with 405.

    Args:
        path: The path template.
        handler: What answers.
    """
    return web.get(path, handler, allow_head=False)
