"""Putting what a search found into the sequence a query asks for."""

from __future__ import annotations

import math
import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from asyncdex.sandbox.server.select.moments import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.table import Table

Item = TypeVar("Item")
Row = TypeVar("Row")
# A key returns something comparable, or None for an entity that has no value and goes last either way.
SortKey: TypeAlias = "Callable[[Record], Any]"
RowKey: TypeAlias = "Callable[[Any], Any]"

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(.*)", re.DOTALL)


def ordered(
    items: Iterable[Item], order: Mapping[str, bool], keys: Mapping[str, Callable[[Item], Any]]
) -> list[Item]:
    """Sort by several keys.

    Args:
        items: What is to be sorted; equal ones keep their sequence.
        order: The keys by weight, each with whether it runs downwards.
        keys: What each key looks at; keys without an entry leave the sequence as it is.
    """
    result = list(items)
    # The lightest key first: later, weightier sorts keep its sequence among equals.
    for name, downwards in reversed(list(order.items())):
        if name in keys:
            result = _by(keys[name], result, downwards=downwards)
    return result


def ordered_rows(
    table: Table[Row], positions: Iterable[int], order: Mapping[str, bool], keys: Mapping[str, RowKey]
) -> list[int]:
    """Sort positions by the facts of the entities there.

    Args:
        table: The facts.
        positions: The positions; equal ones keep their sequence.
        order: The keys by weight, each with whether it runs downwards.
        keys: What each key makes of a row; keys without an entry leave the sequence as it is.
    """
    return ordered(positions, order, {name: _of_row(table, key) for name, key in keys.items()})


def _of_row(table: Table[Row], key: RowKey) -> Callable[[int], Any]:
    row = table.row
    return lambda position: key(row(position))


def _by(key: Callable[[Item], Any], items: list[Item], *, downwards: bool) -> list[Item]:
    values = [key(item) for item in items]
    valued = [index for index, value in enumerate(values) if value is not None]
    valued.sort(key=values.__getitem__, reverse=downwards)
    last = [item for item, value in zip(items, values, strict=True) if value is None]
    return [items[index] for index in valued] + last


def moment_key(name: str) -> SortKey:
    """Return a key for a timestamp attribute.

    Args:
        name: The attribute.
    """
    return lambda record: moment_of(record, name)


def number_key(name: str) -> RowKey:
    """Return a key for chapter and volume numbers, which are texts such as `12.5` or `3a`.

    Args:
        name: The fact.
    """
    fact = attrgetter(name)
    return lambda row: natural(number) if (number := fact(row)) else None


def natural(number: str) -> tuple[float, str]:
    """Return what a chapter or volume number sorts by.

    Args:
        number: The number as text.
    """
    match = _NUMBER.fullmatch(number)
    return (float(match[1]), match[2]) if match else (math.inf, number)
