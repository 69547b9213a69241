"""A client and a sandbox that go by the same clock: an hour's wait is over at once."""

import asyncio

import pytest

from asyncdex import MangadexClient
from asyncdex.sandbox import Limits, ManualClock, Rule, RunningClock, Sandbox

HOURLY = Limits(rules=(Rule("GET", "/manga/random", 10, 3600, "random"),))


@pytest.fixture
def clock():
    return ManualClock()


async def test_a_limit_of_an_hour(clock):
    async with Sandbox(manga=20, chapters=60, clock=clock, limits=HOURLY) as box:
        async with MangadexClient(**box.anonymous_kwargs()) as client:
            began = clock.monotonic()
            for _ in range(21):
                await clock.run(client.random_manga())
        assert 7200 <= clock.monotonic() - began < 7300
        assert (box.stats.requests, box.stats.too_many) == (21, 0)


async def test_a_documented_limit_of_an_hour(clock):
    async with Sandbox(manga=20, chapters=60, clock=clock) as box:
        async with MangadexClient(**box.client_kwargs()) as client:

            async def make():
                for number in range(11):
                    await client.create_group(name=f"Group {number}")

            await clock.run(make())
        assert 3600 <= clock.monotonic() < 3700
        assert box.stats.rules["group-create"] == 11
        assert box.stats.too_many == 0


async def test_a_token_outlives_its_time(clock):
    async with Sandbox(manga=20, chapters=60, clock=clock) as box:
        async with MangadexClient(**box.client_kwargs()) as client:
            await clock.run(client.user.fetch())
            clock.advance(3600)
            await clock.run(client.user.fetch())
        assert dict(box.stats.token_requests) == {"password": 1, "refresh_token": 1}
        assert not [seen for seen in box.stats.recent if seen.status == 401]


async def test_waiting_that_a_test_ends_by_hand(clock):
    async with (
        Sandbox(manga=20, chapters=60, clock=clock, limits=HOURLY) as box,
        MangadexClient(**box.anonymous_kwargs()) as client,
    ):
        for _ in range(10):
            await clock.run(client.random_manga())
        waiting = asyncio.create_task(client.random_manga())
        await asyncio.sleep(0.05)
        assert (waiting.done(), box.stats.requests) == (False, 10)
        clock.advance(3601)
        assert (await waiting).id


async def test_a_fast_clock():
    clock = RunningClock(speed=36_000)
    async with Sandbox(manga=20, chapters=60, clock=clock, limits=HOURLY) as box:
        async with MangadexClient(**box.anonymous_kwargs()) as client:
            for _ in range(11):
                await client.random_manga()
        assert clock.monotonic() >= 3600
        assert (box.stats.requests, box.stats.too_many) == (11, 0)
