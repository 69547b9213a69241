from __future__ import annotations

import pytest

from tests.sandbox.uploading import UNKNOWN, error_of


@pytest.fixture
async def web(make):
    return await make(manga=3, chapters=20)


async def thread(web, login, kind, identifier):
    return await web.request("POST", "/forums/thread", json={"type": kind, "id": identifier}, **login)


async def test_threads_are_made_once(web, login):
    things = {
        "manga": web.box.sample_manga_id,
        "chapter": web.box.sample_chapter_id,
        "group": next(iter(web.box.catalogue.groups)),
    }
    numbers = []
    for kind, identifier in things.items():
        first = await thread(web, login, kind, identifier)
        data = first.body["data"]
        assert (first.status, first.body["response"], data["type"]) == (200, "entity", "thread")
        assert isinstance(data["id"], int)
        assert data["attributes"]["repliesCount"] >= 0
        assert (await thread(web, login, kind, identifier.upper())).body == first.body
        numbers.append(data["id"])
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(
    ("kind", "identifier", "status"),
    [("manga", UNKNOWN, 404), ("user", UNKNOWN, 400), ("manga", "no id", 400), ("manga", None, 400)],
)
async def test_threads_about_nothing(web, login, kind, identifier, status):
    assert error_of(await thread(web, login, kind, identifier))[0] == status


async def test_a_thread_is_about_what_it_says(web, login):
    assert (await thread(web, login, "chapter", web.box.sample_manga_id)).status == 404


async def test_guests_begin_no_threads(web):
    answer = await thread(web, {}, "manga", web.box.sample_manga_id)
    assert error_of(answer) == (401, "unauthorized_http_exception")
