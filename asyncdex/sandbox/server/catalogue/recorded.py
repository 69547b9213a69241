"""A world of entities that are all there from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.base import Base
from asyncdex.sandbox.server.catalogue.completion import readable
from asyncdex.sandbox.server.clocks import unix

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.gathered import Gathered
    from asyncdex.sandbox.server.catalogue.records import Record

_OWNERS = {"chapter": "manga", "cover_art": "manga", "custom_list": "user"}


class Recorded(Base):
    """A world of recorded entities.

    Args:
        seed: Decides the figures that nobody recorded.
        gathered: The entities, without gaps.
    """

    def __init__(self, seed: str, gathered: Gathered) -> None:
        super().__init__(seed)
        self.me = gathered.me
        self.notes = gathered.notes
        self._records = {kind: list(records.values()) for kind, records in gathered.kinds.items()}
        self._places = {
            kind: {record.id: place for place, record in enumerate(records)}
            for kind, records in self._records.items()
        }
        self._parts = {
            kind: {
                owner: [self._places[kind][record.id] for record in records]
                for owner, records in gathered.by_owner(kind, role).items()
            }
            for kind, role in _OWNERS.items()
        }
        self.showpiece = max(gathered.kinds["manga"], key=self._readable, default="")

    def count(self, kind: str) -> int:
        """Return how many entities of a type there are."""
        return len(self._records[kind])

    def id(self, kind: str, place: int) -> str:
        """Return the id of the entity at a place."""
        return self._records[kind][place].id

    def place(self, kind: str, identifier: str) -> int | None:
        """Return the place of an entity, or None if the id is not one of its kind."""
        return self._places[kind].get(identifier)

    def make(self, kind: str, place: int) -> Record:
        """Return the entity at a place; nobody may change it."""
        return self._records[kind][place]

    def parts_of(self, kind: str, owner: str) -> list[int]:
        """Return the places of the chapters or covers of a manga, or of the custom lists of a user."""
        return self._parts[kind].get(owner, [])

    def latest(self, manga: str) -> int | None:
        """Return when a manga got its newest chapter, UNIX seconds, or None without chapters."""
        chapters = (self._records["chapter"][place] for place in self.parts_of("chapter", manga))
        moments = [unix(chapter.attributes.get("createdAt")) or 0 for chapter in chapters]
        return max(moments, default=None)

    def _readable(self, manga: str) -> int:
        return sum(readable(self._records["chapter"][place]) for place in self.parts_of("chapter", manga))
