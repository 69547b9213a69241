from __future__ import annotations

import pytest
from aiohttp import FormData

UNKNOWN = "00000000-0000-4000-8000-000000000000"
LEAST = {
    "title": {"en": "The Kettle"},
    "originalLanguage": "ja",
    "status": "ongoing",
    "contentRating": "safe",
}


@pytest.fixture
async def draft(send):
    return (await send("POST", "/manga", LEAST)).body["data"]["id"]


@pytest.fixture
async def cover(web, send, login, picture):
    """Give a draft a cover."""

    async def upload(draft, locale):
        form = FormData()
        form.add_field("file", picture(), filename="cover.png")
        form.add_field("locale", locale)
        answer = await web.request("POST", f"/cover/{draft}", data=form, **login)
        assert answer.status == 200
        return answer.body["data"]

    return upload


async def test_drafts_are_listed_the_newest_first(web, send, clock):
    made = []
    for title in ("B", "C", "A"):
        clock.advance(1)
        body = {**LEAST, "title": {"en": title}}
        made.append((await send("POST", "/manga", body)).body["data"]["id"])
    answer = await send("GET", "/manga/draft")
    assert (answer.body["response"], answer.body["limit"], answer.body["total"]) == ("collection", 10, 3)
    assert answer.ids == made[::-1]
    assert (await send("GET", "/manga/draft?limit=1&offset=1")).ids == [made[1]]
    by_title = await send("GET", "/manga/draft?order[title]=asc")
    assert by_title.ids == [made[2], made[0], made[1]]
    creators = (await send("GET", "/manga/draft?includes[]=creator")).body["data"][0]["relationships"]
    assert creators[0]["attributes"]["username"]


async def test_a_draft_can_be_changed_and_deleted(send, draft):
    answer = await send("PUT", f"/manga/{draft}", {"year": 2000, "version": 1})
    assert (answer.status, answer.body["data"]["attributes"]["state"]) == (200, "draft")
    data = (await send("GET", f"/manga/draft/{draft.upper()}")).body["data"]
    assert (data["attributes"]["year"], data["attributes"]["version"]) == (2000, 2)
    assert (await send("DELETE", f"/manga/{draft}")).status == 200
    assert (await send("GET", f"/manga/draft/{draft}")).status == 404
    assert (await send("GET", "/manga/draft")).ids == []


async def test_a_draft_needs_a_cover_in_its_own_language(send, draft, cover):
    path = f"/manga/draft/{draft}/commit"
    answer = await send("POST", path, {"version": 1})
    assert (answer.status, "cover" in answer.details) == (400, True)
    await cover(draft, "en")
    assert (await send("POST", path, {"version": 1})).status == 400
    shown = await cover(draft, "ja")
    answer = await send("POST", path, {"version": 1})
    assert (answer.status, answer.body["response"]) == (201, "entity")
    data = answer.body["data"]
    assert (data["attributes"]["state"], data["attributes"]["version"]) == ("submitted", 2)
    assert [e["id"] for e in data["relationships"] if e["type"] == "cover_art"]
    assert shown["relationships"][0] == {"id": draft, "type": "manga"}


async def test_what_is_submitted_waits_for_the_staff(web, send, draft, cover):
    await cover(draft, "ja")
    await send("POST", f"/manga/draft/{draft}/commit", {"version": 1})
    again = await send("POST", f"/manga/draft/{draft}/commit", {"version": 2})
    assert (again.status, "submitted" in again.details) == (400, True)
    assert (await web.get(f"/manga/{draft}")).status == 404
    assert (await send("GET", "/manga/draft?state=draft")).ids == []
    assert (await send("GET", "/manga/draft?state=submitted")).ids == [draft]


async def test_the_staff_publishes_or_rejects(web, send, draft, cover):
    author = next(iter(web.box.catalogue.authors))
    await send("PUT", f"/manga/{draft}", {"authors": [author], "version": 1})
    picture = await cover(draft, "ja")
    await send("POST", f"/manga/draft/{draft}/commit", {"version": 2})
    web.box.review(draft, publish=False)
    assert (await send("GET", "/manga/draft?state=rejected")).ids == [draft]
    web.box.review(draft, publish=True)
    data = (await web.get(f"/manga/{draft}")).body["data"]
    assert (data["attributes"]["state"], data["attributes"]["version"]) == ("published", 5)
    assert (await send("GET", f"/manga/draft/{draft}")).status == 404
    assert draft in web.box.catalogue.authors[author].linked("manga")
    assert (await web.get(f"/cover/{draft}")).body["data"]["id"] == picture["id"]
    with pytest.raises(ValueError, match="manga_id: there is no draft"):
        web.box.review(draft, publish=True)


async def test_a_commit_needs_the_present_version(send, draft, cover):
    await cover(draft, "ja")
    answer = await send("POST", f"/manga/draft/{draft}/commit", {"version": 2})
    assert (answer.status, answer.body["errors"][0]["title"]) == (409, "version_conflict_exception")
    for wrong in ({}, {"version": 0}, {"version": "1"}):
        answer = await send("POST", f"/manga/draft/{draft}/commit", wrong)
        assert (answer.status, "/version" in answer.details) == (400, True)


async def test_published_manga_are_no_drafts(web, send):
    manga = web.box.sample_manga_id
    assert (await send("GET", f"/manga/draft/{manga}")).status == 404
    assert (await send("POST", f"/manga/draft/{manga}/commit", {"version": 1})).status == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("offset", "9991"),
        ("state", "published"),
        ("order[rating]", "asc"),
        ("includes[]", "user"),
    ],
)
async def test_wrong_values_are_400(web, login, name, value):
    answer = await web.get("/manga/draft", (name, value), **login)
    assert (answer.status, name.partition("[")[0] in answer.details) == (400, True)
