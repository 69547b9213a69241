"""What is decoded late, shared, or not held on to, changes nothing that anybody sees."""

import copy
import gc
import pickle
import weakref
from datetime import UTC, datetime, timedelta

import pytest

from asyncdex import Chapter, InvalidArgument, InvalidResponse, Manga, NoClient, Tag
from tests.unit.models.builders import entity, fake_client, made, one, page, rel, uid, values


def pickled(model):
    return pickle.loads(pickle.dumps(model))  # noqa: S301 - made a moment ago


PARTS = {"altTitles": "titles", "links": "links", "tags": "tags"}


def tag(number, name="Sea", **more):
    attributes = {"name": {"en": name}, "description": {}, "group": "theme", "version": 1, **more}
    return {"id": uid(number), "type": "tag", "attributes": attributes, "relationships": []}


@pytest.mark.parametrize(("sent", "name"), PARTS.items())
async def test_a_part_of_another_shape_is_an_error_at_the_first_touch_and_at_each_one(
    client, transport, sent, name
):
    transport.add(one(entity("manga", 1, **{sent: 7})))
    manga = await client.get_manga(uid(1)).fetch()
    assert manga.status == "completed"
    for _ in range(2):
        with pytest.raises(InvalidResponse, match=r"GET /manga/\{id\} with") as caught:
            getattr(manga, name)
        assert uid(1) in str(caught.value)
        assert repr(manga)
    assert manga.to_dict()[name] is None


async def test_the_title_to_show_needs_no_others(client, transport):
    transport.add(one(entity("manga", 1, altTitles=7)))
    manga = await client.get_manga(uid(1)).fetch()
    assert manga.best_title() == "The Lantern Keeper"
    with pytest.raises(InvalidResponse):
        manga.best_title(["ja"])


@pytest.mark.parametrize(
    "sent",
    [entity("manga", 1, description=7), {**entity("manga", 1), "relationships": [{"id": 7}]}],
    ids=["description", "relationships"],
)
async def test_what_nearly_everybody_reads_of_another_shape_is_an_error_at_the_call(client, transport, sent):
    transport.add(one(sent))
    with pytest.raises(InvalidResponse, match="of an unexpected shape"):
        await client.get_manga(uid(1)).fetch()


@pytest.mark.parametrize("languages", [(["en"],), (5,), (None,), [{}]])
def test_languages_that_are_none_are_refused_though_the_title_is_there(client, languages):
    manga = made(Manga, client)
    for ask in (manga.best_title, manga.best_description):
        with pytest.raises(InvalidArgument, match="languages must hold codes"):
            ask(languages)


def test_titles_changed_by_hand_are_the_titles_to_show(client):
    manga = made(Manga, client)
    assert manga.best_title() == "The Lantern Keeper"
    manga.titles["en"].insert(0, "Another")
    assert manga.best_title() == "Another"
    manga.descriptions["en"] = "Told anew."
    assert manga.best_description() == "Told anew."


def test_a_tag_is_one_object_for_all_manga_of_a_client(client, transport, clock):
    first, second = (made(Manga, client, n, tags=[tag(5)]) for n in (1, 2))
    assert first.tags[0] is second.tags[0] is client.tag_cache[uid(5)]
    assert first.tags is not second.tags
    assert made(Manga, fake_client(transport, clock), 3, tags=[tag(5)]).tags[0] is not first.tags[0]


def test_a_tag_that_was_renamed_is_so_everywhere(client):
    first = made(Manga, client, tags=[tag(5)])
    assert (first.tags[0].name, first.tags[0].names.en) == ("Sea", "Sea")
    second = made(Manga, client, 2, tags=[tag(5, "Ocean", version=2)])
    assert second.tags[0].name == "Ocean"
    assert (first.tags[0].name, first.tags[0].names.en) == ("Ocean", "Ocean")
    third = made(Manga, client, 3, tags=[tag(5, "Sea", version=1)])
    assert third.tags[0].name == "Ocean"


def test_names_of_a_tag_that_are_changed_by_hand(client):
    it = made(Manga, client, tags=[tag(5)]).tags[0]
    assert it.name == "Sea"
    it.names = {"en": "Deep"}
    assert it.name == "Deep"
    it.names["en"] = "Deeper"
    assert (it.name, it.names["en"]) == ("Deeper", "Deeper")
    assert Tag.name.__doc__
    assert Tag.names.__doc__


def test_a_tag_without_an_english_name(client):
    it = made(Manga, client, tags=[tag(5, None), tag(6)])
    assert it.tags[0].name == uid(5)


def test_giving_a_manga_to_another_client_leaves_the_tags_of_the_first_one_alone(client, transport, clock):
    other = fake_client(transport, clock)
    first, second = (made(Manga, client, n, tags=[tag(5)]) for n in (1, 2))
    assert first.tags[0] is second.tags[0]
    first.attach(other)
    assert first.tags[0].client is other
    assert second.tags[0].client is client
    assert first.tags == second.tags


