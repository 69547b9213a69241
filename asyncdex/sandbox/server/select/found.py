"""What a search found: entities that are made when a page of them is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.entities import Entities
    from asyncdex.sandbox.server.catalogue.records import Record


class Found(Sequence["Record"]):
    """Entities in the sequence a search puts them in.

    Args:
        entities: The entities of the type that was searched.
        positions: The positions of those that were found.
    """

    def __init__(self, entities: Entities, positions: Sequence[int]) -> None:
        self._entities = entities
        self._positions = positions

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return [self._entities.at(position) for position in self._positions[index]]
        return self._entities.at(self._positions[index])
