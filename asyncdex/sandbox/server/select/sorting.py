"""Putting entities into the sequence a query asks for."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from asyncdex.sandbox.server.select.moments import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asyncdex.sandbox.server.catalogue.records import Record

# A key returns something comparable, or None for an entity that has no value and goes last either way.
SortKey: TypeAlias = "Callable[[Record], Any]"

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(.*)", re.DOTALL)


def ordered(
    records: Iterable[Record], order: Mapping[str, bool], keys: Mapping[str, SortKey]
) -> list[Record]:
    """Sort entities by several keys.

    Args:
        records: The entities; equal ones keep their sequence.
        order: The keys by weight, each with whether it runs downwards.
        keys: What each key looks at; keys without an entry leave the sequence as it is.
    """
    result = list(records)
    # The lightest key first: later, weightier sorts keep its sequence among equals.
    for name, downwards in reversed(list(order.items())):
        if name in keys:
            result = _by(keys[name], result, downwards=downwards)
    return result


def _by(key: SortKey, records: list[Record], *, downwards: bool) -> list[Record]:
    pairs = [(key(record), record) for record in records]
    valued = [pair for pair in pairs if pair[0] is not None]
    valued.sort(key=lambda pair: pair[0], reverse=downwards)
    return [record for _, record in valued] + [record for value, record in pairs if value is None]


def moment_key(name: str) -> SortKey:
    """Return a key for a timestamp attribute.

    Args:
        name: The attribute.
    """
    return lambda record: moment_of(record, name)


def number_key(name: str) -> SortKey:
    """Return a key for chapter and volume numbers, which are texts such as `12.5` or `3a`.

    Args:
        name: The attribute.
    """
    return lambda record: natural(number) if (number := record.attributes.get(name)) else None


def natural(number: str) -> tuple[float, str]:
    """Return what a chapter or volume number sorts by.

    Args:
        number: The number as text.
    """
    match = _NUMBER.fullmatch(number)
    return (float(match[1]), match[2]) if match else (math.inf, number)
