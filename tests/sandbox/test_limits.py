from __future__ import annotations

import pytest

from tests.sandbox.uploading import UNKNOWN


@pytest.fixture
async def web(make):
    return await make(limits="documented", manga=2, chapters=20)


async def statuses(web, path, amount):
    return [(await web.get(path)).status for _ in range(amount)]


async def test_five_requests_a_second(web, clock):
    assert await statuses(web, "/ping", 6) == [200] * 5 + [429]
    clock.advance(0.2)
    assert await statuses(web, "/manga/tag", 2) == [200, 429]
    clock.advance(10)
    assert await statuses(web, "/ping", 6) == [200] * 5 + [429]
    stats = web.box.stats
    assert (stats.requests, stats.too_many, stats.busiest_second) == (14, 3, 8)
    assert stats.refused == {"general": 3}
    assert stats.rules == {"general": 14}


async def test_the_general_refusal(web):
    await statuses(web, "/ping", 5)
    answer = await web.get("/ping")
    assert answer.headers["Retry-After"] == "1"
    assert "X-RateLimit-Limit" not in answer.headers
    assert answer.body["errors"][0]["status"] == 429


async def test_unknown_paths_count_too(web):
    assert await statuses(web, "/nowhere", 6) == [404] * 5 + [429]


@pytest.mark.parametrize(
    ("path", "amount", "bucket"), [("/manga/random", 60, "random"), ("at-home", 40, "at-home")]
)
async def test_windows_of_single_endpoints(web, clock, path, amount, bucket):
    if path == "at-home":
        path = f"/at-home/server/{web.box.sample_chapter_id}"
    ends = str(int(clock.wall()) + 60)
    for used in range(1, amount + 1):
        clock.advance(0.2)
        answer = await web.get(path)
        assert answer.status == 200
        shown = {name: answer.headers[f"X-RateLimit-{name}"] for name in ("Limit", "Remaining")}
        assert shown == {"Limit": str(amount), "Remaining": str(amount - used)}
        assert abs(int(answer.headers["X-RateLimit-Retry-After"]) - int(ends)) <= 1
    clock.advance(0.2)
    answer = await web.get(path)
    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (429, "0")
    assert "Retry-After" not in answer.headers
    assert web.box.stats.refused == {bucket: 1}
    assert web.box.stats.rules == {bucket: amount + 1}
    clock.advance(60)
    assert (await web.get(path)).headers["X-RateLimit-Remaining"] == str(amount - 1)


async def test_errors_of_such_endpoints_carry_the_headers_too(web):
    answer = await web.get("/manga/random", ("colour", "red"))
    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (400, "59")


async def test_the_general_limit_spares_the_other_budget(web, clock):
    assert await statuses(web, "/manga/random", 6) == [200] * 5 + [429]
    clock.advance(1)
    assert (await web.get("/manga/random")).headers["X-RateLimit-Remaining"] == "54"


async def test_other_hosts_are_not_counted(web):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    cover = web.box.catalogue.covers[manga.linked("cover_art")[0]].attributes["fileName"]
    for _ in range(7):
        assert (await web.token()).status == 200
        assert (await web.get(f"/covers/{manga.id}/{cover}")).status == 200
        assert (await web.request("POST", "/network/report", json={})).status == 200
    assert web.box.stats.requests == 0
    assert await statuses(web, "/ping", 5) == [200] * 5


async def test_limits_can_be_off(make):
    web = await make(manga=2, chapters=0)
    assert await statuses(web, "/manga/random", 70) == [200] * 70
    assert "X-RateLimit-Limit" not in (await web.get("/manga/random")).headers
    assert web.box.stats.rules == {"random": 71}


@pytest.mark.parametrize(
    ("calls", "amount", "bucket"),
    [
        ([("POST", "/captcha/solve")], 10, "captcha"),
        ([("POST", "/forums/thread")], 10, "thread"),
        ([("POST", "/report")], 10, "report"),
        ([("GET", "/report")], 10, "reports"),
        ([("GET", "/upload")], 30, "upload"),
        ([("POST", "/upload/begin"), ("POST", f"/upload/begin/{UNKNOWN}")], 20, "upload-begin"),
        (
            [
                ("POST", f"/upload/{UNKNOWN}"),
                ("DELETE", f"/upload/{UNKNOWN}/{UNKNOWN}"),
                ("DELETE", f"/upload/{UNKNOWN}/batch"),
            ],
            250,
            "upload-files",
        ),
        ([("POST", f"/upload/{UNKNOWN}/commit")], 10, "upload-commit"),
        ([("DELETE", f"/upload/{UNKNOWN}")], 30, "upload-abandon"),
    ],
)
async def test_windows_of_what_is_sent(web, clock, calls, amount, bucket):
    # A call that is refused for another reason counts as well.
    for place in range(amount + 1):
        clock.advance(0.2)
        method, path = calls[place % len(calls)]
        answer = await web.request(method, path)
        assert (answer.status == 429) is (place == amount)
        assert answer.headers["X-RateLimit-Limit"] == str(amount)
    assert web.box.stats.refused == {bucket: 1}
