"""The table is data: what must hold for every row."""

import msgspec
import pytest

from asyncdex._api.table import AT_HOME, ROWS
from asyncdex._wire import LATER, Collection, One, RelationshipData, as_map
from asyncdex.enum import Relationship

ID = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
every_entity = pytest.mark.parametrize(
    "row",
    [row for row in ROWS if getattr(row.answer, "__origin__", None) in {One, Collection}],
    ids=lambda row: row.id,
)
KINDS = {kind.value for kind in Relationship} | {
    "leader",
    "member",
    "creator",
    "reason",
    "upload_session_file",
}


def test_names_are_unique():
    assert len({row.id for row in ROWS}) == len(ROWS)
    assert len({(row.method, row.path) for row in ROWS}) == len(ROWS)


@every_row
def test_a_row_can_be_used(row):
    assert row.path.startswith("/")
    assert not row.path.endswith("/")
    assert callable(row.decoder.decode)
    assert row.decoder is row.decoder
    assert all(callable(param.pairs) for param in row.params.values())
    assert set(row.expand) <= KINDS


@every_row
def test_a_list_that_can_be_filtered_can_be_ordered(row):
    if row.page is not None and row.filters is not None:
        assert "order" in row.params


@every_row
def test_a_row_that_filters_by_rating_takes_the_filter(row):
    assert row.ratings is ("rating" in row.params)


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"en": "a", "ja": None, "fr": ""}, {"en": "a", "fr": ""}),
        ({}, {}),
        ([], {}),
        ([1], {}),
        (None, {}),
    ],
)
def test_a_map_of_texts_may_come_as_an_array_or_nothing(value, texts):
    assert as_map(value) == texts


def test_a_chapter_may_have_no_pages():
    assert AT_HOME.decoder.decode(b'{"baseUrl": "https://x", "extra": 1}').chapter.data_saver == ()


MINIMAL = {"id": ID, "type": "thing"}


@every_entity
def test_an_answer_with_the_least_that_mangadex_sends_is_read(row):
    entity = {**MINIMAL, "attributes": {}, "relationships": [MINIMAL], "news": True}
    data = [entity] if getattr(row.answer, "__origin__", None) is Collection else entity
    read = row.decoder.decode(msgspec.json.encode({"result": "ok", "data": data})).data
    entity = read[0] if isinstance(read, tuple) else read
    assert entity.relationships == (RelationshipData(ID, "thing"),)
    with pytest.raises(AttributeError):
        entity.id = "other"


@every_entity
def test_attributes_may_all_be_null(row):
    kind = row.answer.__args__[0].__args__[0]
    nulls = {field.encode_name: None for field in msgspec.structs.fields(kind)}
    read = msgspec.json.decode(msgspec.json.encode(nulls), type=kind)
    for part in kind.laters:
        getattr(read, part.removeprefix(LATER))
    assert set(msgspec.structs.asdict(read).values()) == {None}
