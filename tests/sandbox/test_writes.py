"""What holds for every operation that changes something: who may, what is refused, and how."""

from __future__ import annotations

import copy
import itertools

import pytest

from asyncdex.sandbox.server.catalogue.records import KINDS as TYPES

UNKNOWN = "00000000-0000-4000-8000-000000000000"
KINDS = {
    "manga": "manga",
    "chapter": "chapters",
    "cover": "covers",
    "author": "authors",
    "group": "groups",
    "list": "lists",
}
EDITS = {
    "manga": {"year": 1999},
    "chapter": {"title": "Rain"},
    "cover": {"volume": "3"},
    "author": {"name": "Nobody"},
    "group": {"name": "Nobody Scans"},
    "list": {"name": "Anything"},
}
FOLLOWS = [
    (method, f"/{kind}/{{{kind}}}/follow")
    for kind in ("manga", "group", "list")
    for method in ("POST", "DELETE")
]
OPERATIONS = [
    *(("PUT", f"/{kind}/{{{kind}}}") for kind in KINDS),
    *(("DELETE", f"/{kind}/{{{kind}}}") for kind in KINDS),
    *FOLLOWS,
    ("POST", "/manga/draft/{manga}/commit"),
    ("POST", "/manga/{manga}/relation"),
    ("DELETE", "/manga/{manga}/relation/{manga}"),
    ("POST", "/manga/{manga}/status"),
    ("POST", "/manga/{manga}/read"),
    ("POST", "/manga/{manga}/list/{list}"),
    ("DELETE", "/manga/{manga}/list/{list}"),
    ("POST", "/cover/{manga}"),
    ("POST", "/rating/{manga}"),
    ("DELETE", "/rating/{manga}"),
]
CREATIONS = [("POST", f"/{kind}") for kind in ("manga", "author", "group", "list")]
READS = [
    ("GET", path)
    for path in (
        "/manga/draft",
        f"/manga/draft/{UNKNOWN}",
        "/user",
        "/user/history",
        f"/rating?manga[]={UNKNOWN}",
    )
]


def some(web, kind):
    """An entity that the account may change."""
    catalogue = web.box.catalogue
    if kind == "list":
        return next(r for r in catalogue.lists.values() if catalogue.me in r.linked("user"))
    return list(getattr(catalogue, KINDS[kind]).values())[1]


def filled(web, path):
    return path.format(**{kind: some(web, kind).id for kind in KINDS})


def everything(web):
    catalogue = web.box.catalogue
    records = [(r.id, r.attributes, r.relationships) for r in records_of(catalogue)]
    figures = catalogue.figures
    return copy.deepcopy((records, catalogue.shelf, figures.voted, figures.followed))


def records_of(catalogue):
    kept = (records.values() for records in map(catalogue.entities, TYPES))
    return (*itertools.chain(*kept), *catalogue.drafts.values())


async def test_guests_change_nothing(web):
    before = everything(web)
    for method, path in (*OPERATIONS, *CREATIONS, *READS):
        answer = await web.request(method, filled(web, path), json=None if method == "GET" else {})
        shown = (answer.status, answer.body["errors"][0]["title"])
        assert shown == (401, "unauthorized_http_exception"), (method, path)
    assert everything(web) == before


async def test_what_is_not_there_cannot_be_changed(web, send):
    before = everything(web)
    bodies = {
        "/status": {"status": "reading"},
        "/read": {"chapterIdsRead": []},
        "/relation": {"targetManga": some(web, "manga").id, "relation": "sequel"},
        "/commit": {"version": 1},
    }
    for method, path in OPERATIONS:
        if path == "/cover/{manga}":
            continue
        kind = path.split("/")[1]
        body = {"version": 1, **EDITS.get(kind, {"rating": 1})} if method == "PUT" else {"rating": 1}
        body = next((known for end, known in bodies.items() if path.endswith(end)), body)
        answer = await send(
            method, path.format(**dict.fromkeys(KINDS, UNKNOWN)), body if method != "DELETE" else None
        )
        shown = (answer.status, answer.body["errors"][0]["title"])
        assert shown == (404, "not_found_http_exception"), (method, path)
        assert UNKNOWN in answer.details
    assert everything(web) == before


@pytest.mark.parametrize("kind", KINDS)
async def test_an_edit_against_an_old_version_is_refused(web, send, kind):
    record, before = some(web, kind), everything(web)
    version = record.attributes["version"]
    for wrong in (version + 1, version + 5):
        answer = await send("PUT", f"/{kind}/{record.id}", {**EDITS[kind], "version": wrong})
        assert answer.status == 409
        assert (answer.body["result"], answer.body["errors"][0]["title"]) == (
            "error",
            "version_conflict_exception",
        )
        assert f"version {version}, not {wrong}" in answer.details
    assert everything(web) == before


