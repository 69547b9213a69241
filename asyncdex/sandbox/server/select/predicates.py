"""Small judgements that the filters of several resources share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from asyncdex.sandbox.server.select.moments import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.query import Query

Predicate: TypeAlias = "Callable[[Record], bool]"

DEFAULT_RATINGS = ("safe", "suggestive", "erotica")


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


def with_ids(identifiers: Iterable[str]) -> Predicate:
    """Return a predicate that wants an entity to be one of several.

    Args:
        identifiers: Their ids.
    """
    wanted = {identifier.lower() for identifier in identifiers}
    return lambda record: record.id in wanted


def linked_to(role: str, identifiers: Iterable[str]) -> Predicate:
    """Return a predicate that wants a relationship to one of several entities.

    Args:
        role: The relationship's type.
        identifiers: Their ids.
    """
    wanted = {identifier.lower() for identifier in identifiers}
    return lambda record: any(entry.type == role and entry.id in wanted for entry in record.relationships)


def negated(predicate: Predicate) -> Predicate:
    """Return the opposite of a predicate.

    Args:
        predicate: The predicate.
    """
    return lambda record: not predicate(record)


def since(query: Query, *names: str) -> list[Predicate]:
    """Return predicates for the `...Since` filters that are set; the bound itself is inside.

    Args:
        query: The query.
        names: The timestamp attributes that can be filtered by.
    """
    return [_not_before(name, bound) for name in names if (bound := query.one(f"{name}Since")) is not None]


def _not_before(name: str, bound: str) -> Predicate:
    return lambda record: (moment_of(record, name) or "") >= bound
