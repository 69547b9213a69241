"""What all models have in common, shown with each of them."""

import asyncio
import pickle

import pytest

from asyncdex import (
    AsyncDexException,
    Author,
    Chapter,
    CoverArt,
    Group,
    InvalidID,
    InvalidResponse,
    Manga,
    Missing,
    NotFetched,
    NotFound,
    Tag,
    User,
)
from asyncdex.models.relations import make
from tests.support import api_error
from tests.unit.models.builders import FULL, entity, fake_client, made, one, page, rel, uid, values

MODELS = [Manga, Chapter, Author, Group, User, CoverArt, Tag]
#: How each is fetched alone.
PATHS = {
    Manga: "manga",
    Chapter: "chapter",
    Author: "author",
    Group: "group",
    User: "user",
    CoverArt: "cover",
}
INCLUDES = {
    Manga: ["author", "artist", "cover_art"],
    Chapter: ["scanlation_group", "manga", "user"],
    Author: [],
    Group: ["leader", "member"],
    User: [],
    CoverArt: ["manga", "user"],
}
each = pytest.mark.parametrize("model", MODELS)


def answer(model, *entities):
    return page(entities) if model is Tag else one(entities[0])


@each
def test_the_id_is_all_that_is_known_at_first(client, transport, model):
    lazy = model(client, id=uid(1))
    assert lazy.id == uid(1)
    assert lazy.client is client
    assert not lazy.fetched
    assert repr(lazy) == f"{model.__name__}(id={uid(1)!r})"
    assert transport.requests == []


@each
def test_an_attribute_of_an_unfetched_object_says_what_to_do(client, model):
    lazy = model(client, id=uid(1))
    for name in lazy._fields:
        with pytest.raises(NotFetched) as caught:
            getattr(lazy, name)
        assert isinstance(caught.value, AttributeError)
        assert isinstance(caught.value, AsyncDexException)
        assert name in str(caught.value)
        assert repr(lazy) in str(caught.value)
        assert "fetch()" in str(caught.value)
        assert caught.value.obj is lazy
        assert caught.value.name == name
        assert not hasattr(lazy, name)


@each
async def test_fetch_fills_it_and_returns_it(client, transport, model):
    transport.add(answer(model, entity(model.kind, 1)))
    lazy = model(client, id=uid(1))
    assert await lazy.fetch() is lazy
    assert lazy.fetched
    assert lazy.version == FULL[model.kind]["version"]
    for name in lazy._fields:
        assert hasattr(lazy, name), name


@pytest.mark.parametrize("model", PATHS)
async def test_what_is_sent_by_fetch(client, transport, model):
    transport.add(one(entity(model.kind, 1)))
    await model(client, id=uid(1)).fetch()
    [request] = transport.requests
    assert request.method == "GET"
    assert request.url.partition("?")[0] == f"https://api.mangadex.org/{PATHS[model]}/{uid(1)}"
    assert values(request, "includes[]") == INCLUDES[model]
    assert len(request.url.partition("?")[2].split("&")) == max(len(INCLUDES[model]), 1)
    assert "Authorization" not in request.headers


@each
async def test_edits_are_replaced_by_a_fetch(client, transport, model):
    transport.add(answer(model, entity(model.kind, 1)), answer(model, entity(model.kind, 1, version=99)))
    it = await model(client, id=uid(1)).fetch()
    it.version = 1000
    assert it.version == 1000
    await it.fetch()
    assert it.version == 99


async def test_any_attribute_can_be_set_even_before_a_fetch(client, transport):
    transport.add(one(entity("author", 1)))
    author = client.get_author(uid(1))
    author.name = "Somebody"
    author.remark = "ours"
    assert author.name == "Somebody"
    await author.fetch()
    assert author.name == "Wren Hollow"
    assert author.remark == "ours"


async def test_fetching_twice_and_at_once_replaces_and_never_appends(client, transport):
    relationships = [
        rel("author", 2),
        rel("artist", 2),
        rel("cover_art", 3),
        rel("manga", 4, related="sequel"),
    ]
    data = entity("manga", 1, *relationships, tags=[entity("tag", 5)])
    transport.add(*[one(data)] * 5)
    manga = client.get_manga(uid(1))

    def sizes():
        return (
            len(manga.authors),
            len(manga.artists),
            len(manga.tags),
            len(manga.related_mangas["sequel"]),
            len(manga.titles["en"]),
            len(manga.links.others),
            len(manga.languages),
        )

    await manga.fetch()
    first = sizes()
    assert first == (1, 1, 1, 1, 2, 1, 2)
    manga.authors.clear()
    manga.titles["en"].append("edited")
    await manga.fetch()
    assert sizes() == first
    await asyncio.gather(manga.fetch(), manga.fetch(), manga.fetch())
    assert sizes() == first


@pytest.mark.parametrize("model", PATHS)
async def test_an_id_that_mangadex_does_not_have(client, transport, model):
    transport.add(api_error(404, "not_found_http_exception"))
    with pytest.raises(InvalidID, match=uid(9)) as caught:
        await model(client, id=uid(9)).fetch()
    assert caught.value.id == uid(9)
    assert caught.value.model is model
    assert isinstance(caught.value.__cause__, NotFound)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(copy) == str(caught.value)


@each
@pytest.mark.parametrize("id", ["", "123", "f9c33607-9180-4ba6-b85c", uid(1) + "0", "../manga", 5, None])
def test_what_is_no_uuid_is_refused_before_anything_is_sent(client, transport, model, id):
    if id is None:
        with pytest.raises(Missing, match=rf"'id' of {model.__name__}"):
            model(client)
        return
    with pytest.raises(InvalidID, match="must be a UUID") as caught:
        model(client, id=id)
    assert caught.value.model is model
    assert transport.requests == []


def test_ids_are_the_same_in_either_case(client):
    upper = "AAAAAAAA-0000-4000-8000-00000000000F"
    assert Manga(client, id=upper) == Manga(client, id=upper.lower())


def test_equality_and_hash_go_by_kind_and_id(client):
    manga, same, other = (Manga(client, id=uid(number)) for number in (1, 1, 2))
    assert manga == same
    assert hash(manga) == hash(same)
    assert manga != other
    assert manga != Chapter(client, id=uid(1))
    assert hash(manga) != hash(Chapter(client, id=uid(1)))
    assert manga != uid(1)
    assert len({manga, same, other}) == 2
    assert make(client, "artist", uid(1)) == make(client, "author", uid(1)) == Author(client, id=uid(1))


@each
def test_a_version_can_be_known_beforehand(client, model):
    assert model(client, id=uid(1), version=3).version == 3
    assert not hasattr(model(client, id=uid(1)), "version")


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
        Chapter: {"version", "language", "page_count", "publish_time", "readable_time", "created_at"},
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


def test_transfer_gives_what_is_known_to_another_object(client, transport, clock):
    other = fake_client(transport, clock)
    old, new = made(Author, client), Author(other, id=uid(1))
    old.name = "edited"
    old.transfer(new)
    assert new.client is other
    assert new.fetched
    assert new.name == "edited"
    assert new.biographies.en == "Draws boats."


async def test_an_answer_of_another_shape(client, transport):
    transport.add(one({"id": uid(1)}), one(entity("manga", 1, year="old")))
    for _ in range(2):
        with pytest.raises(InvalidResponse, match="unexpected shape"):
            await client.get_manga(uid(1)).fetch()


@each
def test_attributes_are_documented_on_the_class(model):
    for name in model._fields:
        field = getattr(model, name)
        assert field.name == name
        assert field.__doc__
