"""Writing routes down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
#: In a path template: an id, and no word such as `random` that stands in the same place.
ID = f"{{id:{_UUID}}}"
#: The same for an upload session, which `begin` stands beside, and for a file of one.
SESSION, FILE = f"{{session:{_UUID}}}", f"{{file:{_UUID}}}"

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


def get(path: str, handler: Handler) -> web.RouteDef:
    """Return a route for GET alone; aiohttp would let HEAD in as well, MangaDex answers it with 405.

    Args:
        path: The path template.
        handler: What answers.
    """
    return web.get(path, handler, allow_head=False)
