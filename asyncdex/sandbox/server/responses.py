"""Answers in MangaDex's envelopes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from asyncdex.sandbox.server.render import entity
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.errors import ApiError
    from asyncdex.sandbox.server.query import Query


_ENCODER = json.JSONEncoder(separators=(",", ":"))


def json_answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Answer with JSON, letters outside ASCII escaped as PHP does.

    Args:
        body: What to send.
        status: The HTTP status.
        headers: Headers to add.
    """
    payload = _ENCODER.encode(body).encode()
    return web.Response(body=payload, status=status, headers=headers, content_type="application/json")


def error_answer(error: ApiError) -> web.Response:
    """Answer with an error.

    Args:
        error: What went wrong.
    """
    return json_answer(error.body(), error.status, error.headers)


def entity_answer(request: web.Request, record: Record, query: Query | None = None) -> web.Response:
    """Answer with one entity.

    Args:
        request: The request.
        record: The entity.
        query: The query, for its `includes[]`.
    """
    includes = query.includes if query is not None else ()
    data = entity(record, state_of(request).catalogue, includes)
    return json_answer({"result": "ok", "response": "entity", "data": data})


def collection_answer(request: web.Request, records: Sequence[Record], query: Query) -> web.Response:
    """Answer with one page of a list.

    Args:
        request: The request.
        records: Everything the query selects, in sequence.
        query: The query, for its page and its `includes[]`.
    """
    catalogue = state_of(request).catalogue
    page = records[query.offset : query.offset + query.limit]
    body: dict[str, Any] = {
        "result": "ok",
        "response": "collection",
        "data": [entity(record, catalogue, query.includes) for record in page],
        "limit": query.limit,
        "offset": query.offset,
        "total": len(records),
    }
    return json_answer(body)


def whole_answer(request: web.Request, records: Sequence[Record], query: Query | None = None) -> web.Response:
    """Answer with a list that has one page only.

    Args:
        request: The request.
        records: All entries, in sequence.
        query: The query, for its `includes[]`.
    """
    includes = query.includes if query is not None else ()
    catalogue = state_of(request).catalogue
    return json_answer(
        {
            "result": "ok",
            "response": "collection",
            "data": [entity(record, catalogue, includes) for record in records],
            "limit": len(records),
            "offset": 0,
            "total": len(records),
        }
    )
