"""Values for the parameters of the OpenAPI file: those it takes, those it does not, and which is which."""

import re
from datetime import UTC, datetime

from asyncdex.enum import OpenEnum
from tests.contract.openapi import resolved

__all__ = ["fits", "refused", "samples"]

UUID = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
#: Among these is one for every pattern of the file, and one against.
TEXTS = (
    "en",
    "EN",
    "pt-br",
    "7",
    "example.org",
    "2022-03-14T13:19:37",
    "x",
    "E?",
    "en_GB",
    "english",
    "https://x/y",
)
INSTANT = datetime(2022, 3, 14, 13, 19, 37, 5, tzinfo=UTC)
BOUNDS = (("minimum", -1), ("maximum", 1))
#: What is a value somewhere may be taken for one elsewhere.
MEMBERS = sorted({member.value for kind in OpenEnum.__subclasses__() for member in kind})


def fits(schema, text):
    """Return whether a text is one that a schema takes in a query string."""
    schema = resolved(schema)
    if "oneOf" in schema:
        return any(fits(part, text) for part in schema["oneOf"])
    kind = schema["type"]
    if kind == "boolean":
        return text in {"true", "false"}
    if "enum" in schema and text not in {str(value) for value in schema["enum"]}:
        return False
    if kind == "integer":
        return bool(re.fullmatch(r"-?\d+", text)) and _within(schema, int(text), "minimum", "maximum")
    if schema.get("format") == "uuid" and not re.fullmatch(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text
    ):
        return False
    return bool(re.search(schema.get("pattern", ""), text)) and _within(
        schema, len(text), "minLength", "maxLength"
    )


def _within(schema, number, least, most):
    return schema.get(least, number) <= number <= schema.get(most, number)


def samples(schema):
    """Return values that a caller may have for a schema; which of them a filter takes is up to the filter."""
    schema = resolved(schema)
    if "oneOf" in schema:
        return [value for part in schema["oneOf"] for value in samples(part)]
    if schema["type"] == "object":
        return [{key: way} for key, kind in schema["properties"].items() for way in resolved(kind)["enum"]]
    if schema["type"] == "array":
        return samples(schema["items"])
    values = [True, False, *schema.get("enum", ())]
    if schema["type"] == "integer":
        return [*values, *(schema.get(bound, 7) for bound, _ in BOUNDS)]
    if schema.get("format") == "uuid":
        return [*values, UUID, UUID.upper()]
    others = [7, INSTANT] if "pattern" in schema else []
    return [*values, *(text for text in TEXTS if fits(schema, text)), *others]


def refused(schema):
    """Return values that a schema rules out."""
    schema = resolved(schema)
    if "oneOf" in schema:
        every = [value for part in schema["oneOf"] for value in refused(part)]
        return [value for value in every if not fits(schema, str(value))]
    if schema["type"] == "object":
        return [{"neither": "asc"}, {next(iter(schema["properties"])): "sideways"}]
    if schema["type"] == "array":
        return refused(schema["items"])
    if schema["type"] == "integer" and "enum" not in schema:
        return [schema[bound] + step for bound, step in BOUNDS if bound in schema]
    return [text for text in (*TEXTS, *MEMBERS, "neither") if not fits(schema, text)]
