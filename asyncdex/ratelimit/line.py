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
    grace: float = 0.0

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
    owner: object = None
    entered: float = 0.0
    bound: Bound | None = None
    timer: Timer | None = None

    def deadline(self, *, general: bool) -> float:
        """Return the clock's second up to which it may wait, for the general pace or for another rule."""
        return math.inf if self.bound is None else self.entered + self.bound.allows(general=general)


@dataclass(slots=True, eq=False)
class Line:
    """The calls that wait for the same windows, in the order in which they came."""

    windows: tuple[Window, ...]
    waiters: OrderedDict[int, Waiter] = field(default_factory=OrderedDict[int, Waiter])
    #: How many of them may not wait for ever.
    bounded: int = 0

    def join(self, waiter: Waiter) -> None:
        """Put a call at the end of the line."""
        self.waiters[waiter.number] = waiter
        self.bounded += waiter.bound is not None
        for window in self.windows:
            window.enqueued += 1

    def leave(self, waiter: Waiter) -> bool:
        """Take a call out of the line, wherever it stands; return whether it stood there."""
        if self.waiters.pop(waiter.number, None) is None:
            return False
        self.bounded -= waiter.bound is not None
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
        ready = window.ready_at(now, _ahead(lines, window, cover.windows, now))
        # A granted call that has yet to leave makes it undecided for the blink of an eye.
        seconds = window.seconds if math.isinf(ready) else ready - now
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
