"""The forum threads behind manga, chapters and groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

_REPLIES = 400


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread of comments.

    Attributes:
        id: Its number on the forum.
        replies: How many comments it has, the opening one not counted.
    """

    id: int
    replies: int


class Threads:
    """Finds the thread of an entity, and opens new ones."""

    def __init__(self) -> None:
        self._opened: dict[str, Thread] = {}

    def invent(self, rng: Random, entities: Iterable[str]) -> None:
        """Have threads with comments for most of some entities.

        Args:
            rng: Decides which, and how many comments.
            entities: The entities' ids.
        """
        for entity in entities:
            replies = rng.randrange(_REPLIES)
            if rng.randrange(4):
                self._opened[entity] = Thread(self._next(), replies)

    def of(self, entity: str) -> Thread | None:
        """Return the thread of an entity, or None if nobody has opened one.

        Args:
            entity: The entity's id.
        """
        return self._opened.get(entity)

    def open(self, entity: str) -> Thread:
        """Return the thread of an entity, which is opened if there is none.

        Args:
            entity: The entity's id.
        """
        return self._opened.setdefault(entity, Thread(self._next(), 0))

    def _next(self) -> int:
        return len(self._opened) + 1
