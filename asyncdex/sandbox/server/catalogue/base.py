"""What a catalogue stands on: a world that never changes, invented on demand or read from a folder."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, overload

from asyncdex.sandbox.server.catalogue.facts import ChapterFacts, chapter_facts
from asyncdex.sandbox.server.catalogue.threads import Thread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.catalogue.records import Record

_HIGHEST = 10
_FEWEST, _MOST = 12, 4000
_SPREAD = 1.6
_LOWEST_AVERAGE, _AVERAGES = 40, 57
_FOLLOWERS = {"manga": 100_000, "scanlation_group": 20_000}
_FEW_FOLLOWERS = 50
_REPLIES = 400
_WITH_THREADS = ("manga", "chapter", "scanlation_group")


class Base(ABC):
    """A world of entities, each with a place among its kind.

    Args:
        seed: Decides everything that is invented.

    Attributes:
        seed: The same.
        me: The id of the user that the sandbox's own credentials log in.
        showpiece: The id of the manga that is good for showing around, or an empty text.
        notes: What a reader of recorded answers skipped or had to invent, in plain words.
    """

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.me = ""
        self.showpiece = ""
        self.notes: list[str] = []
        self._key = blake2b(seed.encode(), digest_size=32).digest()

    @abstractmethod
    def count(self, kind: str) -> int:
        """Return how many entities of a type there are."""

    @abstractmethod
    def id(self, kind: str, place: int) -> str:
        """Return the id of the entity at a place."""

    @abstractmethod
    def place(self, kind: str, identifier: str) -> int | None:
        """Return the place of an entity, or None if the id is not one of its kind."""

    @abstractmethod
    def make(self, kind: str, place: int) -> Record:
        """Return the entity at a place; nobody may change it."""

    def outlined(self, kind: str, place: int) -> Record:
        """Return the entity at a place with all that searches look at; the rest of it may be missing."""
        return self.make(kind, place)

    @abstractmethod
    def parts_of(self, kind: str, owner: str) -> Sequence[int]:
        """Return the places of the chapters or covers of a manga, or of the custom lists of a user."""

    @abstractmethod
    def latest(self, manga: str) -> int | None:
        """Return when a manga got its newest chapter, UNIX seconds, or None without chapters."""

    def chapter_facts(self, place: int) -> Iterable[tuple[int, ChapterFacts]]:
        """Return the facts of the chapter at a place, and of others that come along at no cost."""
        return ((place, chapter_facts(self.make("chapter", place))),)

    def ids(self, kind: str) -> Sequence[str]:
        """Return the ids of all entities of a type, in sequence.

        Args:
            kind: The type.
        """
        return Ids(self, kind)

    def follows(self, kind: str, identifier: str) -> int:
        """Return how many readers follow something; the account that is logged in may be among them.

        Args:
            kind: Its type.
            identifier: Its id.
        """
        return 1 + self._chance("follows", identifier) % _FOLLOWERS.get(kind, _FEW_FOLLOWERS)

    def votes(self, manga: str) -> list[int]:
        """Return how many readers gave a manga each rating, that of 1 first.

        Args:
            manga: Its id.
        """
        chance = self._chance("votes", manga)
        average = (_LOWEST_AVERAGE + chance % _AVERAGES) / _HIGHEST
        readers = _FEWEST + (chance >> 8) % (_MOST - _FEWEST)
        return [round(weight * readers) for weight in _weights(average)]

    def thread(self, kind: str, place: int) -> Thread | None:
        """Return the forum thread of an entity; most manga, chapters and groups have one.

        Args:
            kind: Its type.
            place: Its place.
        """
        if kind not in _WITH_THREADS:
            return None
        chance = self._chance("thread", f"{kind} {place}")
        if not chance % 4:
            return None
        before = sum(self.count(other) for other in _WITH_THREADS[: _WITH_THREADS.index(kind)])
        return Thread(before + place + 1, (chance >> 8) % _REPLIES)

    @property
    def threads(self) -> int:
        """The highest number a thread can have."""
        return sum(map(self.count, _WITH_THREADS))

    def _chance(self, purpose: str, what: str) -> int:
        digest = blake2b(f"{purpose} {what}".encode(), digest_size=8, key=self._key)
        return int.from_bytes(digest.digest(), "big")


class Ids(Sequence[str]):
    """The ids of all entities of one type, worked out when they are asked for."""

    def __init__(self, base: Base, kind: str) -> None:
        self._base = base
        self._kind = kind

    def __len__(self) -> int:
        return self._base.count(self._kind)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        places = range(len(self))[index]
        if isinstance(places, range):
            return [self._base.id(self._kind, place) for place in places]
        return self._base.id(self._kind, places)


@lru_cache(maxsize=_AVERAGES)
def _weights(average: float) -> list[float]:
    weights = [math.exp(-(((value - average) / _SPREAD) ** 2)) for value in range(1, _HIGHEST + 1)]
    return [weight / sum(weights) for weight in weights]
