"""Keeping entities: what is added, changed and removed, beside a world that stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.entities import Entities
from asyncdex.sandbox.server.catalogue.figures import Figures
from asyncdex.sandbox.server.catalogue.records import KINDS, STORED_AS, Record
from asyncdex.sandbox.server.catalogue.remembered import Remembered
from asyncdex.sandbox.server.catalogue.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from asyncdex.sandbox.server.catalogue.base import Base
    from asyncdex.sandbox.server.catalogue.records import Relationship

_OWNERS = {"chapter": "manga", "cover_art": "manga", "custom_list": "user"}


class Keeping:
    """Entities by kind and id, and their changes.

    Args:
        base: The world it begins with, which stays as it is.

    Attributes:
        base: The same.
        drafts: Manga that are not published, by id; they are not among the others.
        figures: Followers and votes.
        tables: What searches look at.
        remembered: What searches found of late.
        removed: The types and ids of what was deleted; nothing says anything of it any more.
        edits: How often anything was changed.
    """

    def __init__(self, base: Base) -> None:
        self.base = base
        self.drafts: dict[str, Record] = {}
        self.figures = Figures(base)
        self.edits = 0
        self.remembered = Remembered()
        self._entities = {kind: Entities(base, kind, self._tidied) for kind in KINDS}
        self._kinds: dict[str, Mapping[str, Record]] = dict(self._entities)
        self.removed: set[tuple[str, str]] = set()
        self._later_parts: dict[tuple[str, str], list[str]] = {}
        self.tables = Tables(self._entities, self.figures, self.latest_upload)

    def add(self, record: Record) -> Record:
        """Keep an entity under its type and id.

        Args:
            record: The entity; one with the same id is replaced.

        Returns:
            The same entity.
        """
        entities, role = self._entities[record.type], _OWNERS.get(record.type)
        entities.put(record)
        if role is not None and record.id in entities.added:
            for owner in record.linked(role):
                parts = self._later_parts.setdefault((record.type, owner), [])
                if record.id not in parts:
                    parts.append(record.id)
        self._mark(record)
        return record

    def change(self, record: Record) -> Record:
        """Return an entity as one that may be changed; to be called before every change.

        Entities of the world are never changed themselves: a copy takes their place.

        Args:
            record: An entity that is there, of any type.

        Returns:
            The entity to change, which may be another object.
        """
        if record.type not in self._entities or record.id in self.drafts:
            self.edits += 1
            return record
        own = self._entities[record.type].change(record.id)
        self._mark(own)
        return own

    def remove(self, records: Collection[Record]) -> None:
        """Keep entities no longer, nor what others say of them.

        Args:
            records: The entities.
        """
        for record in records:
            self._mark(record)
            self._part_with(record)
            self._entities[record.type].drop(record.id)
            self.drafts.pop(record.id, None)
        self.lose((record.type, record.id) for record in records)

    def lose(self, gone: Iterable[tuple[str, str]]) -> None:
        """Have nothing say anything of what was deleted.

        Args:
            gone: Its types and ids.
        """
        before, self.removed = self.removed, {*self.removed, *gone}
        for entities in self._entities.values():
            entities.forget()
            for other in (*entities.changed.values(), *entities.added.values()):
                self._tidied(other)
        for draft in self.drafts.values():
            self._tidied(draft)
        # Only what is made anew can still say something, and it knows nothing but what was there at first.
        known = {gone for gone in self.removed - before if self._was_there(*gone)}
        self.removed = before | known

    def leave(self, user: str) -> None:
        """Keep a user no longer; what the user made stays, and still says so.

        Args:
            user: The user's id.
        """
        users = self._entities["user"]
        self._mark(users[user])
        users.drop(user)

    def entities(self, kind: str) -> Entities:
        """Return the entities of a type.

        Args:
            kind: One of the types that a catalogue keeps.
        """
        return self._entities[kind]

    def house(self, kind: str, records: Mapping[str, Record]) -> None:
        """Have entities that are kept elsewhere found as well.

        Args:
            kind: Their type.
            records: The entities by id, which may change at any time.
        """
        self._kinds[kind] = records

    def find(self, kind: str, identifier: str) -> Record | None:
        """Look an entity up by the type a relationship gives it.

        Args:
            kind: An entity or relationship type; `artist` finds authors, `leader` finds users.
            identifier: The entity's id.

        Returns:
            The entity, or None if there is none or the type is unknown.
        """
        records = self._kinds.get(STORED_AS.get(kind, kind))
        return records.get(identifier) if records is not None else None

    def places_of(self, kind: str, owner: str) -> Sequence[int]:
        """Return the positions of the chapters or covers of a manga, or of the custom lists of a user.

        Args:
            kind: `chapter`, `cover_art` or `custom_list`.
            owner: The id of the manga or user.
        """
        first, later = self.base.parts_of(kind, owner), self._later_parts.get((kind, owner))
        entities = self._entities[kind]
        if later is None and not entities.gone:
            return first
        added = (entities.position(identifier) for identifier in later or ())
        return [
            *(place for place in first if entities.alive(place)),
            *(position for position in added if position is not None),
        ]

    def parts_of(self, kind: str, owner: str) -> list[Record]:
        """Return the chapters or covers of a manga, or the custom lists of a user, private ones too.

        Args:
            kind: `chapter`, `cover_art` or `custom_list`.
            owner: The id of the manga or user.
        """
        return [self._entities[kind].at(place) for place in self.places_of(kind, owner)]

    def latest_upload(self, manga: str) -> int | None:
        """Return when a manga got its newest chapter, UNIX seconds, or None without chapters.

        Args:
            manga: The manga's id.
        """
        places = self.places_of("chapter", manga)
        if places is self.base.parts_of("chapter", manga) or isinstance(places, range):
            return self.base.latest(manga)
        return max((self.tables.chapters.row(place).created or 0 for place in places), default=None)

    def touched(self, kind: str, identifier: str) -> None:
        """Note that an entity, or what readers think of it, is not what it was.

        Args:
            kind: Its type.
            identifier: Its id.
        """
        self.edits += 1
        position = self._entities[kind].position(identifier)
        if position is not None:
            self.tables.mark(kind, position)

    def reset(self) -> None:
        """Have the world as it was at first."""
        for entities in self._entities.values():
            entities.reset()
            if self.removed:
                # What was made meanwhile says nothing of what was deleted.
                entities.forget()
        self.drafts.clear()
        self.removed.clear()
        self._later_parts.clear()
        self.figures.reset()
        self.tables.reset()
        self.edits += 1

    def _was_there(self, kind: str, identifier: str) -> bool:
        return self.base.place(kind, identifier) is not None

    def _part_with(self, record: Record) -> None:
        """Have an entity that was added no longer belong to another one."""
        role = _OWNERS.get(record.type)
        for owner in record.linked(role) if role is not None else ():
            parts = self._later_parts.get((record.type, owner), [])
            if record.id in parts:
                parts.remove(record.id)
            if not parts:
                self._later_parts.pop((record.type, owner), None)

    def _mark(self, record: Record) -> None:
        self.touched(record.type, record.id)
        if record.type == "chapter":
            # What a search says of the manga depends on its chapters.
            for manga in record.linked("manga"):
                self.touched("manga", manga)

    def _tidied(self, record: Record) -> Record:
        """Take from an entity what it says of others that are no more."""
        if self.removed and any(_target(entry) in self.removed for entry in record.relationships):
            kept = [entry for entry in record.relationships if _target(entry) not in self.removed]
            if record.id not in self.drafts and not self._own(record):
                record = record.copy()
            record.relationships = kept
        return record

    def _own(self, record: Record) -> bool:
        entities = self._entities[record.type]
        return record.id in entities.changed or record.id in entities.added


def _target(entry: Relationship) -> tuple[str, str]:
    return STORED_AS.get(entry.type, entry.type), entry.id
