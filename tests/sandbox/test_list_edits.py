from __future__ import annotations

import uuid

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"
ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]


def manga_on(data):
    return [entry["id"] for entry in data["relationships"] if entry["type"] == "manga"]


@pytest.fixture
async def made(web, send):
    """A new public list with four manga."""
    manga = list(web.box.catalogue.manga)[:4]
    body = {"name": "Kettles", "visibility": "public", "manga": manga}
    return (await send("POST", "/list", body)).body["data"]


def strangers_list(web, visibility):
    catalogue = web.box.catalogue
    return next(
        record
        for record in catalogue.lists.values()
        if record.attributes["visibility"] == visibility and catalogue.me not in record.linked("user")
    )


async def test_a_new_list_is_private(web, send):
    answer = await send("POST", "/list", {"name": "Kettles", "version": 7})
    assert (answer.status, answer.body["response"]) == (200, "entity")
    data = answer.body["data"]
    assert uuid.UUID(data["id"]).version == 4
    assert data["type"] == "custom_list"
    assert data["attributes"] == {"name": "Kettles", "visibility": "private", "version": 1}
    assert data["relationships"] == [{"id": web.box.catalogue.me, "type": "user"}]
    assert (await send("GET", f"/list/{data['id']}")).body["data"] == data
    assert (await web.get(f"/list/{data['id']}")).status == 404
    assert data["id"] in (await send("GET", "/user/list?limit=100")).ids
    me = web.box.catalogue.me
    assert data["id"] not in (await send("GET", f"/user/{me}/list?limit=100")).ids


async def test_a_public_list_is_there_for_all(web, made):
    assert (await web.get(f"/list/{made['id']}")).body["data"] == made
    assert manga_on(made) == list(web.box.catalogue.manga)[:4]
    feed = await web.get(f"/list/{made['id']}/feed", *ALL, ("limit", "500"))
    assert feed.body["total"] > 0
    assert made["id"] in (await web.get(f"/user/{web.box.catalogue.me}/list", ("limit", "100"))).ids


async def test_an_edit_replaces_what_is_on_it(web, send, made):
    manga = list(web.box.catalogue.manga)
    body = {"manga": [manga[9].upper(), manga[2], manga[9]], "version": 1}
    data = (await send("PUT", f"/list/{made['id']}", body)).body["data"]
    assert manga_on(data) == [manga[9], manga[2]]
    assert data["attributes"] == {"name": "Kettles", "visibility": "public", "version": 2}
    data = (await send("PUT", f"/list/{made['id']}", {"visibility": "private", "version": 2})).body["data"]
    assert manga_on(data) == [manga[9], manga[2]]
    assert (await web.get(f"/list/{made['id']}")).status == 404
    assert (
        manga_on((await send("PUT", f"/list/{made['id']}", {"manga": [], "version": 3})).body["data"]) == []
    )


@pytest.mark.parametrize("order", [None, 0, 2, 4, 9])
async def test_manga_are_put_where_they_belong(web, send, made, order):
    new = list(web.box.catalogue.manga)[9]
    query = "" if order is None else f"?order={order}"
    path = f"/manga/{new.upper()}/list/{made['id'].upper()}{query}"
    answer = await send("POST", path)
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    wanted = manga_on(made)
    wanted.insert(4 if order is None else order, new)
    data = (await web.get(f"/list/{made['id']}")).body["data"]
    assert (manga_on(data), data["attributes"]["version"]) == (wanted, 2)


async def test_manga_on_the_list_can_be_moved(web, send, made):
    first, *others = manga_on(made)
    path = f"/manga/{first}/list/{made['id']}"
    assert (await send("POST", path)).status == 200
    unmoved = (await web.get(f"/list/{made['id']}")).body["data"]
    assert (manga_on(unmoved), unmoved["attributes"]["version"]) == ([first, *others], 1)
    assert (await send("POST", f"{path}?order=2")).status == 200
    moved = (await web.get(f"/list/{made['id']}")).body["data"]
    assert manga_on(moved) == [*others[:2], first, *others[2:]]


async def test_manga_are_taken_off(web, send, made):
    first, *others = manga_on(made)
    for version in (2, 2):
        answer = await send("DELETE", f"/manga/{first}/list/{made['id']}?order=0")
        assert (answer.status, answer.body) == (200, {"result": "ok"})
        data = (await web.get(f"/list/{made['id']}")).body["data"]
        assert (manga_on(data), data["attributes"]["version"]) == (others, version)


async def test_lists_of_others_are_theirs(web, send):
    manga = web.box.sample_manga_id
    for visibility, status in (("public", 403), ("private", 404)):
        record = strangers_list(web, visibility)
        before = dict(record.attributes), list(record.relationships)
        body = {"name": "Mine", "version": record.attributes["version"]}
        answers = [
            await send("PUT", f"/list/{record.id}", body),
            await send("DELETE", f"/list/{record.id}"),
            await send("POST", f"/manga/{manga}/list/{record.id}"),
            await send("DELETE", f"/manga/{manga}/list/{record.id}"),
        ]
        assert [answer.status for answer in answers] == [status] * 4
        assert {answer.body["result"] for answer in answers} == {"error"}
        assert (record.attributes, record.relationships) == before
        assert record.id in web.box.catalogue.lists


async def test_manga_have_to_be_there(web, send, made):
    for method, path, body in (
        ("POST", "/list", {"name": "Kettles", "manga": [UNKNOWN]}),
        ("PUT", f"/list/{made['id']}", {"manga": [UNKNOWN], "version": 1}),
        ("POST", f"/manga/{UNKNOWN}/list/{made['id']}", None),
        ("DELETE", f"/manga/{UNKNOWN}/list/{made['id']}", None),
        ("POST", f"/manga/{web.box.sample_manga_id}/list/{UNKNOWN}", None),
    ):
        answer = await send(method, path, body)
        assert (answer.status, UNKNOWN in answer.details) == (404, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", None), ("name", 1), ("visibility", "secret"), ("visibility", None), ("manga", ["x"])],
)
async def test_wrong_fields_are_400(send, made, name, value):
    body = {"name": "Kettles", "version": 1, name: value}
    for method, path in (("POST", "/list"), ("PUT", f"/list/{made['id']}")):
        answer = await send(method, path, body)
        assert (answer.status, f"/{name}" in answer.details) == (400, True)
    assert "/name" in (await send("POST", "/list", {"visibility": "public"})).details


@pytest.mark.parametrize(("name", "value"), [("order", "-1"), ("order", "first"), ("place", "1")])
async def test_wrong_places_are_400(web, send, made, name, value):
    for method in ("POST", "DELETE"):
        answer = await send(method, f"/manga/{web.box.sample_manga_id}/list/{made['id']}?{name}={value}")
        assert (answer.status, name in answer.details) == (400, True)
