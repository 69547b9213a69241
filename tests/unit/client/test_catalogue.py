"""What the calls of the catalogue send, and what they refuse to send."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from asyncdex import (
    Author,
    AuthorListOrder,
    Chapter,
    ChapterListOrder,
    ContentRating,
    CoverArt,
    CoverListOrder,
    Demographic,
    Group,
    GroupListOrder,
    InvalidArgument,
    InvalidID,
    Manga,
    MangaListOrder,
    MangaStatus,
    OrderDirection,
    Tag,
    TagDict,
    TagMode,
    User,
)
from tests.unit.models.builders import entity, one, page, query, uid, values

THREE = ["safe", "suggestive", "erotica"]
UP, DOWN = OrderDirection.ASCENDING, OrderDirection.DESCENDING

#: Each list call, its path and model, and what the endpoint table expands.
LISTS = [
    ("get_mangas", "manga", Manga, ["author", "artist", "cover_art"], THREE),
    ("get_chapters", "chapter", Chapter, ["scanlation_group", "manga", "user"], THREE),
    ("get_authors", "author", Author, [], []),
    ("get_groups", "group", Group, ["leader", "member"], []),
    ("get_covers", "cover", CoverArt, ["manga", "user"], []),
]
SINGLE = [
    ("get_manga", Manga),
    ("get_chapter", Chapter),
    ("get_author", Author),
    ("get_group", Group),
    ("get_user", User),
    ("get_cover", CoverArt),
]


async def sent(client, transport, call, **filters):
    """Return the query a list call sends, without what every one sends."""
    transport.add(page([]))
    await getattr(client, call)(**filters).as_list()
    return query(transport.requests[-1])


@pytest.mark.parametrize(("call", "model"), SINGLE)
def test_one_object_by_its_id(client, transport, call, model):
    it = getattr(client, call)(uid(1))
    assert type(it) is model
    assert it.id == uid(1)
    assert it.client is client
    with pytest.raises(InvalidID, match="must be a UUID"):
        getattr(client, call)("42")
    assert transport.requests == []


@pytest.mark.parametrize(("call", "path", "model", "includes", "ratings"), LISTS)
async def test_a_list_without_filters(client, transport, call, path, model, includes, ratings):
    transport.add(page([entity(model.kind, 1)]))
    [found] = await getattr(client, call)().as_list()
    assert type(found) is model
    assert found.fetched
    [request] = transport.requests
    assert request.url.partition("?")[0] == f"https://api.mangadex.org/{path}"
    expected = [("limit", "100"), ("offset", "0")]
    expected += [("contentRating[]", rating) for rating in ratings]
    expected += [("includes[]", kind) for kind in includes]
    assert sorted(query(request)) == sorted(expected)


@pytest.mark.parametrize("call", ["get_mangas", "get_chapters"])
async def test_content_ratings(client, transport, call):
    async def ratings(**filters):
        pairs = await sent(client, transport, call, **filters)
        return [value for name, value in pairs if name == "contentRating[]"]

    assert await ratings() == THREE
    assert await ratings(rating=None) == THREE
    assert await ratings(rating=[ContentRating.PORNOGRAPHIC]) == ["pornographic"]
    assert await ratings(rating="safe") == ["safe"]
    client.content_ratings = (ContentRating.SAFE,)
    assert await ratings() == ["safe"]


async def test_random_manga(client, transport):
    transport.add(*[one(entity("manga", 1))] * 3)
    manga = await client.random_manga()
    assert manga.best_title() == "The Lantern Keeper"
    assert values(transport.requests[0], "contentRating[]") == THREE
    assert values(transport.requests[0], "includes[]") == ["author", "artist", "cover_art"]
    assert transport.paths[0].startswith("manga/random?")
    await client.random_manga(rating=["erotica"], included_tags=[uid(1)], excluded_tag_mode=TagMode.AND)
    assert values(transport.requests[1], "contentRating[]") == ["erotica"]
    assert values(transport.requests[1], "includedTags[]") == [uid(1)]
    assert values(transport.requests[1], "excludedTagsMode") == ["AND"]
    await client.random_manga(rating=None)
    assert values(transport.requests[2], "contentRating[]") == THREE
    with pytest.raises(TypeError, match="did you mean 'rating'"):
        await client.random_manga(ratings=["safe"])
    with pytest.raises(InvalidArgument, match="rating"):
        await client.random_manga(rating=["none"])
    assert len(transport.requests) == 3


@pytest.mark.parametrize(
    ("filters", "orders"),
    [
        ({}, []),
        ({"title": "sea"}, [("order[relevance]", "desc")]),
        ({"title": None}, []),
        ({"title": "sea", "order": None}, [("order[relevance]", "desc")]),
        ({"title": "sea", "order": MangaListOrder(titles=UP)}, [("order[title]", "asc")]),
        (
            {"title": "sea", "order": {"year": DOWN, "createdAt": "asc"}},
            [("order[year]", "desc"), ("order[createdAt]", "asc")],
        ),
    ],
)
async def test_a_search_by_title_gives_the_best_match_first(client, transport, filters, orders):
    pairs = await sent(client, transport, "search", **filters)
    assert [pair for pair in pairs if pair[0].startswith("order")] == orders


@pytest.mark.parametrize(
    ("call", "filters", "expected"),
    [
        (
            "get_mangas",
            {
                "authors": [uid(1)],
                "artists": [uid(2)],
                "author_or_artist": uid(3),
                "year": 2020,
                "status": [MangaStatus.ONGOING, "hiatus"],
                "excluded_languages": ["ko"],
                "translated_languages": ["en"],
                "demographic": [Demographic.NONE],
                "ids": [uid(4)],
                "has_available_chapters": True,
                "group": uid(5),
                "created_after": date(2020, 1, 2),
                "updated_after": datetime(2020, 1, 2, 3, tzinfo=timezone(timedelta(hours=1))),
            },
            [
                ("authors[]", uid(1)),
                ("artists[]", uid(2)),
                ("authorOrArtist", uid(3)),
                ("year", "2020"),
                ("status[]", "ongoing"),
                ("status[]", "hiatus"),
                ("excludedOriginalLanguage[]", "ko"),
                ("availableTranslatedLanguage[]", "en"),
                ("publicationDemographic[]", "none"),
                ("ids[]", uid(4)),
                ("hasAvailableChapters", "1"),
                ("group", uid(5)),
                ("createdAtSince", "2020-01-02T00:00:00"),
                ("updatedAtSince", "2020-01-02T02:00:00"),
            ],
        ),
        (
            "get_chapters",
            {
                "manga": uid(1),
                "groups": [uid(2)],
                "uploader": uid(3),
                "volume": ["1", None],
                "chapter_number": "2",
                "language": "en",
                "published_after": datetime(2020, 1, 2, tzinfo=UTC),
                "order": ChapterListOrder(number=DOWN),
            },
            [
                ("manga", uid(1)),
                ("groups[]", uid(2)),
                ("uploader[]", uid(3)),
                ("volume[]", "1"),
                ("volume[]", "none"),
                ("chapter[]", "2"),
                ("translatedLanguage[]", "en"),
                ("publishAtSince", "2020-01-02T00:00:00"),
                ("order[chapter]", "desc"),
            ],
        ),
        (
            "get_authors",
            {"name": "Wren", "order": AuthorListOrder(name=UP)},
            [("name", "Wren"), ("order[name]", "asc")],
        ),
        (
            "get_groups",
            {"focused_language": "en", "order": GroupListOrder(follows=DOWN)},
            [("focusedLanguage", "en"), ("order[followedCount]", "desc")],
        ),
        (
            "get_covers",
            {"mangas": [uid(1), uid(2)], "locales": ["ja"], "order": CoverListOrder(volume=UP)},
            [("manga[]", uid(1)), ("manga[]", uid(2)), ("locales[]", "ja"), ("order[volume]", "asc")],
        ),
    ],
)
async def test_filters(client, transport, call, filters, expected):
    common = {"limit", "offset", "includes[]", "contentRating[]"}
    pairs = await sent(client, transport, call, **filters)
    assert [pair for pair in pairs if pair[0] not in common] == expected


async def test_a_model_stands_for_its_id(client, transport):
    pairs = await sent(client, transport, "get_mangas", authors=[client.get_author(uid(7))])
    assert ("authors[]", uid(7)) in pairs


@pytest.mark.parametrize(
    ("call", "wrong", "near"),
    [
        ("get_mangas", "titel", "title"),
        ("get_mangas", "zzz", "there are artists, author_or_artist"),
        ("get_chapters", "languages", "language"),
        ("get_authors", "names", "name"),
        ("get_groups", "focussed_language", "focused_language"),
        ("get_covers", "manga", "mangas"),
    ],
)
def test_a_filter_there_is_none_of(client, transport, call, wrong, near):
    with pytest.raises(TypeError, match=rf"no filter '{wrong}'; .*{near}"):
        getattr(client, call)(**{wrong: "x"})
    assert transport.requests == []


@pytest.mark.parametrize(
    ("call", "argument", "value"),
    [
        ("get_mangas", "authors", ["nobody"]),
        ("get_mangas", "ids", []),
        ("get_mangas", "status", ["finished"]),
        ("get_mangas", "rating", ["none"]),
        ("get_mangas", "included_tag_mode", "XOR"),
        ("get_mangas", "languages", ["english"]),
        ("get_mangas", "languages", [None]),
        ("get_mangas", "created_after", "yesterday-ish"),
        ("get_mangas", "created_after", 20200101),
        ("get_mangas", "year", 0),
        ("get_mangas", "year", True),
        ("get_mangas", "year", "2020"),
        ("get_mangas", "has_available_chapters", 1),
        ("get_mangas", "title", 5),
        ("get_mangas", "order", "asc"),
        ("get_mangas", "order", {"sideways": UP}),
        ("get_mangas", "order", {"title": "up"}),
        ("get_chapters", "manga", "nothing"),
        ("get_chapters", "include_external", "yes"),
        ("get_chapters", "order", MangaListOrder(titles=UP)),
        ("get_authors", "name", ["Wren"]),
        ("get_groups", "focused_language", "e"),
        ("get_covers", "locales", []),
    ],
)
def test_a_value_that_cannot_be_right(client, transport, call, argument, value):
    with pytest.raises(InvalidArgument, match=argument) as caught:
        getattr(client, call)(**{argument: value})
    assert isinstance(caught.value, ValueError)
    assert transport.requests == []


# Tags


async def test_tags_are_fetched_once_and_kept(client, transport):
    transport.add(page([entity("tag", 1), entity("tag", 2, name={"en": "Two"})]))
    assert client.tag_cache == {}
    assert isinstance(client.tag_cache, TagDict)
    tag = await client.get_tag(uid(2))
    assert isinstance(tag, Tag)
    assert tag.name == "Two"
    assert await client.get_tag(uid(2).upper()) is tag
    assert transport.paths == ["manga/tag"]


async def test_a_tag_there_is_none_of(client, transport):
    transport.add(page([entity("tag", 1)]))
    with pytest.raises(InvalidID, match=uid(9)):
        await client.get_tag(uid(9))
    with pytest.raises(InvalidID, match="must be a UUID"):
        await client.get_tag("sea")
    assert len(transport.requests) == 1


async def test_refreshing_the_tags_forgets_those_that_are_gone(client, transport):
    transport.add(page([entity("tag", 1), entity("tag", 2)]), page([entity("tag", 2)]))
    await client.refresh_tag_cache()
    cache = client.tag_cache
    await client.refresh_tag_cache()
    assert client.tag_cache is cache
    assert list(cache) == [uid(2)]
