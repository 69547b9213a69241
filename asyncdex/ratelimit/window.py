"""One rule and the calls it has seen: at most so many departures in any window of so many seconds."""

import math
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from asyncdex.clock import Clock, SystemClock
from asyncdex.exceptions import InvalidArgument

from .headers import read_limits
from .path import Path

__all__ = ["SLACK", "Departure", "HasHeaders", "PathRatelimit"]

#: Seconds added to every window, since a request needs a little time to reach the server: without it the
#: first request of a window may overtake, in the server's eyes, the last one of the window before.
SLACK = 0.02


class HasHeaders(Protocol):
    """An answer, as far as a limit is concerned."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, found whatever their case."""
        ...


class Departure:
    """One place in a window: granted, and from then on departed at a certain second."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at: float | None = None


class PathRatelimit:
    """A limit of so many calls in so many seconds, for the calls a path covers.

    It keeps the departures of the last window (a sliding log), so that no window of that length, wherever it
    starts, holds more than the allowed number.

    Args:
        path: The calls it is about.
        ratelimit_amount: How many calls a window allows.
        ratelimit_time: The length of the window in seconds.

    Raises:
        InvalidArgument: The amount is below one, or the time is not above zero.

    Example:
        >>> rule = PathRatelimit(Path("/ping", re.compile("/ping"), "GET"), 2, 60)
        >>> rule.can_call("GET"), rule.ratelimit_used
        (True, 0)
    """

    def __init__(self, path: Path, ratelimit_amount: int, ratelimit_time: float) -> None:
        if ratelimit_amount < 1:
            raise InvalidArgument(f"ratelimit_amount must be at least 1, not {ratelimit_amount}")
        if not ratelimit_time > 0:
            raise InvalidArgument(f"ratelimit_time must be above 0 seconds, not {ratelimit_time}")
        self.path = path
        self.ratelimit_amount = ratelimit_amount
        self.ratelimit_time = ratelimit_time
        #: How many calls are waiting for this limit.
        self.ratelimit_enqueued = 0
        self._clock: Clock = SystemClock()
        self._log: deque[Departure] = deque()
        self._paused_until = -math.inf

    def __repr__(self) -> str:
        method = self.path.method or "any method"
        return f"<{self.path.name} ({method}): {self.ratelimit_amount} in {self.ratelimit_time} seconds>"

    def fresh(self, clock: Clock) -> "PathRatelimit":
        """Return the same rule with nothing used, on a clock.

        Args:
            clock: The clock the copy reads.

        Returns:
            A new rule that shares no state with this one.
        """
        copy = type(self)(self.path, self.ratelimit_amount, self.ratelimit_time)
        copy.bind(clock)
        return copy

    def bind(self, clock: Clock) -> None:
        """Read another clock from now on."""
        self._clock = clock

    # What AsyncDex made public

    @property
    def ratelimit_used(self) -> int:
        """How many calls have departed in the window that ends now."""
        self._prune(self._clock.monotonic())
        return len(self._log)

    @property
    def ratelimit_expires(self) -> datetime:
        """When a call can be made again that cannot be made now, in UTC; the year 1 while there is room."""
        wait = self.wait()
        if wait <= 0:
            return datetime.min.replace(tzinfo=UTC)
        return self._clock.now().astimezone(UTC) + timedelta(seconds=min(wait, 10**9))

    def time_until_expire(self) -> timedelta:
        """Return how long it is until a call can be made; zero while there is room."""
        return timedelta(seconds=min(self.wait(), 10**9))

    def can_call(self, method: str) -> bool:
        """Return whether a call can be made right now.

        Args:
            method: The HTTP method.

        Returns:
            True where the rule has room or is not about that method.
        """
        if self.path.method is not None and self.path.method.upper() != method.upper():
            return True
        return self.wait() <= 0

    def expire(self) -> None:
        """Forget all calls seen and every pause."""
        self._log.clear()
        self._paused_until = -math.inf

    def update(self, response: HasHeaders) -> None:
        """Learn from an answer's ``X-RateLimit`` headers.

        Args:
            response: Anything with a status and headers, such as :class:`aiohttp.ClientResponse`.
        """
        limits = read_limits(response.headers, self._clock.now())
        now = self._clock.monotonic()
        if limits.amount is not None:
            self.ratelimit_amount = limits.amount
        if limits.wait is None:
            return
        if limits.remaining == 0 or response.status == 429:  # noqa: PLR2004 - HTTP's own number
            self.pause(now + limits.wait)
        elif limits.remaining is not None:
            self._count_others(self.ratelimit_amount - limits.remaining, now + limits.wait)

    def _count_others(self, used: int, until: float) -> None:
        """Count calls of others behind the same address, up to when the server forgets them."""
        while len(self._log) < used:
            other = Departure()
            other.at = until - self.ratelimit_time - SLACK
            self._log.appendleft(other)

    # What the queue uses

    def wait(self) -> float:
        """Return the seconds until a call may depart, zero for now; infinite while that is undecided."""
        now = self._clock.monotonic()
        return max(self.ready_at(now) - now, 0.0)

    def ready_at(self, now: float, ahead: int = 0) -> float:
        """Return when a call may depart.

        Args:
            now: The clock's seconds.
            ahead: How many other calls go first.

        Returns:
            The clock's seconds, at least now; infinite while a granted call has yet to say when it left.
        """
        self._prune(now)
        earliest = max(now, self._paused_until)
        period = self.ratelimit_time + SLACK
        # Call number i must wait until call i - amount has left the window. Go back by whole windows until a
        # call that has departed (position >= 0) or one that had room all along (position < 0).
        windows = ahead // self.ratelimit_amount
        position = len(self._log) + ahead - (windows + 1) * self.ratelimit_amount
        if position >= 0:
            departed = self._log[position].at
            earliest = math.inf if departed is None else max(earliest, departed + period)
        return earliest + windows * period

    def take(self) -> Departure:
        """Grant a place; its second is filled in when the call really leaves."""
        place = Departure()
        self._log.append(place)
        return place

    def give_back(self, place: Departure) -> None:
        """Take back a place that was not used."""
        try:
            self._log.remove(place)
        except ValueError:
            return  # it has left the window, or the rule was expired meanwhile

    def pause(self, until: float) -> None:
        """Let nothing depart before a second of the clock; an earlier one than is known changes nothing."""
        self._paused_until = max(self._paused_until, until)

    def _prune(self, now: float) -> None:
        """Drop the departures that have left the window."""
        horizon = now - self.ratelimit_time - SLACK
        log = self._log
        while log and (at := log[0].at) is not None and at <= horizon:
            log.popleft()
