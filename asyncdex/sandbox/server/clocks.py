"""Time as the sandbox sees it: the machine's own, or one that a test moves by hand."""

from __future__ import annotations

import asyncio
import heapq
import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_T = TypeVar("_T")
#: For how many seconds of the machine's own nobody looks at a clock that may be moved on.
_QUIET = 0.02
_SORTABLE_LENGTH = len("2024-05-01T12:00:00")


class Clock(Protocol):
    """The two readings the sandbox needs from a clock."""

    def wall(self) -> float:
        """Return the time of day as UNIX seconds."""
        ...

    def monotonic(self) -> float:
        """Return seconds since an arbitrary instant; never goes back."""
        ...


@dataclass(slots=True)
class _Timer:
    callback: Callable[[], object]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True

    def fire(self) -> None:
        if not self.cancelled:
            self.callback()


class SystemClock:
    """The machine's clock."""

    def wall(self) -> float:
        """Return the time of day as UNIX seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds since an arbitrary instant; never goes back."""
        return time.monotonic()


class ManualClock:
    """A clock that stands still until it is told to move.

    With it a test reaches the end of a rate window or of a token's life at once. `client_kwargs()` gives it
    to the client as well, which then waits for its time to pass: `run` lets it, wherever something waits.

    Args:
        start: The time of day to begin at, UNIX seconds.

    Example:
        >>> clock = ManualClock(1_000.0)
        >>> clock.advance(60)
        >>> clock.wall()
        1060.0
    """

    def __init__(self, start: float = 1_780_000_000.0) -> None:
        self._start = start
        self._passed = 0.0
        self._timers: list[tuple[float, int, _Timer]] = []
        self._count = 0
        #: How often it was looked at: as long as that goes on, somebody is at work.
        self._looks = 0

    def advance(self, seconds: float) -> None:
        """Let time pass; what was waiting for it goes on as soon as the event loop runs.

        Args:
            seconds: How far both readings move, at least 0.

        Raises:
            ValueError: If the clock would go back.
        """
        if not 0 <= seconds < math.inf:
            raise ValueError(
                f"seconds must be a number of at least 0, not {seconds!r}: a clock does not go back"
            )
        end = self._passed + seconds
        while (due := self._next()) is not None and due <= end:
            self._passed = max(self._passed, due)
            heapq.heappop(self._timers)[2].callback()
        self._passed = end

    async def run(self, awaitable: Awaitable[_T]) -> _T:
        """Await something, and let time pass whenever it waits for that.

        The clock jumps to the next moment that somebody waits for once nobody has looked at it for a fiftieth
        of a second, so that an hour of waiting takes no longer than that.

        Args:
            awaitable: What to await, such as a call of a client that the clock was given to.

        Returns:
            What comes of it.

        Example:
            >>> manga = await clock.run(client.random_manga())
        """
        task = asyncio.ensure_future(awaitable)
        try:
            while not task.done():
                looks = self._looks
                await asyncio.wait({task}, timeout=_QUIET)
                due = self._next()
                if due is not None and looks == self._looks and not task.done():
                    self.advance(max(0.0, due - self._passed))
            return await task
        finally:
            task.cancel()

    def call_later(self, delay: float, callback: Callable[[], object]) -> _Timer:
        """Have a function called once so many seconds have passed.

        Args:
            delay: The seconds.
            callback: The function.

        Returns:
            What has a `cancel` to call it off.
        """
        self._looks += 1
        self._count += 1
        timer = _Timer(callback)
        if delay <= 0:
            asyncio.get_running_loop().call_soon(timer.fire)
        else:
            heapq.heappush(self._timers, (self._passed + delay, self._count, timer))
        return timer

    def wall(self) -> float:
        """Return the time of day as UNIX seconds."""
        self._looks += 1
        return self._start + self._passed

    def now(self) -> datetime:
        """Return the time of day in UTC."""
        return datetime.fromtimestamp(self.wall(), UTC)

    def monotonic(self) -> float:
        """Return the seconds that have passed."""
        self._looks += 1
        return self._passed

    def _next(self) -> float | None:
        """Return when the next timer is due, of those that were not called off."""
        while self._timers and self._timers[0][2].cancelled:
            heapq.heappop(self._timers)
        return self._timers[0][0] if self._timers else None


def stamp(unix: float) -> str:
    """Write an instant the way MangaDex does, in UTC and whole seconds.

    Args:
        unix: The instant, UNIX seconds.

    Returns:
        A text such as `2024-05-01T12:00:00+00:00`.
    """
    return datetime.fromtimestamp(int(unix), UTC).isoformat()


def sortable(text: str) -> str:
    """Bring a timestamp into the one form that sorts as text.

    Args:
        text: A timestamp from an entity or a query; without an offset it means UTC.

    Returns:
        `YYYY-MM-DDTHH:MM:SS` in UTC.
    """
    if len(text) == _SORTABLE_LENGTH or text.endswith("+00:00"):
        return text[:_SORTABLE_LENGTH]
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def unix(text: str | None) -> int | None:
    """Read a timestamp.

    Args:
        text: A timestamp from an entity or a query, or None; without an offset it means UTC.

    Returns:
        The instant in whole UNIX seconds, or None if there is no timestamp.
    """
    if not text:
        return None
    read = datetime.fromisoformat(text)
    return int((read if read.tzinfo is not None else read.replace(tzinfo=UTC)).timestamp())
