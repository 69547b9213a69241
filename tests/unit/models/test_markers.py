"""Read markers: what is sent in how many calls, and which objects know of it."""

import pytest

from asyncdex import Chapter, InvalidArgument, InvalidID, Manga, NotFetched, Unauthorized
from asyncdex.models.markers import ids_read
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, fake_client, made, one, query, rel, uid
from tests.unit.models.edits import logged_in, sent

OK = json_answer({"result": "ok"})


@pytest.fixture
def client(transport, clock):
    return logged_in(transport, clock)


@pytest.fixture
def manga(client):
    return client.get_manga(uid(1))


def markers(*numbers):
    return json_answer({"result": "ok", "data": [uid(number) for number in numbers]})


def a_chapter(client, number, **changes):
    return made(Chapter, client, number, rel("manga", 1), **changes)


async def test_read_and_unread_together(client, transport, manga):
    read, unread = a_chapter(client, 2), a_chapter(client, 3)
    transport.add(OK)
    await manga.set_read([read, uid(4)], [unread], update_history=True)
    [request] = transport.requests
    assert (request.method, transport.paths) == ("POST", [f"manga/{uid(1)}/read?updateHistory=true"])
    assert sent(transport) == {"chapterIdsRead": [uid(2), uid(4)], "chapterIdsUnread": [uid(3)]}
    assert (read.read, unread.read) == (True, False)


async def test_only_what_was_given_is_sent(client, transport, manga):
    transport.add(OK, OK)
    await manga.set_read(uid(2))
    assert sent(transport) == {"chapterIdsRead": [uid(2)]}
    assert query(transport.requests[0]) == []
    await manga.set_read(unread=a_chapter(client, 3), update_history=False)
    assert sent(transport) == {"chapterIdsUnread": [uid(3)]}
    assert query(transport.requests[1]) == [("updateHistory", "false")]


async def test_chapters_that_the_manga_holds_know_of_it(client, transport, manga):
    held = a_chapter(client, 2)
    manga.chapters.append(held)
    other = a_chapter(client, 2)
    transport.add(OK)
    await manga.set_read([uid(2), other, uid(3)])
    assert held.read
    assert other.read
    transport.add(OK)
    await manga.set_read(unread=[uid(2)])
    assert not held.read
    assert other.read


async def test_many_go_into_several_calls(client, transport, manga):
    chapters = [client.get_chapter(uid(n)) for n in range(450)]
    transport.add(OK, OK, OK)
    await manga.set_read((chapter for chapter in chapters[:250]), chapters[250:])
    bodies = [sent(transport, index) for index in range(3)]
    assert [len(request.body) < 10_000 for request in transport.requests] == [True] * 3
    read = [id for body in bodies for id in body.get("chapterIdsRead", ())]
    unread = [id for body in bodies for id in body.get("chapterIdsUnread", ())]
    assert read == [uid(n) for n in range(250)]
    assert unread == [uid(n) for n in range(250, 450)]
    assert [chapter.read for chapter in chapters] == [True] * 250 + [False] * 200


async def test_an_error_says_which_calls_were_made(client, transport, manga):
    chapters = [client.get_chapter(uid(n)) for n in range(250)]
    transport.add(OK, api_error(403))
    with pytest.raises(Exception, match="403") as caught:
        await manga.set_read(chapters)
    assert caught.value.succeeded == {uid(n): True for n in range(200)}
    assert chapters[199].read
    with pytest.raises(NotFetched, match="get_read"):
        _ = chapters[200].read


@pytest.mark.parametrize(
    ("read", "unread"),
    [
        ([], []),
        ([uid(2)], [uid(2)]),
        ([uid(2).upper()], [uid(2)]),
        (["two"], []),
        ([], [5]),
        (5, []),
        (None, None),
        ("two", []),
    ],
)
async def test_what_cannot_be_marked(transport, manga, read, unread):
    with pytest.raises(InvalidArgument, match="read"):
        await manga.set_read(read, unread)
    assert transport.requests == []


async def test_a_manga_there_is_none_of(transport, manga):
    transport.add(api_error(404))
    with pytest.raises(InvalidID) as caught:
        await manga.set_read([uid(2)])
    assert (caught.value.id, caught.value.model) == (uid(1), Manga)


async def test_without_a_login_nothing_is_sent(transport, clock):
    with pytest.raises(Unauthorized):
        await fake_client(transport, clock).get_manga(uid(1)).set_read([uid(2)])
    assert transport.requests == []


# One chapter


async def test_marking_one(client, transport):
    chapter = a_chapter(client, 2)
    transport.add(OK, OK)
    await chapter.mark_read(update_history=False)
    assert chapter.read
    await chapter.mark_unread()
    assert not chapter.read
    assert transport.paths == [f"manga/{uid(1)}/read?updateHistory=false", f"manga/{uid(1)}/read"]
    assert [sent(transport, n) for n in (0, 1)] == [
        {"chapterIdsRead": [uid(2)]},
        {"chapterIdsUnread": [uid(2)]},
    ]


async def test_whether_one_was_read(client, transport):
    chapter = a_chapter(client, 2)
    with pytest.raises(NotFetched, match=r"get_read\(\)"):
        _ = chapter.read
    transport.add(markers(2, 3), markers(3))
    await chapter.get_read()
    assert chapter.read
    await chapter.get_read()
    assert not chapter.read


async def test_a_chapter_that_was_never_fetched_is_asked_for_its_manga(client, transport):
    chapter = client.get_chapter(uid(2))
    transport.add(one(entity("chapter", 2, rel("manga", 1))), OK)
    await chapter.mark_read()
    assert transport.paths[0].startswith(f"chapter/{uid(2)}")
    assert transport.paths[1] == f"manga/{uid(1)}/read"


async def test_toggling_asks_once_and_then_knows(client, transport):
    chapter = a_chapter(client, 2)
    transport.add(markers(2), OK, OK)
    await chapter.toggle_read()
    assert not chapter.read
    await chapter.toggle_read()
    assert chapter.read
    assert [request.method for request in transport.requests] == ["GET", "POST", "POST"]


async def test_many_manga_at_once(client, transport):
    mangas = [client.get_manga(uid(n)) for n in range(150)]
    for manga in mangas:
        manga.chapters.append(a_chapter(client, 1000 + int(manga.id[-4:])))
    transport.add(
        json_answer({"result": "ok", "data": {uid(3): [uid(1003)]}}),
        json_answer({"result": "ok", "data": []}),
    )
    await client.batch_manga_read(*mangas)
    assert [manga.id for manga in mangas if manga.chapters[0].read] == [uid(3)]
    assert [len([name for name, _ in query(r) if name == "ids[]"]) for r in transport.requests] == [100, 50]
    assert all(("grouped", "true") in query(request) for request in transport.requests)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (None, set()),
        ([], set()),
        ({}, set()),
        (["a", None, 5, "b"], {"a", "b"}),
        ({"x": ["a"], "y": [], "z": None, "w": {"v": ["b"]}}, {"a", "b"}),
    ],
)
def test_markers_come_in_several_shapes(data, ids):
    assert ids_read(data) == ids
