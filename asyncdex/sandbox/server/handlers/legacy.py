"""From the numbers of old to UUIDs."""

from __future__ import annotations

import uuid
from typing import Any

from aiohttp import web

from asyncdex.sandbox.server.bodies import read_body
from asyncdex.sandbox.server.desk.legacy import KINDS
from asyncdex.sandbox.server.fields import BodySpec, Field
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import read_query
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.state import state_of

_MAPPING = BodySpec(
    {
        "type": Field("text", required=True, enum=KINDS),
        "ids": Field("list", required=True, items=Field("integer")),
    },
    limit=10 * 1024,
    closed=True,
)


async def mapping(request: web.Request) -> web.Response:
    """Answer `POST /legacy/mapping`; numbers that nothing had are left out."""
    read_query(request, QuerySpec())
    body = await read_body(request, _MAPPING)
    kind, legacy = body["type"], state_of(request).desk.legacy
    found = [
        _entry(kind, number, new)
        for number in dict.fromkeys(body["ids"])
        if (new := legacy.new(kind, number)) is not None
    ]
    return json_answer(
        {
            "result": "ok",
            "response": "collection",
            "data": found,
            "limit": len(found),
            "offset": 0,
            "total": len(found),
        }
    )


def _entry(kind: str, number: int, new: str) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid5(uuid.UUID(new), f"{kind}/{number}")),
        "type": "mapping_id",
        "attributes": {"type": kind, "legacyId": number, "newId": new},
        "relationships": [],
    }


ROUTES = [web.post("/legacy/mapping", mapping)]
