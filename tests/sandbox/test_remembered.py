from __future__ import annotations

import pytest

from asyncdex.sandbox.server.catalogue import remembered
from asyncdex.sandbox.server.catalogue.remembered import FOREVER, Remembered


@pytest.fixture
def search():
    """Search, and tell how often it was done for real."""
    known, done = Remembered(), []

    def ask(name, edits=0, now=0.0, until=FOREVER, size=3):
        def find():
            done.append(name)
            return list(range(size)), until

        assert known.positions(name, edits, now, find) == list(range(size))
        return len(done)

    return ask


def test_the_next_page_needs_no_search(search):
    assert [search("a"), search("a"), search("b"), search("a")] == [1, 1, 2, 2]


def test_an_edit_makes_a_search_necessary(search):
    assert [search("a"), search("a", edits=1), search("a", edits=1)] == [1, 2, 2]


def test_so_does_a_chapter_that_comes_out(search):
    assert [search("a", now=5, until=9), search("a", now=8.9, until=9), search("a", now=9)] == [1, 1, 2]
    # A clock that was set back knows nothing of what was found later.
    assert search("a", now=4) == 3


def test_only_so_many_are_kept(search, monkeypatch):
    for name in range(20):
        search(name)
    assert search(19) == 20
    assert search(0) == 21
    monkeypatch.setattr(remembered, "_MOST_POSITIONS", 10)
    assert search("large", size=20) == 22
    assert search("large", size=20) == 22
    assert search(19) == 23
    assert search("large", size=20) == 24


async def test_pages_of_a_search_fit_together(web):
    asked = [("order[readableAt]", "desc"), ("limit", "50")]
    first = (await web.get("/chapter", *asked)).ids
    second = (await web.get("/chapter", *asked, ("offset", "50"))).ids
    assert (await web.get("/chapter", ("order[readableAt]", "desc"), ("limit", "100"))).ids == first + second
    chapter = web.box.publish_chapter(web.box.sample_manga_id)
    assert (await web.get("/chapter", *asked)).ids == [chapter.id, *first[:-1]]
    titled = [("title", "kettle"), ("limit", "100")]
    assert (await web.get("/manga", *titled)).ids == []
    manga = web.box.add_manga("The Kettle at Sea")
    assert (await web.get("/manga", *titled)).ids == [manga.id]
