"""The client's names that read: single objects, batches, lists, tags, pages."""

import json
from datetime import UTC, datetime

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
    Manga,
    MangaListOrder,
    MangaStatus,
    OrderDirection,
    Tag,
    TagMode,
    User,
)
from asyncdex.models import CustomList
from tests.names.calls import leaves_out, reads
from tests.support import json_answer
from tests.unit.models.builders import entity, page, query, uid, values

ASC, DESC = OrderDirection.ASCENDING, OrderDirection.DESCENDING
INSTANT = datetime(2020, 5, 6, 7, 8, 9, tzinfo=UTC)
TEXT = "2020-05-06T07:08:09"
USUAL = ["safe", "suggestive", "erotica"]

#: What every page asks for beside the filters.
_PAGING = {"limit", "offset", "includes[]", "contentRating[]"}


def filters(request):
    """Return what narrows a list in a request."""
    return [pair for pair in query(request) if pair[0] not in _PAGING]


# Single objects


@reads("MangadexClient.get_manga", "id")
def test_get_manga(client):
    _is_lazy(client.get_manga(id=uid(1)), Manga)


@reads("MangadexClient.get_author", "id")
def test_get_author(client):
    _is_lazy(client.get_author(id=uid(1)), Author)


@reads("MangadexClient.get_chapter", "id")
def test_get_chapter(client):
    _is_lazy(client.get_chapter(id=uid(1)), Chapter)


@reads("MangadexClient.get_user", "id")
def test_get_user(client):
    _is_lazy(client.get_user(id=uid(1)), User)


@reads("MangadexClient.get_group", "id")
def test_get_group(client):
    _is_lazy(client.get_group(id=uid(1)), Group)


@reads("MangadexClient.get_list", "id")
def test_get_list(client):
    _is_lazy(client.get_list(id=uid(1)), CustomList)


@reads("MangadexClient.get_cover", "id")
def test_get_cover(client):
    _is_lazy(client.get_cover(id=uid(1)), CoverArt)


def _is_lazy(model, kind):
    assert (type(model), model.id, model.fetched) == (kind, uid(1), False)


@reads("MangadexClient.random_manga")
async def test_random_manga(client, transport):
    transport.add(json_answer({"data": entity("manga", 5)}))
    manga = await client.random_manga()
    assert (type(manga), manga.id, manga.fetched) == (Manga, uid(5), True)
    [request] = transport.requests
    assert request.url.startswith("https://api.mangadex.org/manga/random?")
    assert values(request, "contentRating[]") == USUAL


@reads("MangadexClient.refresh_tag_cache")
@reads("MangadexClient.get_tag", "id")
async def test_tags(client, transport):
    transport.add(page([entity("tag", 1), entity("tag", 2)]), page([entity("tag", 2, version=9)]))
    tag = await client.get_tag(id=uid(1))
    assert isinstance(tag, Tag)
    assert tag is await client.get_tag(id=uid(1)) is client.tag_cache[uid(1)]
    assert len(transport.requests) == 1
    await client.refresh_tag_cache()
    assert [(tag.id, tag.version) for tag in client.tag_cache.values()] == [(uid(2), 9)]


# Batches


@pytest.mark.parametrize(
    ("method", "kind", "path", "rated"),
    [
        pytest.param(f"batch_{name}", kind, path, rated, marks=reads(f"MangadexClient.batch_{name}", name))
        for name, kind, path, rated in (
            ("authors", Author, "author", False),
            ("mangas", Manga, "manga", True),
            ("chapters", Chapter, "chapter", True),
            ("groups", Group, "group", False),
            ("covers", CoverArt, "cover", False),
        )
    ],
)
async def test_a_batch(client, transport, method, kind, path, rated):
    models = [kind(client, id=uid(number)) for number in (1, 2, 3)]
    transport.add(page([entity(kind.kind, 3, version=30), entity(kind.kind, 1, version=10)]), page([]))
    await getattr(client, method)(*models)
    # Lists of chapters leave those to come out, so that they are asked for once more.
    request, *others = transport.requests
    assert [values(other, "ids[]") for other in others] == [[uid(2)]] * (kind is Chapter)
    assert request.url.startswith(f"https://api.mangadex.org/{path}?")
    assert values(request, "ids[]") == [uid(1), uid(2), uid(3)]
    assert values(request, "contentRating[]") == ([*USUAL, "pornographic"] if rated else [])
    assert [model.fetched and model.version for model in models] == [10, False, 30]


