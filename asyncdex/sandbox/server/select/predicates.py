"""Small judgements over entities that are few: those of the desk, and the chapters of one manga."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asyncdex.sandbox.server.catalogue.records import Record

Predicate: TypeAlias = "Callable[[Record], bool]"


def passing(records: Iterable[Record], predicates: Iterable[Predicate]) -> list[Record]:
    """Return the entities that every predicate accepts.

    Args:
        records: The entities.
        predicates: The predicates.
    """
    checks = tuple(predicates)
    return [record for record in records if all(check(record) for check in checks)]


def among(name: str, allowed: Iterable[object]) -> Predicate:
    """Return a predicate that wants an attribute to be one of several values.

    Args:
        name: The attribute.
        allowed: The values.
    """
    values = set(allowed)
    return lambda record: record.attributes.get(name) in values


def linked_to(role: str, identifiers: Iterable[str]) -> Predicate:
    """Return a predicate that wants a relationship to one of several entities.

    Args:
        role: The relationship's type.
        identifiers: Their ids.
    """
    wanted = {identifier.lower() for identifier in identifiers}
    return lambda record: any(entry.type == role and entry.id in wanted for entry in record.relationships)
