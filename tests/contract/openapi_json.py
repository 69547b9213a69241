"""Values for the bodies of the OpenAPI file: those it takes, those it does not, and which is which."""

import re

from tests.contract.openapi import resolved
from tests.contract.openapi_values import MEMBERS, TEXTS, UUID

__all__ = ["given", "takes", "wrong"]

#: With those of parameters: one for every pattern of a body, and one against.
FORMS = (
    *(*TEXTS, UUID, "12.5a", "12.5ab", "123456789", "007", "P5D", "PT12H", "P9D1W", "5 days", "", "a text"),
    *(f"https://{host}/x" for host in ("twitter.com", "pixiv.net", "melonbooks.co.jp", "fanbox.cc")),
    *(f"http://a.{host}" for host in ("booth.pm", "nicovideo.jp", "skeb.jp", "fantia.jp", "tumblr.com")),
    *("https://www.youtube.com/@x", "https://weibo.cn/x", "https://weibo.com", "https://naver.com"),
    *("https://twitter.community/x", "https://notpixiv.net", "ftp://naver.com", "https://a.twitter.com/x"),
    *("https://www.mangaupdates.com/group/1/x", "https://www.mangaupdates.com/groups.html?id=5"),
    "https://mangaupdates.com/group/1",
)
KINDS = {"string": str, "boolean": bool, "array": list, "object": dict, "integer": int}
LENGTHS = {"string": "Length", "array": "Items"}


def takes(schema, value):
    """Return whether a schema takes a value."""
    schema = resolved(schema)
    if value is None:
        return schema.get("nullable", False)
    kind = schema["type"]
    if not isinstance(value, KINDS[kind]) or (kind == "integer" and isinstance(value, bool)):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    size = LENGTHS.get(kind)
    number = len(value) if size else value if kind == "integer" else 0
    least, most = (f"min{size}", f"max{size}") if size else ("minimum", "maximum")
    if not schema.get(least, number) <= number <= schema.get(most, number):
        return False
    if kind == "string":
        identified = schema.get("format") != "uuid" or re.fullmatch(
            r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}", value
        )
        return bool(identified and re.search(schema.get("pattern", ""), value))
    inner = schema.get("items") if kind == "array" else schema.get("additionalProperties")
    items = value if kind == "array" else value.values() if kind == "object" else ()
    return all(takes(inner, item) for item in items) if inner else True


def given(schema):
    """Return values that have to be taken."""
    schema = resolved(schema)
    if "enum" in schema:
        return [value for value in schema["enum"] if value is not None]
    return _GIVEN[schema["type"]](schema)


def _numbers(schema):
    least = schema.get("minimum", 1)
    return [least, least + 1, *([schema["maximum"]] if "maximum" in schema else [])]


def _lists(schema):
    sizes = {schema.get("minItems", 1), schema.get("maxItems", 2)}
    return [[value] * size for value in given(schema["items"]) for size in sizes]


def _maps(schema):
    inner = schema.get("additionalProperties")
    return [{"en": value} for value in given(inner)] if inner else [{"a": 1}]


def _texts(schema):
    sized = ("x" * schema[bound] for bound in ("minLength", "maxLength") if bound in schema)
    return [value for value in (*FORMS, *sized) if takes(schema, value)]


_GIVEN = {
    "boolean": lambda _: [True, False],
    "integer": _numbers,
    "array": _lists,
    "object": _maps,
    "string": _texts,
}


def wrong(schema):
    """Return values that must not be taken."""
    schema = resolved(schema)
    kind = schema["type"]
    if kind == "boolean":
        return ["true", 1, []]
    if kind == "integer":
        outside = [
            schema[bound] + step for bound, step in (("minimum", -1), ("maximum", 1)) if bound in schema
        ]
        return [*outside, True, "1", 1.5]
    if kind == "array":
        good = given(schema["items"])[0]
        many = [[good] * (schema["maxItems"] + 1)] if "maxItems" in schema else []
        few = [[]] if schema.get("minItems") else []
        return [*many, *few, *([value] for value in wrong(schema["items"]))]
    if kind == "object":
        inner = schema.get("additionalProperties")
        return [5, "x", *([{"en": value} for value in wrong(inner)] if inner else [])]
    sized = [schema["minLength"] - 1] if schema.get("minLength") else []
    sized += [schema["maxLength"] + 1] if "maxLength" in schema else []
    texts = (*FORMS, *MEMBERS, *("x" * size for size in sized))
    return [5, True, *(text for text in texts if not takes(schema, text))]
