"""A count of calls: at most so many departures in any window of so many seconds."""

import math
import weakref
from collections.abc import Iterable
from typing import Protocol

from asyncdex.clock import Clock, SystemClock

from .slots import turn

__all__ = ["SLACK", "Departure", "Watcher", "Window", "wake"]

#: Seconds added to every window, since a request needs a little time to reach the server: without it the
#: first request of a window may overtake, in the server's eyes, the last one of the window before.
SLACK = 0.02


class Watcher(Protocol):
    """A queue in which calls wait for a window."""

    def serve(self) -> None:
        """Grant what can be granted now: a place has been taken or has come free."""
        ...

    def recheck(self) -> None:
        """Look at everything anew: waits may have become shorter or longer."""
        ...


class Departure:
    """One place in a window: granted, and from its departure on counted up to a certain second."""

    __slots__ = ("at", "ends")

    def __init__(self, at: float | None = None, ends: float = math.inf) -> None:
        #: The clock's second at which the call left; None while that is undecided, or was not ours to see.
        self.at = at
        #: The clock's second at which it is forgotten; infinite while its call has yet to leave.
        self.ends = ends


class Window:
    """A limit of so many calls in so many seconds, and the calls that count towards it.

    It keeps the departures of the last window (a sliding log), so that no window of that length, wherever it
    starts, holds more than the allowed number. Several rules may count in one window.

    Args:
        amount: How many calls it allows.
        seconds: Its length.
    """

    def __init__(self, amount: int, seconds: float) -> None:
        self.amount = amount
        self.seconds = seconds
        self.clock: Clock = SystemClock()
        #: How many calls are waiting for a place in it.
        self.enqueued = 0
        #: The server's time, as a UNIX instant, of the newest answer that told of this limit.
        self.heard = -math.inf
        #: The clock's second before which nothing departs.
        self.paused_until = -math.inf
        self._left: list[Departure] = []  # in the order in which they end
        self._held: set[Departure] = set()
        self._assigned_end = -math.inf
        self._watchers: list[weakref.ref[Watcher]] = []

    @property
    def period(self) -> float:
        """How long a departure counts, in seconds."""
        return self.seconds + SLACK

    def bind(self, clock: Clock) -> None:
        """Read another clock from now on; what is known keeps its distance from now."""
        if clock is self.clock:
            return
        shift = clock.monotonic() - self.clock.monotonic()
        self.clock = clock
        self.paused_until += shift
        self._assigned_end += shift
        for departure in set(self._left):
            departure.ends += shift
            departure.at = None if departure.at is None else departure.at + shift

    # Those who wait

    def watch(self, watcher: Watcher) -> None:
        """Tell a queue of every change, for as long as it exists."""
        known = [ref for ref in self._watchers if ref() not in (None, watcher)]
        self._watchers = [*known, weakref.ref(watcher)]

    def watchers(self) -> list[Watcher]:
        """Return the queues that want to know."""
        return [watcher for ref in self._watchers if (watcher := ref()) is not None]

    def changed(self) -> None:
        """Have everybody who waits look at everything anew."""
        if self.enqueued:
            for watcher in self.watchers():
                watcher.recheck()

    # What a call does

    def take(self, now: float | None = None) -> Departure:
        """Grant a place.

        Args:
            now: The second at which the call leaves, or None to hold the place until that is known.

        Returns:
            The place.
        """
        if now is None:
            place = Departure()
            self._held.add(place)
        else:
            place = Departure(now, now + self.period)
            self._insert(place)
        return place

    def depart(self, place: Departure, now: float) -> None:
        """Say at which second of the clock the call with this place leaves."""
        self._held.discard(place)
        place.at = now
        place.ends = now + self.period
        self._insert(place)

    def hold(self, place: Departure) -> None:
        """Say that the call with this place has yet to leave."""
        self._drop(place)
        place.at, place.ends = None, math.inf
        self._held.add(place)

    def give_back(self, place: Departure) -> None:
        """Take back a place that was not used."""
        self._held.discard(place)
        self._drop(place)

    def settle(self) -> None:
        """Count all calls that have yet to leave as leaving now: nobody will say when they did."""
        now = self.clock.monotonic()
        for place in list(self._held):
            self.depart(place, now)

    def _insert(self, place: Departure, times: int = 1) -> None:
        """Keep the log in order; nearly always the place belongs at its end."""
        left = self._left
        if times == 1 and (not left or left[-1].ends <= place.ends):
            left.append(place)
            return
        position = len(left)
        while position and left[position - 1].ends > place.ends:
            position -= 1
        left[position:position] = [place] * times

    def _drop(self, place: Departure) -> None:
        left = self._left
        # Nearly always it is the newest, and there may be thousands before it.
        for position in range(len(left) - 1, -1, -1):
            if left[position] is place:
                del left[position]
                return  # where it is not, it has left the window, or was forgotten meanwhile

    # What is known

    def used(self) -> int:
        """Return how many calls count now, those about to leave among them."""
        self._prune(self.clock.monotonic())
        return len(self._left) + len(self._held)

    def room(self, now: float) -> int:
        """Return how many calls may depart at once."""
        return self.amount - len(self._left) - len(self._held) if self.ready_at(now) <= now else 0

    def ready_at(self, now: float) -> float:
        """Return when a call that has nobody before it may depart.

        Args:
            now: The clock's seconds.

        Returns:
            The clock's seconds, at least now; infinite while a granted call has yet to say when it left.
        """
        self._prune(now)
        earliest = max(now, self.paused_until)
        slots = self.amount - len(self._held)
        if len(self._left) < slots:
            return earliest
        return max(earliest, self._left[-slots].ends) if slots > 0 else math.inf

    def expected_at(self, now: float, ahead: int = 0) -> float:
        """Return when a call may depart as far as can be told: what has yet to leave counts as leaving now.

        Args:
            now: The clock's seconds.
            ahead: How many other calls go first.

        Returns:
            The clock's seconds, at least now.
        """
        self._prune(now)
        ends = sorted([*(place.ends for place in self._left), *[now + self.period] * len(self._held)])
        earliest = max(now, self.paused_until)
        return turn(ends[-self.amount :], self.amount, earliest=earliest, period=self.period, ahead=ahead)

    def expires_in(self) -> float | None:
        """Return the seconds until a call can be made, or while one can, until one is forgotten.

        Returns:
            The seconds. With nothing counted, those up to an end that was assigned; None without any. A call
            that has yet to leave counts as leaving now.
        """
        now = self.clock.monotonic()
        end = self.expected_at(now)
        if end == now and self._left:
            end = self._left[0].ends
        elif end == now and self._held:
            end = now + self.period
        elif end == now:
            end = self._assigned_end
        return end - now if end > now else None

    def _prune(self, now: float) -> None:
        """Drop the departures that have left the window."""
        left = self._left
        if not left or left[0].ends > now:
            return
        gone = 1
        while gone < len(left) and left[gone].ends <= now:
            gone += 1
        del left[:gone]

    # What may be decreed

    def pause(self, until: float) -> None:
        """Let nothing depart before a second of the clock; an earlier one than is known changes nothing."""
        if until > self.paused_until:
            self.paused_until = until
            self.changed()

    def resize(self, amount: int, seconds: float) -> None:
        """Allow another amount in another time; what has left before counts that much longer or shorter."""
        if (amount, seconds) == (self.amount, self.seconds):
            return
        self.amount, self.seconds = amount, seconds
        for departure in self._left:
            if departure.at is not None:
                departure.ends = departure.at + self.period
        self._left.sort(key=lambda departure: departure.ends)
        self.changed()

    def expire(self) -> None:
        """Forget all calls that have left, and every pause. One about to leave counts when it does."""
        self._left.clear()
        self._held.clear()
        self.paused_until = self._assigned_end = -math.inf
        self.changed()

    def count_until(self, end: float) -> None:
        """Let what holds calls back now, departures and a pause, last until a second of the clock."""
        now = self.clock.monotonic()
        if end <= now:
            self.expire()
            return
        self._prune(now)
        for departure in self._left:
            departure.at, departure.ends = None, end
        if self.paused_until > now:
            self.paused_until = end
        self._assigned_end = end
        self.changed()

    def set_used(self, count: int) -> None:
        """Count so many calls: forget the first to end, or add some."""
        now = self.clock.monotonic()
        surplus = self.used() - count
        if surplus > 0:
            del self._left[:surplus]
            for place in list(self._held)[: max(len(self._held) - count, 0)]:
                self._held.discard(place)
        elif self._assigned_end > now:
            self._insert(Departure(None, self._assigned_end), -surplus)
        else:
            self._insert(Departure(now, now + self.period), -surplus)
        self.changed()

    def count_others(self, used: int, until: float) -> None:
        """Count calls of others, as many as are missing, up to when the server forgets them."""
        missing = used - self.used()
        if missing > 0:
            self._insert(Departure(None, until), missing)
            self.changed()


def wake(windows: Iterable[Window]) -> None:
    """Have the queues of some windows grant what can be granted now.

    Args:
        windows: Where a place has been taken or has come free.
    """
    busy = [window for window in windows if window.enqueued]
    if not busy:
        return  # as after nearly every call
    for watcher in {watcher for window in busy for watcher in window.watchers()}:
        watcher.serve()
