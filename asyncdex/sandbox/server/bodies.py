"""Reading JSON bodies as strictly as MangaDex: every field that is wrong gets a sentence in a 400."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from asyncdex.sandbox.server.decoding import decoded
from asyncdex.sandbox.server.errors import ApiError, bad_request
from asyncdex.sandbox.server.fields import ANY_SIZE, BodySpec, Field
from asyncdex.sandbox.server.marks import marks_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aiohttp import web

    from asyncdex.sandbox.server.fields import Kind

# As RFC 3986 has it: what is not among these characters has to be escaped.
_ADDRESS = re.compile(
    r"https?://(?:[\w\-.~!$&'()*+,;=:@]|%[0-9a-f]{2})*"
    r"(?:/(?:[\w\-.~!$&'()*+,;=:@/]|%[0-9a-f]{2})*)?"
    r"(?:\?(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?"
    r"(?:#(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?",
    re.ASCII | re.IGNORECASE,
)


async def read_body(request: web.Request, spec: BodySpec) -> dict[str, Any]:
    """Read a JSON object and check it.

    An empty body counts as an object without fields, and so does an empty list: PHP cannot tell them apart.

    Args:
        request: The request.
        spec: What the operation accepts.

    Returns:
        The fields that are known and were there.

    Raises:
        ApiError: 400 with a sentence for every field that is wrong, 413 if the body is too large.
    """
    shape = Field("object", fields=spec.fields, closed=spec.closed)
    return cast("dict[str, Any]", await _read(request, shape, spec.limit, empty={}))


def checked(fields: Mapping[str, Field], values: Mapping[str, object]) -> dict[str, Any]:
    """Check fields that came in another form than JSON.

    Args:
        fields: The fields that are known.
        values: The fields as they were sent.

    Returns:
        The fields that are known and were there.

    Raises:
        ApiError: 400 with a sentence for every field that is wrong.
    """
    return cast("dict[str, Any]", _checked(Field("object", fields=fields), dict(values)))


async def read_list(request: web.Request, spec: Field, limit: int = ANY_SIZE) -> list[Any]:
    """Read a JSON list and check it.

    Args:
        request: The request.
        spec: What the list is.
        limit: How many bytes the body may have.

    Raises:
        ApiError: 400 with a sentence for every entry that is wrong, 413 if the body is too large.
    """
    return cast("list[Any]", await _read(request, spec, limit, empty=[]))


async def read_map(request: web.Request, limit: int = ANY_SIZE) -> dict[str, Any]:
    """Read a JSON object with fields of any name.

    Args:
        request: The request.
        limit: How many bytes the body may have.

    Raises:
        ApiError: 400 if it is something else, 413 if the body is too large.
    """
    return cast("dict[str, Any]", await _read(request, Field("map"), limit, empty={}))


async def _read(request: web.Request, spec: Field, limit: int, *, empty: object) -> object:
    raw = await _bytes(request, limit)
    if not raw.strip():
        value = empty
    else:
        if request.content_type != "application/json":
            raise bad_request("Error validating header Content-Type: application/json is required")
        try:
            value = decoded(raw)
        except (ValueError, RecursionError):
            raise bad_request("Error validating body: JSON is required") from None
    return _checked(spec, value)


def _checked(spec: Field, value: object) -> object:
    complaints = list(_complaints(spec, value, ""))
    if complaints:
        raise bad_request(*complaints)
    return _known(spec, value)


async def _bytes(request: web.Request, limit: int) -> bytes:
    found = bytearray()
    async for piece in request.content.iter_any():
        found += piece
        if len(found) > limit:
            detail = f"The body is limited to {limit} bytes."
            raise ApiError(413, "request_entity_too_large_http_exception", detail)
    marks_here().body = bytes(found)
    return bytes(found)


def _complaints(spec: Field, value: object, path: str) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with a value and with what is in it."""
    complaint = _wrong(spec, value)
    if complaint is not None:
        yield f"Error validating {path or '/'}: {complaint}"
    elif isinstance(value, dict):
        values = cast("dict[str, object]", value)
        yield from _inside(spec, values, path)
    elif isinstance(value, list):
        if spec.items is not None:
            for place, entry in enumerate(cast("list[object]", value)):
                yield from _complaints(spec.items, entry, f"{path}/{place}")
        yield from _inside(spec, {}, path)


