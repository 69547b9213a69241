"""Copies, pickles and plain values of models."""

import copy
import json
import pickle

import pytest

from asyncdex import (
    Author,
    Chapter,
    ClientUser,
    CoverArt,
    CustomList,
    GenericModelList,
    Group,
    InvalidResponse,
    Manga,
    MangaList,
    NoClient,
    NotFetched,
    Tag,
    TagDict,
    User,
)
from tests.unit.models.builders import entity, made, one, page, rel, uid

KINDS = [Manga, Chapter, Author, Group, User, CoverArt, Tag, CustomList]
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def whole(client):
    """Return a manga with all that can hang on one."""
    tag = {"id": uid(70), "type": "tag", "attributes": entity("tag", 70)["attributes"]}
    writer = entity("author", 20)["attributes"]
    manga = made(
        Manga,
        client,
        1,
        rel("author", 20, writer),
        rel("artist", 20),
        rel("cover_art", 30, entity("cover_art", 30)["attributes"]),
        rel("manga", 5, related="sequel"),
        rel("spaceship", 9, {"speed": 3}),
        tags=[tag],
    )
    manga.chapters.append(made(Chapter, client, 10, rel("scanlation_group", 50)))
    manga.chapters[0].manga = manga
    assert manga.cover.manga is manga
    return manga


def pickled(thing, protocol=pickle.HIGHEST_PROTOCOL):
    return pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_looked_at_is_pickled_too(client, kind, protocol):
    attributes = {"name": "Boats", "visibility": "public", "version": 1} if kind is CustomList else None
    model = made(kind, client, attributes=attributes)
    looked_at = model.to_dict()
    for name in model._fields:
        getattr(model, name, None)
    assert pickled(model, protocol).to_dict() == looked_at


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_pickle_has_all_that_was_known_and_no_client(client, protocol):
    manga = whole(client)
    manga.year = 1999
    twin = pickled(manga, protocol)
    assert twin == manga
    assert (twin.titles, twin.year, twin.cover.file_name) == (manga.titles, 1999, manga.cover.file_name)
    assert twin.cover.manga is twin
    assert twin.chapters[0].manga is twin
    assert twin.authors[0].name == "Wren Hollow"
    assert twin.artists[0] is twin.authors[0]
    assert twin.related_mangas["sequel"][0].id == uid(5)
    assert [relation.kind for relation in twin.relationships][-1] == "spaceship"
    assert not hasattr(twin, "client")


async def test_what_was_pickled_takes_another_client(client, transport):
    twin = pickled(whole(client))
    with pytest.raises(
        NoClient, match=r"Manga\(id='[0-9-]+', 'The Lantern Keeper'\) has no client: give it one"
    ):
        await twin.fetch()
    assert twin.attach(client) is twin
    assert twin.client is twin.chapters[0].client is twin.cover.client is client
    transport.add(one(entity("manga", 1, year=5)))
    assert (await twin.fetch()).year == 5


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_keeps_the_client_and_does_not_copy_it(client, copied):
    manga = whole(client)
    twin = copied(manga)
    assert twin is not manga
    assert twin == manga
    assert twin.client is client
    twin.year = 5
    assert manga.year == 2011


def test_a_deep_copy_is_another_world(client):
    manga = whole(client)
    twin = copy.deepcopy(manga)
    assert twin.chapters is not manga.chapters
    assert twin.chapters[0] is not manga.chapters[0]
    assert twin.chapters[0].manga is twin
    assert twin.chapters[0].client is client
    assert copy.copy(manga).chapters is manga.chapters


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_lists_are_copied_with_what_they_hold(client, copied):
    mangas = MangaList(client, entries=[whole(client)])
    chapters = mangas[0].chapters
    for models in (mangas, chapters, GenericModelList(mangas)):
        twin = copied(models)
        assert type(twin) is type(models)
        assert twin == models
    twin = copied(mangas)
    assert hasattr(twin, "client") is (copied is not pickled)
    assert twin.attach(client).client is client


@pytest.mark.parametrize("kind", KINDS)
def test_a_lazy_object_can_be_pickled_too(client, kind):
    twin = pickled(kind(client, id=uid(1)))
    assert (twin.id, twin.fetched) == (uid(1), False)
    with pytest.raises(NotFetched):
        _ = twin.version
    error = pickled(NotFetched(twin, "version"))
    assert str(error) == str(NotFetched(twin, "version"))


# Plain values