@pytest.mark.parametrize("kind", KINDS)
async def test_an_edit_makes_a_new_version(web, send, clock, kind):
    record = some(web, kind)
    version, created = record.attributes["version"], record.attributes.get("createdAt")
    clock.advance(60)
    answer = await send("PUT", f"/{kind}/{record.id.upper()}", {**EDITS[kind], "version": version})
    assert (answer.status, answer.body["result"], answer.body["response"]) == (200, "ok", "entity")
    data = answer.body["data"]
    assert (data["id"], data["type"]) == (record.id, record.type)
    assert data["attributes"].items() >= {**EDITS[kind], "version": version + 1}.items()
    assert data["attributes"].get("createdAt") == created
    assert ("updatedAt" in data["attributes"]) == (kind != "list")
    if kind != "list":
        assert data["attributes"]["updatedAt"] == "2026-05-28T20:27:40+00:00"
    stale = await send("PUT", f"/{kind}/{record.id}", {**EDITS[kind], "version": version})
    assert stale.status == 409
    assert (await send("GET", f"/{kind}/{record.id}")).body["data"]["attributes"] == data["attributes"]


@pytest.mark.parametrize("kind", KINDS)
async def test_an_edit_of_nothing_leaves_the_rest_alone(web, send, kind):
    record = some(web, kind)
    attributes, related = copy.deepcopy(record.attributes), list(record.relationships)
    needed = {"volume": attributes["volume"]} if kind == "cover" else {}
    answer = await send("PUT", f"/{kind}/{record.id}", {**needed, "version": attributes["version"]})
    changed = {"version": attributes["version"] + 1}
    if kind != "list":
        changed["updatedAt"] = answer.body["data"]["attributes"]["updatedAt"]
    assert answer.body["data"]["attributes"] == {**attributes, **changed}
    assert record.relationships == related


@pytest.mark.parametrize("kind", KINDS)
async def test_an_edit_needs_a_version(web, send, kind):
    record, before = some(web, kind), everything(web)
    for version in ({}, *({"version": wrong} for wrong in (None, 0, "1", 1.5, True))):
        answer = await send("PUT", f"/{kind}/{record.id}", {**EDITS[kind], **version})
        assert (answer.status, answer.body["errors"][0]["title"]) == (400, "validation_exception")
        assert "/version" in answer.details
    assert everything(web) == before


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_deleted_is_gone(web, send, kind):
    record = some(web, kind)
    answer = await send("DELETE", f"/{kind}/{record.id}")
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    assert (await send("GET", f"/{kind}/{record.id}")).status == 404
    assert (await send("DELETE", f"/{kind}/{record.id}")).status == 404
    catalogue = web.box.catalogue
    for other in records_of(catalogue):
        assert record.id not in {entry.id for entry in other.relationships}
    shelf = catalogue.shelf
    kept = (shelf.follows, shelf.read, shelf.statuses, shelf.ratings, shelf.history)
    assert record.id not in repr(kept)


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [
        ("POST", "/manga", 64),
        ("PUT", "/manga/{manga}", 64),
        ("POST", "/manga/{manga}/relation", 8),
        ("POST", "/manga/{manga}/status", 2),
        ("POST", "/manga/{manga}/read", 10),
        ("PUT", "/chapter/{chapter}", 32),
        ("PUT", "/cover/{cover}", 2),
        ("POST", "/author", 8),
        ("PUT", "/author/{author}", 8),
        ("POST", "/group", 16),
        ("PUT", "/group/{group}", 8),
        ("POST", "/list", 8),
        ("PUT", "/list/{list}", 8),
    ],
)
async def test_bodies_that_are_too_large_are_refused(web, login, method, path, limit):
    headers = {**login["headers"], "Content-Type": "application/json"}
    path = filled(web, path)
    for size, status in ((limit * 1024, 400), (limit * 1024 + 1, 413)):
        answer = await web.request(method, path, data=b"[" + b" " * (size - 1), headers=headers)
        assert (answer.status, answer.body["result"]) == (status, "error")


@pytest.mark.parametrize(
    ("method", "path", "amount", "seconds"),
    [
        ("POST", "/manga", 10, 3600),
        ("PUT", "/manga/{manga}", 10, 3600),
        ("DELETE", "/manga/" + UNKNOWN, 10, 600),
        ("POST", "/manga/draft/" + UNKNOWN + "/commit", 10, 3600),
        ("PUT", "/chapter/{chapter}", 10, 60),
        ("DELETE", "/chapter/" + UNKNOWN, 10, 60),
        ("POST", "/cover/{manga}", 100, 600),
        ("PUT", "/cover/{cover}", 100, 600),
        ("DELETE", "/cover/" + UNKNOWN, 10, 600),
        ("POST", "/author", 10, 3600),
        ("PUT", "/author/{author}", 10, 60),
        ("DELETE", "/author/" + UNKNOWN, 10, 600),
        ("POST", "/group", 10, 3600),
        ("PUT", "/group/{group}", 10, 60),
        ("DELETE", "/group/" + UNKNOWN, 10, 600),
    ],
)
async def test_they_have_limits_of_their_own(make, clock, method, path, amount, seconds):
    web = await make(limits="documented", manga=2, chapters=20)
    path = filled(web, path)
    first = await web.request(method, path, json={})
    assert (first.status, first.headers["X-RateLimit-Limit"]) == (401, str(amount))
    assert int(first.headers["X-RateLimit-Retry-After"]) == clock.wall() + seconds
    for left in range(amount - 2, -1, -1):
        clock.advance(0.2)
        answer = await web.request(method, path, json={})
        assert answer.headers["X-RateLimit-Remaining"] == str(left)
    clock.advance(0.2)
    assert (await web.request(method, path, json={})).status == 429


async def test_a_word_is_no_id(web, send):
    answer = await send("DELETE", "/manga/random")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")
