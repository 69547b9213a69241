"""Many objects in few calls."""

import pytest

from asyncdex import (
    Author,
    Forbidden,
    GenericModelList,
    HTTPException,
    InvalidArgument,
    Manga,
    NotFound,
    User,
)
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, made, one, page, rel, uid, values


def answer(request):
    """Answer with all that was asked for."""
    return page([entity("manga", int(id[-12:])) for id in reversed(values(request, "ids[]"))])


async def test_what_succeeded_is_kept_when_one_call_fails(client, transport):
    mangas = [client.get_manga(uid(n)) for n in range(1, 351)]
    transport.add(answer, api_error(403), answer, answer)
    with pytest.raises(Forbidden) as caught:
        await client.batch_mangas(*mangas)
    assert caught.value.__notes__ == ["1 of 4 calls failed; what the others brought is kept."]
    assert [manga.fetched for manga in mangas] == [True] * 100 + [False] * 100 + [True] * 150
    transport.add(answer)
    await GenericModelList(mangas).fetch_all()
    assert all(manga.fetched for manga in mangas)
    assert values(transport.requests[-1], "ids[]") == [uid(n) for n in range(101, 201)]


async def test_a_single_call_that_fails_says_only_why(client, transport):
    transport.add(api_error(403))
    with pytest.raises(Forbidden) as caught:
        await client.batch_mangas(client.get_manga(uid(1)))
    assert not hasattr(caught.value, "__notes__")


async def test_objects_keep_their_place_and_copies_are_filled_too(client, transport):
    first, twin, gone = client.get_manga(uid(1)), client.get_manga(uid(1)), client.get_manga(uid(2))
    transport.add(page([entity("manga", 1)]))
    assert await client.batch_mangas(first, gone, twin) == [gone]
    assert first.fetched
    assert twin.fetched
    assert (first.missing, gone.missing) == (False, True)
    assert values(transport.requests[0], "ids[]") == [uid(1), uid(2)]


async def test_nothing_is_asked_for_nothing(client):
    assert await client.batch_authors() == []


@pytest.mark.parametrize("wrong", [uid(1), None, 5])
async def test_something_else_is_refused(client, wrong):
    with pytest.raises(InvalidArgument, match="mangas must be of the class Manga"):
        await client.batch_mangas(client.get_manga(uid(1)), wrong)
    with pytest.raises(InvalidArgument, match="authors must be of the class Author"):
        await client.batch_authors(client.get_manga(uid(1)))
    with pytest.raises(InvalidArgument, match="mangas must be of the class Manga"):
        await client.batch_manga_read(wrong)


async def test_kinds_that_are_mixed_are_asked_for_apart(client, transport):
    models = GenericModelList([Manga(client, id=uid(1)), Author(client, id=uid(2)), User(client, id=uid(3))])
    transport.add(page([entity("manga", 1)]), page([entity("author", 2)]), one(entity("user", 3)))
    await models.fetch_all()
    assert all(model.fetched for model in models)


async def test_copies_of_what_has_to_be_asked_for_alone(client, transport):
    users = GenericModelList(User(client, id=uid(n)) for n in (3, 3, 4, 4))
    transport.add(one(entity("user", 3)), api_error(404))
    await users.fetch_all()
    assert [user.fetched for user in users] == [True, True, False, False]
    assert [user.missing for user in users] == [False, False, True, True]
    assert users[1].username == "pier"


async def test_copies_are_filled_anew_and_no_longer_missing(client, transport):
    first, twin = User(client, id=uid(3)), User(client, id=uid(3))
    twin.mark_missing()
    twin.username = "set by hand"
    transport.add(one(entity("user", 3)))
    await GenericModelList([first, twin]).fetch_all()
    assert [(user.username, user.missing) for user in (first, twin)] == [("pier", False)] * 2


async def test_read_markers_that_come_in_any_shape(client, transport):
    client.session_token = "s3ss10n"
    manga = client.get_manga(uid(1))
    manga.chapters.extend(client.get_chapter(uid(n)) for n in (10, 11))
    for data in ([], {}, None, {uid(1): 5}, [uid(11)], {uid(1): [uid(11), 5]}):
        transport.add(json_answer({"result": "ok", "data": data}))
        await client.batch_manga_read(manga)
        assert [chapter.read for chapter in manga.chapters] == [False, uid(11) in str(data)]


async def test_read_markers_that_came_before_a_call_failed_are_kept(client, transport):
    client.session_token = "s3ss10n"
    mangas = [client.get_manga(uid(n)) for n in range(1, 102)]
    for manga in mangas:
        manga.chapters.append(client.get_chapter(uid(1000)))
    transport.add(json_answer({"result": "ok", "data": {uid(1): [uid(1000)]}}), api_error(400))
    with pytest.raises(HTTPException):
        await client.batch_manga_read(*mangas)
    assert mangas[0].chapters[0].read is True
    assert not hasattr(mangas[100].chapters[0], "read")


async def test_a_chapter_whose_manga_is_not_known_is_fetched_first(client, transport):
    client.session_token = "s3ss10n"
    chapter = client.get_chapter(uid(10))
    transport.add(api_error(404))
    with pytest.raises(Exception, match="There is no Chapter") as caught:
        await chapter.get_read()
    assert isinstance(caught.value.__cause__, NotFound)


async def test_a_call_that_failed_says_nothing_of_what_is_missing(client, transport):
    chapters = [client.get_chapter(uid(n)) for n in (1, 2)]
    transport.add(page([entity("chapter", 1)]), api_error(403))
    with pytest.raises(Forbidden):
        await client.batch_chapters(*chapters)
    assert [chapter.fetched for chapter in chapters] == [True, False]
    assert not any(chapter.missing for chapter in chapters)


async def test_chapters_that_no_list_shows_are_asked_for_once_more_together(client, transport):
    chapters = [client.get_chapter(uid(n)) for n in range(1, 101)]
    transport.add(page([entity("chapter", n) for n in range(1, 81)]), page([entity("chapter", 90)]))
    gone = await client.batch_chapters(*chapters)
    first, second = transport.requests
    assert values(first, "includeUnavailable") == values(second, "includeUnavailable") == ["1"]
    assert (values(first, "includeFuturePublishAt"), values(second, "includeFuturePublishAt")) == ([], ["1"])
    assert values(second, "ids[]") == [uid(n) for n in range(81, 101)]
    assert len(gone) == 19
    assert chapters[89].fetched


async def test_what_holds_a_chapter_holds_it_after_a_fetch_too(client, transport):
    manga = client.get_manga(uid(1))
    transport.add(page([entity("chapter", 2, rel("manga", 1))]))
    [chapter] = await manga.chapters.get()
    assert chapter.manga is manga
    transport.add(page([entity("chapter", 2, rel("manga", 1), version=9)]))
    await client.batch_chapters(chapter)
    assert (chapter.version, chapter.manga is manga) == (9, True)
    transport.add(one(entity("chapter", 2, rel("manga", 5))))
    assert (await chapter.fetch()).manga.id == uid(5)


def test_what_is_transferred_takes_the_place_of_what_was_known(client):
    new, old = made(Manga, client, year=2021), made(Manga, client, year=1900)
    assert (new.year, old.year) == (2021, 1900)
    new.reading_status = None
    new.chapters.append(client.get_chapter(uid(2)))
    new.transfer(old)
    assert (old.year, old.reading_status, old.chapters) == (2021, None, [])
    assert old.chapters.manga is old
