"""Lists of models, and the chapters of a manga."""

import pytest

from asyncdex import (
    Author,
    Chapter,
    ChapterList,
    CoverArt,
    GenericModelList,
    Group,
    InvalidArgument,
    Manga,
    MangaFeedListOrder,
    NotFetched,
    OrderDirection,
    Tag,
    User,
)
from tests.support import api_error
from tests.unit.models.builders import entity, made, one, page, query, rel, uid, values

ALL_RATINGS = ["safe", "suggestive", "erotica", "pornographic"]


def lazy(model, client, *numbers):
    return GenericModelList(model(client, id=uid(number)) for number in numbers)


def test_id_map(client):
    authors = lazy(Author, client, 1, 2)
    assert authors.id_map() == {uid(1): authors[0], uid(2): authors[1]}


@pytest.mark.parametrize(
    ("model", "path", "rated"),
    [
        (Manga, "manga", True),
        (Chapter, "chapter", True),
        (Author, "author", False),
        (Group, "group", False),
        (CoverArt, "cover", False),
    ],
)
async def test_fetch_all_asks_once_for_what_is_missing(client, transport, model, path, rated):
    models = GenericModelList([made(model, client, 1), *lazy(model, client, 2, 3, 2)])
    transport.add(page([entity(model.kind, 3, version=3), entity(model.kind, 2, version=2)]))
    await models.fetch_all()
    [request] = transport.requests
    assert request.url.startswith(f"https://api.mangadex.org/{path}?")
    assert values(request, "ids[]") == [uid(2), uid(3)]
    assert values(request, "limit") == ["2"]
    assert values(request, "contentRating[]") == (ALL_RATINGS if rated else [])
    assert [it.version for it in models[1:]] == [2, 3, 2]
    await models.fetch_all()
    assert len(transport.requests) == 1


async def test_fetch_all_of_250_takes_three_calls(client, transport):
    authors = lazy(Author, client, *range(250))
    transport.add(*[page([])] * 3)
    await authors.fetch_all()
    sent = [values(request, "ids[]") for request in transport.requests]
    assert [len(ids) for ids in sent] == [100, 100, 50]
    assert [id for ids in sent for id in ids] == [author.id for author in authors]
    assert not any(author.fetched for author in authors)


async def test_fetch_all_of_a_kind_without_a_list(client, transport):
    users = lazy(User, client, 1, 2, 3)
    transport.add(one(entity("user", 1)), api_error(404), one(entity("user", 3)))
    await users.fetch_all()
    assert [user.fetched for user in users] == [True, False, True]
    assert transport.paths == [f"user/{uid(number)}" for number in (1, 2, 3)]


async def test_fetch_all_of_tags_takes_one_call(client, transport):
    tags = lazy(Tag, client, 1, 2, 3)
    transport.add(page([entity("tag", 2), entity("tag", 1)]))
    await tags.fetch_all()
    assert transport.paths == ["manga/tag"]
    assert [tag.fetched for tag in tags] == [True, True, False]


async def test_fetch_all_of_nothing_sends_nothing(client, transport):
    await GenericModelList().fetch_all()
    await GenericModelList([made(Author, client)]).fetch_all()
    assert transport.requests == []


# The chapters of a manga


@pytest.fixture
def manga(client):
    return client.get_manga(uid(1))


def chapters_of(*numbers):
    return [entity("chapter", number) for number in numbers]


async def test_get_fills_the_list_and_replaces_what_it_held(manga, transport):
    transport.add(page(chapters_of(11, 12)), page(chapters_of(13)))
    chapters = await manga.chapters.get()
    assert chapters is manga.chapters
    assert [chapter.id for chapter in chapters] == [uid(11), uid(12)]
    assert all(chapter.manga is manga for chapter in chapters)
    await manga.chapters.get()
    assert [chapter.id for chapter in chapters] == [uid(13)]


async def test_what_a_feed_asks_for(manga, transport):
    transport.add(page([]))
    order = MangaFeedListOrder(volume=OrderDirection.ASCENDING, chapter=OrderDirection.DESCENDING)
    await manga.chapters.get(
        languages=["en", "pt-br"],
        include_external=False,
        include_unavailable=True,
        created_after="2020-01-02",
        excluded_groups=[uid(5)],
        order=order,
    )
    [request] = transport.requests
    assert request.url.startswith(f"https://api.mangadex.org/manga/{uid(1)}/feed?")
    assert sorted(query(request)) == sorted(
        [
            *(("contentRating[]", rating) for rating in ALL_RATINGS),
            ("translatedLanguage[]", "en"),
            ("translatedLanguage[]", "pt-br"),
            ("includeExternalUrl", "0"),
            ("includeUnavailable", "1"),
            ("createdAtSince", "2020-01-02T00:00:00"),
            ("excludedGroups[]", uid(5)),
            ("order[volume]", "asc"),
            ("order[chapter]", "desc"),
            ("limit", "500"),
            ("offset", "0"),
            ("includes[]", "scanlation_group"),
            ("includes[]", "user"),
        ]
    )


