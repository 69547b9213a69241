"""JSON as a later version of the API may send it: a client should not mind what it does not know."""

from __future__ import annotations

import json
from typing import Any, cast

DRIFTS = ("fields", "enums", "relationships", "lists", "all")

_ENUMS = frozenset({"status", "contentRating", "publicationDemographic", "state", "visibility", "group"})
_STRANGER = {"id": "5d6f0a2e-7b7c-4a35-9d0e-3f1a5b1c9e77", "type": "mascot", "related": "kept_by"}
_FIELD = "addedLater"


def drifted(body: bytes, what: str) -> bytes:
    """Return an answer with things in it that nobody has heard of; what is no JSON stays as it is.

    Args:
        body: The answer.
        what: `fields` for new fields, `enums` for new values of enumerations, `relationships` for a new type
            of these, `lists` for `[]` in the place of `{}`, `all` for everything.
    """
    try:
        answer: object = json.loads(body)
    except ValueError:
        return body
    return json.dumps(_changed(answer, what, inside=""), separators=(",", ":")).encode()


def _changed(value: object, what: str, *, inside: str) -> object:
    """Return a value with the changes made in it, and in what is in it.

    Args:
        value: The value.
        what: Which changes.
        inside: The name of the field that it stands in.
    """
    if isinstance(value, list):
        items = [_changed(item, what, inside="[]") for item in cast("list[object]", value)]
        new = inside == "relationships" and what in {"relationships", "all"}
        return [*items, _STRANGER] if new else items
    if not isinstance(value, dict):
        return value
    fields = {
        name: _changed(field, what, inside=name) for name, field in cast("dict[str, Any]", value).items()
    }
    if not fields and what in {"lists", "all"}:
        return []
    if inside == "attributes" and what in {"enums", "all"}:
        fields |= {name: "unheard_of" for name in _ENUMS & fields.keys() if isinstance(fields[name], str)}
    if inside in {"", "attributes"} and what in {"fields", "all"}:
        fields[_FIELD] = {"since": 6, "notes": [None, True]}
    return fields
