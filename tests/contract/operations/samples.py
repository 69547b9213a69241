"""Whole answers to operations, made from what the OpenAPI file says of them."""

from urllib.parse import urlsplit

from asyncdex._api.table import find_row
from asyncdex.enum import Relationship
from tests.contract.openapi import good_answer, resolved
from tests.support import json_answer

__all__ = ["ID", "OTHER", "answering", "sample"]

ID = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
OTHER = "7d9f1f2e-3c5b-4a6d-8e9f-0a1b2c3d4e5f"
INSTANT = "2024-05-06T07:08:09+00:00"

#: What relationships are of; the file leaves their kinds open.
KINDS = [*(kind.value for kind in Relationship), "leader", "member", "creator", "upload_session_file"]

_TEXTS = {"uuid": ID, "date-time": INSTANT, "uri": "https://example.org"}


def sample(id):
    """Return a whole answer to an operation, as JSON has it."""
    kind, schema = good_answer(id)
    return _made(schema, "") if kind == "application/json" else "pong"


def _made(schema, name):
    schema = resolved(schema)
    while "oneOf" in schema:
        schema = resolved(schema["oneOf"][0])
    kind = schema.get("type", "object")
    if kind == "array":
        return _list(schema, name)
    if kind in {"integer", "number"}:
        return {"integer": int, "number": float}[kind](max(schema.get("minimum", 1), 1))
    return {"object": _object, "string": _text, "boolean": lambda *_: True}[kind](schema, name)


def _list(schema, name):
    if name == "relationships":
        return [{"id": OTHER, "type": kind, "attributes": None} for kind in KINDS]
    return [_made(schema["items"], name)]


def _object(schema, _name):
    found = {name: _made(one, name) for name, one in schema.get("properties", {}).items()}
    inner = schema.get("additionalProperties")
    if inner and not found:
        # A map of texts goes by language, all others by id.
        key = "en" if resolved(inner).get("type") == "string" and "enum" not in resolved(inner) else ID
        found[key] = _made(inner, "")
    return found


def _text(schema, name):
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("default") is not None:
        return schema["default"]
    if name in {"originalLanguage", "translatedLanguage", "availableTranslatedLanguages", "locale"}:
        return "en"
    if name.startswith("focusedLanguage"):
        return "en"
    if name.endswith("Id") and name != "externalClientId":
        return ID
    return _TEXTS.get(schema.get("format"), "7")


def answering(change=None, statuses=None):
    """Return a step of the fake transport that answers each operation as the file says.

    Args:
        change: Answers by operation id that are given in place of the sample.
        statuses: HTTP statuses by operation id.
    """

    def step(request):
        row = find_row(request.method, urlsplit(request.url).path)
        assert row is not None, request.url
        if row.answer is str:
            answer = json_answer({})
            return type(answer)(200, answer.headers, b"pong")
        data = change[row.id] if change and row.id in change else sample(row.id)
        return json_answer(data, (statuses or {}).get(row.id, 200))

    return step
