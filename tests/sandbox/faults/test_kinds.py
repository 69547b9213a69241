from __future__ import annotations

import io
import json
from email.utils import parsedate_to_datetime

import aiohttp
import pytest
from PIL import Image

from asyncdex.sandbox import Sandbox
from asyncdex.sandbox.server.faults.kinds import KINDS, options_of


@pytest.fixture
async def web(make):
    return await make(manga=40, chapters=60)


async def page(web):
    body = (await web.get(f"/at-home/server/{web.box.sample_chapter_id}")).body
    return f"{body['baseUrl']}/data/{body['chapter']['hash']}/{body['chapter']['data'][0]}"


@pytest.mark.parametrize("kind", ["503", "html", "limited", "limited-html", "limited-400", "limited-403"])
async def test_other_answers(web, kind):
    web.box.fail("GET", "/manga", kind=kind)
    answer = await web.get("/manga")
    statuses = {"html": 503, "limited": 429, "limited-html": 429}
    assert answer.status == statuses.get(kind, int(kind[-3:]) if kind[-3:].isdecimal() else 0)
    html = kind not in {"503", "limited"}
    assert answer.headers["Content-Type"].startswith("text/html" if html else "application/json")
    assert not {"Retry-After", "X-RateLimit-Retry-After"} & set(answer.headers)
    assert web.box.stats.recent[-1].why == f"fault: {kind}"
    assert (await web.get("/manga")).status == 200


async def test_values_of_kinds(web):
    web.box.fail("GET", "/ping", kind="html=502")
    assert (await web.get("/ping")).status == 502


async def test_a_kind_can_be_changed(web):
    web.box.fail("GET", "/ping", kind="html", status=500, headers={"X-From": "the edge"})
    answer = await web.get("/ping")
    assert (answer.status, answer.headers["X-From"]) == (500, "the edge")
    assert b"<html>" in answer.raw


async def test_connections_that_break(web):
    web.box.fail("GET", "/manga", kind="dropped", times=2)
    with pytest.raises(aiohttp.ClientConnectionError):
        await web.get("/manga")
    web.box.fail("GET", "/manga", kind="half")
    with pytest.raises(aiohttp.ClientPayloadError):
        await web.get("/manga")


