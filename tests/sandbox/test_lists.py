from __future__ import annotations

import pytest

ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def some_list(web, visibility, *, own):
    """A list with manga on it."""
    catalogue = web.box.catalogue
    return next(
        record
        for record in catalogue.lists.values()
        if record.attributes["visibility"] == visibility
        and (catalogue.me in record.linked("user")) is own
        and record.linked("manga")
    )


async def test_public_lists_are_there_for_guests(web):
    record = some_list(web, "public", own=False)
    answer = await web.get(f"/list/{record.id.upper()}")
    assert (answer.status, answer.body["response"]) == (200, "entity")
    data = answer.body["data"]
    assert (data["id"], data["type"], data["attributes"]) == (record.id, "custom_list", record.attributes)
    bare = [{"id": entry.id, "type": entry.type} for entry in record.relationships]
    assert data["relationships"] == bare


async def test_private_lists_are_there_for_their_owner_alone(web, login):
    mine, other = some_list(web, "private", own=True), some_list(web, "private", own=False)
    assert (await web.get(f"/list/{mine.id}", **login)).body["data"]["id"] == mine.id
    unknown = await web.get(f"/list/{UNKNOWN}", **login)
    for refused in (await web.get(f"/list/{mine.id}"), await web.get(f"/list/{other.id}", **login)):
        assert refused.status == unknown.status == 404
        # Not even the wording tells that there is something.
        assert refused.details.replace(mine.id, UNKNOWN).replace(other.id, UNKNOWN) == unknown.details


async def test_the_feed_of_a_private_list_is_refused_to_others(web, login):
    mine, other = some_list(web, "private", own=True), some_list(web, "private", own=False)
    assert (await web.get(f"/list/{mine.id}/feed", **login)).status == 200
    guest = await web.get(f"/list/{mine.id}/feed")
    assert (guest.status, guest.body["errors"][0]["title"]) == (401, "unauthorized_http_exception")
    stranger = await web.get(f"/list/{other.id}/feed", **login)
    assert (stranger.status, stranger.body["errors"][0]["title"]) == (403, "access_denied_http_exception")
    assert (await web.get(f"/list/{UNKNOWN}/feed", **login)).status == 404


async def every(web, path, *pairs):
    """All pages of a feed."""
    found = []
    while True:
        answer = await web.get(path, *pairs, ("limit", "500"), ("offset", str(len(found))))
        found += answer.body["data"]
        if len(found) >= answer.body["total"]:
            return found


def linked(entity, kind):
    return [entry["id"] for entry in entity["relationships"] if entry["type"] == kind]


async def test_the_feed_has_the_chapters_of_the_manga_on_the_list(web):
    record = some_list(web, "public", own=True)
    wanted = []
    for manga in record.linked("manga"):
        wanted += [entry["id"] for entry in await every(web, f"/manga/{manga}/feed", *ALL)]
    found = [entry["id"] for entry in await every(web, f"/list/{record.id}/feed", *ALL)]
    assert len(found) == len(set(found))
    assert set(found) == set(wanted)


async def test_the_feed_takes_filters_orders_and_includes(web):
    path = f"/list/{some_list(web, 'public', own=True).id}/feed"
    asked = [("translatedLanguage[]", "fr"), ("order[createdAt]", "desc"), ("includes[]", "manga")]
    data = (await web.get(path, *asked)).body["data"]
    assert {entry["attributes"]["translatedLanguage"] for entry in data} == {"fr"}
    created = [entry["attributes"]["createdAt"] for entry in data]
    assert created == sorted(created, reverse=True)
    manga = [entry for found in data for entry in found["relationships"] if entry["type"] == "manga"]
    ratings = {entry["attributes"]["contentRating"] for entry in manga}
    assert "safe" in ratings
    assert "pornographic" not in ratings
    bodies = (await web.get(path)).body, (await web.get(path, ("limit", "3"), ("offset", "2"))).body
    assert (bodies[0]["limit"], bodies[0]["offset"]) == (100, 0)
    assert bodies[1]["data"] == bodies[0]["data"][2:5]
    assert bodies[1]["total"] == bodies[0]["total"]


async def test_ones_own_lists_with_the_private_ones(web, login):
    own = [record.id for record in web.box.catalogue.lists_of(web.box.catalogue.me)]
    answer = await web.get("/user/list", **login)
    assert (answer.body["response"], answer.body["limit"]) == ("collection", 10)
    assert (answer.ids, answer.body["total"]) == (own[:10], len(own))
    assert (await web.get("/user/list", ("offset", "10"), **login)).ids == own[10:]
    assert (await web.get("/user/list", ("limit", "0"), **login)).ids == []


async def test_the_public_lists_of_users(web, login):
    catalogue = web.box.catalogue
    for user in list(catalogue.users)[:2]:
        public = [r.id for r in catalogue.lists_of(user) if r.attributes["visibility"] == "public"]
        assert public
        for options in ({}, login):
            answer = await web.get(f"/user/{user}/list", **options)
            assert (answer.ids, answer.body["total"]) == (public, len(public))
    assert (await web.get(f"/user/{UNKNOWN}/list")).status == 404


async def test_ones_own_lists_need_a_login(web):
    answer = await web.get("/user/list")
    assert (answer.status, answer.body["errors"][0]["title"]) == (401, "unauthorized_http_exception")


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/list/{}", "includes[]", "manga"),
        ("/list/{}/feed", "limit", "0"),
        ("/list/{}/feed", "limit", "501"),
        ("/list/{}/feed", "offset", "9901"),
        ("/list/{}/feed", "order[title]", "asc"),
        ("/list/{}/feed", "includes[]", "author"),
        ("/list/{}/feed", "manga", UNKNOWN),
        ("/user/list", "limit", "101"),
        ("/user/list", "offset", "9991"),
        ("/user/list", "visibility", "public"),
        ("/user/" + UNKNOWN + "/list", "limit", "101"),
    ],
)
async def test_wrong_values_are_400(web, login, path, name, value):
    path = path.format(some_list(web, "public", own=True).id)
    answer = await web.get(path, (name, value), **login)
    assert answer.status == 400
    assert name.partition("[")[0] in answer.details
