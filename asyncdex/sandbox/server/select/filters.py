"""Filters over rows of facts, which the searches of several resources share."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from asyncdex.sandbox.server.clocks import unix
from asyncdex.sandbox.server.moments import real_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asyncdex.sandbox.server.catalogue.entities import Entities
    from asyncdex.sandbox.server.catalogue.keeping import Keeping
    from asyncdex.sandbox.server.catalogue.table import Table
    from asyncdex.sandbox.server.query import Query

Row = TypeVar("Row")
# Judges a row; which facts it has, the table knows.
Check: TypeAlias = "Callable[[Any], bool]"

DEFAULT_RATINGS = ("safe", "suggestive", "erotica")


def choose(table: Table[Row], positions: Iterable[int], checks: Iterable[Callable[[Row], bool]]) -> list[int]:
    """Return the positions of the entities that pass every check, in their sequence.

    Args:
        table: Their facts.
        positions: The entities to choose from.
        checks: The checks.
    """
    found, row = list(positions), table.row
    for check in checks:
        found = [position for position in found if check(row(position))]
    return found


def candidates(entities: Entities, query: Query) -> Iterable[int]:
    """Return the positions that a search looks at: those of `ids[]`, or else all.

    Args:
        entities: The entities.
        query: The checked query.
    """
    identifiers = query.many("ids")
    if not identifiers:
        return entities.positions()
    wanted = {entities.position(identifier.lower()) for identifier in identifiers}
    return sorted(position for position in wanted if position is not None)


def among(name: str, allowed: Iterable[object]) -> Check:
    """Return a check that wants a fact to be one of several values.

    Args:
        name: The fact.
        allowed: The values.
    """
    values, fact = set(allowed), attrgetter(name)
    return lambda row: fact(row) in values


def meeting(name: str, wanted: Iterable[object]) -> Check:
    """Return a check that wants a fact of several values to hold at least one of some.

    Args:
        name: The fact.
        wanted: The values.
    """
    values, fact = set(wanted), attrgetter(name)
    return lambda row: not values.isdisjoint(fact(row))


def negated(check: Check) -> Check:
    """Return the opposite of a check.

    Args:
        check: The check.
    """
    return lambda row: not check(row)


def present(catalogue: Keeping, kind: str, identifiers: Iterable[str]) -> list[str]:
    """Return the ids, in small letters, of what is still there; nothing is linked to what was deleted.

    Args:
        catalogue: All entities.
        kind: The type of what they name.
        identifiers: The ids as they were sent.
    """
    entities = catalogue.entities(kind)
    return [known for identifier in identifiers if (known := identifier.lower()) in entities]


def since(query: Query, facts: dict[str, str]) -> list[Check]:
    """Return checks for the `...Since` filters that are set; the bound itself is inside.

    Args:
        query: The query.
        facts: The facts that can be filtered by, by the names of their attributes.
    """
    return [
        _not_before(fact, unix(real_moment(bound)) or 0)
        for name, fact in facts.items()
        if (bound := query.one(f"{name}Since")) is not None
    ]


def _not_before(name: str, bound: int) -> Check:
    fact = attrgetter(name)
    return lambda row: (fact(row) or 0) >= bound
