from __future__ import annotations

import asyncio
import json
import re
import ssl
import time
from contextlib import asynccontextmanager

import aiohttp
import pytest

from asyncdex.sandbox import Ladder, Limits, RunningClock

JSON = {"Content-Type": "application/json"}
FAULT = {"kind": "status", "value": "503", "method": "GET", "path": "/ping", "times": "1"}


class Events:
    """The events of an open page, read one by one."""

    def __init__(self, response):
        self.response = response

    async def next(self):
        async with asyncio.timeout(5):
            line = await self.response.content.readline()
            assert line.startswith(b"data: "), line
            assert await self.response.content.readline() == b"\n"
        return json.loads(line.removeprefix(b"data: "))

    async def until(self, wanted):
        while True:
            told = await self.next()
            if wanted(told):
                return told


@asynccontextmanager
async def watching(web, **options):
    async with web.session.get(f"{web.box.url}/_sandbox/events", **options) as response:
        assert response.status == 200
        yield Events(response)


async def post(web, path, fields=None, **headers):
    return await web.request(
        "POST", f"/_sandbox/{path}", data=json.dumps(fields or {}), headers={**JSON, **headers}
    )


def texts(rows):
    return [" ".join(cell for cell in cells if isinstance(cell, str)) for _, cells in rows]


async def test_the_page_is_complete_without_scripts(web):
    await web.get("/manga", ("limit", "3"))
    await web.token()
    web.box.fail("GET", "/chapter/*", status=500)
    page = await web.get("/_sandbox")
    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    text = page.raw.decode()
    assert "GET /manga?limit=3" in text
    assert "GET /chapter/*" in text
    assert "personal client" in text
    assert "The limits are off." in text
    assert "$" not in text
    assert (await web.get("/_sandbox/")).status == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [("page.css", "text/css"), ("page.js", "text/javascript"), ("icon.svg", "image/svg+xml")],
)
async def test_what_the_page_is_made_of(web, name, kind):
    answer = await web.get(f"/_sandbox/{name}")
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, kind)
    # Nothing comes from elsewhere, and nothing that the policy forbids is in it.
    assert b"http" not in answer.raw.replace(b"http://www.w3.org/2000/svg", b"")


