"""What the account keeps, as the client sees it: custom lists, follows, reading statuses, read markers."""

import pytest

from asyncdex import (
    ContentRating,
    FollowStatus,
    Forbidden,
    InvalidID,
    MangadexClient,
    MangaList,
    Unauthorized,
    Visibility,
)
from asyncdex.sandbox import Sandbox

UNKNOWN = "00000000-0000-4000-8000-000000000000"
ALL = [ContentRating.SAFE, ContentRating.SUGGESTIVE, ContentRating.EROTICA, ContentRating.PORNOGRAPHIC]


@pytest.fixture
async def guest(box):
    """A client without a login, whose own pace does not slow the tests down either."""
    async with MangadexClient(**box.anonymous_kwargs()) as client:
        for rule in client.ratelimits:
            client.ratelimits.remove(rule)
        yield client


def lists(box, *, own, visibility):
    catalogue = box.catalogue
    return [
        record
        for record in catalogue.lists.values()
        if (catalogue.me in record.linked("user")) is own and record.attributes["visibility"] == visibility
    ]


def chapters_of(box, manga):
    """The chapters that a feed lists when nothing narrows it and all ratings are asked for."""
    return {
        chapter.id
        for identifier in manga
        for chapter in box.catalogue.chapters_of(identifier)
        if chapter.attributes["publishAt"] < "2030" and not chapter.attributes["isUnavailable"]
    }


def ids(models):
    return [model.id for model in models]


def seen(box, path):
    return [request for request in box.stats.recent if request.path == path]


# Custom lists


async def test_a_list_its_manga_and_its_owner(guest, box):
    record = lists(box, own=True, visibility="public")[0]
    mine = await guest.get_list(record.id).fetch()
    assert (mine.name, mine.visibility) == (record.attributes["name"], Visibility.PUBLIC)
    assert mine.owner.id == box.catalogue.me
    assert ids(mine.mangas) == record.linked("manga")
    assert not any(manga.fetched for manga in mine.mangas)
    await mine.load_mangas()
    assert all(manga.fetched and manga.best_title() for manga in mine.mangas)


async def test_loading_the_manga_fetches_the_list_first(guest, box):
    record = lists(box, own=True, visibility="public")[0]
    mine = guest.get_list(record.id)
    await mine.load_mangas()
    assert ids(mine.mangas) == record.linked("manga")
    assert all(manga.fetched for manga in mine.mangas)


async def test_a_long_list_is_loaded_a_hundred_a_call():
    async with (
        Sandbox(manga=130, chapters=130, limits="off") as box,
        MangadexClient(**box.anonymous_kwargs()) as guest,
    ):
        record = lists(box, own=True, visibility="public")[0]
        assert len(record.linked("manga")) == 120
        mine = await guest.get_list(record.id).fetch()
        await mine.load_mangas()
        assert all(manga.fetched for manga in mine.mangas)
        assert len(seen(box, "/manga")) == 2


async def test_private_lists_show_themselves_to_their_owner_alone(client, guest, box):
    mine = lists(box, own=True, visibility="private")[0]
    other = lists(box, own=False, visibility="private")[0]
    assert (await client.get_list(mine.id).fetch()).visibility is Visibility.PRIVATE
    for somebody, identifier in ((guest, mine.id), (client, other.id), (client, UNKNOWN)):
        with pytest.raises(InvalidID):
            await somebody.get_list(identifier).fetch()
        with pytest.raises(InvalidID):
            await somebody.get_list(identifier).load_mangas()


async def test_the_chapters_of_a_list(client, box):
    record = lists(box, own=True, visibility="public")[0]
    chapters = await client.get_list(record.id).manga_chapters(rating=ALL).as_list()
    assert len(chapters) == len(set(ids(chapters)))
    assert set(ids(chapters)) == chapters_of(box, record.linked("manga"))
    assert all(chapter.fetched and chapter.manga.fetched for chapter in chapters)


async def test_the_chapters_of_a_private_list(client, guest, box):
    record = lists(box, own=True, visibility="private")[0]
    chapters = await client.get_list(record.id).manga_chapters(rating=ALL).as_list()
    assert set(ids(chapters)) == chapters_of(box, record.linked("manga"))
    with pytest.raises(Unauthorized):
        await guest.get_list(record.id).manga_chapters().as_list()
    other = lists(box, own=False, visibility="private")[0]
    with pytest.raises(Forbidden):
        await client.get_list(other.id).manga_chapters().as_list()


async def test_the_public_lists_of_a_user(guest, box):
    catalogue = box.catalogue
    for user in list(catalogue.users)[:3]:
        found = await guest.get_user(user).lists().as_list()
        assert ids(found) == [
            record.id for record in catalogue.lists_of(user) if record.attributes["visibility"] == "public"
        ]


# The account


async def test_who_is_logged_in_and_what_it_may_do(client, box):
    user = await client.user.fetch()
    record = box.catalogue.users[box.catalogue.me]
    assert (user.id, user.username) == (record.id, record.attributes["username"])
    assert user.roles == record.attributes["roles"]
    assert user.permission_check("manga.view")
    assert not user.permission_check("manga.create")


async def test_a_guest_is_nobody(guest):
    with pytest.raises(Unauthorized):
        await guest.user.fetch()
    for listing in (guest.user.manga, guest.user.groups, guest.user.users, guest.user.lists):
        with pytest.raises(Unauthorized):
            await listing().as_list()
    with pytest.raises(Unauthorized):
        await guest.user.followed_lists().as_list()
    with pytest.raises(Unauthorized):
        await guest.user.manga_chapters().as_list()


