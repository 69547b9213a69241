from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest


@pytest.fixture
async def web(make):
    return await make(manga=4, chapters=60)


async def page(web):
    body = (await web.get(f"/at-home/server/{web.box.sample_chapter_id}")).body
    return f"{body['baseUrl']}/data/{body['chapter']['hash']}/{body['chapter']['data'][0]}"


async def test_a_status_takes_the_place_of_the_answer(web):
    web.box.fail("get", "/manga", status=503, times=2)
    answers = [await web.get("/manga") for _ in range(3)]
    assert [answer.status for answer in answers] == [503, 503, 200]
    assert answers[0].body["errors"][0]["status"] == 503
    assert "X-Request-ID" in answers[0].headers


async def test_only_what_fits_is_hit(web):
    web.box.fail("POST", "/manga", status=500)
    web.box.fail("GET", "/chapter/*", status=500)
    web.box.fail("GET", "/manga", status=500, host="node")
    assert (await web.get("/manga")).status == 200
    assert (await web.get(f"/chapter/{web.box.sample_chapter_id}")).status == 500


async def test_faults_happen_in_the_sequence_they_were_ordered(web):
    web.box.fail("*", "*", status=502)
    web.box.fail("*", "*", status=504)
    assert [(await web.get("/ping")).status for _ in range(3)] == [502, 504, 200]


async def test_until_cleared(web):
    web.box.fail("*", "*", status=500, times=None)
    assert [(await web.get("/ping")).status for _ in range(5)] == [500] * 5
    web.box.clear_faults()
    assert (await web.get("/ping")).status == 200


@pytest.mark.parametrize(
    ("body", "kind", "raw"),
    [
        ({"a": 1}, "application/json", b'{"a": 1}'),
        ("<html>", "text/plain; charset=utf-8", b"<html>"),
        (b"\x00", "text/plain", b"\x00"),
    ],
)
async def test_bodies(web, body, kind, raw):
    web.box.fail("GET", "/ping", body=body, headers={"Retry-After": "7"})
    answer = await web.get("/ping")
    assert (answer.status, answer.raw, answer.headers["Retry-After"]) == (200, raw, "7")
    assert answer.headers["Content-Type"].partition(";")[0] == kind.partition(";")[0]


async def test_content_types(web):
    web.box.fail("GET", "/ping", status=400, content_type="text/html")
    answer = await web.get("/ping")
    assert (answer.status, answer.headers["Content-Type"], answer.raw) == (400, "text/html", b"")


async def test_delays_and_headers_leave_the_answer_as_it_is(web):
    web.box.fail("GET", "/ping", delay=0.01, headers={"X-Late": "yes"})
    answer = await web.get("/ping")
    assert (answer.raw, answer.headers["X-Late"]) == (b"pong", "yes")


async def test_dropped_connections(web):
    # aiohttp itself repeats a GET once when the connection breaks.
    web.box.fail("GET", "/ping", drop=True, times=2)
    with pytest.raises(aiohttp.ClientConnectionError):
        await web.get("/ping")
    assert (await web.get("/ping")).status == 200
    assert [seen.status for seen in web.box.stats.recent] == [0, 0, 200]


async def test_truncated_pages(web):
    url = await page(web)
    web.box.fail("GET", "*/data/*", truncate=True, host="node")
    async with web.session.get(url) as response:
        announced = response.content_length
        with pytest.raises(aiohttp.ClientPayloadError):
            await response.read()
    whole = await web.get(url)
    assert len(whole.raw) == announced


async def test_truncated_json(web):
    web.box.fail("GET", "/manga", truncate=True)
    with pytest.raises(aiohttp.ClientPayloadError):
        await web.get("/manga")


async def test_corrupt_pages(web):
    url = await page(web)
    web.box.fail("GET", "*", corrupt=True, host="node")
    broken, sound = await web.get(url), await web.get(url)
    assert len(broken.raw) == len(sound.raw)
    assert broken.raw != sound.raw


async def test_a_body_that_stalls_and_is_cut_off(web):
    url = await page(web)
    web.box.fail("GET", "*/data/*", stall=0.05, host="node")
    async with web.session.get(url) as response:
        first = await response.content.readany()
        with pytest.raises(aiohttp.ClientError):
            await response.content.read()
        assert 0 < len(first) < response.content_length


async def test_a_body_that_trickles(web):
    url = await page(web)
    whole = await web.get(url)
    web.box.fail("GET", "*/data/*", slow=len(whole.raw) * 5, host="node")
    began = time.monotonic()
    slow = await web.get(url)
    assert slow.raw == whole.raw
    assert time.monotonic() - began > 0.1


async def test_a_body_of_unknown_length(web):
    url = await page(web)
    whole = await web.get(url)
    web.box.fail("GET", "*/data/*", chunked=True, host="node")
    chunked = await web.get(url)
    assert chunked.raw == whole.raw
    assert "Content-Length" not in chunked.headers
    assert chunked.headers["Transfer-Encoding"] == "chunked"


@pytest.mark.parametrize("fault", [{"stall": float("inf")}, {"delay": 1000}])
async def test_stopping_waits_for_nothing_that_stalls(make, fault):
    web = await make(manga=4, chapters=60)
    url = await page(web)
    web.box.fail("GET", "*/data/*", host="node", **fault)
    waiting = asyncio.create_task(web.get(url))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        await web.box.stop()
    with pytest.raises(aiohttp.ClientError):
        await waiting


async def test_a_node_that_is_not_there(web):
    url = await page(web)
    await web.box.stop_node(web.box.node_urls.index("/".join(url.split("/")[:3])))
    with pytest.raises(aiohttp.ClientConnectorError):
        await web.get(url)


async def test_the_token_service_can_fail(web):
    web.box.fail("POST", "/realms/*", status=401, body={"error": "invalid_grant"}, host="auth")
    assert [(await web.token()).status for _ in range(2)] == [401, 200]
