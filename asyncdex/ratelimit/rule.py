"""One rule: a path and its limit, with the face that AsyncDex gave it."""

import weakref
from datetime import UTC, datetime, timedelta
from typing import Protocol

from asyncdex.clock import Clock

from .checks import instance, seconds, whole
from .headers import HasHeaders, read_limits
from .path import Path
from .window import Window

__all__ = ["PathRatelimit", "instant_after"]

_TOO_MANY = 429

#: What :attr:`PathRatelimit.ratelimit_expires` says where there is nothing to expire.
_NEVER = datetime.min.replace(tzinfo=UTC)

#: The furthest an instant may be away, in seconds: no date lies beyond the year 9999.
_FAR = 10.0**9

#: More calls than anybody has made in one window.
_MOST_USED = 1_000_000


class Keeper(Protocol):
    """Who keeps rules by their paths."""

    def renamed(self) -> None:
        """Look at the paths anew: one of them has changed."""
        ...


def instant_after(clock: Clock, wait: float) -> datetime:
    """Return the instant so many seconds from now, in UTC.

    Args:
        clock: The clock that says what now is.
        wait: The seconds; too many for a date are cut off.

    Returns:
        An aware date and time.
    """
    return clock.now().astimezone(UTC) + timedelta(seconds=min(wait, _FAR))


