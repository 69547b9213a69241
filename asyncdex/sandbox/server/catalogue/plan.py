"""How many there are of everything in an invented world, and what belongs to what."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.chance import Chance

if TYPE_CHECKING:
    from collections.abc import Iterable

# How many manga stay without chapters, and how many chapters the showpiece gets at most.
_EMPTY_EVERY = 17
_SHOWPIECE_CHAPTERS = 48
_MOST_VOLUMES = 3
_MOST_MEMBERS = 3
# Enough own lists for two pages of the usual size.
OWN_LISTS = 12


class Plan:
    """The outline of a world; what is in it is invented elsewhere, one thing at a time.

    Args:
        seed: Decides everything.
        manga: How many manga there are, at least 1.
        chapters: How many chapters there are in all.

    Attributes:
        counts: How many there are of each type.
        chapters: Where the chapters of each manga begin, and where those of the last one end.
        covers: The same of the covers.
        lists: The same of the custom lists of each user.
        volumes: How many volumes of each manga have a cover; with 0 it has one that is of none.
        writers: The author of each manga, by place.
        artists: The artist of each manga, by place.
    """

    def __init__(self, seed: str, manga: int, chapters: int) -> None:
        rng = Chance(f"{seed} plan")
        self._seed = seed
        users, groups, authors = max(8, manga // 6), max(12, manga // 7), max(12, manga * 2 // 3)
        self.chapters = _shares(rng, manga, chapters)
        self.volumes = [_volumes(rng.random()) for _ in range(manga)]
        self.covers = _offsets(max(1, amount) for amount in self.volumes)
        # The account has many lists, the next user one of each visibility, all others a few.
        some = (int(rng.random() * 4) for _ in range(users - 2))
        self.lists = _offsets((OWN_LISTS, 2, *some))
        self.writers = [int(rng.random() * authors) for _ in range(manga)]
        self.artists = [
            int(rng.random() * authors) if rng.random() * 3 < 1 else writer for writer in self.writers
        ]
        self.counts = {
            "manga": manga,
            "chapter": chapters,
            "author": authors,
            "scanlation_group": groups,
            "cover_art": self.covers[-1],
            "user": users,
            "custom_list": self.lists[-1],
        }

    @cached_property
    def works(self) -> list[list[int]]:
        """The manga that each author has a hand in."""
        found: list[list[int]] = [[] for _ in range(self.counts["author"])]
        for manga, (writer, artist) in enumerate(zip(self.writers, self.artists, strict=True)):
            for person in {writer, artist}:
                found[person].append(manga)
        return found

    @cached_property
    def members(self) -> list[list[int]]:
        """The members of each group, its leader first; the first user leads the first one."""
        rng, users = Chance(f"{self._seed} members"), range(self.counts["user"])
        found = [
            rng.sample(users, min(len(users), 1 + int(rng.random() * _MOST_MEMBERS)))
            for _ in range(self.counts["scanlation_group"])
        ]
        found[0] = list(dict.fromkeys((0, *found[0])))
        return found

    @cached_property
    def teams(self) -> list[list[int]]:
        """The groups that each user is a member of."""
        found: list[list[int]] = [[] for _ in range(self.counts["user"])]
        for group, members in enumerate(self.members):
            for user in members:
                found[user].append(group)
        return found


def owner_of(offsets: list[int], place: int) -> int:
    """Return whose share something at a place is.

    Args:
        offsets: Where the shares begin.
        place: The place.
    """
    return bisect_right(offsets, place) - 1


def _volumes(chance: float) -> int:
    """Return how many volumes have a cover: one manga in five has a single cover, which is of no volume."""
    return int(chance * 5) and 1 + int(chance * 5 % 1 * _MOST_VOLUMES)


def _offsets(shares: Iterable[int]) -> list[int]:
    return list(accumulate(shares, initial=0))


def _shares(rng: Chance, manga: int, chapters: int) -> list[int]:
    """Spread the chapters over the manga: few with many, some with none."""
    weights = [
        rng.random() ** 3 + 0.02 if place % _EMPTY_EVERY != _EMPTY_EVERY - 1 else 0.0
        for place in range(1, manga)
    ]
    shown = min(chapters, _SHOWPIECE_CHAPTERS) if weights else chapters
    left, total = chapters - shown, sum(weights) or 1.0
    # Rounding what adds up, and not the single shares, gives every chapter away once.
    return [0, shown, *(shown + round(reached / total * left) for reached in accumulate(weights))]
