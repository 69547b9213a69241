from __future__ import annotations

import pytest

from asyncdex.sandbox.server.desk.reasons import CATEGORIES
from tests.sandbox.uploading import UNKNOWN, error_of


@pytest.fixture
async def web(make):
    return await make(manga=6, chapters=40)


async def reasons_of(web, login, category):
    return (await web.get(f"/report/reasons/{category}", **login)).body["data"]


async def reason_for(web, login, category, *, details):
    """The id of a reason that needs details, or of one that does not."""
    found = await reasons_of(web, login, category)
    return next(entry["id"] for entry in found if entry["attributes"]["detailsRequired"] is details)


async def report(web, login, category="manga", target=None, details=None, **change):
    body = {
        "category": category,
        "reason": await reason_for(web, login, category, details=False),
        "objectId": target or web.box.sample_manga_id,
        "details": details,
        **change,
    }
    body = {name: value for name, value in body.items() if value is not None}
    return await web.request("POST", "/report", json=body, **login)


async def test_reasons(web, login):
    counts = {"author": 4, "chapter": 19, "manga": 7, "scanlation_group": 6, "user": 3}
    seen = set()
    for category in CATEGORIES:
        answer = await web.get(f"/report/reasons/{category}", **login)
        assert (answer.body["response"], answer.body["offset"]) == ("collection", 0)
        assert answer.body["limit"] == answer.body["total"] == len(answer.ids) == counts[category]
        seen.update(answer.ids)
        for entry in answer.body["data"]:
            assert (entry["type"], entry["relationships"]) == ("report_reason", [])
            attributes = entry["attributes"]
            assert (attributes["category"], attributes["version"]) == (category, 1)
            assert attributes["reason"]["en"]
    assert len(seen) == sum(counts.values())
    assert error_of(await web.get("/report/reasons/tag", **login)) == (400, "validation_exception")


async def test_the_ids_of_reasons_stay(make, web, login):
    other = await make(manga=1, chapters=0, seed=99)
    token = (await other.token()).body["access_token"]
    headers = {"headers": {"Authorization": f"Bearer {token}"}}
    assert await reasons_of(other, headers, "user") == await reasons_of(web, login, "user")


async def test_reporting(web, login, clock):
    answer = await report(web, login, details="It is about something else.")
    assert (answer.status, answer.body) == (201, {"result": "ok"})
    shown = (await web.get("/report", ("includes[]", "reason"), ("includes[]", "user"), **login)).body
    assert (shown["response"], shown["limit"], shown["total"]) == ("collection", 10, 1)
    (data,) = shown["data"]
    attributes = data["attributes"]
    assert (data["type"], attributes["status"]) == ("report", "waiting")
    assert attributes["objectId"] == web.box.sample_manga_id
    assert attributes["details"] == "It is about something else."
    user, reason = data["relationships"]
    assert (user["id"], user["type"]) == (web.box.catalogue.me, "user")
    assert user["attributes"]["username"]
    assert (reason["type"], reason["attributes"]["category"]) == ("reason", "manga")
    bare = (await web.get("/report", **login)).body["data"][0]["relationships"]
    assert [set(entry) for entry in bare] == [{"id", "type"}] * 2


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"reason": "no id"}, 400),
        ({"reason": UNKNOWN}, 400),
        ({"objectId": "no id"}, 400),
        ({"objectId": UNKNOWN}, 404),
        ({"details": 5}, 400),
        ({"details": "x" * 8192}, 413),
    ],
)
async def test_what_cannot_be_reported(web, login, change, status):
    assert (await report(web, login, **change)).status == status
    assert (await web.get("/report", **login)).body["total"] == 0


async def test_only_some_kinds_of_things_can_be_reported(web, login):
    body = {"category": "tag", "reason": UNKNOWN, "objectId": UNKNOWN}
    answer = await web.request("POST", "/report", json=body, **login)
    assert (answer.status, "category" in answer.details) == (400, True)


async def test_reasons_have_their_own_demands(web, login):
    needy = await reason_for(web, login, "manga", details=True)
    refused = [await report(web, login, reason=needy, details=details) for details in (None, " ")]
    assert {error_of(answer) for answer in refused} == {(400, "validation_exception")}
    assert (await report(web, login, reason=needy.upper(), details="Because.")).status == 201
    chapters = await reason_for(web, login, "chapter", details=False)
    assert "reason" in (await report(web, login, reason=chapters)).details
    for name in ("category", "reason", "objectId"):
        body = {"category": "manga", "reason": needy, "objectId": web.box.sample_manga_id, "details": "x"}
        del body[name]
        answer = await web.request("POST", "/report", json=body, **login)
        assert (answer.status, name in answer.details) == (400, True)


async def test_reports_are_seen_by_whoever_made_them(web, login):
    await report(web, login)
    (made,) = (await web.get("/report", **login)).ids
    other = next(user for user in web.box.catalogue.users if user != web.box.catalogue.me)
    web.box.catalogue.find("report", made).relink("user", [other])
    assert (await web.get("/report", **login)).body["total"] == 0


async def test_filters_and_orders(web, login, clock):
    catalogue = web.box.catalogue
    targets = {
        "manga": web.box.sample_manga_id,
        "chapter": web.box.sample_chapter_id,
        "scanlation_group": next(iter(catalogue.groups)),
        "user": next(iter(catalogue.users)),
    }
    made = []
    for category, target in targets.items():
        clock.advance(60)
        assert (await report(web, login, category, target.upper())).status == 201
        made += (await web.get("/report", ("limit", "1"), **login)).ids
    web.box.settle_report(made[3], "accepted")

    async def found(*pairs):
        return (await web.get("/report", *pairs, **login)).ids

    assert await found() == await found(("order[createdAt]", "desc")) == made[::-1]
    assert await found(("order[createdAt]", "asc")) == made
    assert await found(("limit", "2"), ("offset", "1")) == made[::-1][1:3]
    assert await found(("category", "chapter")) == [made[1]]
    assert await found(("objectId", targets["scanlation_group"].upper())) == [made[2]]
    assert await found(("status", "accepted")) == [made[3]]
    assert await found(("reasonId", await reason_for(web, login, "manga", details=False))) == [made[0]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("category", "tag"),
        ("status", "open"),
        ("reasonId", "no id"),
        ("order[updatedAt]", "asc"),
        ("includes[]", "manga"),
    ],
)
async def test_wrong_queries(web, login, name, value):
    answer = await web.get("/report", (name, value), **login)
    assert (answer.status, name.partition("[")[0] in answer.details) == (400, True)


async def test_guests_report_nothing(web):
    answers = [
        await web.get("/report/reasons/manga"),
        await web.get("/report"),
        await web.request("POST", "/report", json={}),
    ]
    assert {error_of(answer) for answer in answers} == {(401, "unauthorized_http_exception")}


async def test_delivery_reports_go_elsewhere(web, login):
    url = web.box.client_kwargs()["report_url"]
    await web.request("POST", url, json={"url": "x"})
    await report(web, login)
    hosts = [(seen.host, seen.path) for seen in web.box.stats.recent if seen.method == "POST"]
    assert ("reports", "/network/report") in hosts
    assert ("api", "/report") in hosts
    assert (web.box.stats.report_count, (await web.get("/report", **login)).body["total"]) == (1, 1)
