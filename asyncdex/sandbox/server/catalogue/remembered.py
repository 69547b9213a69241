"""What searches found, for as long as it stays true: the next page of a search needs no search."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

FOREVER = math.inf
_MOST = 16
# Of a huge world, fewer results are kept: all of them together hold so many positions.
_MOST_POSITIONS = 2_000_000


class _Answer(NamedTuple):
    edits: int
    since: float
    until: float
    positions: list[int]


class Remembered:
    """The results of the searches of late.

    A result is true until anything is edited, or until a moment that the search itself names.
    """

    def __init__(self) -> None:
        self._answers: dict[Hashable, _Answer] = {}

    def positions(
        self,
        search: Hashable,
        edits: int,
        now: float,
        find: Callable[[], tuple[list[int], float]],
    ) -> list[int]:
        """Return what a search finds; nobody may change it.

        Args:
            search: What is searched for, and in which sequence.
            edits: How often anything was edited so far.
            now: The present, UNIX seconds.
            find: Searches, and returns the positions and until when they hold, UNIX seconds.
        """
        known = self._answers.pop(search, None)
        if known is None or known.edits != edits or not known.since <= now < known.until:
            found, until = find()
            known = _Answer(edits, now, until, found)
        self._answers[search] = known
        while len(self._answers) > _MOST or (self._size() > _MOST_POSITIONS and len(self._answers) > 1):
            del self._answers[next(iter(self._answers))]
        return known.positions

    def _size(self) -> int:
        return sum(len(answer.positions) for answer in self._answers.values())