def test_tags_survive_pickling_and_copying(client):
    manga = made(Manga, client, tags=[tag(5)])
    assert manga.tags[0].name == "Sea"
    for twin in (pickled(manga), copy.copy(manga), copy.deepcopy(manga)):
        assert [it.name for it in twin.tags] == ["Sea"]
    unread = pickled(made(Manga, client, tags=[tag(5)]))
    assert unread.tags[0].name == "Sea"


def cover():
    return rel("cover_art", 3, {"fileName": "a.jpg", "volume": "2", "version": 1})


async def test_a_cover_does_not_hold_its_manga_and_knows_it_all_the_same(client):
    manga = made(Manga, client, 1, cover())
    it = manga.cover
    assert it.manga is manga
    assert (it.fetched, hasattr(it, "manga")) == (True, True)
    gone = weakref.ref(manga)
    del manga
    assert gone() is None
    assert it.manga.best_title() == "The Lantern Keeper"
    assert it.manga is it.manga
    assert (await it.url()).endswith(f"/covers/{uid(1)}/a.jpg")


async def test_the_manga_of_a_cover_has_the_client_of_the_cover(client, transport, clock):
    other = fake_client(transport, clock)
    for attach, expected in ((False, client), (True, other)):
        it = made(Manga, client, 1, cover()).cover
        if attach:
            it.attach(other)
        assert it.manga.client is expected
    manga = made(Manga, client, 1, cover())
    it = manga.cover
    manga.attach(other)
    del manga
    assert it.manga.client is it.client is other
    alone = made(Manga, None, 1, cover()).cover
    assert alone.manga.best_title() == "The Lantern Keeper"
    with pytest.raises(NoClient):
        await alone.manga.fetch()


def test_a_cover_is_copied_and_told_with_its_manga(client):
    manga = made(Manga, client, 1, cover())
    for twin in (copy.copy(manga.cover), copy.deepcopy(manga.cover), pickled(manga.cover)):
        assert twin.manga == manga
        assert twin.manga.titles.en.primary == "The Lantern Keeper"
    assert manga.cover.to_dict()["manga"]["id"] == uid(1)
    assert pickled(manga).cover.manga.id == uid(1)


async def test_a_copy_of_a_cover_keeps_its_manga_after_a_fetch_too(client, transport):
    manga = made(Manga, client, 1, cover())
    twin = copy.copy(manga.cover)
    transport.add(one(entity("cover_art", 3, rel("manga", 1))))
    await twin.fetch()
    assert twin.manga is manga


@pytest.mark.parametrize(("number", "same"), [(1, True), (2, False)])
async def test_a_cover_that_is_fetched_again(client, transport, number, same):
    manga = made(Manga, client, 1, cover())
    it = manga.cover
    transport.add(one(entity("cover_art", 3, rel("manga", number))))
    await it.fetch()
    assert (it.manga is manga) is same
    assert it.manga.id == uid(number)


async def test_a_cover_that_says_nothing_that_can_be_read_of_its_manga(client, transport):
    manga = made(Manga, client, 1, cover())
    it = manga.cover
    transport.add(one({**entity("cover_art", 3), "relationships": 5}))
    with pytest.raises(InvalidResponse):
        await it.fetch()
    assert it.manga is manga
    assert copy.copy(it).volume == it.volume


async def test_a_cover_that_is_of_no_manga_any_more(client, transport):
    manga = made(Manga, client, 1, cover())
    it = manga.cover
    transport.add(one(entity("cover_art", 3)))
    await it.fetch()
    assert it.manga is None
    assert copy.copy(it).manga is None


async def test_walking_by_creation_takes_the_same_memory_however_long_it_is(client, transport):
    start = datetime(2020, 1, 1, tzinfo=UTC)
    made_at = [start + timedelta(seconds=number // 3) for number in range(3000)]

    def answer(request):
        since = values(request, "createdAtSince")
        since = datetime.fromisoformat(since[0]).replace(tzinfo=UTC) if since else start
        offset, limit = (int(values(request, name)[0]) for name in ("offset", "limit"))
        found = [number for number, instant in enumerate(made_at) if instant >= since]
        entities = [
            entity("chapter", number + 1, createdAt=made_at[number].isoformat())
            for number in found[offset : offset + limit]
        ]
        return page(entities, len(found), offset)

    transport.add(*[answer] * 40)
    pager, most, found = client.get_chapters(order={"createdAt": "asc"}), 0, []
    async for chapter in pager:
        assert isinstance(chapter, Chapter)
        found.append(chapter.id)
        most = max(most, len(pager._seen))
    assert found == [uid(number) for number in range(1, 3001)]
    assert most <= 200


def test_models_that_hold_nobody_alive_are_gone_at_once(client):
    gc.collect()
    gc.disable()
    try:
        manga = made(Manga, client, 1, cover(), rel("author", 4, {"name": "Wren"}), tags=[tag(5)])
        assert [manga.cover.volume, manga.authors[0].name, manga.tags[0].name] == ["2", "Wren", "Sea"]
        gone = weakref.ref(manga)
        del manga
        assert gone() is None
    finally:
        gc.enable()