class PathRatelimit:
    """A limit of so many calls in so many seconds, for the calls a path covers.

    The calls of any window of that length are counted, wherever it starts. What AsyncDex let a program assign
    can be assigned, and calls that wait in a registry are served by what it says from then on. Rules that
    share a window share all of it but their paths.

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
        >>> rule.ratelimit_used = 2
        >>> rule.can_call("GET"), rule.time_until_expire() > timedelta(seconds=59)
        (False, True)
    """

    def __init__(self, path: Path, ratelimit_amount: int, ratelimit_time: float) -> None:
        self._path = instance("path", path, Path)
        amount = whole("ratelimit_amount", ratelimit_amount, least=1)
        #: Where the calls are counted; rules made by :meth:`sharing` have it in common.
        self.window = Window(amount, seconds("ratelimit_time", ratelimit_time))
        self._keepers: list[weakref.ref[Keeper]] = []

    def __repr__(self) -> str:
        method = self.path.method or "any method"
        return f"<{self.path.name} ({method}): {self.ratelimit_amount} in {self.ratelimit_time} seconds>"

    def sharing(self, path: Path) -> "PathRatelimit":
        """Return a rule for other calls that count in the same window.

        Args:
            path: The calls it is about.

        Returns:
            A rule that shares the amount, the time and everything counted with this one.

        Example:
            >>> begin = PathRatelimit(Path.of("/upload/begin", "POST"), 20, 60)
            >>> edit = begin.sharing(Path.of("/upload/begin/{chapterId}", "POST"))
            >>> begin.ratelimit_used = 20
            >>> edit.can_call("POST")
            False
        """
        rule = type(self)(path, self.ratelimit_amount, self.ratelimit_time)
        rule.window = self.window
        return rule

    def fresh(self, clock: Clock) -> "PathRatelimit":
        """Return the same rule with nothing used, on a clock.

        Args:
            clock: The clock the copy reads.

        Returns:
            A new rule that shares nothing with this one, nor with those that share its window.
        """
        copy = type(self)(self.path, self.ratelimit_amount, self.ratelimit_time)
        copy.bind(clock)
        return copy

    def bind(self, clock: Clock) -> None:
        """Read another clock from now on."""
        self.window.bind(clock)

    def keep(self, keeper: Keeper) -> None:
        """Tell a registry when the path changes, for as long as it exists."""
        known = [ref for ref in self._keepers if ref() not in (None, keeper)]
        self._keepers = [*known, weakref.ref(keeper)]

    # What AsyncDex made public

    @property
    def path(self) -> Path:
        """The calls it is about. A registry goes by a new path at once."""
        return self._path

    @path.setter
    def path(self, path: Path) -> None:
        self._path = instance("path", path, Path)
        for keeper in [ref() for ref in self._keepers]:
            if keeper is not None:
                keeper.renamed()

    @property
    def ratelimit_amount(self) -> int:
        """How many calls a window allows. An answer's ``X-RateLimit-Limit`` replaces it."""
        return self.window.amount

    @ratelimit_amount.setter
    def ratelimit_amount(self, amount: int) -> None:
        self.window.resize(whole("ratelimit_amount", amount, least=1), self.window.seconds)

    @property
    def ratelimit_time(self) -> float:
        """The length of the window in seconds. What is counted already counts that much longer or shorter."""
        return self.window.seconds

    @ratelimit_time.setter
    def ratelimit_time(self, time: float) -> None:
        self.window.resize(self.window.amount, seconds("ratelimit_time", time))

    @property
    def ratelimit_enqueued(self) -> int:
        """How many calls are waiting for this limit; the queue counts them."""
        return self.window.enqueued

    @property
    def ratelimit_used(self) -> int:
        """How many calls have departed in the window that ends now, or are about to.

        A smaller number forgets the oldest. A larger one adds calls that depart now; they count for the
        length of the window, or up to the :attr:`ratelimit_expires` that was assigned while that is to come.
        """
        return self.window.used()

    @ratelimit_used.setter
    def ratelimit_used(self, used: int) -> None:
        self.window.set_used(whole("ratelimit_used", used, least=0, most=_MOST_USED))

    @property
    def ratelimit_expires(self) -> datetime:
        """When a call can be made again, in UTC.

        While there is room it is when the oldest counted call is forgotten; with nothing counted, the instant
        that was assigned, while that is in the future; else the year 1.

        An assigned instant is when everything counted so far is forgotten, and what is assigned to
        :attr:`ratelimit_used` from then on; a pause, where there is one, ends at it too. One in the past is
        the same as :meth:`expire`. Without a zone it means UTC.
        """
        wait = self.window.expires_in()
        return _NEVER if wait is None else instant_after(self.window.clock, wait)

    @ratelimit_expires.setter
    def ratelimit_expires(self, instant: datetime) -> None:
        end = instance("ratelimit_expires", instant, datetime)
        end = end.replace(tzinfo=UTC) if end.utcoffset() is None else end
        clock = self.window.clock
        self.window.count_until(clock.monotonic() + (end - clock.now()).total_seconds())

    def time_until_expire(self) -> timedelta:
        """Return how long it is until :attr:`ratelimit_expires`; zero where there is nothing to expire."""
        return timedelta(seconds=min(self.window.expires_in() or 0.0, _FAR))

    def can_call(self, method: str) -> bool:
        """Return whether a call can be made right now.

        Args:
            method: The HTTP method.

        Returns:
            True where the rule has room or is not about that method.
        """
        if self.path.method is not None and self.path.method != method.upper():
            return True
        now = self.window.clock.monotonic()
        return self.window.ready_at(now) <= now

    def expire(self) -> None:
        """Forget all calls that have departed, every pause, and an assigned instant."""
        self.window.expire()

    def update(self, response: HasHeaders, *, refused: bool = False) -> None:
        """Learn from an answer's ``X-RateLimit`` headers.

        An answer that was sent before one that has been seen changes no amount, and nothing that is known to
        be used or paused becomes less.

        Args:
            response: Anything with a status and headers, such as :class:`aiohttp.ClientResponse`.
            refused: Whether the answer means that too much was sent, whatever its status says.
        """
        window = self.window
        limits = read_limits(response.headers, window.clock.now())
        late = limits.sent is not None and limits.sent < window.heard
        if limits.sent is not None and not late:
            window.heard = limits.sent
        if limits.amount is not None and not late:
            window.resize(limits.amount, window.seconds)
        if limits.wait is None:
            return
        until = window.clock.monotonic() + limits.wait
        if limits.remaining == 0 or refused or response.status == _TOO_MANY:
            window.pause(until)
        elif limits.remaining is not None:
            window.count_others((limits.amount or window.amount) - limits.remaining, until)
