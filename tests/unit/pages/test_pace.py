"""Nodes that stall or crawl."""

import asyncio

import pytest

from asyncdex.exceptions import PageFailed
from asyncdex.pages import Demand, MemorySink, Page, PageServer, fetch_page
from asyncdex.pages.pace import Pace
from tests.support import FakeClock
from tests.unit.pages.fakes import FakeAtHome, FakeTransport, Reply, named

BODY = b"x" * 600_000
NAME = named(1, BODY)
DEMAND = Demand(stall=15.0, window=20.0, rate=4096.0)


class Crawling(FakeTransport):
    """Sends the pages of one host in pieces, each after some seconds."""

    def __init__(self, clock, host, piece, seconds):
        super().__init__({NAME: BODY})
        self.clock, self.slow, self.piece, self.seconds = clock, host, piece, seconds

    def stream(self, url):
        return _Slow(self, url) if self.slow in url else super().stream(url)


class _Slow:
    """A download that takes its time."""

    def __init__(self, owner, url):
        self.owner, self.status, self.headers = owner, 200, {"Content-Length": str(len(BODY))}
        owner.urls.append(url)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        pass

    async def chunks(self, size):
        for start in range(0, len(BODY), self.owner.piece):
            done = asyncio.Event()
            self.owner.clock.call_later(self.owner.seconds, done.set)
            await done.wait()
            yield BODY[start : start + self.owner.piece]


def fetch(clock, transport, retries=3):
    server = PageServer("c1", FakeAtHome(), clock, demand=DEMAND)
    sink = MemorySink()

    async def run():
        fetched = await fetch_page(Page(1, NAME), server, transport, sink, retries=retries)
        return fetched, sink.data

    return run()


@pytest.mark.parametrize(
    ("piece", "seconds", "broken_at"),
    [(1000, 16, 15), (1000, 14, 20), (100_000, 10, None), (8192, 2, 20), (16_384, 2, None)],
)
async def test_a_node_that_is_too_slow_is_replaced(piece, seconds, broken_at):
    clock = FakeClock()
    transport = Crawling(clock, "a.example", piece, seconds)
    began = clock.time
    fetched, data = await clock.run(fetch(clock, transport))
    assert (fetched.verified, data) == (True, BODY)
    if broken_at is None:
        assert transport.visited == ["a"]
    else:
        assert transport.visited == ["a", "b"]
        assert clock.time - began == broken_at


async def test_why_a_slow_node_failed():
    clock = FakeClock()
    with pytest.raises(PageFailed, match=r"a\.example: nothing arrived for 15 seconds"):
        await clock.run(fetch(clock, Crawling(clock, "a.example", 1000, 16), retries=0))
    with pytest.raises(PageFailed, match=r"a\.example: 1000 bytes arrived within 20 seconds"):
        await clock.run(fetch(clock, Crawling(clock, "a.example", 1000, 14), retries=0))


async def test_being_called_off_is_no_failure_of_the_node():
    clock = FakeClock()
    task = asyncio.create_task(fetch(clock, Crawling(clock, "a.example", 1000, 14)))
    await clock.settle()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await clock.advance(100)


async def test_whoever_calls_off_goes_before_the_pace():
    clock = FakeClock()

    async def run():
        async with Pace(clock, DEMAND, RuntimeError):
            await asyncio.Event().wait()

    task = asyncio.create_task(run())
    await clock.settle()
    clock.time += 15
    clock.timers[0][2].callback()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_ends_in_time_is_left_alone():
    clock = FakeClock()
    async with Pace(clock, DEMAND, RuntimeError) as pace:
        pace.arrived(5)
    assert all(timer.cancelled for _, _, timer in clock.timers)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(BODY, headers={"Content-Type": "application/json"}),
        Reply(BODY, headers={"Content-Type": "text/html; charset=utf-8"}),
        Reply(b""),
        Reply(BODY[:5], headers={"Content-Length": str(len(BODY))}),
        Reply(status=403),
    ],
)
async def test_a_node_that_lies_is_replaced(reply):
    clock = FakeClock()
    transport = FakeTransport({NAME: BODY})
    transport.hosts["a.example"] = lambda _: reply
    fetched, data = await fetch(clock, transport)
    assert (fetched.verified, data, transport.visited) == (True, BODY, ["a", "b"])
