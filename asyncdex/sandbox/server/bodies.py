"""Reading JSON bodies as strictly as MangaDex: every field that is wrong gets a sentence in a 400."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from asyncdex.sandbox.server.decoding import decoded
from asyncdex.sandbox.server.errors import ApiError, bad_request
from asyncdex.sandbox.server.marks import marks_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aiohttp import web

Kind: TypeAlias = Literal["text", "integer", "number", "boolean", "list", "map", "object"]

KILOBYTE = 1024
# Where no size is documented, what a web server would take.
_ANY_SIZE = 1024 * KILOBYTE


@dataclass(frozen=True, slots=True)
class Field:
    """What one value of a JSON body has to be.

    Attributes:
        kind: The kind of value; a `map` has any keys, an `object` those in `fields`.
        required: Whether the field must be there; null is there.
        nullable: Whether null will do.
        enum: The words allowed, or None for any.
        pattern: A regular expression that must be found in a text, or None.
        address: Whether a text has to be a URL.
        shortest: The fewest characters of a text or entries of a list.
        longest: The most of them, or None for any number.
        lowest: The smallest number, or None for any.
        highest: The largest number, or None for any.
        items: What each entry of a list and each value of a map is; None for anything.
        fields: What an object consists of.
        closed: Whether other fields in an object are refused, and not passed over.
    """

    kind: Kind
    required: bool = False
    nullable: bool = False
    enum: tuple[str, ...] | None = None
    pattern: str | None = None
    address: bool = False
    shortest: int = 0
    longest: int | None = None
    lowest: int | None = None
    highest: int | None = None
    items: Field | None = None
    fields: Mapping[str, Field] = field(default_factory=dict[str, "Field"])
    closed: bool = False


@dataclass(frozen=True, slots=True)
class BodySpec:
    """What an operation accepts as its body.

    Attributes:
        fields: The fields by name.
        limit: How many bytes the body may have.
        closed: Whether other fields are refused, as MangaDex describes some bodies. A guess: in the others
            they are passed over.
    """

    fields: Mapping[str, Field]
    limit: int = _ANY_SIZE
    closed: bool = False


_UUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"
# As RFC 3986 has it: what is not among these characters has to be escaped.
_ADDRESS = re.compile(
    r"https?://(?:[\w\-.~!$&'()*+,;=:@]|%[0-9a-f]{2})*"
    r"(?:/(?:[\w\-.~!$&'()*+,;=:@/]|%[0-9a-f]{2})*)?"
    r"(?:\?(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?"
    r"(?:#(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?",
    re.ASCII | re.IGNORECASE,
)
_LANGUAGE = r"^[a-z]{2}(-[a-z]{2})?\Z"


def uuid(*, required: bool = False, nullable: bool = False) -> Field:
    """Return a field for an id.

    Args:
        required: Whether the field must be there.
        nullable: Whether null will do.
    """
    return Field("text", required=required, nullable=nullable, pattern=_UUID)


def uuids(*, required: bool = False, shortest: int = 0, longest: int | None = None) -> Field:
    """Return a field for a list of ids.

    Args:
        required: Whether the field must be there.
        shortest: The fewest ids.
        longest: The most ids, or None for any number.
    """
    return Field("list", required=required, shortest=shortest, longest=longest, items=uuid())


def language(*, required: bool = False, nullable: bool = False) -> Field:
    """Return a field for a language code.

    Args:
        required: Whether the field must be there.
        nullable: Whether null will do.
    """
    return Field("text", required=required, nullable=nullable, pattern=_LANGUAGE)


def version(*, required: bool = True) -> Field:
    """Return a field for the version that an edit was made against.

    Args:
        required: Whether the field must be there.
    """
    return Field("integer", required=required, lowest=1)


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


async def read_list(request: web.Request, spec: Field, limit: int = _ANY_SIZE) -> list[Any]:
    """Read a JSON list and check it.

    Args:
        request: The request.
        spec: What the list is.
        limit: How many bytes the body may have.

    Raises:
        ApiError: 400 with a sentence for every entry that is wrong, 413 if the body is too large.
    """
    return cast("list[Any]", await _read(request, spec, limit, empty=[]))


async def read_map(request: web.Request, limit: int = _ANY_SIZE) -> dict[str, Any]:
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
