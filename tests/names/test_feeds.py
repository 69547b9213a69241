"""The names that list chapters: feeds of a manga, of a list, of what an account follows; and the pager."""

from datetime import UTC, datetime

import pytest

from asyncdex import Manga, MangaFeedListOrder, OrderDirection, Pager, UserFollowsMangaFeedListOrder
from asyncdex.models import CustomList
from tests.names.calls import leaves_out, reads
from tests.unit.models.builders import entity, page, query, uid, values

INSTANT = datetime(2020, 5, 6, 7, 8, 9, tzinfo=UTC)
TEXT = "2020-05-06T07:08:09"

_CONDITIONS = {
    "languages": (["en", "de"], [("translatedLanguage[]", "en"), ("translatedLanguage[]", "de")]),
    "created_after": (INSTANT, [("createdAtSince", TEXT)]),
    "updated_after": (INSTANT, [("updatedAtSince", TEXT)]),
    "published_after": (INSTANT, [("publishAtSince", TEXT)]),
    "order": (MangaFeedListOrder(chapter=OrderDirection.ASCENDING), [("order[chapter]", "asc")]),
}

#: Whose chapters they are, and where they are listed.
_FEEDS = {
    "ChapterList.get": f"manga/{uid(1)}/feed",
    "ChapterList.get_new": f"manga/{uid(1)}/feed",
    "CustomList.manga_chapters": f"list/{uid(1)}/feed",
    "ClientUser.manga_chapters": "user/follows/manga/feed",
}


async def _chapters(client, name, **arguments):
    """Return the chapters of a feed."""
    if name == "CustomList.manga_chapters":
        return await CustomList(client, id=uid(1)).manga_chapters(**arguments).as_list()
    if name == "ClientUser.manga_chapters":
        client.session_token = "s3ss10n-t0k3n"
        return await client.user.manga_chapters(**arguments).as_list()
    chapters = Manga(client, id=uid(1)).chapters
    if name == "ChapterList.get_new":
        found = await chapters.get_new(**arguments)
        assert chapters == []
        return found
    await chapters.get(**arguments)
    return chapters


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        pytest.param(name, argument, marks=reads(name, argument))
        for name in _FEEDS
        for argument in _CONDITIONS
    ],
)
async def test_a_condition_on_a_feed(client, transport, name, argument):
    transport.add(page([]))
    value, expected = _CONDITIONS[argument]
    if name.startswith("ClientUser") and argument == "order":
        value = UserFollowsMangaFeedListOrder(chapter=OrderDirection.ASCENDING)
    assert await _chapters(client, name, **{argument: value}) == []
    [request] = transport.requests
    assert request.url.startswith(f"https://api.mangadex.org/{_FEEDS[name]}?")
    paging = {"limit", "offset", "includes[]", "contentRating[]"}
    assert [pair for pair in query(request) if pair[0] not in paging] == expected


@pytest.mark.parametrize("name", [pytest.param(name, marks=reads(name, "limit")) for name in _FEEDS])
async def test_so_many_of_a_feed(client, transport, name):
    transport.add(page([entity("chapter", 1), entity("chapter", 2)], total=9))
    assert [chapter.id for chapter in await _chapters(client, name, limit=2)] == [uid(1), uid(2)]
    assert values(transport.requests[0], "limit") == ["2"]


@pytest.mark.parametrize("name", [pytest.param(name, marks=leaves_out(name)) for name in _FEEDS])
async def test_a_whole_feed(client, transport, name):
    transport.add(page([entity("chapter", 1), entity("chapter", 2)]))
    assert [chapter.id for chapter in await _chapters(client, name)] == [uid(1), uid(2)]
    [request] = transport.requests
    names = {"limit", "offset", "includes[]", "contentRating[]"}
    assert {name for name, _ in query(request)} <= names
    assert values(request, "limit") == ["500"]
    rated = ["safe", "suggestive", "erotica"]
    # A manga that is named is wanted whatever its rating.
    assert values(request, "contentRating[]") == (
        [*rated, "pornographic"] if "manga/0" in request.url else rated
    )


# The pager


@reads("Pager", "url", "model", "client", "params", "param_size", "limit_size", "limit")
@reads("Pager.__aiter__")
@reads("Pager.__anext__")
async def test_a_pager_with_all_it_takes(client, transport):
    pager = Pager(
        url="/manga",
        model=Manga,
        client=client,
        params={"ids": [uid(1), uid(2), uid(3)]},
        param_size=2,
        limit_size=50,
        limit=3,
    )
    transport.add(page([entity("manga", 1), entity("manga", 2)]), page([entity("manga", 3)]))
    assert [manga.id async for manga in pager] == [uid(1), uid(2), uid(3)]
    asked = [values(request, "ids[]") for request in transport.requests]
    assert asked == [[uid(1), uid(2)], [uid(3)]]
    assert all(int(values(request, "limit")[0]) <= 50 for request in transport.requests)
    assert pager.returned == 3


@leaves_out("Pager")
@reads("Pager.as_list")
async def test_a_pager_with_no_more_than_it_needs(client, transport):
    pager = Pager("/manga", Manga, client)
    transport.add(page([entity("manga", 1)]))
    assert [manga.id for manga in await pager.as_list()] == [uid(1)]
    assert values(transport.requests[0], "limit") == ["100"]
