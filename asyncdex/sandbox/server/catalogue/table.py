"""The facts of all entities of one type, read when a search first needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asyncdex.sandbox.server.catalogue.entities import Entities
    from asyncdex.sandbox.server.catalogue.records import Record

Row = TypeVar("Row")


class Table(Generic[Row]):
    """Rows of facts by position.

    Args:
        entities: The entities.
        read: Reads the facts off an entity.
        known: Returns the facts of an entity of the world without making it, and of others that come along
            at no cost, all by their places.
    """

    def __init__(
        self,
        entities: Entities,
        read: Callable[[Record], Row],
        known: Callable[[int], Iterable[tuple[int, Row]]] | None = None,
    ) -> None:
        self.entities = entities
        self._read = read
        self._known = known
        self._rows: list[Row | None] = []
        self._touched: set[int] = set()

    def row(self, position: int) -> Row:
        """Return the facts of an entity.

        Args:
            position: The position of an entity that is there.
        """
        rows = self._rows
        if len(rows) < self.entities.end:
            rows.extend([None] * (self.entities.end - len(rows)))
        found = rows[position]
        if found is not None:
            return found
        if self._known is not None and position not in self._touched:
            for place, facts in self._known(position):
                if place not in self._touched:
                    rows[place] = facts
            found = rows[position]
        if found is None:
            found = rows[position] = self._read(self.entities.outlined(position))
        return found

    def mark(self, position: int) -> None:
        """Read the facts of an entity again when they are needed the next time.

        Args:
            position: Its position.
        """
        self._touched.add(position)
        if position < len(self._rows):
            self._rows[position] = None

    def reset(self) -> None:
        """Forget what was read of entities that were edited or added."""
        for position in self._touched:
            if position < len(self._rows):
                self._rows[position] = None
        self._touched.clear()
        # What was added stands at the end; its positions will be given anew.
        del self._rows[self.entities.end :]
