"""The queue in front of the limits: first come, first served, and nobody waits for a limit of others.

A call needs a place in the window of the general rule and, where one covers it, in that of one path rule.
Calls for the same windows stand in a line of their own, so that a hundred calls waiting for a slow endpoint
do not hold up the rest; of the heads of all lines that may go, the one that came first goes. One timer serves
all who wait.
"""

import asyncio
import itertools
import math
from collections.abc import Callable

from asyncdex.clock import Clock, Timer
from asyncdex.exceptions import AsyncDexException, ClientClosed, Ratelimit

from .line import Bound, Line, Lines, Waiter, expected_wait
from .places import Cover, Places
from .rule import PathRatelimit, instant_after

__all__ = ["WaitingRoom"]

#: Seconds by which a wait may be longer than allowed: figures of a clock are no more exact than that.
_TOLERANCE = 1e-6


class WaitingRoom:
    """All the lines, and the timer that wakes their heads.

    Args:
        clock: The clock that times departures.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lines: Lines = {}
        self._numbers = itertools.count()
        self._timer: Timer | None = None
        self._due = math.inf
        self._loop: asyncio.AbstractEventLoop | None = None

    def expected_wait(self, cover: Cover) -> tuple[float, PathRatelimit | None]:
        """Return how many seconds a call that comes now would wait, and the rule that asks for them."""
        return expected_wait(self._lines, cover, self._clock.monotonic())

    def admit(self, places: Places, *, leaving: bool = False) -> bool:
        """Take the places of a call at once, if all are free and nobody who waits for them came first.

        Args:
            places: What the call needs.
            leaving: Whether it will be said when the call leaves; otherwise the departure is noted as now.

        Returns:
            Whether they were taken.
        """
        now = self._clock.monotonic()
        if self._due <= now:
            self.serve()  # the timer is late, and those whose turn it is go first
        for window in places.cover.windows:
            if window.ready_at(now) > now:
                return False
        places.take(None if leaving else now)
        return True

    async def wait(self, places: Places, bound: Bound, owner: object, *, leaving: bool = False) -> None:
        """Stand in line until every place can be taken.

        Args:
            places: What the call needs, and could not get at once.
            bound: How long it may wait.
            owner: On whose behalf it waits.
            leaving: As for :meth:`admit`.

        Raises:
            Ratelimit: The wait would be, or has become, longer than allowed.
            ClientClosed: The queue was closed meanwhile.
        """
        if not bound.patient:
            self._refuse_long_wait(places.cover, bound)
        done = asyncio.get_running_loop().create_future()
        waiter = Waiter(next(self._numbers), places, done, owner, self._clock.monotonic(), bound)
        try:
            if self._join(waiter).first == waiter.number:
                self.serve()  # whoever stands behind another is served when that one has gone
            if not bound.patient:
                self._set_alarm(waiter, waiter.deadline(general=False))
            refusal = await done
        except BaseException:
            self._give_up(waiter)
            raise
        finally:
            if waiter.timer is not None:
                waiter.timer.cancel()
        if refusal is not None:
            raise refusal
        if not leaving:
            places.depart(self._clock.monotonic())

    def _join(self, waiter: Waiter) -> Line:
        windows = waiter.places.cover.windows
        line = self._lines.get(windows)
        if line is None:
            line = self._lines[windows] = Line(windows)
        line.join(waiter)
        return line

    def _leave(self, waiter: Waiter) -> None:
        """Take a call out of its line, if it stands there still."""
        line = self._lines.get(waiter.places.cover.windows)
        if line is not None and line.leave(waiter):
            if not line.waiters:
                del self._lines[line.windows]
            if not self._lines:
                self._set_timer(math.inf)

    def _give_up(self, waiter: Waiter) -> None:
        """Leave the line; or give back what was granted in the same moment."""
        self._leave(waiter)
        if waiter.places.departures:
            waiter.places.give_back()

    def _refuse(self, waiter: Waiter, refusal: AsyncDexException) -> None:
        """Send a call away, unless it has been cancelled and is about to leave by itself."""
        self._leave(waiter)
        if not waiter.done.done():
            waiter.done.set_result(refusal)

    # Serving

    def serve(self) -> None:
        """Grant every place that can be granted now, and set the timer for the next one."""
        if not self._lines or self._is_elsewhere(self.serve):
            return
        now = self._clock.monotonic()
        ready = math.inf
        while self._lines:
            line, ready = self._next(now)
            if ready > now:
                break
            waiter = line.waiters[line.first]
            self._leave(waiter)
            if not waiter.done.done():
                waiter.places.take()
                waiter.done.set_result(None)
        if self._lines:
            self._set_timer(ready)

    def _next(self, now: float) -> tuple[Line, float]:
        """Return the line to serve and when: the earliest, and of those ready now the one that came first."""
        ready, _, line = min((line.ready_at(now), line.first, line) for line in self._lines.values())
        return line, ready

    def _set_timer(self, due: float) -> None:
        """Have the next one served at a second of the clock."""
        if due == self._due:
            return
        if self._timer is not None:
            self._timer.cancel()
        wait = due - self._clock.monotonic()
        self._due, self._timer = (
            due,
            self._clock.call_later(wait, self._on_timer) if wait < math.inf else None,
        )

    def _on_timer(self) -> None:
        self._timer, self._due = None, math.inf
        self.serve()

    def _is_elsewhere(self, callback: Callable[[], object]) -> bool:
        """Return whether we are outside the event loop of those who wait; it is told to do it, if it can."""
        loop = self._loop
        try:
            here = asyncio.get_running_loop() is loop
        except RuntimeError:
            here = False
        if not here and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(callback)
        return not here

    # Bounded waits

    def _refuse_long_wait(self, cover: Cover, bound: Bound) -> None:
        """Raise Ratelimit if a call that could not go at once is expected to wait longer than it may."""
        wait, rule = self.expected_wait(cover)
        allowed = bound.allows(general=rule is cover.general)
        if rule is not None and (allowed <= 0 or wait > allowed + _TOLERANCE):
            raise self._refusal(rule, wait)

    def _set_alarm(self, waiter: Waiter, second: float) -> None:
        if second < math.inf:
            delay = second - self._clock.monotonic() + _TOLERANCE
            waiter.timer = self._clock.call_later(delay, lambda: self._time_is_up(waiter))

    def _time_is_up(self, waiter: Waiter) -> None:
        """Refuse a call that has waited long enough; for the general pace it may wait longer."""
        self.serve()  # a place that is free now wins
        now = self._clock.monotonic()
        if waiter.done.done():
            return
        ready, rule = _held_back_by(waiter.places.cover, now)
        deadline = _deadline(waiter, ready, rule)
        if deadline > now:
            self._set_alarm(waiter, deadline)
        else:
            self._refuse(waiter, self._refusal(rule, rule.window.expected_at(now) - now))

    def recheck(self) -> None:
        """Look at everything anew, and refuse at once whose wait has certainly become too long."""
        if not self._lines or self._is_elsewhere(self.recheck):
            return
        self.serve()
        now = self._clock.monotonic()
        held_back: dict[Cover, tuple[float, PathRatelimit]] = {}
        for waiter in [waiter for waiter in self._waiting() if not waiter.bound.patient]:
            cover = waiter.places.cover
            if cover not in held_back:
                held_back[cover] = _held_back_by(cover, now)
            ready, rule = held_back[cover]
            if _deadline(waiter, ready, rule) + _TOLERANCE < ready < math.inf:
                self._refuse(waiter, self._refusal(rule, ready - now))

    def _refusal(self, rule: PathRatelimit, wait: float) -> Ratelimit:
        return Ratelimit(rule.path.name, rule.ratelimit_amount, instant_after(self._clock, wait))

    # Everybody at once

    def reroute(self, cover: Callable[[str, str], Cover]) -> None:
        """Have everybody wait for what covers their calls now.

        Args:
            cover: Says what covers a path and method.
        """
        waiting = self._waiting()
        for waiter in waiting:
            self._leave(waiter)
        for waiter in sorted(waiting, key=lambda waiter: waiter.number):
            waiter.places.cover = cover(waiter.places.path, waiter.places.method)
            self._join(waiter)
        self.recheck()

    def settle_in(self) -> bool:
        """Make the running event loop the one of those who wait.

        Returns:
            Whether another one was closed under those who waited; they are gone.

        Raises:
            RuntimeError: Another one is still running, in another thread.
        """
        loop = asyncio.get_running_loop()
        if loop is self._loop:
            return False
        died = self._loop is not None and self._loop.is_closed()
        if self._loop is not None and self._loop.is_running():
            raise RuntimeError(
                "a client, and its limits, belong to one event loop; make another one for this one"
            )
        if died:
            self._forget()
        self._loop = loop
        return died

    def close(self, owner: object = None) -> None:
        """Send away those who wait: nobody would ever wake them.

        Args:
            owner: On whose behalf they wait, or None for all.
        """
        if self._loop is not None and self._loop.is_closed():
            self._forget()
        for waiter in self._waiting():
            if owner is None or waiter.owner is owner:
                self._refuse(waiter, ClientClosed("the client was closed while a call waited"))

    def _forget(self) -> None:
        """Drop those whose event loop was closed: nobody can tell them anything."""
        for waiter in self._waiting():
            self._leave(waiter)

    def _waiting(self) -> list[Waiter]:
        return [waiter for line in self._lines.values() for waiter in line.waiters.values()]


def _held_back_by(cover: Cover, now: float) -> tuple[float, PathRatelimit]:
    """Return when the rules let a call go that has nobody before it, and which of them does so last."""
    return max(((rule.window.ready_at(now), rule) for rule in cover.rules), key=lambda item: item[0])


def _deadline(waiter: Waiter, ready: float, rule: PathRatelimit) -> float:
    """Return up to when a call may wait for the rule that holds it back."""
    general, paused = rule is waiter.places.cover.general, ready <= rule.window.paused_until
    return waiter.deadline(general=general, leaving=not paused)
