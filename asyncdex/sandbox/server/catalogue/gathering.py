"""Collecting entities from recorded answers, each in its best version."""

from __future__ import annotations

from typing import Any, TypeGuard

from asyncdex.sandbox.server.catalogue.gathered import Gathered
from asyncdex.sandbox.server.catalogue.records import KINDS, STORED_AS, Record


class Gathering:
    """What was found so far.

    An entity may occur several times. A full one beats a copy that was expanded inside another entity, and
    among equals the higher `version` wins. Relationships are put together from all of them.
    """

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._found: dict[tuple[str, str], Record] = {}
        self._rank: dict[tuple[str, str], tuple[bool, int]] = {}

    def take_answer(self, body: object) -> bool:
        """Take the entities out of an answer.

        Args:
            body: The decoded JSON.

        Returns:
            Whether there was any entity in it.
        """
        if not _is_map(body):
            return False
        data: object = body.get("data")
        entries: list[Any] = data if _is_list(data) else [data]
        return sum([self._take(entry, full=True) for entry in entries]) > 0

    def result(self) -> Gathered:
        """Return everything that was found; it still has gaps."""
        gathered = Gathered()
        for record in self._found.values():
            gathered.add(record)
        gathered.notes.extend(self.notes)
        return gathered

    def _take(self, entry: object, *, full: bool) -> bool:
        if (
            not _is_map(entry)
            or not isinstance(entry.get("id"), str)
            or not isinstance(entry.get("type"), str)
        ):
            return False
        related: list[Any] = entry.get("relationships") or []
        for other in related:
            # An expanded entry has attributes; a bare one only says that the entity exists.
            if _is_map(other) and other.get("attributes"):
                self._take(other, full=False)
        kind = STORED_AS.get(entry["type"], entry["type"])
        attributes = entry.get("attributes")
        if kind not in KINDS or not _is_map(attributes):
            return bool(related)
        self._keep(Record(kind, entry["id"], attributes), related, full=full)
        for tag in attributes.get("tags") or ():
            self._take(tag, full=True)
        return True

    def _keep(self, record: Record, related: list[Any], *, full: bool) -> None:
        key = (record.type, record.id)
        known = self._found.setdefault(key, record)
        version = record.attributes.get("version")
        rank = (full, version if isinstance(version, int) else 0)
        if rank > self._rank.get(key, (False, -1)):
            self._rank[key] = rank
            known.attributes = record.attributes
        for other in related:
            if _is_map(other) and isinstance(other.get("id"), str) and isinstance(other.get("type"), str):
                known.link(other["type"], other["id"], other.get("related"))


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_map(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)
