"""Reading what a form of the page sends, be it by a script or by the browser alone."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Bytes.
_LONGEST = 16_384
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


async def read_fields(request: web.Request) -> Mapping[str, str]:
    """Return the fields of a form; those of JSON that are no texts are left out.

    Args:
        request: The request.

    Raises:
        web.HTTPException: 400, 413 or 415 if it is no form.
    """
    raw = await _body(request)
    if request.content_type == _FORM:
        return dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))
    if request.content_type != _JSON:
        raise web.HTTPUnsupportedMediaType(text=f"The body must be {_JSON} or {_FORM}.\n")
    try:
        fields: object = json.loads(raw or b"{}")
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="The body is no JSON.\n") from None
    if not isinstance(fields, dict):
        raise web.HTTPBadRequest(text="The body must be an object of texts.\n")
    named = cast("dict[str, object]", fields)
    return {name: value for name, value in named.items() if isinstance(value, str)}


def answer_form(request: web.Request) -> web.Response:
    """Answer a form that was carried out: a browser that runs no scripts goes back to the page.

    Args:
        request: The request.
    """
    if request.content_type == _FORM:
        return web.Response(status=303, headers={"Location": "/_sandbox"})
    return web.Response(status=204)


async def _body(request: web.Request) -> bytes:
    try:
        await request.content.readexactly(_LONGEST + 1)
    except asyncio.IncompleteReadError as whole:
        return whole.partial
    raise web.HTTPRequestEntityTooLarge(max_size=_LONGEST, actual_size=_LONGEST + 1)