def _inside(spec: Field, values: dict[str, object], path: str) -> Iterator[str]:
    if spec.kind == "map" and spec.items is not None:
        for name, value in values.items():
            yield from _complaints(spec.items, value, f"{path}/{name}")
    for name, inner in spec.fields.items():
        if name in values:
            yield from _complaints(inner, values[name], f"{path}/{name}")
        elif inner.required:
            yield f"Error validating {path}/{name}: the property {name} is required"
    if spec.closed:
        for name in values.keys() - spec.fields.keys():
            yield f"Error validating {path or '/'}: the property {name} is not defined"


def _wrong(spec: Field, value: object) -> str | None:
    """Say what is wrong with a value itself."""
    if value is None:
        return None if spec.nullable else f"{_NAMES[spec.kind]} is required, not null"
    if not _KINDS[spec.kind](value):
        return f"{_NAMES[spec.kind]} is required"
    if isinstance(value, str):
        return _wrong_text(spec, value) or _wrong_length(spec, len(value), "characters")
    if isinstance(value, list):
        return _wrong_length(spec, len(cast("list[object]", value)), "entries")
    if isinstance(value, int | float):
        return _wrong_number(spec, value)
    return None


def _wrong_text(spec: Field, value: str) -> str | None:
    if spec.enum is not None and value not in spec.enum:
        return f"{value!r} is none of {', '.join(spec.enum)}"
    if spec.pattern is not None and re.search(spec.pattern, value, re.ASCII) is None:
        return f"{value!r} does not match the pattern {spec.pattern}"
    if spec.address and _ADDRESS.fullmatch(value) is None:
        return f"{value!r} is no URL"
    return None


def _wrong_length(spec: Field, length: int, what: str) -> str | None:
    if length < spec.shortest:
        return f"at least {spec.shortest} {what} are required"
    if spec.longest is not None and length > spec.longest:
        return f"at most {spec.longest} {what} are allowed"
    return None


def _wrong_number(spec: Field, value: float) -> str | None:
    if spec.lowest is not None and value < spec.lowest:
        return f"must be at least {spec.lowest}"
    if spec.highest is not None and value > spec.highest:
        return f"must be at most {spec.highest}"
    return None


def _known(spec: Field, value: object) -> object:
    """Leave out the fields that are not known, and write empty maps as maps, whole numbers as integers."""
    if spec.kind == "object" and value is not None:
        values = cast("dict[str, object]", value or {})
        return {
            name: _known(spec.fields[name], inner) for name, inner in values.items() if name in spec.fields
        }
    if spec.kind == "map" and value == []:
        return {}
    if spec.kind == "list" and spec.items is not None and value is not None:
        return [_known(spec.items, entry) for entry in cast("list[object]", value)]
    if spec.kind == "integer" and isinstance(value, float):
        return int(value)
    return value


def _mapping(value: object) -> bool:
    # PHP writes an empty map as a list, and reads it back as one.
    return isinstance(value, dict) or value == []


# In Python, though not in JSON, true and false are numbers.
_KINDS: Mapping[Kind, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str),
    # To JSON, and to its schemas, 1.0 is an integer.
    "integer": lambda value: (
        (isinstance(value, int) and not isinstance(value, bool))
        or (isinstance(value, float) and value.is_integer())
    ),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "map": _mapping,
    "object": _mapping,
}
_NAMES: Mapping[Kind, str] = {
    "text": "a text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "list": "a list",
    "map": "a map",
    "object": "an object",
}