@reads("MangadexClient.batch_manga_read", "mangas")
async def test_batch_manga_read(transport, client):
    client.session_token = "s3ss10n-t0k3n"
    mangas = [Manga(client, id=uid(number)) for number in (1, 2)]
    for manga in mangas:
        first = 10 * int(manga.id[-1])
        manga.chapters.extend(Chapter(client, id=uid(first + number)) for number in (0, 1))
    transport.add(json_answer({"result": "ok", "data": {uid(1): [uid(10)]}}))
    await client.batch_manga_read(*mangas)
    [request] = transport.requests
    assert request.url.startswith("https://api.mangadex.org/manga/read?")
    assert values(request, "ids[]") == [uid(1), uid(2)]
    assert [chapter.read for manga in mangas for chapter in manga.chapters] == [True, False, False, False]


# Lists


async def _asked(pager, transport):
    """Return what a list call asks for."""
    transport.add(page([]))
    assert await pager.as_list() == []
    return filters(transport.requests[-1])


_MANGA = {
    "title": ("sea", [("title", "sea"), ("order[relevance]", "desc")]),
    "authors": ([uid(1)], [("authors[]", uid(1))]),
    "artists": ([uid(1)], [("artists[]", uid(1))]),
    "year": (2011, [("year", "2011")]),
    "included_tags": ([uid(1)], [("includedTags[]", uid(1))]),
    "included_tag_mode": (TagMode.OR, [("includedTagsMode", "OR")]),
    "excluded_tags": ([uid(1)], [("excludedTags[]", uid(1))]),
    "excluded_tag_mode": (TagMode.AND, [("excludedTagsMode", "AND")]),
    "status": ([MangaStatus.HIATUS], [("status[]", "hiatus")]),
    "languages": (["ja", "ko"], [("originalLanguage[]", "ja"), ("originalLanguage[]", "ko")]),
    "demographic": ([Demographic.JOSEI], [("publicationDemographic[]", "josei")]),
    "created_after": (INSTANT, [("createdAtSince", TEXT)]),
    "updated_after": (INSTANT, [("updatedAtSince", TEXT)]),
    "order": (MangaListOrder(year=ASC), [("order[year]", "asc")]),
}


@pytest.mark.parametrize(
    ("method", "argument"),
    [
        pytest.param(method, argument, marks=reads(f"MangadexClient.{method}", argument))
        for method in ("get_mangas", "search")
        for argument in _MANGA
    ],
)
async def test_a_condition_on_manga(client, transport, method, argument):
    value, expected = _MANGA[argument]
    assert await _asked(getattr(client, method)(**{argument: value}), transport) == expected


@pytest.mark.parametrize(
    "method",
    [
        pytest.param(method, marks=[reads(f"MangadexClient.{method}", "rating", "limit")])
        for method in ("get_mangas", "search")
    ],
)
async def test_the_ratings_and_the_number_of_manga(client, transport, method):
    transport.add(page([entity("manga", number) for number in range(1, 3)], total=9))
    mangas = await getattr(client, method)(rating=[ContentRating.PORNOGRAPHIC], limit=2).as_list()
    assert [manga.id for manga in mangas] == [uid(1), uid(2)]
    [request] = transport.requests
    assert values(request, "contentRating[]") == ["pornographic"]
    assert values(request, "limit") == ["2"]


@pytest.mark.parametrize(
    "method",
    [
        pytest.param(method, marks=[leaves_out(f"MangadexClient.{method}")])
        for method in ("get_mangas", "search")
    ],
)
async def test_manga_without_conditions(client, transport, method):
    """MangaDex puts included tags together by AND and excluded ones by OR itself."""
    assert await _asked(getattr(client, method)(), transport) == []
    assert values(transport.requests[-1], "contentRating[]") == USUAL
    assert values(transport.requests[-1], "limit") == ["100"]


