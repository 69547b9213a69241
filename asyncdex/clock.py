"""Time as the library sees it: one object that tests and simulations can replace."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

__all__ = ["Clock", "SystemClock", "Timer", "sleep"]


class Timer(Protocol):
    """A callback that is due later and can be called off."""

    def cancel(self) -> None:
        """Call the callback off; harmless once it has run."""
        ...


class Clock(Protocol):
    """Where the library reads time and waits for it.

    Implement these three methods to freeze time, run it fast, or share it with a simulated server.
    """

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start that never go back."""
        ...

    def now(self) -> datetime:
        """Return the wall time, aware of its zone."""
        ...

    def call_later(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call a function once, after a delay in seconds, in the running loop."""
        ...


class SystemClock:
    """The time of the machine and the running event loop."""

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the machine's time in UTC."""
        return datetime.now(UTC)

    def call_later(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Have the running event loop call a function after a delay in seconds."""
        return asyncio.get_running_loop().call_later(delay, callback)


async def sleep(clock: Clock, seconds: float) -> None:
    """Wait on a clock.

    Args:
        clock: The clock to wait on.
        seconds: How long, in seconds; zero or less only lets other tasks run.
    """
    if seconds <= 0:
        await asyncio.sleep(0)
        return
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    timer = clock.call_later(seconds, lambda: _finish(done))
    try:
        await done
    finally:
        timer.cancel()


def _finish(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)
