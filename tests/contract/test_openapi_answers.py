"""The structures of answers against the answers MangaDex describes."""

from typing import Any

import msgspec
import pytest

from asyncdex._api import JsonObject
from asyncdex._api.table import ROWS
from asyncdex._wire import MangaNumbers, Numbers, One, Wire
from tests.contract.openapi import OPERATIONS, good_answer, properties
from tests.contract.openapi_answers import count, unread
from tests.contract.openapi_deviations import deviations

#: Those with an answer that says something, so not the bare text and not objects of which nothing is known.
DESCRIBED = {row.id: row for row in ROWS if properties(good_answer(row.id)[1])}


def test_every_described_property_of_an_answer_is_a_field(tell):
    missing, read = {}, 0
    for id, row in DESCRIBED.items():
        schema = good_answer(id)[1]
        places = unread(schema, row.answer)
        for place in places:
            missing.setdefault(place.replace("data[]", "data"), []).append(id)
        read += count(schema) - sum(places.values())
    assert {place: ids for place, ids in missing.items() if place not in deviations("answer")} == {}
    assert set(missing) == deviations("answer")
    total = sum(count(good_answer(id)[1]) for id in DESCRIBED)
    tell(f"answers: {read} of {total} properties are fields, in {len(DESCRIBED)} answers; the others deviate")


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        (MangaNumbers, ["get-statistics-manga", "get-statistics-manga-uuid"]),
        (Numbers, ["get-statistics-chapters", "get-statistics-chapter-uuid"]),
        (Numbers, ["get-statistics-groups", "get-statistics-group-uuid"]),
    ],
)
def test_what_is_read_one_by_one_has_a_structure_too(kind, ids):
    for id in ids:
        one = properties(good_answer(id)[1])["statistics"]["additionalProperties"]
        assert unread(one, kind) == {}


def test_what_is_not_described_is_read_as_it_comes():
    plain = {row.id for row in ROWS if row.answer == JsonObject}
    assert plain == {row.id for row in ROWS if row.answer is not str} - DESCRIBED.keys()
    assert plain == {"get-settings-template", "post-settings-template", "get-settings-template-version"}


def test_errors_are_of_one_shape(tell):
    """So that one place can read them, whatever the operation; a few only say that something is not there."""
    bad = {
        (id, status): content
        for id, one in OPERATIONS.items()
        for status, content in one["answers"].items()
        if not status.startswith("2")
    }
    bare = {call for call, content in bad.items() if content == {"application/json": {"ref": "Response"}}}
    assert {status for _, status in bare} == {"404"}
    for call in bad.keys() - bare:
        assert bad[call] == {"application/json": {"ref": "ErrorResponse"}}
    (errors,) = (one for name, one in properties({"ref": "ErrorResponse"}).items() if name != "result")
    assert set(properties(errors["items"])) == {"id", "status", "title", "detail", "context"}
    tell(f"answers: {len(bad)} that tell of an error, {len(bare)} of them without saying which")


class _Inner(Wire, frozen=True):
    a_name: str | None = None
    count: int = 0


TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
INNER = {"type": "object", "properties": {"aName": {**TEXT, "nullable": True}, "count": NUMBER}}


@pytest.mark.parametrize(
    ("schema", "kind", "found"),
    [
        (INNER, _Inner, []),
        ({**INNER, "properties": {**INNER["properties"], "more": TEXT}}, _Inner, ["more"]),
        ({"type": "object", "properties": {"data": INNER}}, One[_Inner], []),
        (
            {"type": "object", "properties": {"data": {**INNER, "nullable": True}}},
            One[_Inner],
            ["data: null"],
        ),
        ({"type": "object", "properties": {"count": TEXT}}, _Inner, ["count: string"]),
        (
            {"type": "object", "properties": {"count": {"type": "array", "items": TEXT}}},
            _Inner,
            ["count: array"],
        ),
        ({"type": "array", "items": INNER}, tuple[_Inner, ...], []),
        ({"type": "array", "items": {"allOf": [INNER, {"properties": {"x": TEXT}}]}}, list[_Inner], ["[].x"]),
        ({"type": "object", "additionalProperties": INNER}, dict[str, _Inner], []),
        ({"type": "object", "additionalProperties": INNER}, dict[str, Any], [".*: anything"]),
        ({"type": "object", "additionalProperties": TEXT}, dict[str, int], [".*: string"]),
        ({"type": "object", "properties": {"1": NUMBER, "2": TEXT}}, dict[str, int], [".*: string"]),
        ({"type": "object", "additionalProperties": TEXT}, _Inner, [".*: any name"]),
        ({"type": "object", "x-empty-map-as-array": True}, dict[str, int], [": an empty array"]),
        ({"type": "object", "x-empty-map-as-array": True}, dict[str, int] | list[int], []),
        ({"oneOf": [{"type": "array", "items": TEXT}, TEXT]}, list[str] | int, [": string"]),
        ({"type": "object"}, msgspec.Raw, []),
        (INNER, msgspec.Raw, [": anything"]),
    ],
)
def test_what_counts_as_unread(schema, kind, found):
    assert list(unread(schema, kind)) == found
