"""Entities by kind and id, while a catalogue of recorded ones is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.records import KINDS, STORED_AS, Record

if TYPE_CHECKING:
    from collections.abc import Iterator


class Gathered:
    """Entities that may still have gaps.

    Attributes:
        kinds: The entities of each type by id.
        notes: What was skipped or invented, in plain words.
        me: The id of the user that the sandbox's own credentials log in.
    """

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        self.notes: list[str] = []
        self.me = ""

    def add(self, record: Record) -> Record:
        """Keep an entity under its type and id.

        Args:
            record: The entity; one with the same id is replaced.

        Returns:
            The same entity.
        """
        self.kinds[record.type][record.id] = record
        return record

    def find(self, kind: str, identifier: str) -> Record | None:
        """Return an entity, or None.

        Args:
            kind: An entity or relationship type.
            identifier: The entity's id.
        """
        return self.kinds.get(STORED_AS.get(kind, kind), {}).get(identifier)

    def everything(self) -> Iterator[Record]:
        """Yield every entity."""
        for records in self.kinds.values():
            yield from records.values()

    def by_owner(self, kind: str, role: str = "manga") -> dict[str, list[Record]]:
        """Return entities by the ids of those they belong to.

        Args:
            kind: The type of the entities.
            role: The type of the relationship that names whom they belong to.
        """
        found: dict[str, list[Record]] = {}
        for record in self.kinds[kind].values():
            for owner in record.linked(role):
                found.setdefault(owner, []).append(record)
        return found
