"""As much of JSON Schema as settings need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TYPES: Mapping[str, Callable[[object], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
# What the keywords that are understood must hold themselves.
_KEYWORDS = {
    "type": "string",
    "enum": "array",
    "properties": "object",
    "required": "array",
    "additionalProperties": "boolean",
    "items": "object",
    "minimum": "number",
    "maximum": "number",
}


def flaws(schema: object, path: str = "") -> Iterator[str]:
    """Yield what is wrong with a schema; keywords that are not understood are passed over.

    Args:
        schema: The schema.
        path: Where it stands.
    """
    if not isinstance(schema, dict):
        yield f"Error validating {path or '/'}: a schema is an object"
        return
    known = cast("dict[str, Any]", schema)
    wrong = {name for name, kind in _KEYWORDS.items() if name in known and not _TYPES[kind](known[name])}
    for name in sorted(wrong):
        yield f"Error validating {path}/{name}: must be of type {_KEYWORDS[name]}"
    if "type" not in wrong and known.get("type", "object") not in _TYPES:
        yield f"Error validating {path}/type: {known['type']!r} is no type"
    if "properties" not in wrong:
        for name, inner in known.get("properties", {}).items():
            yield from flaws(inner, f"{path}/properties/{name}")
    if "items" in known and "items" not in wrong:
        yield from flaws(known["items"], f"{path}/items")


def complaints(schema: Mapping[str, Any], value: object, path: str) -> Iterator[str]:
    """Yield what a schema finds wrong with a value.

    Args:
        schema: A schema without flaws.
        value: The value.
        path: Where it stands.
    """
    if "type" in schema and not _TYPES[schema["type"]](value):
        yield f"Error validating {path}: must be of type {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"Error validating {path}: {value!r} is none of {schema['enum']}"
    if isinstance(value, dict):
        yield from _in_object(schema, cast("dict[str, object]", value), path)
    elif isinstance(value, list):
        for place, entry in enumerate(cast("list[object]", value)):
            yield from complaints(schema.get("items", {}), entry, f"{path}/{place}")
    elif _TYPES["number"](value):
        yield from _in_range(schema, cast("float", value), path)


def _in_object(schema: Mapping[str, Any], values: dict[str, object], path: str) -> Iterator[str]:
    properties: dict[str, Any] = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in values:
            yield f"Error validating {path}/{name}: the property {name} is required"
    for name, inner in values.items():
        if name in properties:
            yield from complaints(properties[name], inner, f"{path}/{name}")
        elif not schema.get("additionalProperties", True):
            yield f"Error validating {path}: the property {name} is not defined"


def _in_range(schema: Mapping[str, Any], value: float, path: str) -> Iterator[str]:
    if value < schema.get("minimum", value):
        yield f"Error validating {path}: must be at least {schema['minimum']}"
    if value > schema.get("maximum", value):
        yield f"Error validating {path}: must be at most {schema['maximum']}"
