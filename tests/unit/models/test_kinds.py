"""What several kinds of objects offer beside their attributes."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from asyncdex import (
    Author,
    Chapter,
    ChapterUnreadable,
    ClientUser,
    CoverArt,
    CustomList,
    FollowStatus,
    Group,
    InvalidArgument,
    InvalidID,
    InvalidResponse,
    Manga,
    MangaList,
    MangaRelation,
    Pager,
    PermissionMismatch,
    User,
    Visibility,
)
from tests.support import api_error, json_answer
from tests.unit.models.builders import FULL, entity, made, one, page, rel, uid, values

NOBODY = {"title": {}, "altTitles": [], "description": []}


# Titles and descriptions


@pytest.mark.parametrize(
    ("changes", "languages", "title"),
    [
        ({}, ["en"], "The Lantern Keeper"),
        ({}, ["ja"], "灯台守"),
        ({}, ["PT_BR"], "O Faroleiro"),
        ({}, ["xx", "ja"], "灯台守"),
        ({}, ["xx"], "The Lantern Keeper"),
        ({}, [], "The Lantern Keeper"),
        ({"title": {"en": " "}}, ["en"], "Keeper of Lanterns"),
        ({"title": {}, "altTitles": [{"fr": "F"}, {"ja-ro": "R"}, {"ja": "J"}]}, ["en"], "R"),
        ({"title": [], "altTitles": [{"fr": "F"}, {"ja": "J"}]}, ["en"], "J"),
        ({"title": None, "altTitles": [{"fr": "F"}]}, ["en"], "F"),
        (NOBODY, ["en"], ""),
    ],
)
def test_the_best_title(client, changes, languages, title):
    assert made(Manga, client, **changes).best_title(languages) == title


@pytest.mark.parametrize(
    ("description", "languages", "text"),
    [
        ({"en": "E", "de": "D"}, ["de"], "D"),
        ({"en": "E", "de": "D"}, ["fr"], "E"),
        ({"ja": "J", "de": "D"}, ["fr"], "J"),
        ({"de": "D"}, ["fr"], "D"),
        ({"de": "\n"}, ["de"], ""),
        ([], ["de"], ""),
        (None, ["de"], ""),
    ],
)
def test_the_best_description(client, description, languages, text):
    assert made(Manga, client, description=description).best_description(languages) == text


def test_what_other_manga_are_to_one(client):
    manga = made(Manga, client, 1, rel("manga", 2, related="sequel"), rel("manga", 3, related="remix"))
    sequel, remix = manga.related_mangas
    assert sequel is MangaRelation.SEQUEL
    assert (remix, remix.known) == ("remix", False)
    assert manga.related_mangas["sequel"][0].id == uid(2)


# Whether a chapter can be read


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"isUnavailable": True}, "unavailable"),
        ({"externalUrl": "https://read.example/1", "pages": 0}, "external"),
        ({"externalUrl": "https://read.example/1"}, None),
        ({"readableAt": "2099-01-01T00:00:00+00:00"}, "future"),
        ({"pages": 0}, "empty"),
    ],
)
async def test_why_a_chapter_cannot_be_read(client, changes, reason):
    chapter = made(Chapter, client, **changes)
    assert chapter.unreadable_reason == reason
    assert chapter.readable is (reason is None)
    flags = {
        "unavailable": chapter.unavailable,
        "external": chapter.external,
        "future": chapter.future,
        "empty": chapter.empty,
    }
    assert [name for name, value in flags.items() if value] == ([] if reason is None else [reason])
    if reason is None:
        return
    with pytest.raises(ChapterUnreadable) as caught:
        await chapter.pages()
    assert caught.value.reason == reason
    assert caught.value.url == (chapter.external_url if reason == "external" else None)
    assert caught.value.readable_at == (chapter.readable_time if reason == "future" else None)


def test_the_future_is_the_client_s(client, clock):
    soon = clock.now() + timedelta(seconds=5)
    chapter = made(Chapter, client, readableAt=soon.isoformat())
    assert chapter.future
    clock.time += 6
    assert not chapter.future
    del chapter.__dict__["client"]
    assert chapter.future is (datetime.now(UTC) < soon)


# Lists


async def test_a_custom_list(client, transport):
    attributes = {"name": "Sea", "visibility": "secret", "version": 2}
    relations = [rel("manga", 2, FULL["manga"]), rel("manga", 3), rel("user", 4)]
    data = {"id": uid(1), "type": "custom_list", "attributes": attributes, "relationships": relations}
    transport.add(one(data), page([entity("manga", 3)]))
    found = client.get_list(uid(1))
    await found.load_mangas()
    assert (found.name, found.version, found.owner.id) == ("Sea", 2, uid(4))
    assert not found.visibility.known
    assert isinstance(found.mangas, MangaList)
    assert found.mangas.client is client
    assert [manga.fetched for manga in found.mangas] == [True, True]
    assert transport.paths[0] == f"list/{uid(1)}"
    assert values(transport.requests[1], "ids[]") == [uid(3)]
    assert repr(found) == f"CustomList(id={uid(1)!r}, 'Sea')"


async def test_the_lists_of_a_user(client, transport):
    data = {"id": uid(1), "type": "custom_list", "attributes": {"name": "Sea", "visibility": "public"}}
    transport.add(page([data]), page([data]))
    [found] = await client.get_user(uid(4)).lists(limit=5).as_list()
    assert found.visibility is Visibility.PUBLIC
    client.session_token = "s3ss10n"
    assert await client.user.followed_lists().as_list() == [found]
    assert [path.partition("?")[0] for path in transport.paths] == [
        f"user/{uid(4)}/list",
        "user/follows/list",
    ]


async def test_the_manga_of_an_author_that_came_with_a_manga(client, transport):
    manga = made(Manga, client, 1, rel("author", 2, FULL["author"]))
    transport.add(one(entity("author", 2, rel("manga", 1), rel("manga", 3))))
    transport.add(page([entity("manga", 1), entity("manga", 3)]))
    author = manga.authors[0]
    await author.load_mangas()
    assert [other.id for other in author.mangas] == [uid(1), uid(3)]
    assert author.twitter == author.links["twitter"] == "https://twitter.example/wren"
    assert author.pixiv is None


async def test_the_chapters_of_a_group(client, transport):
    group = Group(client, id=uid(1))
    assert group.chapters == []
    transport.add(page([entity("chapter", 2)]))
    await group.load_chapters(limit=5, language="en")
    assert [chapter.id for chapter in group.chapters] == [uid(2)]
    [request] = transport.requests
    assert values(request, "groups[]") == [uid(1)]
    assert values(request, "translatedLanguage[]") == ["en"]
    assert values(request, "order[createdAt]") == ["asc"]
    assert values(request, "contentRating[]") == ["safe", "suggestive", "erotica"]


# Covers


async def test_the_covers_of_many_manga(client, transport):
    mangas = MangaList(client, entries=[Manga(client, id=uid(n)) for n in (1, 2, 1)])
    covers = [
        entity("cover_art", 7, rel("manga", 1)),
        entity("cover_art", 8, rel("manga", 1)),
        entity("cover_art", 9, rel("manga", 99)),
        entity("cover_art", 10),
    ]
    transport.add(page(covers))
    await mangas.get_covers()
    assert [[cover.id for cover in manga.covers] for manga in mangas] == [
        [uid(7), uid(8)],
        [],
        [uid(7), uid(8)],
    ]
    assert all(cover.manga is manga for manga in mangas[2:] for cover in manga.covers)
    assert values(transport.requests[0], "manga[]") == [uid(1), uid(2)]
    assert await MangaList(client).get_covers() is None


async def test_a_list_of_covers_is_replaced(client, transport):
    manga = made(Manga, client)
    manga.covers.append(CoverArt(client, id=uid(5)))
    transport.add(page([entity("cover_art", 6)]))
    assert await manga.covers.get() is manga.covers
    assert [(cover.id, cover.manga is manga) for cover in manga.covers] == [(uid(6), True)]


# The account


async def test_statuses(client, transport):
    client.session_token = "s3ss10n"
    manga = Manga(client, id=uid(1))
    transport.add(json_answer({"result": "ok", "status": None}))
    await manga.get_reading_status()
    assert manga.reading_status is None
    for statuses in ([], None, {}):
        transport.add(json_answer({"result": "ok", "statuses": statuses}))
        await MangaList(client, entries=[manga]).get_reading_status()
        assert manga.reading_status is None
    transport.add(json_answer({"result": "ok", "statuses": {uid(1): "skimming"}}))
    await MangaList(client, entries=[manga]).get_reading_status()
    assert not manga.reading_status.known
    await MangaList(client).get_reading_status()
    manga.reading_status = FollowStatus.READING
    transport.add(one(entity("manga", 1)))
    await manga.fetch()
    assert manga.reading_status is FollowStatus.READING


async def test_what_an_account_may_do(client, transport):
    client.session_token = "s3ss10n"
    user = client.user
    transport.add(
        json_answer({"result": "ok", "isAuthenticated": True, "roles": None}), one(entity("user", 4))
    )
    await user.fetch()
    assert (user.roles, user.permissions) == (["ROLE_MEMBER"], [])
    with pytest.raises(PermissionMismatch, match=r"manga\.edit"):
        user.permission_exception("manga.edit", "PUT", "/manga")


async def test_a_refused_filter_of_a_feed(client):
    with pytest.raises(InvalidArgument, match="languages"):
        CustomList(client, id=uid(1)).manga_chapters(languages=["english"])
    with pytest.raises(InvalidArgument, match="limit"):
        client.user.manga_chapters(limit=0)


async def test_a_list_that_is_private(client, transport):
    transport.add(api_error(404))
    with pytest.raises(InvalidID, match="There is no CustomList"):
        await client.get_list(uid(1)).fetch()


# Names


def test_what_a_fetched_object_is_called(client):
    assert repr(made(Manga, client)) == f"Manga(id={uid(1)!r}, 'The Lantern Keeper')"
    assert repr(made(Chapter, client)) == f"Chapter(id={uid(1)!r}, 'Volume 2 Chapter 12.5: Ashore')"
    assert repr(made(User, client)) == f"User(id={uid(1)!r}, 'pier')"
    assert repr(Author(client, id=uid(1))) == f"Author(id={uid(1)!r})"
    assert repr(made(Author, client, attributes={})) == f"Author(id={uid(1)!r})"


async def test_a_manga_that_is_gone_is_told_whatever_was_asked(client, transport):
    client.session_token = "s3ss10n"
    manga = Manga(client, id=uid(1))
    for ask in (manga.fetch, manga.aggregate, manga.get_reading_status):
        transport.add(api_error(404))
        with pytest.raises(InvalidID, match="There is no Manga"):
            await ask()
        assert manga.missing


def test_an_account_made_with_what_is_known(client):
    user = ClientUser(client, data=entity("user", 4))
    assert (user.username, user.id) == ("pier", uid(4))
    assert not hasattr(user, "permissions")


# Arguments that cannot be right


@pytest.mark.parametrize("languages", [None, "ja", ["ja"]])
def test_languages_may_be_one_or_none(client, languages):
    manga = made(Manga, client)
    assert manga.best_title(languages) == ("灯台守" if languages else "The Lantern Keeper")
    assert manga.best_description(languages) == "A keeper and a light."


def test_languages_that_are_none(client):
    with pytest.raises(InvalidArgument, match="languages must hold codes such as 'en' or 'pt-br', not None"):
        made(Manga, client).best_title([None])


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"folder_format": None}, "folder_format must be a text that a path can hold, not None"),
        ({"folder_format": "a\x00b"}, "folder_format must be a text that a path can hold"),
        ({"folder_format": "a\ud800b"}, "folder_format must be a text that a path can hold"),
        ({"file_format": None}, "file_format must be a text that a path can hold, not None"),
        ({"retries": None}, "retries must be at least 0, not None"),
        ({"retries": "3"}, "retries must be at least 0, not '3'"),
    ],
)
async def test_arguments_of_a_download_that_cannot_be_right(client, arguments, text):
    with pytest.raises(InvalidArgument, match=text):
        await made(Chapter, client).download_chapter(**arguments)


def test_other_arguments_that_cannot_be_right(client):
    with pytest.raises(InvalidArgument, match="ahead must be at least 0, not None"):
        made(Chapter, client).stream_pages(ahead=None)
    with pytest.raises(InvalidArgument, match="client must be a client, not None"):
        made(Manga, client).attach(None)
    with pytest.raises(InvalidArgument, match="url must be the path of a list, not None"):
        Pager(None, Manga, client)


async def test_a_folder_may_be_a_path(client):
    chapter = made(Chapter, client, 1, chapter="3", title=None)
    assert await chapter.folder("x/{chapter_num}") == Path("x/3")


@pytest.mark.parametrize(
    ("number", "sorting"), [("12.5", 12.5), (None, 0.0), ("x", 0.0), ("nan", 0.0), ("1e999", 0.0)]
)
def test_a_number_to_sort_by_is_always_one(client, number, sorting):
    assert made(Chapter, client, chapter=number).sorting_number == sorting


async def test_an_answer_about_something_else(client, transport):
    manga = Manga(client, id=uid(1))
    transport.add(one(entity("manga", 2)))
    with pytest.raises(
        InvalidResponse, match=f"GET /manga/{uid(1)} answers with another object, of the id '{uid(2)}'"
    ):
        await manga.fetch()
    assert not manga.fetched


@pytest.mark.parametrize(("read_ahead", "asked"), [(0, 1), (1, 2)])
async def test_pages_ahead_can_be_switched_off_where_a_feed_is_listed(client, transport, read_ahead, asked):
    full = page([entity("chapter", number) for number in range(500)], 2000)
    transport.add(*[full] * 5)
    for walk in (
        Manga(client, id=uid(1)).chapters.walk(read_ahead=read_ahead),
        CustomList(client, id=uid(1)).manga_chapters(read_ahead=read_ahead),
    ):
        before = len(transport.requests)
        await anext(walk)
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(transport.requests) - before == asked
        await walk.aclose()
