from __future__ import annotations

import asyncio
import gc
import tracemalloc

import pytest

from asyncdex.sandbox import Seen, Stats
from asyncdex.sandbox.server.recording import masked
from asyncdex.sandbox.server.repeats import Repeats


@pytest.fixture
async def web(make):
    return await make(manga=4, chapters=60, limits="documented")


def seen(**fields):
    usual = {
        "host": "api", "method": "POST", "path": "/list", "status": 200, "number": 1, "at": 0.0, "took": 0.0,
        "address": "127.0.0.1", "query": "", "size": 2, "bucket": "general", "who": "somebody", "why": "",
    }  # fmt: skip
    return Seen(**{**usual, **fields})


async def test_what_is_known_of_a_request(web, clock):
    answer = await web.get("/manga", ("limit", "1"))
    (one,) = web.box.stats.recent
    assert one[:6] == ("api", "GET", "/manga", 200, 1, clock.wall())
    assert 0 < one.took < 30
    assert one[7:] == ("127.0.0.1", "limit=1", len(answer.raw), "general", "anonymous", "")


async def test_who_asked(web):
    token = (await web.token()).body["access_token"]
    await web.get("/user/me", headers={"Authorization": f"Bearer {token}"})
    await web.get("/user/me", headers={"Authorization": "Bearer of news"})
    name = web.box.client_kwargs()["username"]
    assert [(one.host, one.who) for one in web.box.stats.recent] == [
        ("auth", "anonymous"),
        ("api", name),
        ("api", "anonymous"),
    ]


async def test_why_it_was_refused_or_broken(web, clock):
    web.box.fail("GET", "/ping", status=502, delay=0.001)
    for _ in range(6):
        await web.get("/ping")
    assert [one.why for one in web.box.stats.recent] == ["fault: status 502, delay", "", "", "", "", ""]
    await web.get("/ping")
    last = web.box.stats.recent[-1]
    assert (last.status, last.bucket, last.why, last.number) == (429, "general", "limit general", 7)


async def test_secrets_are_masked(web):
    code = "0123456789abcdef0123456789abcdef"
    await web.request("POST", f"/user/delete/{code}", json=None)
    await web.get("/ping", ("client_secret", "hidden"), ("a", "b"))
    first, second = web.box.stats.recent
    assert first.path == "/user/delete/***"
    assert second.query == "client_secret=***&a=b"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ""),
        ("a=b&c[]=d", "a=b&c[]=d"),
        ("Access_Token=x&a=b&password=y", "Access_Token=***&a=b&password=***"),
        ("a=" + "b" * 600, "a=" + "b" * 498),
    ],
)
def test_queries(query, shown):
    assert masked(query) == shown


async def test_listeners_hear_of_every_answer_and_harm_none(web, caplog):
    heard = []
    stats = web.box.stats
    stats.listeners += [lambda _: 1 / 0, lambda one: heard.append((one.path, stats.under_way))]
    assert (await web.get("/ping")).status == 200
    assert heard == [("/ping", 0)]
    assert "a listener of the sandbox's stats failed" in caplog.text
    caplog.clear()


async def test_requests_under_way(web):
    counted = []
    web.box.stats.listeners.append(lambda _: counted.append(web.box.stats.under_way))
    web.box.fail("GET", "/ping", delay=60)
    asking = asyncio.create_task(web.get("/ping"))
    while not web.box.stats.under_way:
        assert not asking.done()
        await asyncio.sleep(0.001)
    asking.cancel()
    await asyncio.wait([asking])
    assert web.box.stats.under_way == 1
    await web.box.stop()
    assert web.box.stats.under_way == 0


async def test_writes_that_come_again(web, clock):
    token = (await web.token()).body["access_token"]
    login = {"headers": {"Authorization": f"Bearer {token}"}}
    for name in ("one", "two", "one"):
        assert (await web.request("POST", "/list", json={"name": name}, **login)).status == 200
    assert web.box.stats.repeated_writes == {"POST /list": 1}
    clock.advance(61)
    await web.request("POST", "/list", json={"name": "one"}, **login)
    assert web.box.stats.repeated_writes == {"POST /list": 1}


async def test_what_was_refused_may_be_sent_again(web, clock):
    for _ in range(2):
        clock.advance(1)
        assert (await web.request("POST", "/list", json={"name": "one"})).status == 401
    assert web.box.stats.repeated_writes == {}


async def test_what_failed_may_have_been_done(web, clock):
    web.box.fail("POST", "/list", status=502, times=2)
    for _ in range(2):
        await web.request("POST", "/list", json=None)
    assert web.box.stats.repeated_writes == {"POST /list": 1}


def test_only_so_many_writes_are_remembered():
    repeats = Repeats()
    for number in range(30_000):
        repeats.remember(number, 0.0)
    assert len(repeats._known) == len(repeats._order) == 10_000
    assert repeats.again(29_999, 1.0)
    assert not repeats.again(1, 1.0)
    repeats.remember("new", 60.0)
    assert len(repeats._known) == len(repeats._order) == 1


def test_a_write_remembered_twice_lasts_from_the_second_time():
    repeats = Repeats()
    repeats.remember("it", 0.0)
    repeats.remember("it", 50.0)
    repeats.remember("other", 70.0)
    assert repeats.again("it", 100.0)
    assert not repeats.again("it", 110.0)


def test_memory_stays_flat_however_much_is_asked():
    # The clock stands still, which is the worst case for everything that is kept for a time.
    stats = Stats()

    def ask(first: int, last: int) -> None:
        for number in range(first, last):
            stats.api_request(5.0)
            stats.token_request(f"kind-{number}")
            one = seen(number=number, path=f"/list/{number}")
            stats.answered(one)
            stats.write("POST /list/{id}", one, b"%d" % number, 5.0)

    ask(0, 20_000)
    gc.collect()
    tracemalloc.start()
    try:
        ask(20_000, 60_000)
        gc.collect()
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # All that is remembered has been replaced by then, so that this is its whole size.
    assert grown < 4_000_000
    assert stats.busiest_second == stats.requests == 60_000
    assert len(stats.token_requests) <= 51
