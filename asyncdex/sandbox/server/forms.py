"""Reading a multipart form with one file in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import BodyPartReader
from aiohttp.http import HttpProcessingError

from asyncdex.sandbox.server.errors import ApiError, bad_request
from asyncdex.sandbox.server.fields import KILOBYTE

if TYPE_CHECKING:
    from aiohttp import web

_FIELD = 8 * KILOBYTE
_FIELDS = 100


@dataclass(slots=True)
class Form:
    """What was sent.

    Attributes:
        file: The content of the field `file`, or None without one.
        fields: The other fields, as texts.
    """

    file: bytes | None = None
    fields: dict[str, str] = field(default_factory=dict[str, str])


async def read_form(request: web.Request, limit: int) -> Form:
    """Read a form, never more of it than is allowed.

    Args:
        request: The request.
        limit: How many bytes the file may have.

    Raises:
        ApiError: 400 if the body is no such form, 413 if the file is too large.
    """
    if request.content_type != "multipart/form-data":
        raise bad_request("Error validating header Content-Type: multipart/form-data is required")
    form = Form()
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise bad_request("Error validating body: forms within the form are not allowed")
            if part.name == "file":
                form.file = await _read(part, limit)
            elif part.name is not None:
                if len(form.fields) == _FIELDS:
                    raise bad_request(f"Error validating body: a form has at most {_FIELDS} fields")
                form.fields[part.name] = (await _read(part, _FIELD)).decode()
    except (ValueError, HttpProcessingError):
        raise bad_request("Error validating body: it is not well-formed multipart") from None
    return form


async def _read(part: BodyPartReader, limit: int) -> bytes:
    content = bytearray()
    # A piece may be empty without being the last one.
    while not part.at_eof():
        content += await part.read_chunk(64 * KILOBYTE)
        if len(content) > limit:
            detail = f"The field {part.name} is limited to {limit} bytes."
            raise ApiError(413, "request_entity_too_large_http_exception", detail)
    return bytes(content)