@pytest.mark.parametrize(("rating", "sent"), [(["safe"], ["safe"]), (None, ALL_RATINGS)])
async def test_a_feed_with_a_rating_of_its_own(manga, transport, rating, sent):
    transport.add(page([]))
    await manga.chapters.get(rating=rating)
    assert values(transport.requests[0], "contentRating[]") == sent


async def test_walk_leaves_the_list_alone(manga, transport):
    transport.add(page(chapters_of(11, 12)))
    walked = [chapter async for chapter in manga.chapters.walk(limit=2)]
    assert [chapter.id for chapter in walked] == [uid(11), uid(12)]
    assert walked[0].manga is manga
    assert manga.chapters == []
    assert values(transport.requests[0], "limit") == ["2"]


async def test_an_error_leaves_the_list_alone(manga, transport):
    transport.add(page(chapters_of(11)), page(chapters_of(12), total=9), api_error(403))
    await manga.chapters.get()
    with pytest.raises(Exception, match="403"):
        await manga.chapters.get()
    assert [chapter.id for chapter in manga.chapters] == [uid(11)]


async def test_a_filter_that_cannot_be_right(manga, transport):
    with pytest.raises(InvalidArgument, match="languages"):
        await manga.chapters.get(languages=["english"])
    with pytest.raises(TypeError, match="did you mean 'languages'"):
        manga.chapters.walk(language=["en"])
    assert transport.requests == []


def in_order(chapters):
    return [(chapter.volume, chapter.number) for chapter in chapters]


def test_sort_is_natural(client, manga):
    places = [
        (None, None),
        ("2", "10"),
        (None, "1"),
        ("10", "1"),
        ("1", "10"),
        ("1", None),
        ("1", "2"),
        ("1", "1.5"),
        ("", "2"),
        ("1", "1"),
        ("1", "2a"),
        ("1", ""),
    ]
    entries = [made(Chapter, client, n, volume=v, chapter=c) for n, (v, c) in enumerate(places)]
    chapters = ChapterList(manga, entries=entries)
    expected = [
        ("1", "1"),
        ("1", "1.5"),
        ("1", "2"),
        ("1", "2a"),
        ("1", "10"),
        ("1", None),
        ("1", ""),
        ("2", "10"),
        ("10", "1"),
        (None, "1"),
        ("", "2"),
        (None, None),
    ]
    chapters.sort()
    assert in_order(chapters) == expected
    chapters.sort(reverse=True)
    assert in_order(chapters)[0] == (None, None)
    assert in_order(chapters)[-1] == ("1", "1")
    chapters.sort(key=lambda chapter: chapter.id)
    assert in_order(chapters) == places


def test_sort_needs_fetched_chapters(client, manga):
    chapters = ChapterList(manga, entries=[Chapter(client, id=uid(1)), Chapter(client, id=uid(2))])
    with pytest.raises(NotFetched):
        chapters.sort()


async def test_chapters_can_be_fetched_together(manga, client, transport):
    chapters = ChapterList(manga, entries=lazy(Chapter, client, 1, 2))
    transport.add(page([entity("chapter", number, rel("manga", 9)) for number in (1, 2)]))
    await chapters.fetch_all()
    assert [chapter.number for chapter in chapters] == ["12.5", "12.5"]
    assert len(transport.requests) == 1


async def test_readable_chapters_are_asked_for_by_all_three_filters(manga, transport):
    transport.add(page([]), page([]), page([]))
    await manga.chapters.get(readable=True)
    asked = ("includeExternalUrl", "includeEmptyPages", "includeFuturePublishAt")
    assert [values(transport.requests[0], name) for name in asked] == [["0"], ["0"], ["0"]]
    await manga.chapters.get()
    assert [values(transport.requests[1], name) for name in asked] == [[], [], []]
    await manga.chapters.get(readable=True, include_external=True)
    assert [values(transport.requests[2], name) for name in asked] == [["1"], ["0"], ["0"]]