async def test_nothing_of_the_page_stands_in_its_own_markup(web):
    text = (await web.get("/_sandbox")).raw.decode()
    assert re.findall(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=", text) == []


async def test_every_answer_is_held_to_itself(web):
    for path in ("/_sandbox", "/_sandbox/page.js", "/_sandbox/nothing"):
        answer = await web.get(path)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    assert (await web.get("/_sandbox/nothing")).status == 404
    assert (await web.get("/_sandbox/faults")).status == 405
    assert (await web.get("/_sandboxes")).body["errors"][0]["status"] == 404


async def test_the_page_is_not_counted_nor_held_to_anything(make):
    web = await make(limits="documented")
    web.box.fail("*", "*", status=500, times=None)
    web.box.require_captcha("*", "*")
    for _ in range(20):
        assert (await web.get("/_sandbox", headers={"User-Agent": ""})).status == 200
    stats = web.box.stats
    assert (stats.requests, stats.answers, len(stats.recent), stats.under_way) == (0, 0, 0, 0)


async def test_no_secret_is_on_the_page(web, send):
    known = web.box.client_kwargs()
    token = (await web.token()).body
    node = (await web.get(f"/at-home/server/{web.box.sample_chapter_id}")).body
    await web.get(f"{node['baseUrl']}/data/{node['chapter']['hash']}/{node['chapter']['data'][0]}")
    async with watching(web) as events:
        told = json.dumps(await events.next())
    shown = (await web.get("/_sandbox")).raw.decode() + told
    grant = node["baseUrl"].rpartition("/")[2]
    for secret in (
        known["password"],
        known["client_secret"],
        token["access_token"],
        token["refresh_token"],
        grant,
    ):
        assert secret not in shown
    assert f"/…/data/{node['chapter']['hash']}" in shown


async def test_what_strangers_write_is_text(web):
    await web.get("/manga/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    text = (await web.get("/_sandbox")).raw.decode()
    assert "GET /manga/&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "[::1", "127.0.0.1.evil.example:80"]
)
async def test_names_that_anybody_may_point_here_are_refused(web, host):
    for path in ("/_sandbox", "/_sandbox/events"):
        answer = await web.get(path, headers={"Host": host})
        assert answer.status == 403
        assert b"http://127.0.0.1" in answer.raw
    assert (await post(web, "faults", FAULT, Host=host)).status == 403


@pytest.mark.parametrize(
    "host", ["localhost:80", "127.0.0.1", "127.9.9.9:1", "[::1]:80", "[::ffff:127.0.0.1]"]
)
async def test_names_that_only_this_machine_has(web, host):
    page = await web.get("/_sandbox", headers={"Host": host})
    assert (page.status, b'<body class="open">' in page.raw) == (200, True)
    assert (await post(web, "faults", FAULT, Host=host)).status == 204


async def test_from_elsewhere_it_is_for_reading(web):
    page = await web.get("/_sandbox", headers={"Host": "192.168.7.9:8080"})
    assert (page.status, b'<body class="locked">' in page.raw) == (200, True)
    answer = await post(web, "faults", FAULT, Host="192.168.7.9:8080")
    assert (answer.status, answer.raw) == (403, b"From another machine, this page is for reading only.\n")


@pytest.mark.parametrize("path", ["faults", "faults/clear", "release", "revoke", "reset", "clock"])
async def test_other_pages_change_nothing(web, path):
    web.box.fail("GET", "/ping", status=500)
    for origin in ("http://evil.example", "null", web.box.url.replace("http:", "https:"), f"{web.box.url}0"):
        assert (await post(web, path, FAULT, Origin=origin)).status == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert (
            await web.request("POST", f"/_sandbox/{path}", data="{}", headers={"Content-Type": kind})
        ).status == 403
    assert [(await web.get("/ping")).status for _ in range(2)] == [500, 200]


async def test_faults_are_ordered_and_cleared(web):
    assert (await post(web, "faults", FAULT)).status == 204
    assert [(await web.get("/ping")).status for _ in range(2)] == [503, 200]
    await post(web, "faults", {**FAULT, "times": ""})
    assert (await web.get("/ping")).status == 503
    assert (await post(web, "faults/clear", Origin=web.box.url)).status == 204
    assert (await web.get("/ping")).status == 200


async def test_a_form_without_scripts_leads_back_to_the_page(web):
    answer = await web.request(
        "POST", "/_sandbox/faults", data=FAULT, headers={"Origin": web.box.url}, allow_redirects=False
    )
    assert (answer.status, answer.headers["Location"]) == (303, "/_sandbox")
    assert (await web.get("/ping")).status == 503


@pytest.mark.parametrize(
    ("body", "headers", "status", "text"),
    [
        (b'{"kind": "meteor"}', JSON, 400, b"there is no fault "),
        (b"{", JSON, 400, b"The body is no JSON."),
        (b"[" * 10_000, JSON, 400, b"The body is no JSON."),
        (b"[]", JSON, 400, b"The body must be an object of texts."),
        (b'{"kind": 7}', JSON, 400, b"there is no fault "),
        (b"x" * 20_000, JSON, 413, b""),
        (b"", JSON, 400, b"there is no fault "),
        (
            b"x",
            {"Content-Type": "text/plain", "Origin": "self"},
            415,
            b"The body must be application/json or",
        ),
    ],
)
async def test_forms_that_are_none(web, body, headers, status, text):
    headers = {name: web.box.url if value == "self" else value for name, value in headers.items()}
    answer = await web.request("POST", "/_sandbox/faults", data=body, headers=headers)
    assert (answer.status, answer.raw[: len(text)]) == (status, text)


async def test_a_clock_that_stands_still_is_moved(web, clock):
    began = clock.wall()
    assert (await post(web, "clock", {"seconds": "90"})).status == 204
    assert clock.wall() == began + 90
    answer = await post(web, "clock", {"seconds": "-1"})
    assert (answer.status, answer.raw) == (400, b"seconds must be a number from 0 on, not '-1'\n")
    assert b'action="/_sandbox/clock" id="move">' in (await web.get("/_sandbox")).raw


async def test_a_clock_that_goes_by_itself(make):
    web = await make(clock=None)
    answer = await post(web, "clock", {"seconds": "90"})
    assert (answer.status, answer.raw) == (409, b"This clock goes by itself.\n")
    page = (await web.get("/_sandbox")).raw
    assert b'id="move" hidden>' in page
    assert b'id="speed" hidden>' in page


async def test_a_clock_with_a_speed_is_given_another(make):
    clock = RunningClock(speed=60)
    web = await make(clock=clock)
    assert (await post(web, "clock", {"speed": "3600"})).status == 204
    assert clock.speed == 3600
    page = (await web.get("/_sandbox")).raw
    assert b"3600 times as fast" in page
    assert b'value="3600"' in page
    assert b'id="move" hidden>' in page
    await post(web, "clock", {"speed": "0"})
    assert b"the clock stands still" in (await web.get("/_sandbox")).raw
    answer = await post(web, "clock", {"speed": "-1"})
    assert (answer.status, answer.raw) == (400, b"speed must be a number from 0 on, not '-1'\n")


async def test_the_page_of_a_sandbox_with_a_certificate(make):
    web = await make(tls=True)
    trusted = ssl.create_default_context(cadata=web.box.certificate)
    headers = {**JSON, "Origin": web.box.url}
    sent = {"data": json.dumps(FAULT), "ssl": trusted}
    assert (await web.request("POST", "/_sandbox/faults", headers=headers, **sent)).status == 204
    headers["Origin"] = web.box.url.replace("https:", "http:")
    assert (await web.request("POST", "/_sandbox/faults", headers=headers, **sent)).status == 403
    async with watching(web, ssl=trusted) as events:
        assert (await events.next())["whole"] is True


async def test_an_open_page_is_told_everything_and_then_what_is_new(web):
    await web.get("/ping")
    async with watching(web) as events:
        first = await events.next()
        assert first["whole"] is True
        assert "GET /ping" in texts(first["requests"])[0]
        assert set(first["parts"]) == {"totals", "clock", "limits", "faults", "tokens", "uploads"}
        await web.get("/manga/random")
        told = await events.next()
        assert "200 GET /manga/random" in texts(told["requests"])[0]
        assert set(told["parts"]) == {"totals"}
        assert told["whole"] is False
        web.box.fail("GET", "/manga", status=503, times=None)
        web.box.fail("*", "*/data/*", kind="late=5", probability=0.25, skip=2, times=1, host="node")
        told = await events.next()
        assert texts(told["parts"]["faults"][0]) == [
            "GET /manga all status 503 always",
            "* */data/* node late=5, 0.25 of them, after 2 more 1×",
        ]


async def test_the_requests_of_a_moment_come_together(web):
    async with watching(web) as events:
        await events.next()
        began, count, batches = time.monotonic(), 0, 0
        for _ in range(50):
            await web.get("/ping")
        while count < 50:
            count += len((await events.next())["requests"])
            batches += 1
        # However long it took: ten a second, and the one that was under way.
        assert batches <= 10 * (time.monotonic() - began) + 1


async def test_a_busy_moment_is_cut_short_and_says_so(web):
    async with watching(web) as events:
        await events.next()
        (put,) = web.box.stats.listeners
        await web.get("/ping")
        for _ in range(500):
            put(web.box.stats.recent[-1])
        told = await events.until(lambda told: told["missed"])
        assert told["missed"] + len(told["requests"]) in {500, 501}
        assert len(told["requests"]) == 200


async def test_tokens_and_limits_and_uploads_are_told(make, clock):
    web = await make(limits="documented")
    bearer = {"Authorization": f"Bearer {(await web.token()).body['access_token']}"}
    manga = web.box.sample_manga_id
    await web.request("POST", "/upload/begin", json={"manga": manga, "groups": []}, headers=bearer)
    async with watching(web) as events:
        parts = (await events.next())["parts"]
        assert [row.split(maxsplit=1)[1] for row in texts(parts["tokens"][0])] == [
            "access personal client 15 min",
            "refresh personal client 30 d",
        ]
        assert texts(parts["uploads"][0])[0].endswith(" 0 0 B")
        assert texts(parts["limits"][0]) == [
            "general 4 of 5 0.2 s",
            "upload-begin 19 of 20 1 min",
        ]
        clock.advance(0.2)
        parts = (await events.next())["parts"]
        assert texts(parts["limits"][0])[0] == "general 5 of 5 full"
        clock.advance(890)
        parts = (await events.until(lambda told: "tokens" in told["parts"]))["parts"]
        assert parts["tokens"][0][0][0] == "soon"


@pytest.mark.beyond_the_file("whoever is banned gets a page in HTML")
async def test_who_went_on_when_refused_is_shown_and_let_go(make):
    web = await make(limits=Limits(ladder=Ladder(refusals=2)))
    for _ in range(8):
        await web.get("/ping")
    async with watching(web) as events:
        first, general = (await events.next())["parts"]["limits"][0]
        assert (first[0], first[1][2]) == ("failed", "banned")
        assert general[1][1:3] == [[0.0, 5, "0 of 5 left"], "0 of 5"]
        assert (await post(web, "release")).status == 204
        assert texts((await events.next())["parts"]["limits"][0]) == ["general 5 of 5 full"]
    assert (await web.get("/ping")).status == 200


async def test_requests_that_hang_are_counted(web):
    web.box.fail("GET", "/ping", delay=60)
    async with watching(web) as events:
        assert (await events.next())["parts"]["totals"]["under_way"] == ""
        hanging = asyncio.create_task(web.get("/ping"))
        assert (await events.next())["parts"]["totals"]["under_way"] == "1 under way"
        hanging.cancel()


async def test_a_reset_begins_the_page_anew(web, send):
    await send("POST", "/list", {"name": "mine", "visibility": "private", "manga": []})
    lists = (await send("GET", "/user/list")).body["total"]
    web.box.fail("GET", "/manga", status=500)
    async with watching(web) as events:
        assert (await events.next())["parts"]["faults"][0]
        assert (await post(web, "reset")).status == 204
        told = await events.next()
        assert (told["whole"], told["requests"], told["parts"]["faults"][0]) == (True, [], [])
        assert told["parts"]["tokens"] == [[], "Nobody is logged in."]
        await web.get("/ping")
        told = await events.next()
        assert (told["whole"], len(told["requests"])) == (False, 1)
    token = (await web.token()).body["access_token"]
    after = await web.get("/user/list", headers={"Authorization": f"Bearer {token}"})
    assert after.body["total"] == lists - 1


async def test_all_tokens_are_revoked(web, send):
    assert (await send("GET", "/user/me")).status == 200
    assert (await post(web, "revoke")).status == 204
    assert (await send("GET", "/user/me")).status == 401
    assert (await post(web, "release")).status == 204


async def test_nobody_looks_and_nothing_is_kept(web):
    async with watching(web) as events:
        await events.next()
        assert len(web.box.stats.listeners) == 1
    for _ in range(500):
        if not web.box.stats.listeners:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the page is still told what happens")


async def test_stopping_does_not_wait_for_open_pages(web):
    async with watching(web) as first, watching(web) as second:
        await first.next()
        await second.next()
        async with asyncio.timeout(3):
            await web.box.stop()
        with pytest.raises((AssertionError, aiohttp.ClientError)):
            await first.next()
    assert web.box.stats.listeners == []


async def test_a_page_that_was_just_closed_goes_with_the_sandbox(web):
    async with watching(web) as events:
        await events.next()
    await web.box.stop()
    assert web.box.stats.listeners == []


async def test_too_many_open_pages(web):
    web.box.stats.listeners.extend([lambda _: None] * 32)
    answer = await web.get("/_sandbox/events")
    assert (answer.status, answer.raw) == (503, b"Too many pages are open already.\n")
