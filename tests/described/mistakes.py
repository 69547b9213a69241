"""Requests that differ from a good one in one thing, which the file does not have."""

from dataclasses import replace
from urllib.parse import urlencode

from tests.contract.openapi_json import wrong
from tests.contract.openapi_values import refused
from tests.described.driving import OPERATIONS
from tests.described.judging import Exchange

__all__ = ["exchange_of", "mistakes"]


def mistakes(asked, schema):
    """Yield requests, each with what its refusal has to name.

    Args:
        asked: A good request.
        schema: Finds what a schema of the facts stands for.
    """
    yield from _unknown(asked)
    for parameter in OPERATIONS[asked.id]["parameters"]:
        if parameter["in"] == "query":
            yield from _wrong_query(asked, parameter, schema)
    for kind, body in OPERATIONS[asked.id].get("body", {}).items():
        if kind == "application/json":
            yield from _wrong_body(asked, schema(body), schema)


def _unknown(asked):
    yield replace(asked, query=(*asked.query, ("nobodyKnows", "1"))), "nobodyKnows"
    yield replace(asked, query=(*asked.query, ("nobodyKnows[]", "1"))), "nobodyKnows"


def _wrong_query(asked, parameter, schema):
    name = parameter["name"]
    plain = name.removesuffix("[]")
    others = tuple(pair for pair in asked.query if pair[0] != name)
    if parameter.get("required"):
        yield replace(asked, query=others), plain
    if name.endswith("[]"):
        yield replace(asked, query=(*others, (plain, "x"))), plain
        most = schema(parameter["schema"]).get("maxItems")
        if most is not None:
            good = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
            yield replace(asked, query=(*others, *[(name, good)] * (most + 1))), plain
    for value in refused(parameter["schema"]):
        pairs = (
            [(f"{name}[{key}]", way) for key, way in value.items()]
            if isinstance(value, dict)
            else [(name, value)]
        )
        yield replace(asked, query=(*others, *((key, str(one)) for key, one in pairs))), plain


def _wrong_body(asked, body, schema):
    if not isinstance(asked.body, dict):
        for value in wrong(body):
            yield replace(asked, body=value), ""
        return
    yield replace(asked, body=[1]), ""
    if body.get("additionalProperties") is False:
        yield replace(asked, body={**asked.body, "nobodyKnows": 1}), "nobodyKnows"
    yield from _wrong_object(body, asked.body, lambda value: replace(asked, body=value), schema)


def _wrong_object(body, good, make, schema):
    for name in body.get("required", ()):
        yield make({key: value for key, value in good.items() if key != name}), name
    for name, one in body.get("properties", {}).items():
        one = schema(one)  # noqa: PLW2901 - the same one, without its name
        if one.get("type") == "object" and isinstance(good.get(name), dict) and "properties" in one:
            yield from _wrong_object(
                one, good[name], lambda value, name=name: make({**good, name: value}), schema
            )
            continue
        for value in wrong(one):
            yield make({**good, name: value}), name
        if not one.get("nullable"):
            yield make({**good, name: None}), name


def exchange_of(asked, body):
    """Return a request as the judge takes it, without an answer.

    Args:
        asked: The request.
        body: Its body, as it is sent.
    """
    operation = OPERATIONS[asked.id]
    path = operation["path"].format(**asked.inside)
    return Exchange(operation["method"], path, urlencode(asked.query), "application/json", body, 0, "", b"")
