from __future__ import annotations

import pytest

KINDS = {
    "manga": ("manga", "manga"),
    "group": ("groups", "scanlation_group"),
    "list": ("lists", "custom_list"),
}


def unfollowed(web, name):
    catalogue = web.box.catalogue
    stored, kind = KINDS[name]
    return next(
        record
        for record in getattr(catalogue, stored).values()
        if record.id not in catalogue.shelf.follows[kind] and record.attributes.get("visibility") != "private"
    )


@pytest.mark.parametrize("name", KINDS)
async def test_follows_come_and_go(web, send, name):
    record = unfollowed(web, name)
    path, probe = f"/{name}/{record.id.upper()}/follow", f"/user/follows/{name}/{record.id}"
    total = (await send("GET", f"/user/follows/{name}")).body["total"]
    version = record.attributes["version"]
    for body in ({}, None):
        answer = await send("POST", path, body)
        assert (answer.status, answer.body) == (200, {"result": "ok"})
        assert (await send("GET", probe)).status == 200
        listed = await send("GET", f"/user/follows/{name}?limit=100")
        assert (listed.ids[-1], listed.body["total"]) == (record.id, total + 1)
    for _ in range(2):
        answer = await send("DELETE", path)
        assert (answer.status, answer.body) == (200, {"result": "ok"})
        assert (await send("GET", probe)).status == 404
        assert (await send("GET", f"/user/follows/{name}")).body["total"] == total
    assert record.attributes["version"] == version


async def test_followers_are_counted(web, send):
    manga = unfollowed(web, "manga")
    path = f"/manga/{manga.id}/follow"
    counted = []
    for method in ("GET", "POST", "POST", "DELETE", "DELETE"):
        if method != "GET":
            await send(method, path)
        statistics = (await web.get(f"/statistics/manga/{manga.id}")).body["statistics"]
        counted.append(statistics[manga.id]["follows"])
    first = counted[0]
    assert counted == [first, first + 1, first + 1, first, first]


async def test_what_is_followed_from_the_beginning_has_a_follower(web, send):
    for name, (_, kind) in KINDS.items():
        for identifier in list(web.box.catalogue.shelf.follows[kind]):
            assert (await send("DELETE", f"/{name}/{identifier}/follow")).status == 200
            assert web.box.catalogue.figures.follows_of(kind, identifier) >= 0
    assert (await send("GET", "/user/follows/manga")).ids == []
    assert (await send("GET", "/user/follows/manga/feed")).ids == []


async def test_private_lists_of_others_cannot_be_followed(web, send):
    catalogue = web.box.catalogue
    private = [r for r in catalogue.lists.values() if r.attributes["visibility"] == "private"]
    mine = next(record for record in private if catalogue.me in record.linked("user"))
    other = next(record for record in private if catalogue.me not in record.linked("user"))
    assert (await send("POST", f"/list/{mine.id}/follow")).status == 200
    for method in ("POST", "DELETE"):
        assert (await send(method, f"/list/{other.id}/follow")).status == 404


@pytest.mark.parametrize("name", KINDS)
async def test_wrong_bodies_and_queries_are_400(web, send, name):
    path = f"/{name}/{unfollowed(web, name).id}/follow"
    assert (await send("POST", path, [1])).status == 400
    assert (await send("POST", f"{path}?now=1")).status == 400
