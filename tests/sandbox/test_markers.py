from __future__ import annotations

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"
SOMETHING = ("ids[]", UNKNOWN)


def two_read(web):
    first, second = list(web.box.catalogue.shelf.read)[:2]
    return first, second


async def test_statuses_by_manga(web, login):
    answer = await web.get("/manga/status", **login)
    assert answer.body == {"result": "ok", "statuses": web.box.catalogue.shelf.statuses}


async def test_statuses_can_be_narrowed(web, login):
    kept = web.box.catalogue.shelf.statuses
    statuses = (await web.get("/manga/status", ("status", "reading"), **login)).body["statuses"]
    assert statuses == {manga: status for manga, status in kept.items() if status == "reading"}
    assert 0 < len(statuses) < len(kept)


async def test_no_statuses_at_all_are_a_list(web, login):
    web.box.catalogue.shelf.statuses.clear()
    assert (await web.get("/manga/status", **login)).body == {"result": "ok", "statuses": []}


async def test_the_status_of_one_manga(web, login):
    catalogue = web.box.catalogue
    answer = await web.get(f"/manga/{web.box.sample_manga_id.upper()}/status", **login)
    assert answer.body == {"result": "ok", "status": "reading"}
    without = next(manga for manga in catalogue.manga if manga not in catalogue.shelf.statuses)
    assert (await web.get(f"/manga/{without}/status", **login)).body == {"result": "ok", "status": None}


async def test_the_read_chapters_of_one_manga(web, login):
    catalogue = web.box.catalogue
    sample = web.box.sample_manga_id
    answer = await web.get(f"/manga/{sample}/read", **login)
    assert answer.body == {"result": "ok", "data": catalogue.shelf.read[sample]}
    without = next(manga for manga in catalogue.manga if manga not in catalogue.shelf.read)
    assert (await web.get(f"/manga/{without}/read", **login)).body == {"result": "ok", "data": []}


async def test_the_read_chapters_of_several_manga(web, login):
    first, second = two_read(web)
    read = web.box.catalogue.shelf.read
    asked = [("ids[]", first), ("ids[]", second.upper()), ("ids[]", first), SOMETHING]
    for flat in ([], [("grouped", "false")]):
        answer = await web.get("/manga/read", *asked, *flat, **login)
        assert answer.body == {"result": "ok", "data": [*read[first], *read[second]]}
    grouped = await web.get("/manga/read", *asked, ("grouped", "true"), **login)
    assert grouped.body == {"result": "ok", "data": {first: read[first], second: read[second]}}


@pytest.mark.parametrize("grouped", ["true", "false"])
async def test_nothing_read_is_an_empty_list_either_way(web, login, grouped):
    answer = await web.get("/manga/read", SOMETHING, ("grouped", grouped), **login)
    assert answer.body == {"result": "ok", "data": []}


@pytest.mark.parametrize(
    "path", ["/manga/status", "/manga/{}/status", "/manga/{}/read", "/manga/read?ids[]={}"]
)
async def test_all_of_it_needs_a_login(web, path):
    answer = await web.get(path.format(web.box.sample_manga_id))
    assert (answer.status, answer.body["errors"][0]["title"]) == (401, "unauthorized_http_exception")


@pytest.mark.parametrize("path", ["status", "read"])
async def test_unknown_manga_are_404(web, login, path):
    assert (await web.get(f"/manga/{UNKNOWN}/{path}", **login)).status == 404


@pytest.mark.parametrize(
    ("path", "pairs", "named"),
    [
        ("/manga/status", [("status", "paused")], "/status"),
        ("/manga/status", [("limit", "10")], "limit"),
        ("/manga/{}/status", [("status", "reading")], "status"),
        ("/manga/{}/read", [("grouped", "true")], "grouped"),
        ("/manga/read", [], "/ids"),
        ("/manga/read", [("ids", UNKNOWN)], "/ids"),
        ("/manga/read", [("ids[]", "7")], "/ids"),
        ("/manga/read", [SOMETHING] * 101, "/ids"),
        ("/manga/read", [SOMETHING, ("grouped", "yes")], "/grouped"),
    ],
)
async def test_wrong_values_are_named(web, login, path, pairs, named):
    answer = await web.get(path.format(web.box.sample_manga_id), *pairs, **login)
    assert answer.status == 400
    assert named in answer.details
