"""The queue in front of the limits: first come, first served, and nobody waits for a limit of others.

A call needs a place of the general rule and, where one covers it, of one path rule. Calls of one path rule
stand in a line of their own, so that a hundred calls waiting for a slow endpoint do not hold up the rest; of
the heads of all lines that may go, the one that came first goes. One timer serves all who wait.
"""

import asyncio
import math
from collections import deque
from dataclasses import dataclass, field

from asyncdex.clock import Clock, Timer
from asyncdex.exceptions import ClientClosed

from .window import Departure, PathRatelimit

__all__ = ["Line", "Places", "WaitingRoom"]


@dataclass(slots=True, eq=False)
class Places:
    """The places one call holds, one in each rule that covers it."""

    rules: tuple[PathRatelimit, ...]
    departures: tuple[Departure, ...] = ()

    @property
    def rule(self) -> PathRatelimit | None:
        """The narrowest rule that covers the call, or None where nothing limits it."""
        return self.rules[-1] if self.rules else None

    def take(self) -> None:
        """Take a place of every rule, all at once."""
        self.departures = tuple(rule.take() for rule in self.rules)

    def depart(self, now: float) -> None:
        """Say at which second of the clock the call really leaves."""
        for departure in self.departures:
            departure.at = now

    def hold(self) -> None:
        """Say that the call, against expectation, has yet to leave."""
        for departure in self.departures:
            departure.at = None

    @property
    def held(self) -> bool:
        """Whether the call has yet to leave."""
        return any(departure.at is None for departure in self.departures)

    def give_back(self) -> None:
        """Free the places, since the call was never made."""
        departures, self.departures = self.departures, ()
        for rule, departure in zip(self.rules, departures, strict=False):
            rule.give_back(departure)


@dataclass(slots=True, eq=False)
class _Waiter:
    number: int
    places: Places
    granted: asyncio.Future[None]


@dataclass(slots=True)
class Line:
    """The calls that wait for the same rules, in the order in which they came."""

    rules: tuple[PathRatelimit, ...]
    waiters: deque[_Waiter] = field(default_factory=deque[_Waiter])

    def head(self) -> _Waiter | None:
        """Return who is next, dropping those who gave up."""
        while self.waiters:
            if not self.waiters[0].granted.done():
                return self.waiters[0]
            self.waiters.popleft()
        return None

    def ready_at(self, now: float) -> float:
        """Return the clock's second at which the head may go."""
        return max((rule.ready_at(now) for rule in self.rules), default=now)


class WaitingRoom:
    """All the lines, and the timer that wakes their heads.

    Args:
        clock: The clock that times departures.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lines: dict[tuple[PathRatelimit, ...], Line] = {}
        self._count = 0
        self._timer: Timer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def ahead(self, rule: PathRatelimit) -> int:
        """Return how many waiting calls will take a place of a rule before one that comes now.

        Calls that a narrower rule holds back do not count: whoever needs only this rule passes them.
        """
        now = self._clock.monotonic()
        return sum(
            sum(not waiter.granted.done() for waiter in line.waiters)
            for line in self._lines.values()
            if rule in line.rules and (line.rules[-1] is rule or line.rules[-1].ready_at(now) <= now)
        )

    async def enter(self, rules: tuple[PathRatelimit, ...]) -> Places:
        """Wait until every rule has a place, and take them all at once.

        Args:
            rules: The rules that cover the call, the general one first.

        Returns:
            The places taken, with the departure noted as now.
        """
        self.forget_dead_loop()
        places = Places(rules)
        now = self._clock.monotonic()
        if all(rule.ratelimit_enqueued == 0 and rule.ready_at(now) <= now for rule in rules):
            places.take()
            places.depart(now)
            return places
        await self._wait(places)
        return places

    async def _wait(self, places: Places) -> None:
        """Stand in line; on cancellation leave it, or give back what was granted in the same moment."""
        self._count += 1
        waiter = _Waiter(self._count, places, asyncio.get_running_loop().create_future())
        line = self._lines.get(places.rules)
        if line is None:
            line = self._lines[places.rules] = Line(places.rules)
        line.waiters.append(waiter)
        for rule in places.rules:
            rule.ratelimit_enqueued += 1
        try:
            if line.head() is waiter:  # whoever stands behind another is served when that one has gone
                self.serve()
            await waiter.granted
        except asyncio.CancelledError:
            if waiter.granted.cancelled():
                self._leave(places)
            else:
                places.give_back()
            self.serve()
            raise
        places.depart(self._clock.monotonic())
        self.serve()

    def _leave(self, places: Places) -> None:
        """Count a call out; its line drops it later."""
        for rule in places.rules:
            rule.ratelimit_enqueued -= 1

    def serve(self) -> None:
        """Grant every place that can be granted now, and set the timer for the next one."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = self._clock.monotonic()
        while True:
            line, ready = self._next(now)
            if line is None or ready > now:
                break
            waiter = line.waiters.popleft()
            self._leave(waiter.places)
            waiter.places.take()
            waiter.granted.set_result(None)
        if math.isfinite(ready):
            self._timer = self._clock.call_later(ready - now, self.serve)

    def _next(self, now: float) -> tuple[Line | None, float]:
        """Return the line to serve and when: the earliest, and of those ready now the one that came first."""
        best, best_key = None, (math.inf, math.inf)
        for rules, line in list(self._lines.items()):
            head = line.head()
            if head is None:
                del self._lines[rules]
                continue
            key = (line.ready_at(now), head.number)
            if key < best_key:
                best, best_key = line, key
        return best, best_key[0]

    def forget_dead_loop(self) -> None:
        """Drop what a closed event loop left behind, so that a client survives several asyncio.run calls."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            if self._loop is not None and self._loop.is_closed():
                for line in self._lines.values():
                    for rule in line.rules:
                        rule.ratelimit_enqueued = 0
                self._lines.clear()
                self._timer = None
            self._loop = loop

    def close(self) -> None:
        """Send away all who wait: nobody would ever wake them."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        lines = list(self._lines.values())
        self._lines.clear()
        for waiter in (waiter for line in lines for waiter in line.waiters):
            if not waiter.granted.done():
                self._leave(waiter.places)
                waiter.granted.set_exception(ClientClosed("the client was closed while a call waited"))
