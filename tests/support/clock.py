"""Time that passes only when a test says so."""

import asyncio
import heapq
from datetime import UTC, datetime, timedelta


class FakeTimer:
    def __init__(self, callback):
        self.callback = callback
        self.cancelled = False

    def cancel(self):
        self.cancelled = True


class FakeClock:
    """A clock for asyncdex whose seconds a test counts."""

    def __init__(self, start=1000.0, wall=datetime(2026, 1, 1, tzinfo=UTC)):
        self.time = start
        self.start = start
        self.wall = wall
        self.timers = []
        self.slept = []
        self._count = 0  # a plain number, since clocks are copied

    def monotonic(self):
        return self.time

    def now(self):
        return self.wall + timedelta(seconds=self.time - self.start)

    def call_later(self, delay, callback):
        timer = FakeTimer(callback)
        self.slept.append(delay)
        self._count += 1
        heapq.heappush(self.timers, (self.time + max(delay, 0.0), self._count, timer))
        return timer

    async def settle(self):
        """Let every task run until all of them wait for something."""
        for _ in range(50):
            await asyncio.sleep(0)

    async def advance(self, seconds):
        """Let time pass, running what falls due on the way at its own second."""
        await self.settle()
        end = self.time + seconds
        while self.timers and self.timers[0][0] <= end:
            due, _, timer = heapq.heappop(self.timers)
            if timer.cancelled:
                continue
            self.time = max(self.time, due)
            timer.callback()
            await self.settle()
        self.time = max(self.time, end)
        await self.settle()

    async def run(self, awaitable, *, at_most=100_000.0):
        """Run to the end of something, jumping from timer to timer."""
        task = asyncio.ensure_future(awaitable)
        end = self.time + at_most
        await self.settle()
        while not task.done():
            live = [entry for entry in self.timers if not entry[2].cancelled]
            if not live:
                await self.settle()
                if task.done():
                    break
                task.cancel()
                raise AssertionError("it waits for something that no timer will bring")
            due = min(live)[0]
            if due > end:
                task.cancel()
                raise AssertionError(f"not finished after {at_most} seconds")
            await self.advance(max(due - self.time, 0.0))
        return await task
