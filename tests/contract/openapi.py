"""The facts of MangaDex's OpenAPI file, as ``openapi.json`` has them, and what they mean.

``python -m tests.contract.write_openapi FILE`` renews them.
"""

import json
from pathlib import Path

from asyncdex._api.table import ROWS

__all__ = ["BY_ID", "OPERATIONS", "VERSION", "body", "good_answer", "properties", "query", "resolved"]

_FACTS = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
VERSION = _FACTS["version"]
#: What is known of the operations, by id.
OPERATIONS = _FACTS["operations"]
#: The rows of the table, by id.
BY_ID = {row.id: row for row in ROWS}


def resolved(schema):
    """Return a schema itself where a name stood, with all that ``allOf`` puts together."""
    while "ref" in schema:
        schema = _FACTS["schemas"][schema["ref"]]
    if "allOf" not in schema:
        return schema
    parts = [resolved(part) for part in schema["allOf"]]
    return {
        "type": "object",
        "properties": {name: kind for part in parts for name, kind in part.get("properties", {}).items()},
        "required": [name for part in parts for name in part.get("required", [])],
    }


def properties(schema):
    """Return the properties of an object by name; of anything else, none."""
    return {name: resolved(kind) for name, kind in resolved(schema).get("properties", {}).items()}


def query(id):
    """Return the query parameters of an operation by name."""
    return {one["name"]: one for one in OPERATIONS[id]["parameters"] if one["in"] == "query"}


def _only(content):
    ((kind, schema),) = content.items()
    return kind, resolved(schema)


def body(id):
    """Return the media type and the schema of the body an operation takes, or two times None."""
    content = OPERATIONS[id].get("body")
    return (None, None) if content is None else _only(content)


def good_answer(id):
    """Return the media type and the schema of an operation's answer that says it worked."""
    (content,) = (content for status, content in OPERATIONS[id]["answers"].items() if status[0] == "2")
    return _only(content)