async def test_json_that_ends_too_soon(web):
    whole = (await web.get("/manga")).raw
    web.box.fail("GET", "/manga", kind="cut")
    async with web.session.get(web.box.url + "/manga") as response:
        raw = await response.read()
    assert (response.status, response.content_type) == (200, "application/json")
    assert raw == whole[: len(whole) // 2]
    with pytest.raises(json.JSONDecodeError):
        json.loads(raw)


async def test_an_empty_body(web):
    web.box.fail("GET", "/manga", kind="empty")
    answer = await web.get("/manga")
    assert (answer.status, answer.raw, answer.headers["Content-Type"]) == (200, b"", "application/json")


async def test_nodes_that_lie(web):
    url = await page(web)
    whole = (await web.get(url)).raw
    for kind in ("404", "damaged", "cut", "other"):
        web.box.fail("GET", "*/data/*", kind=kind, host="node")
    gone, damaged, cut, other = [await web.get(url) for _ in range(4)]
    assert gone.status == 404
    assert (len(damaged.raw), damaged.raw == whole) == (len(whole), False)
    assert cut.raw == whole[: len(whole) // 2]
    assert (other.status, other.headers["Content-Type"]) == (200, "image/png")
    picture = Image.open(io.BytesIO(other.raw))
    picture.load()
    assert picture.size == (1, 1)
    assert (await web.get(url)).raw == whole


async def test_missing_headers(make):
    web = await make(manga=2, chapters=20, limits="documented")
    usual = set((await web.get("/manga/random")).headers)
    assert {"X-RateLimit-Limit", "X-RateLimit-Retry-After", "X-Request-ID", "Date"} <= usual
    web.box.fail("GET", "/manga/random", kind="bare")
    bare = await web.get("/manga/random")
    assert bare.status == 200
    assert not {"X-RateLimit-Limit", "X-RateLimit-Retry-After", "X-Request-ID", "Date"} & set(bare.headers)
    web.box.fail("GET", "/manga/random", strip=["content-type"])
    assert "Content-Type" not in (await web.get("/manga/random")).headers


@pytest.mark.parametrize("spoilt", [{}, {"truncate": True}, {"chunked": True}])
async def test_a_clock_that_is_wrong(web, clock, spoilt):
    url = web.box.url + "/manga"
    for skew in (3600, -90):
        web.box.fail("GET", "/manga", skew=skew, **spoilt)
        async with web.session.get(url) as response:
            said = parsedate_to_datetime(response.headers["Date"]).timestamp()
        assert said == int(clock.wall()) + skew
    web.box.fail("GET", "/manga", kind="skewed")
    said = parsedate_to_datetime((await web.get("/manga")).headers["Date"]).timestamp()
    assert said == int(clock.wall()) + 3600
    assert parsedate_to_datetime((await web.get("/manga")).headers["Date"]).timestamp() == int(clock.wall())


async def test_tokens_that_end_at_a_certain_request(web):
    login = {"headers": {"Authorization": f"Bearer {(await web.token()).body['access_token']}"}}
    web.box.fail("GET", "/user/*", kind="revoked", skip=2)
    assert [(await web.get("/user/me", **login)).status for _ in range(4)] == [200, 200, 401, 401]
    assert (await web.get("/manga", **login)).status == 401
    assert [seen.why for seen in web.box.stats.recent][-4:] == ["", "fault: revoked", "", ""]


async def test_lists_that_move_on_between_pages(web):
    async def listed(*more):
        answer = await web.get("/manga", ("limit", "10"), ("order[createdAt]", "desc"), *more)
        return answer.ids, answer.body["offset"], answer.body["total"]

    first, _, total = await listed()
    second, _, _ = await listed(("offset", "10"))
    web.box.fail("GET", "/manga", kind="shifted", times=None)
    assert await listed() == (first, 0, total)
    assert await listed(("offset", "10")) == ([first[-1], *second[:-1]], 10, total)
    web.box.clear_faults()
    web.box.fail("GET", "/manga", shift=-2)
    assert (await listed(("offset", "8")))[0] == second
    web.box.fail("GET", "/manga", kind="shifted=20")
    assert (await listed(("offset", "10")))[0] == first


async def test_a_list_moves_on_after_its_first_page(web):
    async def listed(offset):
        return (await web.get("/manga", ("limit", "5"), ("offset", offset))).ids

    before = [await listed("0"), await listed("2")]
    web.box.fail("GET", "/manga", kind="shifted=-2")
    assert [await listed("0"), await listed("0")] == [before[0]] * 2
    assert (await listed("0"), await listed("5")) != before
    web.box.clear_faults()
    web.box.fail("GET", "/manga", kind="shifted=-2", times=None)
    assert await listed("0") == before[0]
    await listed("5")
    # What is gone is gone from the first page as well.
    assert await listed("0") == before[1]


async def test_a_list_that_moved_on_can_still_refuse(web):
    web.box.fail("GET", "/manga", kind="shifted", times=None)
    assert (await web.get("/manga", ("offset", "-1"))).status == 400
    assert (await web.get("/manga", ("offset", "9999"), ("limit", "100"))).status == 400


async def test_chance_is_decided_by_the_seed(make):
    found = []
    for seed in (7, 7, 8):
        web = await make(manga=2, chapters=20, seed=seed)
        web.box.fail("GET", "/ping", kind="500", probability=0.3)
        found.append([(await web.get("/ping")).status for _ in range(60)])
    assert found[0] == found[1] != found[2]
    assert all(5 < statuses.count(500) < 35 for statuses in found)


async def test_chance_begins_anew_when_faults_are_cleared(web):
    found = []
    for _ in range(2):
        web.box.fail("GET", "/ping", kind="500", probability=0.5)
        found.append([(await web.get("/ping")).status for _ in range(20)])
        web.box.clear_faults()
    assert found[0] == found[1]


async def test_chance_can_have_an_end(web):
    web.box.fail("GET", "/ping", kind="500", probability=0.5, times=3)
    assert [(await web.get("/ping")).status for _ in range(40)].count(500) == 3
    assert web.box._state.faults.waiting == ()


async def test_a_request_that_chance_spares_is_left_to_the_next_fault(web):
    web.box.fail("GET", "/ping", kind="500", probability=0.5)
    web.box.fail("GET", "/ping", kind="502", times=None)
    assert {(await web.get("/ping")).status for _ in range(40)} == {500, 502}


async def test_jitter_is_by_chance_and_in_bounds(web):
    faults = web.box._state.faults
    web.box.fail("GET", "/ping", delay=1, jitter=2)
    (fault,) = faults.waiting
    late = [faults.lateness(fault) for _ in range(200)]
    assert 1 <= min(late) < 1.1
    assert 2.9 < max(late) <= 3


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_and_says_what_it_does(kind):
    assert options_of(kind) == {**KINDS[kind].options, "kind": kind}
    assert KINDS[kind].says


@pytest.mark.parametrize(
    ("kind", "complaint"),
    [
        ("htlm", "there is no fault 'htlm'; did you mean 'html'\\? Known are a status and late, jitter, "),
        ("", "there is no fault ''; Known are"),
        ("dropped=3", "the fault 'dropped' takes no value, and so not '3'"),
        ("late=soon", "the fault 'late' takes a number, not 'soon'"),
        ("html=no", "the fault 'html' takes a whole number, not 'no'"),
        ("drifted=sideways", "drift must be one of 'fields', .*, not 'sideways'"),
        ("html=99", "status must be from 200 to 599, not 99"),
        ("999", "status must be from 200 to 599, not 999"),
    ],
)
def test_kinds_that_are_none(kind, complaint):
    with pytest.raises(ValueError, match=complaint):
        Sandbox(manga=1, chapters=0).fail("GET", "/manga", kind=kind)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"status": 99}, "status must be from 200 to 599, not 99"),
        ({"delay": -1}, "delay must be from 0 to .*, not -1"),
        ({"delay": float("nan")}, "delay must be"),
        ({"jitter": -1}, "jitter must be"),
        ({"stall": -1}, "stall must be at least 0, not -1"),
        ({"slow": -1}, "slow must be at least 0"),
        ({"skip": -1}, "skip must be at least 0"),
        ({"times": 0}, "times must be at least 1, not 0"),
        ({"probability": 0}, "probability must be above 0 and at most 1, not 0"),
        ({"probability": 1.1}, "probability must be above 0 and at most 1, not 1.1"),
        ({"host": "cdn"}, "host must be one of 'api', 'auth', 'uploads', 'reports', 'node', not 'cdn'"),
        ({"drift": "away"}, "drift must be one of"),
        ({"method": "FETCH"}, r"method must be one of '\*', 'GET', .*, not 'FETCH'"),
        ({"path_pattern": "manga"}, "path_pattern must be a pattern such as '/manga/\\*', not 'manga'"),
    ],
)
def test_faults_that_make_no_sense(wrong, complaint):
    with pytest.raises(ValueError, match=complaint):
        Sandbox(manga=1, chapters=0).fail(
            **{"method": "GET", "path_pattern": "/manga", "status": 500, **wrong}
        )
