from __future__ import annotations

import copy

import pytest

from asyncdex.sandbox import Sandbox
from asyncdex.sandbox.server.catalogue.records import KINDS

from .uploading import add, begin, commit, page_files


def snapshot(box):
    """Everything that a client could notice."""
    catalogue = box.catalogue
    desk = box._state.desk
    records = [r for kind in KINDS for r in catalogue.entities(kind).values()]
    kept = (records, list(catalogue.drafts.values()), catalogue.shelf, catalogue.chosen, catalogue.threads)
    figures = [
        (catalogue.figures.votes_of(m), catalogue.figures.follows_of("manga", m)) for m in catalogue.manga
    ]
    rows = [catalogue.tables.manga.row(place) for place in catalogue.manga.positions()]
    rows += [catalogue.tables.chapters.row(place) for place in catalogue.chapters.positions()]
    clients = [(r.id, r.attributes["name"]) for r in desk.clients.records.values()]
    reports = (
        list(desk.reports.made),
        desk.settings.of,
        [session.record for session in desk.uploads.opened],
        box.farewell_codes,
    )
    return copy.deepcopy((kept, figures, rows, clients, reports))


async def do_everything(web, send, login):
    """Change something of every kind."""
    catalogue = web.box.catalogue
    manga, other = list(catalogue.manga)[1:3]
    chapter, author = catalogue.sample_chapter(), next(iter(catalogue.authors.values()))
    group = next(iter(catalogue.groups))
    user = catalogue.users[catalogue.me]
    made = await send("POST", "/manga", {
        "title": {"en": "Brand new"}, "originalLanguage": "ja", "status": "ongoing", "contentRating": "safe",
    })  # fmt: skip
    assert made.status == 200
    for method, path, body in (
        ("PUT", f"/chapter/{chapter.id}", {"title": "Else", "version": chapter.attributes["version"]}),
        ("PUT", f"/author/{author.id}", {"name": "Else", "version": author.attributes["version"]}),
        ("POST", "/author", {"name": "Somebody"}),
        ("POST", "/list", {"name": "Mine", "manga": [manga]}),
        ("POST", "/group", {"name": "Ours"}),
        ("DELETE", f"/group/{group}", None),
        ("DELETE", f"/manga/{other}", None),
        ("POST", f"/manga/{manga}/follow", None),
        ("DELETE", f"/manga/{web.box.sample_manga_id}/follow", None),
        ("POST", f"/manga/{manga}/status", {"status": "dropped"}),
        ("POST", f"/rating/{manga}", {"rating": 3}),
        ("POST", "/client", {"name": "Another", "profile": "personal"}),
        ("POST", "/forums/thread", {"type": "manga", "id": manga}),
        ("POST", "/settings", {"settings": {"theme": "dark"}, "updatedAt": "2026-01-01T00:00:00"}),
        ("DELETE", f"/user/{user.id}", None),
    ):
        answer = await send(method, path, body)
        assert answer.status in {200, 201}, (path, answer.body)
    session = (await begin(web, login, manga)).body["data"]["id"]
    files = [entry["id"] for entry in (await add(web, login, session, page_files(2))).body["data"]]
    assert (await commit(web, login, session, files)).status == 200
    assert (await begin(web, login, manga)).status == 200


async def test_everything_is_as_it_was(web, send, login):
    before = snapshot(web.box)
    names = (await web.get("/manga", ("limit", "100"))).ids
    await do_everything(web, send, login)
    assert snapshot(web.box) != before
    assert (await web.get("/manga", ("limit", "100"))).ids != names
    web.box.reset()
    assert (await web.get("/manga", ("limit", "100"))).ids == names
    for part, first in zip(snapshot(web.box), before, strict=True):
        assert part == first


async def test_the_world_itself_is_never_touched(web, send, login):
    await do_everything(web, send, login)
    base, fresh = web.box.catalogue.base, Sandbox(manga=60, chapters=1500).catalogue.base
    for kind in KINDS:
        entities = web.box.catalogue.entities(kind)
        for place in range(base.count(kind)):
            if base.id(kind, place) not in entities.changed and base.id(kind, place) not in entities.gone:
                made = fresh.make(kind, place)
                assert entities.at(place).attributes == made.attributes


