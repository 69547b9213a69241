"""The rows of the endpoint table against the operations MangaDex describes."""

from collections import Counter

import pytest

from asyncdex import InvalidArgument, Manga, MangadexClient, Pager
from asyncdex._api import Auth
from asyncdex._api.table import MANGA_LIST, ROWS
from asyncdex._wire import Done
from tests.contract.openapi import BY_ID, OPERATIONS, body, good_answer, properties, query, resolved
from tests.contract.openapi_deviations import deviations

TOKEN = {Auth.NONE: "no", Auth.OPTIONAL: "optional", Auth.REQUIRED: "yes"}
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def test_every_operation_has_its_row(tell):
    described = {id: (one["method"], one["path"]) for id, one in OPERATIONS.items()}
    assert {id: (row.method, row.path) for id, row in BY_ID.items()} == described
    assert len(ROWS) == len(described) == 113
    tell(f"operations: {len(ROWS)} of {len(described)} have a row with their id, method and path")


def test_a_token_is_sent_where_the_file_has_one(tell):
    assert {row.id: TOKEN[row.auth] for row in ROWS} == {id: one["token"] for id, one in OPERATIONS.items()}
    counts = {kind: sum(TOKEN[row.auth] == kind for row in ROWS) for kind in TOKEN.values()}
    assert counts == {"no": 24, "optional": 9, "yes": 80}
    tell(f"operations by token: {counts}")


def test_what_is_deprecated_is_known_to_be(tell):
    old = {row.id for row in ROWS if row.deprecated}
    assert old == {id for id, one in OPERATIONS.items() if one.get("deprecated")}
    assert len(old) == 5
    tell(f"operations deprecated: {len(old)}")


def test_pages_are_as_large_as_the_file_says(tell):
    paged = {}
    for id in OPERATIONS:
        parameters = query(id)
        assert ("limit" in parameters) is ("offset" in parameters)
        if "limit" in parameters:
            limit = resolved(parameters["limit"]["schema"])
            paged[id] = (limit["default"], limit["maximum"])
            assert resolved(parameters["offset"]["schema"]) == {"type": "integer", "minimum": 0}
    assert {row.id: (row.page.default, row.page.most) for row in ROWS if row.page is not None} == paged
    assert len(paged) == 18
    # Nowhere in the file, and the same for all.
    assert {row.page.ceiling for row in ROWS if row.page is not None} == {10_000}
    sizes = Counter(paged.values())
    tell(f"pages: {len(paged)} lists; " + ", ".join(f"{n} of {a} to {b}" for (a, b), n in sizes.items()))


def test_the_smallest_page_is_one():
    """Where the file lets a list be asked for none, a list of objects does not."""
    least = {resolved(query(row.id)["limit"]["schema"])["minimum"] for row in ROWS if row.page is not None}
    assert {f"limit {number}" for number in least - {1}} == deviations("page")
    for name in ("limit", "limit_size"):
        with pytest.raises(InvalidArgument, match=f"{name} must be at least 1"):
            Pager(MANGA_LIST, Manga, MangadexClient(anonymous=True), **{name: 0})


def test_what_names_a_version_is_as_described(tell):
    named = {id for id in OPERATIONS if "version" in query(id) or "version" in properties(body(id)[1] or {})}
    created = deviations("version")
    assert {row.id for row in ROWS if row.versioned} == named - created
    assert created <= named
    tell(f"versions: {len(named - created)} operations name the version they change")


def test_what_is_expanded_can_be(tell):
    most, undescribed = 0, set()
    for row in ROWS:
        parameter = query(row.id).get("includes[]")
        allowed = resolved(resolved(parameter["schema"])["items"])["enum"] if parameter else []
        if not set(row.expand) <= set(allowed):
            undescribed.add(row.id)
        most += parameter is not None
    assert undescribed == deviations("undescribed")
    tell(f"expansion: {sum(bool(row.expand) for row in ROWS)} of {most} operations that have it use it")


def test_what_filters_by_rating_is_as_described(tell):
    rated = {id for id in OPERATIONS if "contentRating[]" in query(id)}
    assert {row.id for row in ROWS if row.ratings} == rated
    tell(f"ratings: {len(rated)} operations filter by them")


@every_row
def test_an_answer_is_of_the_kind_described(row):
    kind, schema = good_answer(row.id)
    assert kind == ("text/plain" if row.answer is str else "application/json")
    only_that_it_worked = kind == "application/json" and set(properties(schema)) == {"result"}
    assert only_that_it_worked is (row.answer is Done)
