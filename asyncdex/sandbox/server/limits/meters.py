"""Three ways of counting requests against an amount in a length of time."""

from __future__ import annotations

from collections import deque
from typing import Literal, Protocol, TypeAlias

#: How requests are counted: see `Limits`.
Algorithm: TypeAlias = Literal["mixed", "token_bucket", "fixed_window", "sliding_window"]

# Refilling in fractions leaves a hair less than a whole token after exactly the time of one.
_HAIR = 1e-9


class Meter(Protocol):
    """One budget of one address. All times are monotonic seconds."""

    def take(self, now: float) -> bool:
        """Use up one request if there is one left, and tell whether there was."""
        ...

    def left(self, now: float) -> float:
        """Return how many requests are left."""
        ...

    def free_at(self, now: float) -> float:
        """Return when one more request will be allowed; `now` or earlier if one is."""
        ...

    def full_at(self, now: float) -> float:
        """Return when the whole amount will be there again, if nothing more is asked."""
        ...


class TokenBucket:
    """Fills up evenly: a burst of the whole amount, then as many as trickle in.

    Args:
        amount: How much it holds.
        seconds: How long it takes to fill.
    """

    def __init__(self, amount: int, seconds: float) -> None:
        self._amount = amount
        self._rate = amount / seconds
        self._tokens = float(amount)
        self._since = float("-inf")

    def take(self, now: float) -> bool:
        """Use up one request if there is one left, and tell whether there was."""
        self._tokens, self._since = self.left(now), now
        if self._tokens < 1 - _HAIR:
            return False
        self._tokens = max(0.0, self._tokens - 1)
        return True

    def left(self, now: float) -> float:
        """Return how many requests are left, in fractions."""
        return min(self._amount, self._tokens + (now - self._since) * self._rate)

    def free_at(self, now: float) -> float:
        """Return when one more request will be allowed."""
        return now + max(0.0, 1 - self.left(now)) / self._rate

    def full_at(self, now: float) -> float:
        """Return when the whole amount will be there again."""
        return now + (self._amount - self.left(now)) / self._rate


class FixedWindow:
    """The whole amount from the first request to the window's end, and then all of it at once again.

    Args:
        amount: How many requests a window allows.
        seconds: Its length.
    """

    def __init__(self, amount: int, seconds: float) -> None:
        self._amount = amount
        self._seconds = seconds
        self._used = 0
        self._ends = float("-inf")

    def take(self, now: float) -> bool:
        """Use up one request if there is one left, and tell whether there was."""
        if now >= self._ends:
            self._used, self._ends = 0, now + self._seconds
        if self._used >= self._amount:
            return False
        self._used += 1
        return True

    def left(self, now: float) -> float:
        """Return how many requests are left."""
        return self._amount if now >= self._ends else self._amount - self._used

    def free_at(self, now: float) -> float:
        """Return when one more request will be allowed."""
        return self._ends if self.left(now) < 1 else now

    def full_at(self, now: float) -> float:
        """Return when the whole amount will be there again."""
        return max(now, self._ends)


class SlidingWindow:
    """Never more than the amount within any stretch of the length, wherever it begins.

    Args:
        amount: How many requests such a stretch allows.
        seconds: Its length.
    """

    def __init__(self, amount: int, seconds: float) -> None:
        self._amount = amount
        self._seconds = seconds
        #: When the requests of the last stretch no longer count.
        self._ends: deque[float] = deque()

    def take(self, now: float) -> bool:
        """Use up one request if there is one left, and tell whether there was."""
        while self._ends and self._ends[0] <= now:
            self._ends.popleft()
        if len(self._ends) >= self._amount:
            return False
        self._ends.append(now + self._seconds)
        return True

    def left(self, now: float) -> float:
        """Return how many requests are left."""
        return self._amount - sum(end > now for end in self._ends)

    def free_at(self, now: float) -> float:
        """Return when one more request will be allowed."""
        return self._ends[0] if self.left(now) < 1 else now

    def full_at(self, now: float) -> float:
        """Return when the whole amount will be there again."""
        return max(now, self._ends[-1]) if self._ends else now


METERS: dict[str, type[TokenBucket | FixedWindow | SlidingWindow]] = {
    "token_bucket": TokenBucket,
    "fixed_window": FixedWindow,
    "sliding_window": SlidingWindow,
}
