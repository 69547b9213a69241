"""MangaDex's OpenAPI file as a document that programs read, with the deviations that are known.

The facts come from ``tests/contract/openapi.json``; nothing here comes from the package. Answers are held to
more than the file says: an object that has properties has no others, so that a misspelt one is found.
"""

import copy
import json
from pathlib import Path

__all__ = ["FACTS", "document", "facts"]

FACTS = json.loads((Path(__file__).parents[1] / "contract" / "openapi.json").read_text(encoding="utf-8"))
#: Marks the form of a schema that answers are held to.
CLOSED = "Answer"
NOTHING = {"type": "array", "maxItems": 0}
#: The defaults are left out: one of them is none of the values that can be given.
KEPT = (
    *("format", "enum", "pattern", "uniqueItems", "required", "minimum", "maximum"),
    *("minItems", "maxItems", "minLength", "maxLength", "deprecated"),
)


def facts(deviations):
    """Return the facts of the file with deviations from it.

    Args:
        deviations: What to change, see :mod:`tests.described.deviations`.
    """
    changed = copy.deepcopy(FACTS)
    for deviation in deviations:
        deviation.apply(changed)
    return changed


def document(deviations):
    """Return an OpenAPI 3.1 document.

    Args:
        deviations: In what it differs from the file.
    """
    known = facts(deviations)
    paths = {}
    for id, operation in known["operations"].items():
        paths.setdefault(operation["path"], {})[operation["method"].lower()] = _operation(id, operation)
    schemas = {}
    for name in known["schemas"]:
        whole = _merged(known, {"ref": name})
        schemas[name] = _schema(known, whole, closed=False)
        schemas[name + CLOSED] = _schema(known, whole, closed=True)
    for operation in known["operations"].values():
        entry = paths[operation["path"]][operation["method"].lower()]
        entry["responses"] = {
            status: _content(known, content, closed=True) for status, content in operation["answers"].items()
        }
        if "body" in operation:
            required = operation.get("bodyRequired", False)
            body = _content(known, operation["body"], closed=False)["content"]
            entry["requestBody"] = {"content": body, "required": required}
        entry["parameters"] = [
            _parameter(known, one) for one in (*operation["parameters"], *operation.get("more", ()))
        ]
    return {
        "openapi": "3.1.0",
        "info": {"title": "MangaDex", "version": known["version"]},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(id, operation):
    ways = {"yes": [{"token": []}], "optional": [{}, {"token": []}], "no": []}
    return {"operationId": id, "security": ways[operation["token"]]}


def _parameter(known, parameter):
    closed = parameter.get("closed", False)
    kept = {**parameter, "schema": _schema(known, _merged(known, parameter["schema"]), closed=closed)}
    kept.pop("closed", None)
    if parameter["in"] == "path":
        kept["required"] = True
    return kept


def _content(known, content, *, closed):
    return {
        "description": "",
        "content": {kind: {"schema": _schema(known, one, closed=closed)} for kind, one in content.items()},
    }


def _merged(known, schema):
    """Return a schema itself where a name stood, with all that ``allOf`` puts together."""
    while "ref" in schema:
        schema = known["schemas"][schema["ref"]]
    if "allOf" not in schema:
        return schema
    parts = [_merged(known, part) for part in schema["allOf"]]
    merged = {key: value for part in parts for key, value in part.items()}
    merged["properties"] = {name: one for part in parts for name, one in part.get("properties", {}).items()}
    merged["required"] = [name for part in parts for name in part.get("required", ())]
    return merged


def _schema(known, schema, *, closed):
    """Return a schema of the facts as JSON Schema has it."""
    if "ref" in schema:
        return {"$ref": f"#/components/schemas/{schema['ref']}{CLOSED if closed else ''}"}
    schema = _merged(known, schema)
    made = {key: copy.deepcopy(schema[key]) for key in KEPT if key in schema}
    for key in ("oneOf", "anyOf"):
        if key in schema:
            made[key] = [_schema(known, part, closed=closed) for part in schema[key]]
    if "items" in schema:
        made["items"] = _schema(known, schema["items"], closed=closed)
    kind = schema.get("type", "object" if "properties" in schema else None)
    if kind is not None:
        made["type"] = kind
    if "properties" in schema:
        made["properties"] = {
            name: _schema(known, one, closed=closed) for name, one in schema["properties"].items()
        }
    _others(known, schema, made, closed=closed)
    # PHP writes an empty map as a list.
    others = [{"type": "null"}] * schema.get("nullable", False)
    others += [NOTHING] * schema.get("x-empty-map-as-array", False)
    if schema.get("listed"):
        others.append({"type": "array", "items": made.get("additionalProperties", {})})
    return {"anyOf": [made, *others]} if others else made


def _others(known, schema, made, *, closed):
    """Say which properties an object may have beside those that are named."""
    if "additionalProperties" in schema:
        others = schema["additionalProperties"]
        made["additionalProperties"] = (
            others if isinstance(others, bool) else _schema(known, others, closed=closed)
        )
    elif closed and schema.get("properties"):
        made["additionalProperties"] = False
