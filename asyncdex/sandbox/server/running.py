"""A clock that goes faster or slower than the machine's, or stands still for a while."""

from __future__ import annotations

import asyncio
import math
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from asyncdex.sandbox.server.clocks import Clock


class RunningClock:
    """A clock with a speed of its own.

    At a speed of 60 a minute takes a second, for the sandbox and for a client that `client_kwargs()` gave the
    clock to. The speed can be changed at any time; at 0 the clock stands still.

    Args:
        speed: How many of its seconds pass in one of the machine's.
        start: The time of day to begin at, UNIX seconds; the machine's unless given.

    Raises:
        ValueError: If the speed is negative or no number.

    Example:
        >>> async with Sandbox(clock=RunningClock(speed=60)) as box:
        ...     print(box.url)
    """

    def __init__(self, speed: float = 1, start: float | None = None) -> None:
        self._speed = _checked(speed)
        self._start = time.time() if start is None else start
        self._passed = 0.0
        self._since = time.monotonic()
        self._timers: set[_Timer] = set()

    def __repr__(self) -> str:
        return f"<RunningClock speed={self._speed:g}>"

    @property
    def speed(self) -> float:
        """How many of its seconds pass in one of the machine's; 0 while it stands still."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        speed = _checked(speed)
        self._passed, self._since = self.monotonic(), time.monotonic()
        self._speed = speed
        for timer in tuple(self._timers):
            timer.arm()

    def wall(self) -> float:
        """Return the time of day as UNIX seconds."""
        return self._start + self.monotonic()

    def now(self) -> datetime:
        """Return the time of day in UTC."""
        return datetime.fromtimestamp(self.wall(), UTC)

    def monotonic(self) -> float:
        """Return the seconds that have passed on it."""
        return self._passed + (time.monotonic() - self._since) * self._speed

    def call_later(self, delay: float, callback: Callable[[], object]) -> _Timer:
        """Have a function called once so many of its seconds have passed.

        Args:
            delay: The seconds.
            callback: The function.

        Returns:
            What has a `cancel` to call it off.
        """
        timer = _Timer(self, self.monotonic() + delay, callback, self._timers)
        timer.arm()
        return timer


class _Timer:
    """A call that is due at a reading of a clock."""

    def __init__(
        self, clock: RunningClock, due: float, callback: Callable[[], object], others: set[_Timer]
    ) -> None:
        self._clock = clock
        self._due = due
        self._callback = callback
        self._others = others
        self._handle: asyncio.TimerHandle | None = None
        others.add(self)

    def arm(self) -> None:
        """Wait as long as the clock needs at its present speed."""
        if self._handle is not None:
            self._handle.cancel()
        left = self._due - self._clock.monotonic()
        if left <= 0 or self._clock.speed:
            seconds = max(0.0, left) / self._clock.speed if left > 0 else 0.0
            self._handle = asyncio.get_running_loop().call_later(seconds, self._fire)

    def cancel(self) -> None:
        """Call it off."""
        self._others.discard(self)
        if self._handle is not None:
            self._handle.cancel()

    def _fire(self) -> None:
        self._others.discard(self)
        self._callback()


async def pause(clock: Clock, seconds: float) -> None:
    """Wait for so many seconds of a clock that goes by itself, or of the machine where it does not.

    A clock that stands still does not hold up what is only meant to come late.

    Args:
        clock: The clock.
        seconds: How long.
    """
    speed = clock.speed if isinstance(clock, RunningClock) else 1
    await asyncio.sleep(seconds / speed if speed else seconds)


def _checked(speed: float) -> float:
    if not 0 <= speed < math.inf:
        raise ValueError(f"speed must be a number of at least 0, not {speed!r}")
    return speed
