"""The entities of one type: those of the world, made when asked for, and what became of them since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asyncdex.sandbox.server.catalogue.base import Base
    from asyncdex.sandbox.server.catalogue.records import Record

_KEPT = 4096


class Entities(Mapping[str, "Record"]):
    """Entities by id. What is in the world stays as it is; edited copies and new ones are kept beside it.

    Every entity has a position: its place in the world, or after these, in the sequence they were added.

    Args:
        base: The world.
        kind: The type of the entities.
        tidy: Takes from an entity of the world what is no more; called whenever one is made.

    Attributes:
        base: The same.
        kind: The same.
        changed: Edited copies of entities of the world, by id.
        added: New entities by id.
        gone: The ids of the entities of the world that were deleted.
    """

    def __init__(self, base: Base, kind: str, tidy: Callable[[Record], Record]) -> None:
        self.kind = kind
        self.changed: dict[str, Record] = {}
        self.added: dict[str, Record] = {}
        self.gone: set[str] = set()
        self.base = base
        self._tidy = tidy
        self._count = base.count(kind)
        self._later: list[str] = []
        self._positions: dict[str, int] = {}
        # The places of what is gone, so that a search need not work out every id.
        self._empty: set[int] = set()
        self._made = lru_cache(maxsize=_KEPT)(self._make)

    def __len__(self) -> int:
        return self._count - len(self.gone) + len(self.added)

    def __iter__(self) -> Iterator[str]:
        return map(self.id_at, self.positions())

    def __getitem__(self, identifier: str) -> Record:
        position = self.position(identifier)
        if position is None:
            raise KeyError(identifier)
        return self.at(position)

    def __contains__(self, identifier: object) -> bool:
        return isinstance(identifier, str) and self.position(identifier) is not None

    @property
    def end(self) -> int:
        """The position that the next new entity gets."""
        return self._count + len(self._later)

    def positions(self) -> Iterator[int]:
        """Yield the positions of all entities, in sequence."""
        first: Iterable[int] = range(self._count)
        if self.gone:
            first = filter(self.alive, first)
        return chain(first, filter(self.alive, range(self._count, self.end)))

    def position(self, identifier: str) -> int | None:
        """Return the position of an entity, or None if there is none.

        Args:
            identifier: Its id.
        """
        if identifier in self.gone:
            return None
        later = self._positions.get(identifier)
        return later if later is not None else self.base.place(self.kind, identifier)

    def alive(self, position: int) -> bool:
        """Tell whether there is still an entity at a position.

        Args:
            position: A position that was given once.
        """
        if position < self._count:
            return position not in self._empty
        return self._positions.get(self._later[position - self._count]) == position

    def id_at(self, position: int) -> str:
        """Return the id of the entity at a position.

        Args:
            position: The position of an entity that is there.
        """
        if position < self._count:
            return self.base.id(self.kind, position)
        return self._later[position - self._count]

    def at(self, position: int) -> Record:
        """Return the entity at a position; nobody may change it before `change` was called.

        Args:
            position: The position of an entity that is there.
        """
        if position >= self._count:
            return self.added[self._later[position - self._count]]
        if self.changed:
            changed = self.changed.get(self.base.id(self.kind, position))
            if changed is not None:
                return changed
        return self._made(position)

    def outlined(self, position: int) -> Record:
        """Return the entity at a position with all that searches look at; it is not kept.

        Args:
            position: The position of an entity that is there.
        """
        if position >= self._count or self.id_at(position) in self.changed:
            return self.at(position)
        return self._tidy(self.base.outlined(self.kind, position))

    def change(self, identifier: str) -> Record:
        """Return an entity that may be changed, and stands for itself from now on.

        Args:
            identifier: The id of an entity that is there.
        """
        own = self.added.get(identifier) or self.changed.get(identifier)
        if own is None:
            own = self.changed[identifier] = self[identifier].copy()
        return own

    def put(self, record: Record) -> None:
        """Keep an entity; one with the same id is replaced.

        Args:
            record: The entity.
        """
        place = self.base.place(self.kind, record.id)
        if place is not None:
            self.gone.discard(record.id)
            self._empty.discard(place)
            self.changed[record.id] = record
            return
        if record.id not in self.added:
            self._positions[record.id] = self.end
            self._later.append(record.id)
        self.added[record.id] = record

    def drop(self, identifier: str) -> None:
        """Keep an entity no longer.

        Args:
            identifier: Its id; one that is not there does no harm.
        """
        self.changed.pop(identifier, None)
        if self.added.pop(identifier, None) is not None:
            del self._positions[identifier]
            # What comes and goes all the time takes the same position again and again.
            while self._later and self._later[-1] not in self.added:
                self._later.pop()
            return
        place = self.base.place(self.kind, identifier)
        if place is not None:
            self.gone.add(identifier)
            self._empty.add(place)

    def forget(self) -> None:
        """Make the entities of the world anew when they are asked for the next time."""
        self._made.cache_clear()

    def reset(self) -> None:
        """Have the world as it was at first."""
        for kept in (self.changed, self.added, self.gone, self._later, self._positions, self._empty):
            kept.clear()

    def _make(self, position: int) -> Record:
        return self._tidy(self.base.make(self.kind, position))
