from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from asyncdex.sandbox import ManualClock, RunningClock, Sandbox
from asyncdex.sandbox.server.running import pause


class Machine:
    """The machine's clock, as far as it matters here."""

    def __init__(self, monkeypatch):
        self.passed = 0.0
        monkeypatch.setattr(time, "monotonic", lambda: self.passed)
        monkeypatch.setattr(time, "time", lambda: 5_000.0 + self.passed)


async def test_timers_of_a_clock_that_is_moved():
    clock, rung = ManualClock(), []
    for delay in (30, 10, 20, 99):
        clock.call_later(delay, lambda delay=delay: rung.append((delay, clock.monotonic())))
    clock.call_later(15, lambda: rung.append("never")).cancel()
    clock.advance(9.5)
    assert rung == []
    clock.advance(30)
    assert rung == [(10, 10), (20, 20), (30, 30)]
    assert clock.monotonic() == 39.5


async def test_a_timer_that_is_due_at_once_waits_for_nobody():
    clock, rung = ManualClock(), []
    clock.call_later(0, lambda: rung.append("now"))
    clock.call_later(-1, lambda: rung.append("never")).cancel()
    await asyncio.sleep(0)
    assert rung == ["now"]


async def test_a_timer_may_set_the_next():
    clock, rung = ManualClock(), []

    def ring():
        rung.append(clock.monotonic())
        clock.call_later(10, ring)

    clock.call_later(10, ring)
    clock.advance(35)
    assert rung == [10, 20, 30]


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
def test_time_does_not_go_back(seconds):
    with pytest.raises(ValueError, match="seconds must be a number of at least 0, not"):
        ManualClock().advance(seconds)


def sleeping(clock, seconds):
    future = asyncio.get_running_loop().create_future()
    clock.call_later(seconds, lambda: future.done() or future.set_result(clock.monotonic()))
    return future


async def test_an_hour_passes_at_once():
    clock = ManualClock()

    async def work():
        return [await sleeping(clock, seconds) for seconds in (3600, 60, 0.5)]

    assert await clock.run(work()) == [3600, 3660, 3660.5]
    assert clock.now() == datetime.fromtimestamp(clock.wall(), UTC)


async def test_what_is_run_may_fail_or_be_called_off():
    clock = ManualClock()

    async def fail():
        await sleeping(clock, 5)
        raise LookupError

    with pytest.raises(LookupError):
        await clock.run(fail())
    waiting = asyncio.Event()
    work = asyncio.ensure_future(waiting.wait())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(clock.run(work), 0.05)
    await asyncio.sleep(0)
    assert work.cancelled()


async def test_time_does_not_pass_while_somebody_is_at_work(monkeypatch):
    monkeypatch.setattr("asyncdex.sandbox.server.clocks._QUIET", 0.3)
    clock, loop = ManualClock(), asyncio.get_running_loop()

    async def work():
        timer = sleeping(clock, 100)
        began = loop.time()
        while loop.time() - began < 0.7:
            await asyncio.sleep(0)
            assert clock.monotonic() == 0
        return await timer

    assert await clock.run(work()) == 100


def test_a_clock_that_runs_fast(monkeypatch):
    machine = Machine(monkeypatch)
    clock = RunningClock(speed=60)
    assert clock.wall() == 5_000
    machine.passed = 2
    assert (clock.monotonic(), clock.wall()) == (120, 5_120)
    clock.speed = 0
    machine.passed = 100
    assert (clock.monotonic(), clock.speed) == (120, 0)
    clock.speed = 0.5
    machine.passed = 104
    assert clock.monotonic() == 122
    assert clock.now() == datetime.fromtimestamp(5_122, UTC)
    assert RunningClock(start=9).wall() == 9
    assert repr(clock) == "<RunningClock speed=0.5>"


@pytest.mark.parametrize("speed", [-1, float("nan"), float("inf")])
def test_speeds_that_make_no_sense(speed):
    with pytest.raises(ValueError, match="speed must be a number of at least 0, not"):
        RunningClock(speed)
    with pytest.raises(ValueError, match="speed must be"):
        RunningClock().speed = speed


async def test_timers_of_a_fast_clock():
    clock, rung = RunningClock(speed=36_000), []
    clock.call_later(60, lambda: rung.append("never")).cancel()
    clock.call_later(-1, lambda: rung.append("at once"))
    assert await sleeping(clock, 3600) >= 3600
    assert rung == ["at once"]
    assert not clock._timers


async def test_timers_go_by_the_speed_of_the_moment():
    clock = RunningClock(speed=0)
    timer = sleeping(clock, 3600)
    await asyncio.sleep(0.02)
    assert not timer.done()
    clock.speed = 1
    assert not timer.done()
    clock.speed = 3_600_000
    assert await timer >= 3600


async def test_what_comes_late_comes_sooner_by_a_fast_clock():
    async with asyncio.timeout(5):
        await pause(RunningClock(speed=36_000), 3600)
        await pause(RunningClock(speed=0), 0.01)
        await pause(ManualClock(), 0.01)


async def test_who_shares_the_clock():
    for clock in (ManualClock(), RunningClock()):
        async with Sandbox(manga=1, chapters=0, clock=clock) as box:
            assert box.clock is clock
            for kwargs in (box.client_kwargs(), box.legacy_kwargs(), box.anonymous_kwargs()):
                assert kwargs["clock"] is clock

    class Bare:
        def wall(self):
            return 1_780_000_000.0

        def monotonic(self):
            return 1.0

    for clock in (None, Bare()):
        async with Sandbox(manga=1, chapters=0, clock=clock) as box:
            assert "clock" not in box.client_kwargs()


async def test_answers_are_dated_by_the_clock(make):
    web = await make(clock=RunningClock(speed=0, start=1_000_000_000), manga=1, chapters=0)
    dated = (await web.get("/ping")).headers["Date"]
    assert parsedate_to_datetime(dated).timestamp() == 1_000_000_000
