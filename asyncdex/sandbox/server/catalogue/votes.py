"""How readers rated manga: invented votes, and the figures that come of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.store import Catalogue

_HIGHEST = 10
_FEWEST, _MOST = 12, 4000
_SPREAD = 1.6
# How many votes of everybody's average weigh in with those of a single manga.
_WEIGHT = 50


def invent_votes(rng: Random, average: float) -> list[int]:
    """Return how many readers gave each rating, that of 1 first.

    Args:
        rng: Decides how many readers there were.
        average: What they thought of it, about.
    """
    readers = rng.randrange(_FEWEST, _MOST)
    weights = [math.exp(-(((value - average) / _SPREAD) ** 2)) for value in range(1, _HIGHEST + 1)]
    return [round(weight * readers / sum(weights)) for weight in weights]


def average_of(votes: list[int]) -> float | None:
    """Return the average rating, or None without votes.

    Args:
        votes: How many readers gave each rating.
    """
    total = sum(votes)
    return round(_points(votes) / total, 4) if total else None


def bayesian_of(votes: list[int], catalogue: Catalogue) -> float:
    """Return the average rating, drawn towards that of all manga where there are few votes.

    Args:
        votes: How many readers gave each rating.
        catalogue: All votes.
    """
    everybody = [sum(column) for column in zip(*catalogue.votes.values(), strict=True)]
    general = _points(everybody) / sum(everybody) if sum(everybody) else 0.0
    return (_WEIGHT * general + _points(votes)) / (_WEIGHT + sum(votes))


def vote(catalogue: Catalogue, manga: str, new: int | None, old: int | None) -> None:
    """Count a rating that was given, changed or taken back.

    Args:
        catalogue: All votes.
        manga: The manga's id.
        new: The rating, or None if there is none any more.
        old: The same reader's rating before, or None.
    """
    votes = catalogue.votes.setdefault(manga, [0] * _HIGHEST)
    if new is not None:
        votes[new - 1] += 1
    if old is not None:
        votes[old - 1] -= 1
    average = average_of(votes)
    if average is None:
        catalogue.ratings.pop(manga, None)
    else:
        catalogue.ratings[manga] = average


def _points(votes: list[int]) -> int:
    return sum(value * count for value, count in enumerate(votes, 1))