_CHAPTERS = {
    "title": ("Ashore", [("title", "Ashore")]),
    "groups": ([uid(1)], [("groups[]", uid(1))]),
    "uploader": (uid(1), [("uploader", uid(1))]),
    "manga": (uid(1), [("manga", uid(1))]),
    "volume": (["2", None], [("volume[]", "2"), ("volume[]", "none")]),
    "chapter_number": ("12.5", [("chapter", "12.5")]),
    "language": ("en", [("translatedLanguage[]", "en")]),
    "created_after": (INSTANT, [("createdAtSince", TEXT)]),
    "updated_after": (INSTANT, [("updatedAtSince", TEXT)]),
    "published_after": (INSTANT, [("publishAtSince", TEXT)]),
    "order": (ChapterListOrder(number=DESC), [("order[chapter]", "desc")]),
}


@reads("MangadexClient.get_chapters", each="argument")
@pytest.mark.parametrize("argument", _CHAPTERS)
async def test_a_condition_on_chapters(client, transport, argument):
    value, expected = _CHAPTERS[argument]
    asked = await _asked(client.get_chapters(**{argument: value}), transport)
    assert [
        (name.replace("uploader[]", "uploader").replace("chapter[]", "chapter"), text) for name, text in asked
    ] == expected


@reads("MangadexClient.get_chapters", "limit")
@leaves_out("MangadexClient.get_chapters", *_CHAPTERS)
async def test_so_many_chapters(client, transport):
    transport.add(page([entity("chapter", 1), entity("chapter", 2)], total=7))
    assert [chapter.id for chapter in await client.get_chapters(limit=2).as_list()] == [uid(1), uid(2)]
    assert filters(transport.requests[-1]) == []


@leaves_out("MangadexClient.get_chapters")
async def test_all_chapters(client, transport):
    assert await _asked(client.get_chapters(), transport) == []
    assert values(transport.requests[-1], "limit") == ["100"]


_OTHERS = {
    "get_groups": {
        "name": ("Harbour", [("name", "Harbour")]),
        "order": (GroupListOrder(name=ASC), [("order[name]", "asc")]),
    },
    "get_authors": {
        "name": ("Wren", [("name", "Wren")]),
        "order": (AuthorListOrder(name=DESC), [("order[name]", "desc")]),
    },
    "get_covers": {
        "mangas": ([uid(1)], [("manga[]", uid(1))]),
        "uploaders": ([uid(1)], [("uploaders[]", uid(1))]),
        "order": (CoverListOrder(volume=ASC), [("order[volume]", "asc")]),
    },
}


@pytest.mark.parametrize(
    ("method", "argument"),
    [
        pytest.param(method, argument, marks=reads(f"MangadexClient.{method}", argument))
        for method, arguments in _OTHERS.items()
        for argument in arguments
    ],
)
async def test_a_condition_on_other_lists(client, transport, method, argument):
    value, expected = _OTHERS[method][argument]
    assert await _asked(getattr(client, method)(**{argument: value}), transport) == expected


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        pytest.param(method, kind, marks=[reads(f"MangadexClient.{method}", "limit")])
        for method, kind in (("get_groups", Group), ("get_authors", Author), ("get_covers", CoverArt))
    ],
)
async def test_so_many_of_another_list(client, transport, method, kind):
    transport.add(page([entity(kind.kind, 1)], total=5))
    assert [type(one) for one in await getattr(client, method)(limit=1).as_list()] == [kind]
    assert values(transport.requests[-1], "limit") == ["1"]


@pytest.mark.parametrize(
    "method", [pytest.param(method, marks=leaves_out(f"MangadexClient.{method}")) for method in _OTHERS]
)
async def test_another_list_without_conditions(client, transport, method):
    assert await _asked(getattr(client, method)(), transport) == []


# Pages


@reads("MangadexClient.get_page", "url")
@reads("MangadexClient.report_page", "url", "success", "response_length", "duration", "cached")
async def test_a_page_and_what_became_of_it(server):
    server.tell("/page.png", body=b"p1xels")
    server.tell("/report", body=b"{}")
    async with server.client(report_url=f"{server.url}/report") as client:
        response = await client.get_page(url=f"{server.url}/page.png")
        assert await response.read() == b"p1xels"
        await client.report_page(
            url="https://node.example/1.png", success=True, response_length=6, duration=20, cached=False
        )
    [report] = [seen for seen in server.seen if seen.path == "/report"]
    assert json.loads(report.body) == {
        "url": "https://node.example/1.png",
        "success": True,
        "bytes": 6,
        "duration": 20,
        "cached": False,
    }
    assert report.method == "POST"
    assert not any("Authorization" in seen.headers for seen in server.seen)
