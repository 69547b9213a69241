"""Delivery reports."""

import asyncio
import json

import pytest

from asyncdex import ConnectionFailed
from asyncdex._http.messages import Answer
from asyncdex.pages import Delivery, MemorySink, Page, PageServer, Reporter, fetch_page
from tests.support import FakeClock, FakeTransport
from tests.unit.pages.fakes import FakeAtHome, Reply, named
from tests.unit.pages.fakes import FakeTransport as FakeNodes

URL = "https://node.example/token/data/h4sh/1.png"
ADDRESS = "https://reports.example/report"
GOOD = Answer(200, body=b"{}")


def delivery(url=URL):
    return Delivery.of(url, 10, 0.0123, success=True, cached=True)


@pytest.fixture
def reporter(transport, clock):
    return Reporter(transport, clock, lambda: ADDRESS)


async def test_a_report(reporter, transport, clock):
    transport.add(GOOD)
    reporter.tell(delivery())
    assert transport.requests == []  # nobody waits for it
    await clock.settle()
    [request] = transport.requests
    assert (request.method, request.url, request.stranger) == ("POST", ADDRESS, True)
    assert dict(request.headers) == {"Content-Type": "application/json"}
    assert json.loads(request.body) == {
        "url": URL,
        "success": True,
        "cached": True,
        "bytes": 10,
        "duration": 12,
    }
    assert "token" not in repr(delivery())


@pytest.mark.parametrize(
    "url", ["https://uploads.mangadex.org/data/x", "https://mangadex.org/x", "https://[", "x"]
)
async def test_what_is_not_reported(reporter, transport, clock, url):
    transport.add(GOOD)
    reporter.tell(delivery(url))
    await clock.settle()
    assert len(transport.requests) == (url == "x")


async def test_so_many_wait_at_most(reporter, transport, clock):
    gate = asyncio.Event()

    async def late(request):
        await gate.wait()
        return GOOD

    transport.add(*[late] * 300)
    for _ in range(300):
        reporter.tell(delivery())
    gate.set()
    for _ in range(10):
        await clock.settle()
    assert len(transport.requests) == 100


@pytest.mark.parametrize(
    "failure",
    [Answer(522, body=b"<html>"), ConnectionFailed("POST", ADDRESS, "refused"), OSError("no route")],
)
async def test_where_nobody_takes_them_they_are_given_up_for_a_while(reporter, transport, clock, failure):
    transport.add(*[failure] * 3)
    for _ in range(10):
        reporter.tell(delivery())
    await clock.settle()
    assert len(transport.requests) == 3
    reporter.tell(delivery())
    await clock.settle()
    assert len(transport.requests) == 3
    await clock.advance(301)
    transport.add(GOOD)
    reporter.tell(delivery())
    await clock.settle()
    assert len(transport.requests) == 4


async def test_a_failure_between_good_ones_is_nothing(reporter, transport, clock):
    bad = Answer(500)
    transport.add(bad, bad, GOOD, bad, bad, GOOD)
    for _ in range(6):
        reporter.tell(delivery())
    await clock.settle()
    assert len(transport.requests) == 6


async def test_closing_drops_what_waits(reporter, transport, clock):
    transport.add(lambda _: asyncio.Event().wait())
    reporter.tell(delivery())
    reporter.tell(delivery())
    await clock.settle()
    reporter.close()
    await clock.settle()
    assert len(transport.requests) == 1
    assert asyncio.all_tasks() == {asyncio.current_task()}


def test_closing_after_the_loop():
    async def begin():
        transport = FakeTransport(lambda _: asyncio.Event().wait())
        reporter = Reporter(transport, FakeClock(), lambda: ADDRESS)
        reporter.tell(delivery())
        await asyncio.sleep(0)
        return reporter

    with asyncio.Runner() as runner:
        reporter = runner.run(begin())
    reporter.close()


async def test_each_attempt_is_told(clock):
    body = b"page" * 100
    name = named(1, body)
    nodes = FakeNodes({name: body})
    nodes.hosts["a.example"] = lambda _: Reply(status=500)
    nodes.hosts["b.example"] = lambda _: Reply(b"bad" * 10, headers={"X-Cache": "HIT from here"})
    told = []
    server = PageServer("c1", FakeAtHome(), clock, tell=told.append)
    await fetch_page(Page(1, name), server, nodes, MemorySink())
    assert [(one.success, one.bytes, one.cached) for one in told] == [
        (False, 0, False),
        (False, 30, True),
        (True, 400, False),
    ]
    assert [one.url for one in told] == nodes.urls
