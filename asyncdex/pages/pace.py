"""How fast an image node has to be, and breaking off where it is not."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from asyncdex.clock import Clock, Timer

__all__ = ["Demand", "Pace"]


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of a node."""

    #: For how many seconds nothing may arrive.
    stall: float = 15.0
    #: Over how many seconds the rate is taken.
    window: float = 20.0
    #: The lowest rate, in bytes a second.
    rate: float = 4_096.0


class Pace:
    """Breaks off what its block does when a node is too slow.

    Args:
        clock: What time is taken by.
        demand: What is asked of the node.
        failure: Makes what is raised on leaving a block that was broken off, from a text that says why.
    """

    def __init__(self, clock: Clock, demand: Demand, failure: Callable[[str], Exception]) -> None:
        self._failure = failure
        self._clock = clock
        self._demand = demand
        self._reason: str | None = None
        self._task: asyncio.Task[object] | None = None
        self._timer: Timer | None = None
        self._last = self._began = 0.0
        self._bytes = 0

    async def __aenter__(self) -> Self:
        self._task = asyncio.current_task()
        self._last = self._began = self._clock.monotonic()
        self._wait()
        return self

    def arrived(self, size: int) -> None:
        """Note that some bytes have arrived."""
        self._last = self._clock.monotonic()
        self._bytes += size

    def _wait(self) -> None:
        """Look again when the node may have become too slow."""
        now = self._clock.monotonic()
        due = min(self._last + self._demand.stall, self._began + self._demand.window)
        self._timer = self._clock.call_later(max(due - now, 0.0), self._look)

    def _look(self) -> None:
        now = self._clock.monotonic()
        if now - self._last >= self._demand.stall:
            self._break(f"nothing arrived for {self._demand.stall:g} seconds")
        elif now - self._began >= self._demand.window:
            if self._bytes < self._demand.rate * self._demand.window:
                self._break(f"{self._bytes} bytes arrived within {self._demand.window:g} seconds")
            else:
                self._began, self._bytes = now, 0
                self._wait()
        else:
            self._wait()

    def _break(self, reason: str) -> None:
        self._reason = reason
        if self._task is not None:
            self._task.cancel()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._reason is None or self._task is None:
            return
        # Somebody else may have called the task off as well, which goes first.
        if self._task.uncancel() == 0 and isinstance(error, asyncio.CancelledError):
            raise self._failure(self._reason) from None
