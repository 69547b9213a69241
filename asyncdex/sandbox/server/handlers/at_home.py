"""Where a chapter's pages are: the hand-over to an image node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.errors import not_found
from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.reading import names_of
from asyncdex.sandbox.server.requests import named, read_query
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.moments import now_of, published
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web


async def server(request: web.Request) -> web.Response:
    """Answer `GET /at-home/server/{chapterId}`; external and empty chapters get empty lists."""
    read_query(request, specs.AT_HOME)
    state = state_of(request)
    record = named(request, "chapter")
    count: int = record.attributes.get("pages") or 0
    later = not published(record, now_of(state.clock))
    if record.attributes.get("isUnavailable") or (later and count):
        raise not_found(f"chapter with id {record.id} is not available")
    chapter: dict[str, Any] = {"hash": "", "data": [], "dataSaver": []}
    if count:
        names = await names_of(state, record)
        chapter = {"hash": names.hash, "data": names.data, "dataSaver": names.saver}
    return json_answer({"result": "ok", "baseUrl": state.nodes.base_url(record.id), "chapter": chapter})


ROUTES = [get("/at-home/server/{id}", server)]
