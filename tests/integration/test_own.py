"""What the account follows, has read and thinks, against a server on real sockets."""

import pytest

from asyncdex import (
    ContentRating,
    FollowStatus,
    MangadexClient,
    MangaList,
    NotFound,
    Unauthorized,
)

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def manga(client, box):
    return client.get_manga(box.sample_manga_id)


async def everything(client, call):
    return {found.id for found in await call().as_list()}


async def test_who_it_is(box, client):
    user = await client.user.fetch()
    assert user.id == box.catalogue.me
    assert user.permissions
    with pytest.raises(Unauthorized):
        async with MangadexClient(**box.anonymous_kwargs()) as guest:
            await guest.user.fetch()


@pytest.mark.parametrize(
    ("kind", "get", "check", "listed"),
    [
        ("manga", "get_manga", "follows_manga", "manga"),
        ("groups", "get_group", "follows_group", "groups"),
        ("lists", "get_list", "follows_list", "followed_lists"),
    ],
)
async def test_following(box, client, kind, get, check, listed):
    user = client.user
    followed = await everything(client, getattr(user, listed))
    stranger = next(
        id
        for id, record in getattr(box.catalogue, kind).items()
        if id not in followed
        and record.attributes.get("visibility") != "private"
        and box.catalogue.me not in record.linked("user")
    )
    it = getattr(client, get)(stranger)
    assert await it.is_followed() is False
    await it.follow()
    assert await it.is_followed() is True
    assert await getattr(user, check)(it) is True
    assert await everything(client, getattr(user, listed)) == followed | {stranger}
    await it.unfollow()
    assert await getattr(user, check)(stranger) is False
    assert await everything(client, getattr(user, listed)) == followed


async def test_following_users(box, client):
    followed = await everything(client, client.user.users)
    assert followed
    for id in list(box.catalogue.users)[:10]:
        assert await client.user.follows_user(id) is (id in followed)
        assert await client.get_user(id).is_followed() is (id in followed)


async def test_a_lost_login_is_no_no(box, client, manga):
    await client.login()
    box.revoke_tokens()
    box.fail("POST", "/*", host="auth", status=401, times=None)
    with pytest.raises(Unauthorized):
        await manga.is_followed()


async def test_reading_status(box, client, manga):
    await manga.set_reading_status(FollowStatus.PLAN_TO_READ)
    again = client.get_manga(manga.id)
    await again.get_reading_status()
    assert again.reading_status is FollowStatus.PLAN_TO_READ
    assert (await client.user.reading_statuses())[manga.id] == "plan_to_read"
    assert set(await client.user.reading_statuses("plan_to_read")) >= {manga.id}
    await manga.set_reading_status(None)
    await again.get_reading_status()
    assert again.reading_status is None
    mangas = MangaList(client, entries=[client.get_manga(id) for id in list(box.catalogue.manga)[:5]])
    await mangas.set_reading_status("completed")
    found = MangaList(client, entries=[client.get_manga(manga.id) for manga in mangas])
    await found.get_reading_status()
    assert [manga.reading_status for manga in found] == ["completed"] * 5


async def test_read_markers(box, client):
    record = max(box.catalogue.manga.values(), key=lambda record: len(box.catalogue.chapters_of(record.id)))
    ids = [chapter.id for chapter in box.catalogue.chapters_of(record.id)]
    manga = client.get_manga(record.id)
    chapters = [client.get_chapter(id) for id in ids]
    manga.chapters.extend(chapters)
    await manga.set_read(unread=ids)
    assert not any(chapter.read for chapter in chapters)
    await manga.set_read(chapters[:3], chapters[3:], update_history=True)
    assert set(box.catalogue.shelf.read[manga.id]) == set(ids[:3])
    others = client.get_manga(record.id)
    others.chapters.extend(client.get_chapter(id) for id in ids)
    await client.batch_manga_read(others)
    assert [chapter.read for chapter in others.chapters] == [True] * 3 + [False] * (len(ids) - 3)
    chapter = client.get_chapter(ids[0])
    await chapter.toggle_read()
    assert not chapter.read
    assert ids[0] not in box.catalogue.shelf.read[manga.id]
    await chapter.mark_read()
    await others.chapters[0].get_read()
    assert others.chapters[0].read
    entries = await client.user.history()
    assert {entry.chapter.id for entry in entries} >= set(ids[:3])
    assert all(entry.read_at is not None for entry in entries)


async def test_ratings(box, client, manga):
    await manga.rate(9)
    rating = await manga.get_rating()
    assert rating.rating == 9
    assert rating.created_at is not None
    everything = await client.batch_ratings(*box.catalogue.manga)
    assert everything[manga.id] == rating
    assert list(everything) == [id for id in box.catalogue.manga if id in everything]
    assert set(everything) == set(box.catalogue.shelf.ratings)
    await manga.remove_rating()
    assert await manga.get_rating() is None
    with pytest.raises(NotFound):
        await client.get_manga(NOWHERE).remove_rating()


async def test_statistics(box, client, manga):
    one = await manga.get_statistics()
    assert one.follows > 0
    assert set(one.distribution) == set(range(1, 11))
    many = await client.batch_manga_statistics(*box.catalogue.manga)
    assert list(many) == [id for id in box.catalogue.manga if id in many]
    assert (many[manga.id].follows, many[manga.id].bayesian) == (one.follows, one.bayesian)
    chapters = list(box.catalogue.chapters)[:250]
    found = await client.batch_chapter_statistics(*chapters)
    assert list(found) == [id for id in chapters if id in found]
    assert found[chapters[0]] == await client.get_chapter(chapters[0]).get_statistics()
    group = next(iter(box.catalogue.groups))
    assert (await client.batch_group_statistics(group))[group] == await client.get_group(
        group
    ).get_statistics()


async def test_manga_of_any_rating_can_be_followed(box, client):
    record = next(m for m in box.catalogue.manga.values() if m.attributes["contentRating"] == "pornographic")
    manga = client.get_manga(record.id)
    await manga.follow()
    assert manga.id in await everything(client, client.user.manga)
    chapters = await client.user.manga_chapters(rating=[ContentRating.PORNOGRAPHIC], limit=5).as_list()
    assert all(chapter.fetched for chapter in chapters)
