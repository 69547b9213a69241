"""The values in bodies: what the endpoint table writes and refuses, against what MangaDex describes."""

from typing import Any, NamedTuple

import pytest

from asyncdex._api.fields import BodyField
from asyncdex.exceptions import InvalidArgument
from tests.contract.openapi import BY_ID, OPERATIONS, body, properties, resolved
from tests.contract.openapi_deviations import deviations
from tests.contract.openapi_json import FORMS, given, takes, wrong


class Place(NamedTuple):
    """One value in a body: how it is written, and what is described."""

    name: str
    argument: str
    field: BodyField
    schema: dict[str, Any]
    #: Whether a body without it is refused.
    required: bool
    described_required: bool


def places(kind, fields, schema, before):
    """Return the places in a body; those of an object inside it instead of the object."""
    described = properties(schema)
    for argument, field in fields.items():
        name = f"{before}{field.name}"
        inner = described.get(field.name) if field.name else schema
        if inner is None:
            continue  # a name that MangaDex does not know, of which the test of names tells
        if hasattr(field, "fields"):
            yield from places(field.kind, field.fields, inner, f"{name}.")
        elif inner.get("format") != "binary":
            needed = field.name in resolved(schema).get("required", ())
            yield Place(name, argument, field, inner, argument in kind.__required_keys__, needed)


PLACES = [
    place
    for id, row in BY_ID.items()
    if row.fields
    for place in places(row.body, row.fields, body(id)[1], f"{id} ")
]


def written(place, value):
    """Return a value as it would be sent, in a list, or an empty list where it is refused."""
    try:
        return [place.field.json(place.argument, value)]
    except InvalidArgument:
        return []


def test_what_the_file_takes_can_be_sent(tell):
    """All values of sets, both ends of ranges, all forms of a pattern; any text where none is given."""
    tried, narrower = 0, set()
    for place in PLACES:
        values = given(place.schema)
        results = [written(place, value) for value in values]
        for value, sent in zip(values, results, strict=True):
            assert all(takes(place.schema, one) for one in sent), f"{place.name}: {value!r}"
        tried += len(values)
        if not all(results):
            narrower.add(place.name)
    assert narrower == deviations("narrower")
    tell(
        f"bodies: {tried} values that the file takes, tried in {len(PLACES)} places; "
        f"{len(narrower)} take fewer"
    )


def test_what_the_file_rules_out_is_not_sent(tell):
    """It is refused, or written in another way that the file takes."""
    tried, wider = 0, set()
    for place in PLACES:
        values = wrong(place.schema)
        tried += len(values)
        if any(not takes(place.schema, one) for value in values for one in written(place, value)):
            wider.add(place.name)
    assert wider == deviations("wider")
    tell(
        f"bodies: {tried} values that the file rules out, tried in {len(PLACES)} places; "
        f"{len(wider)} take some"
    )


def test_null_is_sent_where_the_file_has_it():
    allowed = {place.name for place in PLACES if place.schema.get("nullable")}
    assert {place.name for place in PLACES if place.field.nullable} == allowed
    assert len(allowed) > 60


def test_what_has_to_be_there_is_asked_for(tell):
    """The file leaves out of its lists much of what an operation cannot do without."""
    needed = {place.name for place in PLACES if place.described_required}
    asked = {place.name for place in PLACES if place.required}
    assert needed <= asked
    tell(f"bodies: {len(needed)} properties the file requires are asked for, {len(asked - needed)} besides")


def test_a_form_is_one_where_the_file_has_one():
    kinds = {id: body(id)[0] for id in OPERATIONS}
    forms = {id for id, kind in kinds.items() if kind == "multipart/form-data"}
    assert (
        {id for id, row in BY_ID.items() if row.form} == forms == {"upload-cover", "put-upload-session-file"}
    )
    assert {id for id, row in BY_ID.items() if row.body is not None} <= {
        id for id, kind in kinds.items() if kind
    }


def test_there_is_a_form_for_and_against_every_pattern():
    patterns = {place.schema["pattern"] for place in PLACES if "pattern" in place.schema}
    for pattern in patterns:
        schema = {"type": "string", "pattern": pattern}
        assert 0 < sum(takes(schema, form) for form in FORMS) < len(FORMS), pattern


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "boolean"}, [True], [1, "true", None]),
        ({"type": "integer", "minimum": 2, "maximum": 3}, [2, 3], [1, 4, True, "2"]),
        ({"type": "string", "nullable": True, "maxLength": 2}, [None, "", "ab"], ["abc", 1]),
        ({"type": "string", "enum": ["a"]}, ["a"], ["b", "A"]),
        ({"type": "string", "pattern": "^a"}, ["ab"], ["ba"]),
        ({"type": "string", "format": "uuid"}, ["0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"], ["0b56b29c"]),
        ({"type": "array", "minItems": 1, "items": {"type": "integer"}}, [[1]], [[], ["1"], 1]),
        ({"type": "object", "additionalProperties": {"type": "string"}}, [{}, {"a": "b"}], [{"a": 1}, []]),
    ],
)
def test_what_a_schema_takes(schema, good, bad):
    assert [takes(schema, value) for value in good] == [True] * len(good)
    assert [takes(schema, value) for value in bad] == [False] * len(bad)