def plain(value):
    """Return whether a value is one that JSON has."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(plain(item) for item in value)
    return value is None or type(value) in {str, int, bool, float}


def test_a_manga_as_plain_values(client):
    manga = whole(client)
    manga.year = 1999
    found = manga.to_dict()
    assert plain(found)
    assert json.loads(json.dumps(found)) == found
    assert (found["kind"], found["id"], found["year"], found["status"]) == (
        "manga",
        uid(1),
        1999,
        "completed",
    )
    assert found["created_at"] == "2020-05-06T07:08:09+00:00"
    assert found["titles"]["en"] == ["The Lantern Keeper", "Keeper of Lanterns"]
    assert found["links"]["al"] == "100"
    assert found["tags"][0]["names"] == {"en": "Sea"}
    assert found["authors"][0]["name"] == "Wren Hollow"
    assert found["cover"]["file_name"] == "first cover.jpg"
    assert "manga" not in found["cover"]
    assert found["related_mangas"] == {"sequel": [{"kind": "manga", "id": uid(5)}]}
    assert "reading_status" not in found
    manga.reading_status = None
    assert manga.to_dict()["reading_status"] is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_as_plain_values(client, kind):
    lazy = kind(client, id=uid(1))
    assert lazy.to_dict() == {"kind": kind.kind, "id": uid(1)}
    bare = kind(client, data={"id": uid(1), "type": kind.kind, "attributes": {}, "relationships": []})
    found = bare.to_dict()
    assert plain(found)
    assert found["version"] is None
    assert GenericModelList([lazy]).to_dict() == [lazy.to_dict()]


def test_tags_as_plain_values(client):
    tags = TagDict({uid(1): made(Tag, client)})
    assert plain(tags.to_dict())
    assert tags.to_dict()[uid(1)]["group"] == "theme"


async def test_the_account_as_plain_values(client):
    assert client.user.to_dict() == {"kind": "user", "id": None}


# Order


def test_the_older_comes_first(client):
    old = made(Manga, client, 1, createdAt="2019-01-01T00:00:00+00:00")
    new = made(Chapter, client, 2, createdAt="2020-01-01T00:00:00+00:00")
    assert old < new
    assert old <= new
    assert new > old
    assert new >= old
    assert not old > new
    assert sorted([new, old]) == [old, new]
    assert old <= made(Manga, client, 3, createdAt="2019-01-01T00:00:00+00:00")
    with pytest.raises(TypeError):
        _ = old < 5
    with pytest.raises(TypeError):
        _ = old >= made(Tag, client)
    with pytest.raises(TypeError):
        _ = old > 5
    with pytest.raises(TypeError):
        _ = old <= 5
    with pytest.raises(NotFetched):
        _ = old < Manga(client, id=uid(9))


# Relations


def test_whoever_stands_for_two_things_is_one_model(client):
    manga = made(Manga, client, 1, rel("author", 20), rel("artist", 20, entity("author", 20)["attributes"]))
    assert manga.authors[0].fetched
    assert manga.authors[0] is manga.artists[0]


def test_relations_of_unknown_kinds_are_kept(client):
    manga = made(Manga, client, 1, rel("spaceship", 9, {"speed": 3}), rel("author", 2, []), rel("author", 3))
    ship, *authors = manga.relationships
    assert (ship.kind, ship.id, ship.related, ship.attributes) == ("spaceship", uid(9), None, {"speed": 3})
    assert [author.attributes for author in authors] == [None, None]
    with pytest.raises(NotFetched, match="relationships"):
        _ = Manga(client, id=uid(1)).relationships


async def test_what_mangadex_does_not_have_is_missing(client, transport):
    manga = Manga(client, id=uid(1))
    assert not manga.missing
    transport.add(page([]))
    assert await client.batch_mangas(manga) == [manga]
    assert manga.missing
    transport.add(one(entity("manga", 1)))
    assert not (await manga.fetch()).missing


def test_what_cannot_be_related(client):
    manga = made(Manga, client)
    for wrong in (
        {"relationships": 5},
        {"relationships": [{"id": 5}]},
        {"data": 5},
        {"relationships": object()},
    ):
        with pytest.raises(InvalidResponse, match="cannot be related to this"):
            manga.parse_relationships(wrong)
    assert manga.titles.en
    assert [author.id for author in manga.authors] == []


def test_relations_set_by_hand_give_way_to_new_ones(client):
    manga = made(Manga, client, 1, rel("author", 2))
    manga.year = 1999
    assert [author.id for author in manga.authors] == [uid(2)]
    manga.parse_relationships({"relationships": [rel("author", 3)]})
    assert [author.id for author in manga.authors] == [uid(3)]
    assert manga.year == 1999


def test_what_stands_in_a_class_is_not_a_value():
    assert Chapter.read.__doc__ == "Whether the account has read it."
    assert type(Manga.client).__get__ is not None
    assert repr(ClientUser.permissions).startswith("<asyncdex.models.fields.Known")
