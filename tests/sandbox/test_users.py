from __future__ import annotations

import pytest


async def test_users_are_listed_page_by_page(web, login):
    known = list(web.box.catalogue.users)
    answer = await web.get("/user", **login)
    page = (answer.body["response"], answer.body["limit"], answer.body["total"])
    assert page == ("collection", 10, len(known))
    assert answer.ids == known[:10]
    assert (await web.get("/user", ("limit", "2"), ("offset", "1"), **login)).ids == known[1:3]
    assert (await web.get("/user", ("limit", "0"), **login)).ids == []


async def test_users_are_found_by_name_and_id(web, login):
    records = list(web.box.catalogue.users.values())
    wanted = records[3]
    name = wanted.attributes["username"]
    found = await web.get("/user", ("username", name[1:].upper()), **login)
    assert wanted.id in found.ids
    assert all(name[1:].lower() in entry["attributes"]["username"].lower() for entry in found.body["data"])
    ids = [("ids[]", records[5].id.upper()), ("ids[]", records[2].id)]
    assert (await web.get("/user", *ids, **login)).ids == [records[2].id, records[5].id]


async def test_users_are_sorted_by_name(web, login):
    for direction, downwards in (("asc", False), ("desc", True)):
        data = (await web.get("/user", ("order[username]", direction), ("limit", "100"), **login)).body[
            "data"
        ]
        names = [entry["attributes"]["username"].casefold() for entry in data]
        assert names == sorted(names, reverse=downwards)


@pytest.mark.parametrize(
    ("name", "value"), [("limit", "101"), ("name", "x"), ("order[createdAt]", "asc"), ("ids[]", "x")]
)
async def test_wrong_values_are_400(web, login, name, value):
    answer = await web.get("/user", (name, value), **login)
    assert (answer.status, name.partition("[")[0] in answer.details) == (400, True)
