"""What MangaDex sends becomes attributes, whatever is missing, null, or of another shape."""

import pytest

from asyncdex import Author, Chapter, CoverArt, Group, InvalidResponse, Manga, Missing, Tag, User
from tests.unit.models.builders import FULL, entity, made, one, uid

MODELS = [Manga, Chapter, Author, Group, User, CoverArt, Tag]
each = pytest.mark.parametrize("model", MODELS)


@each
def test_parse_takes_an_object_or_the_answer_that_carries_it(client, model):
    data = entity(model.kind, 1)
    for given in (data, {"result": "ok", "data": data}):
        it = model(client, id=uid(1))
        it.parse(given)
        assert it.fetched
        assert it.version == FULL[model.kind]["version"]
        assert model(client, data=given).id == uid(1)


@each
def test_parse_replaces(client, model):
    it = made(model, client, version=1)
    assert it.version == 1
    it.parse(entity(model.kind, 1, version=2))
    assert it.version == 2


@each
@pytest.mark.parametrize(
    "data",
    [
        {"id": uid(1)},
        {"id": uid(1), "type": "x", "attributes": None},
        {"id": uid(1), "type": "x", "attributes": {"version": "three"}},
        {"id": uid(1), "type": "x", "attributes": {}, "relationships": 3},
        {"data": [1]},
        {"data": None},
        {"data": object()},
    ],
)
def test_parse_of_another_shape(client, model, data):
    it = model(client, id=uid(1))
    with pytest.raises(InvalidResponse, match="cannot be made from this") as caught:
        it.parse(data)
    assert repr(it) in str(caught.value)
    assert not it.fetched


def test_parse_of_another_shape_leaves_what_was_known(client):
    author = made(Author, client)
    with pytest.raises(InvalidResponse):
        author.parse({"id": uid(1), "type": "author", "attributes": {"name": 5}})
    assert author.name == "Wren Hollow"


@each
def test_null_everywhere_is_a_default_or_a_clear_complaint(client, model):
    nulls = made(model, client, attributes=dict.fromkeys(FULL[model.kind]))
    empty = made(model, client, attributes={})
    for it in (nulls, empty):
        for name in it._fields:
            try:
                value = getattr(it, name)
            except Missing as error:
                assert error.attribute == name  # noqa: PT017 - some fields raise, some do not
                assert error.model == model.__name__  # noqa: PT017
            else:
                assert not value or name in {"links", "demographic", "modified_at"}, name


@each
def test_what_cannot_be_missing(client, model):
    required = {
        Manga: {"version", "original_language", "status", "state", "rating", "created_at"},
        Chapter: {"version", "page_count", "publish_time", "readable_time", "created_at"},
        Author: {"version", "name", "created_at"},
        Group: {"version", "name", "created_at"},
        User: {"version", "username"},
        CoverArt: {"version", "created_at"},
        Tag: {"version"},
    }[model]
    it = made(model, client, attributes={})
    missing = set()
    for name in it._fields:
        try:
            getattr(it, name)
        except Missing:
            missing.add(name)
    assert missing == required


def test_unknown_attributes_are_ignored(client):
    assert made(Author, client, mood="fine").name == "Wren Hollow"


@pytest.mark.parametrize("model", [Manga, Chapter, Author, Group, CoverArt])
def test_dates(client, model):
    it = made(model, client)
    assert it.created_at.isoformat() == "2020-05-06T07:08:09+00:00"
    assert it.updated_at.isoformat() == "2021-06-07T08:09:10+00:00"
    assert it.modified_at == it.updated_at
    assert made(model, client, updatedAt=None).modified_at == it.created_at
    assert made(model, client, updatedAt="2019-01-01T00:00:00").modified_at == it.created_at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-05-06T07:08:09", "2020-05-06T07:08:09+00:00"),
        ("2020-05-06T07:08:09Z", "2020-05-06T07:08:09+00:00"),
        ("2020-05-06T07:08:09.250+02:00", "2020-05-06T05:08:09.250000+00:00"),
    ],
)
def test_dates_are_in_utc_however_they_are_sent(client, text, expected):
    assert made(Manga, client, createdAt=text).created_at.isoformat() == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "2020-13-01T00:00:00", "0000-00-00 00:00:00", "9999-12-31T23:59:59-09:00"]
)
@pytest.mark.parametrize(
    ("model", "wire", "name"),
    [
        (Manga, "createdAt", "created_at"),
        (Author, "updatedAt", "updated_at"),
        (Chapter, "publishAt", "publish_time"),
        (Chapter, "readableAt", "readable_time"),
    ],
)
def test_dates_that_are_none(client, model, wire, name, text):
    it = made(model, client, **{wire: text or " "})
    with pytest.raises(InvalidResponse, match="no instant") as caught:
        getattr(it, name)
    assert name in str(caught.value)
    assert repr(it) in str(caught.value)


async def test_an_answer_of_another_shape(client, transport):
    transport.add(one({"id": uid(1)}), one(entity("manga", 1, year="old")))
    for _ in range(2):
        with pytest.raises(InvalidResponse, match="unexpected shape"):
            await client.get_manga(uid(1)).fetch()
