"""The filters of the endpoint table against the query parameters MangaDex describes."""

from dataclasses import fields
from inspect import isclass
from typing import get_args, get_type_hints

import pytest

from asyncdex._api import encode_filters
from asyncdex._api.table import ROWS
from asyncdex.enum import OrderDirection
from asyncdex.exceptions import InvalidArgument
from asyncdex.list_orders import ListOrder
from tests.contract.openapi import OPERATIONS, query, resolved
from tests.contract.openapi_deviations import deviations
from tests.contract.openapi_values import fits, refused, samples

#: What every call sends by itself: pages, and what is expanded.
BY_ITSELF = {"limit", "offset", "includes[]"}
FILTERS = [(row, argument) for row in ROWS for argument in row.params]
every_filter = pytest.mark.parametrize(
    ("row", "argument"), FILTERS, ids=[f"{row.id}-{argument}" for row, argument in FILTERS]
)


def encoded(row, argument, value):
    """Return the parameters for a value, or None where it is refused."""
    try:
        return encode_filters(row, {argument: value})
    except InvalidArgument:
        return None


def parameter_of(id, name):
    """Return the described parameter that a name in a query string means, and the schema of its value."""
    described = query(id)
    outer, bracket, key = name.partition("[")
    assert name in described or (bracket and outer in described), f"{id} takes no {name}"
    if bracket and name not in described:
        schema = resolved(described[outer]["schema"])
        assert described[outer].get("style") == "deepObject", f"{name} where {id} has {outer}"
        return outer, schema["properties"][key.removesuffix("]")]
    schema = resolved(described[name]["schema"])
    assert name.endswith("[]") is (schema["type"] == "array" if "type" in schema else False)
    return name, schema["items"] if name.endswith("[]") else schema


def sent(row, argument):
    """Return the described parameter that a filter becomes, from whichever value it takes first."""
    values = [value for one in query(row.id).values() for value in samples(one["schema"])]
    names = [pairs[0][0] for value in values if (pairs := encoded(row, argument, value))]
    assert names, f"{argument} takes nothing that {row.id} takes"
    return parameter_of(row.id, names[0])[0]


@every_filter
def test_a_filter_sends_what_the_file_describes(row, argument):
    """Its name as the file spells it, and of values all that the file allows and no others."""
    name = sent(row, argument)
    schema = resolved(query(row.id)[name]["schema"])
    produced = set()
    for value in samples(schema):
        for written, text in encoded(row, argument, value) or ():
            found, kind = parameter_of(row.id, written)
            assert found == name
            assert fits(kind, text), f"{written}={text}"
            produced.add((written, text))
    assert produced
    keys = schema.get("properties") or {"": schema.get("items", schema)}
    assert set(getattr(row.params[argument], "keys", [""])) == set(keys)
    for key, kind in keys.items():
        allowed = {str(value) for value in resolved(kind).get("enum", ())}
        values = {text for written, text in produced if not key or written == f"{name}[{key}]"}
        # What can be said in two words for each of yes and no is said in one.
        assert allowed <= values | ({"true", "false"} if values == {"0", "1"} else set())


@every_filter
def test_a_filter_takes_several_where_the_file_has_an_array(row, argument):
    name = sent(row, argument)
    schema = query(row.id)[name]["schema"]
    value = next(value for value in samples(schema) if encoded(row, argument, value))
    pairs = encoded(row, argument, [value, value])
    assert (pairs is not None and len(pairs) == 2) is name.endswith("[]")
    assert name.endswith("[]") is (resolved(schema).get("type") == "array")


def test_an_order_object_has_every_described_order(tell):
    """One whose fields are all set becomes all the keys that the file has, and no others."""
    tried = 0
    for row, argument in FILTERS:
        kinds = [kind for kind in get_args(get_type_hints(row.filters)[argument]) if isclass(kind)]
        for kind in kinds:
            if issubclass(kind, ListOrder):
                order = kind(**{field.name: OrderDirection.ASCENDING for field in fields(kind)})
                described = resolved(query(row.id)["order"]["schema"])["properties"]
                assert set(encode_filters(row, {argument: order})) == {
                    (f"order[{key}]", "asc") for key in described
                }
                tried += 1
    assert tried == sum("style" in query(id).get("order", {}) for id in OPERATIONS)
    tell(f"orders: {tried} lists have an object with every order that the file has")


def test_what_the_file_rules_out_is_refused(tell):
    tried, taken = 0, set()
    for row, argument in FILTERS:
        name = sent(row, argument)
        for value in refused(query(row.id)[name]["schema"]):
            tried += 1
            if encoded(row, argument, value) is not None:
                taken.add(f"{row.id} {name}")
    assert taken == deviations("value")
    tell(
        f"filters: {tried} values that the file rules out tried on {len(FILTERS)}; "
        f"{len(taken)} let some through"
    )


def test_every_described_parameter_can_be_sent(tell):
    described = {f"{id} {name}" for id in OPERATIONS for name in query(id) if name not in BY_ITSELF}
    filters = {f"{row.id} {sent(row, argument)}" for row, argument in FILTERS}
    assert filters <= described
    assert described - filters == deviations("parameter")
    tell(
        f"query parameters: {len(filters)} of {len(described)} are sent by a filter, "
        f"{len(deviations('parameter'))} deviate"
    )


def test_pages_and_expansions_are_sent_where_the_file_has_them(tell):
    described = {f"{id} {name}" for id in OPERATIONS for name in query(id) if name in BY_ITSELF}
    paged = {f"{row.id} {name}" for row in ROWS if row.page for name in ("limit", "offset")}
    expanded = {f"{row.id} includes[]" for row in ROWS if row.expand}
    left = {f"{id} includes[]" for id in deviations("expansion")}
    expanded -= {f"{id} includes[]" for id in deviations("undescribed")}
    assert paged | expanded == described - left
    assert left <= described
    tell(f"query parameters: {len(paged | expanded)} of {len(described)} are sent by every call")
