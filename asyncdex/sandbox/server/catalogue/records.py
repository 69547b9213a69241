"""Entities in the shape MangaDex sends them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Attributes: TypeAlias = dict[str, Any]

#: What a catalogue keeps, in the names that relationships use.
KINDS = ("manga", "chapter", "author", "scanlation_group", "cover_art", "user", "tag", "custom_list")

# A relationship's type says which role its target plays; the target itself lives under another name.
STORED_AS = {
    "artist": "author",
    "leader": "user",
    "member": "user",
    "creator": "user",
    "reason": "report_reason",
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """One entry of an entity's `relationships`.

    Attributes:
        type: The role of the other entity, such as `author` or `cover_art`.
        id: The other entity's id.
        related: How two manga belong together; None for everything else.
    """

    type: str
    id: str
    related: str | None = None


@dataclass(slots=True)
class Record:
    """One entity.

    Attributes:
        type: The entity's type, such as `manga`.
        id: Its UUID.
        attributes: What is served as `attributes`, value for value.
        relationships: What is served as `relationships`, in this sequence.
    """

    type: str
    id: str
    attributes: Attributes
    relationships: list[Relationship] = field(default_factory=list[Relationship])

    def copy(self) -> Record:
        """Return an entity of its own that says the same."""
        return Record(self.type, self.id, deepcopy(self.attributes), list(self.relationships))

    def linked(self, role: str) -> list[str]:
        """Return the ids of the entities that stand in a role.

        Args:
            role: A relationship type, such as `scanlation_group`.
        """
        return [entry.id for entry in self.relationships if entry.type == role]

    def link(self, role: str, target: str, related: str | None = None) -> None:
        """Add a relationship unless it is already there.

        Args:
            role: The relationship's type.
            target: The other entity's id.
            related: How two manga belong together, if both are manga.
        """
        entry = Relationship(role, target, related)
        if entry not in self.relationships:
            self.relationships.append(entry)

    def relink(self, role: str, targets: Iterable[str]) -> None:
        """Let a role be played by these entities and no others; they stand where the first one stood.

        Args:
            role: The relationships' type.
            targets: The other entities' ids, in sequence.
        """
        fresh = [Relationship(role, target) for target in dict.fromkeys(targets)]
        roles = [entry.type for entry in self.relationships]
        place = roles.index(role) if role in roles else len(roles)
        others = [entry for entry in self.relationships[place:] if entry.type != role]
        self.relationships[place:] = [*fresh, *others]

    def unlink(self, role: str, target: str) -> None:
        """Remove the relationships of a role to an entity.

        Args:
            role: The relationships' type.
            target: The other entity's id.
        """
        self.relationships = [
            entry for entry in self.relationships if (entry.type, entry.id) != (role, target)
        ]
