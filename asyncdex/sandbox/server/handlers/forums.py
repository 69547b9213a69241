"""The forum, where the comments are."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.fields import BodySpec, Field, uuid
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import existing, submitted

_KINDS = {"manga": "manga", "group": "scanlation_group", "chapter": "chapter"}
_THREAD = BodySpec({"type": Field("text", required=True, enum=tuple(_KINDS)), "id": uuid(required=True)})


async def thread(request: web.Request) -> web.Response:
    """Answer `POST /forums/thread`: the thread that is there, or else a new one."""
    body, catalogue = await submitted(request, _THREAD), state_of(request).catalogue
    (identifier,) = existing(catalogue, _KINDS[body["type"]], [body["id"]])
    found = catalogue.open_thread(catalogue.entities(_KINDS[body["type"]])[identifier])
    data = {"type": "thread", "id": found.id, "attributes": {"repliesCount": found.replies}}
    return json_answer({"result": "ok", "response": "entity", "data": data})


ROUTES = [web.post("/forums/thread", thread)]
