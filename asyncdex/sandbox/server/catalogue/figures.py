"""What readers think: followers and votes, those of the world and those that came since."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.base import Base

_HIGHEST = 10
# How many votes of everybody's average weigh in with those of a single manga.
_WEIGHT = 50
# So many manga are enough to tell what everybody thinks on average.
_ASKED = 2000


class Figures:
    """The figures of a world, and their changes.

    Args:
        base: The world.

    Attributes:
        followed: How many followers came to something or, below 0, left it, by its id.
        voted: How many votes of each rating a manga got or, below 0, lost, that of 1 first, by its id.
    """

    def __init__(self, base: Base) -> None:
        self.followed: dict[str, int] = {}
        self.voted: dict[str, list[int]] = {}
        self._base = base
        self._general: float | None = None

    def follows_of(self, kind: str, identifier: str) -> int:
        """Return how many readers follow something.

        Args:
            kind: Its type.
            identifier: Its id.
        """
        known = self._base.place(kind, identifier) is not None
        return (self._base.follows(kind, identifier) if known else 0) + self.followed.get(identifier, 0)

    def votes_of(self, manga: str) -> list[int]:
        """Return how many readers gave a manga each rating, that of 1 first.

        Args:
            manga: Its id.
        """
        known = self._base.place("manga", manga) is not None
        votes = self._base.votes(manga) if known else [0] * _HIGHEST
        more = self.voted.get(manga)
        return votes if more is None else [have + new for have, new in zip(votes, more, strict=True)]

    def follow(self, identifier: str, step: int) -> None:
        """Count a follower who came or left.

        Args:
            identifier: The id of what is followed.
            step: 1 or -1.
        """
        self.followed[identifier] = self.followed.get(identifier, 0) + step

    def vote(self, manga: str, new: int | None, old: int | None) -> None:
        """Count a rating that was given, changed or taken back.

        Args:
            manga: The manga's id.
            new: The rating, or None if there is none any more.
            old: The same reader's rating before, or None.
        """
        votes = self.voted.setdefault(manga, [0] * _HIGHEST)
        if new is not None:
            votes[new - 1] += 1
        if old is not None:
            votes[old - 1] -= 1

    def bayesian_of(self, manga: str) -> float:
        """Return a manga's average rating, drawn towards that of all manga where there are few votes.

        Args:
            manga: Its id.
        """
        votes = self.votes_of(manga)
        return (_WEIGHT * self._everybody() + _points(votes)) / (_WEIGHT + sum(votes))

    def reset(self) -> None:
        """Have the figures of the world again."""
        self.followed.clear()
        self.voted.clear()

    def _everybody(self) -> float:
        if self._general is None:
            ids = self._base.ids("manga")[:_ASKED]
            votes = [sum(column) for column in zip(*map(self._base.votes, ids), strict=True)]
            self._general = _points(votes) / sum(votes) if votes else 0.0
        return self._general


def average_of(votes: list[int]) -> float | None:
    """Return the average rating, or None without votes.

    Args:
        votes: How many readers gave each rating, that of 1 first.
    """
    total = sum(votes)
    return round(_points(votes) / total, 4) if total else None


def _points(votes: list[int]) -> int:
    return sum(value * count for value, count in enumerate(votes, 1))
