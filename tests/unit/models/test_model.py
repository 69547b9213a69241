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


def test_transfer_gives_what_is_known_to_another_object(client, transport, clock):
    other = fake_client(transport, clock)
    old, new = made(Author, client), Author(other, id=uid(1))
    old.name = "edited"
    old.transfer(new)
    assert new.client is other
    assert new.fetched
    assert new.name == "edited"
    assert new.biographies.en == "Draws boats."


def test_transfer_of_nothing_keeps_what_the_other_knows(client):
    known = made(Author, client)
    known.name = "Wren"
    Author(client, id=known.id).transfer(known)
    known.transfer(known)
    assert (known.name, known.fetched) == ("Wren", True)


@each
@pytest.mark.parametrize(
    "data", [[], "text", 5, {"data": None}, {"data": []}, {"attributes": {"a": "\ud800"}}]
)
def test_data_of_no_such_shape_is_a_typed_error(client, model, data):
    with pytest.raises(InvalidResponse, match="cannot be made from this"):
        model(client, id=uid(1)).parse(data)
    with pytest.raises(InvalidResponse, match="cannot be made from this"):
        model(client, id=uid(1), data=data)
    with pytest.raises(Missing, match="'id'"):
        model(client, data=data)


def test_an_object_can_be_shown_whatever_was_set_by_hand(client):
    manga = made(Manga, client)
    manga.titles = 5
    assert repr(manga) == f"Manga(id={manga.id!r})"


@each
def test_attributes_are_documented_on_the_class(model):
    for name in model._fields:
        field = getattr(model, name)
        assert field.name == name
        assert field.__doc__