async def test_tokens_faults_figures_and_limits_begin_anew(make):
    web = await make(limits="documented", legacy_login=False)
    box = web.box
    token = (await web.token()).body["access_token"]
    mine = {"headers": {"Authorization": f"Bearer {token}"}}
    assert (await web.get("/user/me", **mine)).status == 200
    box.fail("GET", "/ping", status=503, times=None)
    box.require_captcha("GET", "/manga*")
    box.token_lifetime, box.legacy_login, box.approve_clients = 1, True, False
    while (await web.get("/chapter")).status != 429:
        pass
    seen = []
    box.stats.listeners.append(seen.append)
    credentials = box.client_kwargs()
    box.reset()
    assert box.client_kwargs() == credentials
    assert (box.stats.requests, box.stats.too_many, list(box.stats.recent)) == (0, 0, [])
    assert (box.token_lifetime, box.legacy_login, box.approve_clients) == (900, False, True)
    assert (await web.get("/ping")).status == 200
    assert (await web.get("/manga")).status == 200
    assert (await web.get("/user/me", **mine)).status == 401
    assert (await web.token()).status == 200
    assert len(seen) == 4


async def test_what_was_uploaded_is_served_no_more(web, login):
    chapter = web.box.sample_chapter_id
    drawn = await web.box._state.pages.of(chapter, 3)
    await web.box._state.pages.upload(chapter, [("png", b"no picture")])
    web.box._state.covers.keep("a.png", b"mine")
    web.box.reset()
    assert await web.box._state.pages.of(chapter, 3) == drawn
    assert await web.box._state.covers.of("a.png", "A", None) != b"mine"


async def test_the_same_tests_find_the_same_ids(web, send):
    made = [(await send("POST", "/author", {"name": "Somebody"})).body["data"]["id"]]
    web.box.reset()
    token = (await web.token()).body["access_token"]
    mine = {"headers": {"Authorization": f"Bearer {token}"}}
    answer = await web.request("POST", "/author", json={"name": "Somebody"}, **mine)
    assert answer.body["data"]["id"] == made[0]


@pytest.mark.parametrize("kind", KINDS)
async def test_positions_begin_anew_too(web, kind):
    entities = web.box.catalogue.entities(kind)
    end, first = entities.end, next(iter(entities))
    copied = entities[first].copy()
    copied.id = "00000000-0000-4000-8000-000000000000"
    entities.put(copied)
    entities.drop(first)
    assert (len(entities), entities.end, copied.id in entities, first in entities) == (
        end,
        end + 1,
        True,
        False,
    )
    web.box.reset()
    assert (len(entities), entities.end, copied.id in entities, first in entities) == (end, end, False, True)


async def test_what_comes_and_goes_leaves_nothing_behind(web, send):
    authors, table = web.box.catalogue.authors, web.box.catalogue.tables.names["author"]
    end = authors.end
    for name in ("First", "Second", "Third"):
        made = (await send("POST", "/author", {"name": name})).body["data"]["id"]
        assert (await web.get("/author", ("name", name.lower()))).ids == [made]
        assert (await send("DELETE", f"/author/{made}")).status == 200
        assert (await web.get("/author", ("name", name.lower()))).ids == []
    assert authors.end == end
    assert len(table._touched) == 1
    assert web.box.catalogue.removed == set()
    kept = [(await send("POST", "/author", {"name": name})).body["data"]["id"] for name in ("Aa", "Bb")]
    await send("DELETE", f"/author/{kept[0]}")
    assert authors.end == end + 2
    assert authors[kept[1]].attributes["name"] == "Bb"
    await send("DELETE", f"/author/{kept[1]}")
    assert authors.end == end


async def test_chapters_that_come_and_go_leave_nothing_behind(web, send):
    catalogue, manga = web.box.catalogue, web.box.sample_manga_id
    before = catalogue.latest_upload(manga), len(catalogue.chapters_of(manga))
    for _ in range(2):
        chapter = web.box.publish_chapter(manga)
        assert catalogue.latest_upload(manga) > before[0]
        assert (await send("DELETE", f"/chapter/{chapter.id}")).status == 200
    assert (catalogue.latest_upload(manga), len(catalogue.chapters_of(manga))) == before
    assert catalogue._later_parts == {}