@pytest.mark.parametrize(
    ("called", "kind"),
    [
        ("manga", "manga"),
        ("groups", "scanlation_group"),
        ("users", "user"),
        ("followed_lists", "custom_list"),
    ],
)
async def test_what_the_account_follows(client, box, called, kind):
    followed = box.catalogue.shelf.follows[kind]
    found = await getattr(client.user, called)().as_list()
    assert ids(found) == followed
    assert all(model.fetched and model.kind == kind for model in found)
    assert ids(await getattr(client.user, called)(limit=2).as_list()) == followed[:2]


async def test_followed_manga_come_with_their_people_and_cover(client):
    async for manga in client.user.manga(limit=5):
        assert manga.authors[0].fetched
        assert manga.artists[0].fetched
        assert manga.cover.fetched


async def test_the_lists_of_the_account_with_the_private_ones(client, box):
    found = await client.user.lists().as_list()
    assert ids(found) == [record.id for record in box.catalogue.lists_of(box.catalogue.me)]
    assert {one.visibility for one in found} == {Visibility.PUBLIC, Visibility.PRIVATE}
    assert {one.owner.id for one in found} == {box.catalogue.me}


async def test_the_chapters_of_what_the_account_follows(client, box):
    chapters = await client.user.manga_chapters(rating=ALL).as_list()
    assert len(chapters) == len(set(ids(chapters)))
    assert set(ids(chapters)) == chapters_of(box, box.catalogue.shelf.follows["manga"])
    english = await client.user.manga_chapters(languages=["en"], limit=20).as_list()
    assert {chapter.language for chapter in english} == {"en"}


# Reading statuses


async def test_the_reading_status_of_a_manga(client, guest, box):
    catalogue = box.catalogue
    manga = client.get_manga(box.sample_manga_id)
    await manga.get_reading_status()
    assert manga.reading_status is FollowStatus.READING
    without = client.get_manga(next(one for one in catalogue.manga if one not in catalogue.shelf.statuses))
    await without.get_reading_status()
    assert without.reading_status is None
    with pytest.raises(Unauthorized):
        await guest.get_manga(box.sample_manga_id).get_reading_status()


@pytest.mark.parametrize("cleared", [False, True])
async def test_the_reading_statuses_of_many_manga_in_one_call(client, box, cleared):
    statuses = box.catalogue.shelf.statuses
    if cleared:
        # An empty map arrives as a list.
        statuses.clear()
    mangas = MangaList(client, entries=map(client.get_manga, box.catalogue.manga))
    await mangas.get_reading_status()
    assert {one.id: one.reading_status for one in mangas if one.reading_status is not None} == statuses
    assert len(seen(box, "/manga/status")) == 1


# Read markers


async def test_whether_a_chapter_is_read(client, guest, box):
    sample = box.sample_manga_id
    read = box.catalogue.shelf.read[sample]
    unread = next(one.id for one in box.catalogue.readable_chapters(sample) if one.id not in read)
    for identifier, wanted in ((read[0], True), (unread, False)):
        chapter = client.get_chapter(identifier)
        await chapter.get_read()
        assert chapter.read is wanted
    with pytest.raises(Unauthorized):
        await guest.get_chapter(unread).get_read()


async def test_which_chapters_of_a_manga_are_read(client, box):
    manga = client.get_manga(box.sample_manga_id)
    await manga.chapters.get()
    await manga.chapters.get_read()
    read = {chapter.id for chapter in manga.chapters if chapter.read}
    assert read == set(box.catalogue.shelf.read[manga.id]) & set(ids(manga.chapters))
    assert 0 < len(read) < len(manga.chapters)


@pytest.mark.parametrize("cleared", [False, True])
async def test_which_chapters_of_many_manga_are_read(client, box, cleared):
    kept = box.catalogue.shelf.read
    without = next(one for one in box.catalogue.manga if one not in kept and box.catalogue.chapters_of(one))
    mangas = [client.get_manga(identifier) for identifier in [*list(kept)[:3], without]]
    for manga in mangas:
        await manga.chapters.get()
    wanted = {chapter for manga in mangas for chapter in kept.get(manga.id, ())}
    if cleared:
        # Grouped markers are a map, and an empty one arrives as a list.
        kept.clear()
        wanted = set()
    await client.batch_manga_read(*mangas)
    chapters = [chapter for manga in mangas for chapter in manga.chapters]
    assert {chapter.id for chapter in chapters if chapter.read} == wanted & set(ids(chapters))
    assert {chapter.read for chapter in chapters} == ({False} if cleared else {True, False})
    assert len(seen(box, "/manga/read")) == 1


async def test_read_markers_of_more_manga_than_a_call_takes():
    async with (
        Sandbox(manga=130, chapters=130, limits="off") as box,
        MangadexClient(**box.client_kwargs()) as client,
    ):
        await client.batch_manga_read(*map(client.get_manga, box.catalogue.manga))
        assert [request.status for request in seen(box, "/manga/read")] == [200, 200]


# Bare ids


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("manga", "Manga"),
        ("chapters", "Chapter"),
        ("authors", "Author"),
        ("groups", "Group"),
        ("covers", "CoverArt"),
        ("lists", "CustomList"),
        ("users", "User"),
    ],
)
async def test_a_bare_id_of_every_kind(guest, box, kind, name):
    catalogue = box.catalogue
    record = (
        catalogue.sample_chapter() if kind == "chapters" else next(iter(getattr(catalogue, kind).values()))
    )
    found = await guest.resolve(f" {record.id.upper()}\n")
    assert (type(found).__name__, found.id) == (name, record.id)
    assert found.fetched


async def test_bare_ids_of_private_lists_and_of_nothing(client, guest, box):
    mine = lists(box, own=True, visibility="private")[0]
    assert (await client.resolve(mine.id)).name == mine.attributes["name"]
    for identifier in (mine.id, UNKNOWN):
        with pytest.raises(InvalidID):
            await guest.resolve(identifier)
