"""Noticing that a client sends the same write twice."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

_MINUTE = 60
#: How many writes are remembered at most; the oldest are forgotten first.
_MOST = 10_000


class Repeats:
    """The writes of the last minute, by a number that stands for what was sent."""

    def __init__(self) -> None:
        self._known: dict[int, float] = {}
        self._order: deque[tuple[int, float]] = deque()

    def again(self, write: Hashable, now: float) -> bool:
        """Tell whether a write was remembered within the last minute.

        Args:
            write: What was sent, where to and by whom.
            now: The monotonic time, seconds.
        """
        return now - self._known.get(hash(write), float("-inf")) < _MINUTE

    def remember(self, write: Hashable, now: float) -> None:
        """Keep a write in mind for a minute.

        Args:
            write: What was sent, where to and by whom.
            now: The monotonic time, seconds.
        """
        while self._order and (len(self._order) >= _MOST or now - self._order[0][1] >= _MINUTE):
            old, since = self._order.popleft()
            if self._known.get(old) == since:
                del self._known[old]
        self._known[hash(write)] = now
        self._order.append((hash(write), now))
