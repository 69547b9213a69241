"""Entities as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.records import Record, Relationship

if TYPE_CHECKING:
    from collections.abc import Iterable


def written(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return entities as what JSON can hold.

    Args:
        records: The entities.
    """
    return [
        {
            "type": record.type,
            "id": record.id,
            "attributes": record.attributes,
            "relationships": [[entry.type, entry.id, entry.related] for entry in record.relationships],
        }
        for record in records
    ]


def read(values: Iterable[dict[str, Any]]) -> list[Record]:
    """Return entities that were written before.

    Args:
        values: What JSON held.

    Raises:
        KeyError: If something is missing.
        TypeError: If something is of another kind.
        ValueError: If a relationship has not three parts.
    """
    return [
        Record(
            value["type"],
            value["id"],
            dict(value["attributes"]),
            [Relationship(role, target, related) for role, target, related in value["relationships"]],
        )
        for value in values
    ]
