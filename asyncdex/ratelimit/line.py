"""Those who wait for the same windows, and how long a newcomer behind them would wait."""

import asyncio
import math
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TypeAlias

from asyncdex.clock import Timer
from asyncdex.exceptions import AsyncDexException

from .places import Cover, Places
from .rule import PathRatelimit
from .window import Window

__all__ = ["Bound", "Line", "Lines", "Waiter", "expected_wait"]


@dataclass(frozen=True, slots=True)
class Bound:
    """How long a call may wait, in seconds."""

    longest: float
    #: The same for the general pace alone, where that is more.
    grace: float

    @property
    def patient(self) -> bool:
        """Whether it may wait for any time."""
        return self.longest == math.inf

    def allows(self, *, general: bool) -> float:
        """Return the longest wait, for the general pace or for another rule."""
        return max(self.longest, self.grace) if general else self.longest


@dataclass(slots=True, eq=False)
class Waiter:
    """A call that waits for its places."""

    number: int
    places: Places
    #: Done when the call may go on; with an exception as its result, when it may not.
    done: asyncio.Future[AsyncDexException | None]
    owner: object
    #: The clock's second at which it came.
    entered: float
    bound: Bound
    timer: Timer | None = None

    def deadline(self, *, general: bool, leaving: bool = False) -> float:
        """Return the clock's second up to which it may wait.

        Args:
            general: Whether it is the general pace that it waits for.
            leaving: Whether it waits for calls that were granted before it, which may have left later than
                was expected. The grace, which is a turn of the general pace, is granted once more then.
        """
        late = self.bound.grace if general and leaving and self.bound.grace > self.bound.longest else 0.0
        return self.entered + self.bound.allows(general=general) + late


@dataclass(slots=True, eq=False)
class Line:
    """The calls that wait for the same windows, in the order in which they came."""

    windows: tuple[Window, ...]
    waiters: OrderedDict[int, Waiter] = field(default_factory=OrderedDict[int, Waiter])

    def join(self, waiter: Waiter) -> None:
        """Put a call at the end of the line."""
        self.waiters[waiter.number] = waiter
        for window in self.windows:
            window.enqueued += 1

    def leave(self, waiter: Waiter) -> bool:
        """Take a call out of the line, wherever it stands; return whether it stood there."""
        if self.waiters.pop(waiter.number, None) is None:
            return False
        for window in self.windows:
            window.enqueued -= 1
        return True

    @property
    def first(self) -> int:
        """The number of the call at the head."""
        return next(iter(self.waiters))

    def ready_at(self, now: float) -> float:
        """Return the clock's second at which the head may go."""
        ready = now
        for window in self.windows:
            ready = max(ready, window.ready_at(now))
        return ready


#: All lines, by what they wait for.
Lines: TypeAlias = dict[tuple[Window, ...], Line]


def expected_wait(lines: Lines, cover: Cover, now: float) -> tuple[float, PathRatelimit | None]:
    """Return how long a call that comes now would wait, as far as can be told.

    Args:
        lines: All who wait.
        cover: What covers the call.
        now: The clock's seconds.

    Returns:
        The seconds, and the rule that asks for them, or else the narrowest.
    """
    wait, longest = 0.0, cover.rules[-1] if cover.rules else None
    for rule in cover.rules:
        window = rule.window
        seconds = window.expected_at(now, _ahead(lines, window, cover.windows, now)) - now
        if seconds > wait:
            wait, longest = seconds, rule
    return wait, longest


def _ahead(lines: Lines, window: Window, own: tuple[Window, ...], now: float) -> int:
    """Return how many of those who wait will take a place of a window before a call that comes now.

    Calls of another line that its narrower window holds back do not count: whoever needs only this one passes
    them. So only those count that have room there.
    """
    ahead = 0
    for windows, line in lines.items():
        if window in windows:
            waiting = len(line.waiters)
            narrower = windows != own and windows[-1] is not window
            ahead += min(waiting, windows[-1].room(now)) if narrower else waiting
    return ahead
