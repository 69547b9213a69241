"""What the account says it does with manga and chapters."""

from __future__ import annotations

import pytest

STATUSES = ("reading", "on_hold", "plan_to_read", "dropped", "re_reading", "completed")


@pytest.fixture
def chapters(web):
    return [chapter.id for chapter in web.box.catalogue.chapters_of(web.box.sample_manga_id)]


@pytest.mark.parametrize("status", STATUSES)
async def test_a_status_comes_and_goes(web, send, status):
    manga = web.box.sample_manga_id
    for value in (status, None):
        answer = await send("POST", f"/manga/{manga.upper()}/status", {"status": value})
        assert (answer.status, answer.body) == (200, {"result": "ok"})
        assert (await send("GET", f"/manga/{manga}/status")).body == {"result": "ok", "status": value}
        assert (await send("GET", "/manga/status")).body["statuses"].get(manga) == value


async def test_a_status_is_not_a_follow(web, send):
    manga = next(m for m in web.box.catalogue.manga if m not in web.box.catalogue.shelf.follows["manga"])
    await send("POST", f"/manga/{manga}/status", {"status": "reading"})
    assert (await send("GET", f"/user/follows/manga/{manga}")).status == 404


@pytest.mark.parametrize("body", [{}, {"status": "paused"}, {"status": 1}, {"status": ""}])
async def test_wrong_statuses_are_400(web, send, body):
    answer = await send("POST", f"/manga/{web.box.sample_manga_id}/status", body)
    assert (answer.status, "/status" in answer.details) == (400, True)


async def test_chapters_are_marked_read_and_unread(web, send, chapters):
    manga = web.box.sample_manga_id
    path = f"/manga/{manga}/read"
    before = (await send("GET", path)).body["data"]
    unread = [chapter for chapter in chapters if chapter not in before][:3]
    body = {"chapterIdsRead": [unread[0].upper(), unread[1], unread[1], unread[2]]}
    answer = await send("POST", path, body)
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    assert (await send("GET", path)).body["data"] == [*before, *unread]
    assert (await send("GET", f"/manga/read?ids[]={manga}")).body["data"] == [*before, *unread]
    body = {"chapterIdsRead": [unread[0]], "chapterIdsUnread": [*before, unread[2].upper()]}
    await send("POST", path, body)
    assert (await send("GET", path)).body["data"] == unread[:2]
    await send("POST", path, {"chapterIdsUnread": unread})
    assert (await send("GET", path)).body["data"] == []
    grouped = await send("GET", f"/manga/read?ids[]={manga}&grouped=true")
    assert grouped.body["data"] == []


async def test_chapters_of_other_manga_are_passed_over(web, send, chapters):
    catalogue = web.box.catalogue
    stranger = next(c for c in catalogue.chapters if c not in chapters)
    path = f"/manga/{web.box.sample_manga_id}/read"
    before = (await send("GET", path)).body["data"]
    unknown = "00000000-0000-4000-8000-000000000000"
    answer = await send("POST", f"{path}?updateHistory=true", {"chapterIdsRead": [stranger, unknown]})
    assert answer.status == 200
    assert (await send("GET", path)).body["data"] == before
    assert (await send("GET", "/user/history")).body["ratings"] == []


async def test_the_history_has_the_newest_first(web, send, clock, chapters):
    path = f"/manga/{web.box.sample_manga_id}/read"
    answer = await send("GET", "/user/history")
    assert (answer.status, answer.body) == (200, {"result": "ok", "ratings": []})
    for query, chapter in (
        ("", 0),
        ("?updateHistory=false", 1),
        ("?updateHistory=true", 2),
        ("?updateHistory=true", 3),
    ):
        clock.advance(60)
        await send("POST", path + query, {"chapterIdsRead": [chapters[chapter]]})
    read = (await send("GET", "/user/history")).body["ratings"]
    assert read == [
        {"chapterId": chapters[3], "readDate": "2026-05-28T20:30:40+00:00"},
        {"chapterId": chapters[2], "readDate": "2026-05-28T20:29:40+00:00"},
    ]
    clock.advance(60)
    body = {"chapterIdsRead": [chapters[2]], "chapterIdsUnread": [chapters[3]]}
    await send("POST", f"{path}?updateHistory=true", body)
    read = (await send("GET", "/user/history")).body["ratings"]
    assert [entry["chapterId"] for entry in read] == [chapters[2], chapters[3]]
    assert read[0]["readDate"] == "2026-05-28T20:31:40+00:00"


@pytest.mark.parametrize(
    ("query", "body", "name"),
    [
        ("", {}, "chapterIdsRead"),
        ("", {"chapters": []}, "chapters is not defined"),
        ("", {"chapterIdsRead": ["x"]}, "/chapterIdsRead/0"),
        ("", {"chapterIdsUnread": "x"}, "/chapterIdsUnread"),
        ("?updateHistory=1", {"chapterIdsRead": []}, "updateHistory"),
    ],
)
async def test_wrong_markers_are_400(web, send, query, body, name):
    answer = await send("POST", f"/manga/{web.box.sample_manga_id}/read{query}", body)
    assert (answer.status, name in answer.details) == (400, True)
