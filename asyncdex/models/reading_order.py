"""The order in which chapters are read, worked out from volumes and numbers alone.

A place is where a chapter stands: uploads of one chapter by several groups stand at one place. Where numbers
run through all volumes, the number alone decides, so that an upload without a volume finds its place too.
Where every volume counts from one, the volume comes first.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from natsort import natsort_keygen

__all__ = ["Place", "naturally", "place_of", "restarts", "whole_number"]

#: What places are compared by.
Place = tuple[Any, ...]

_natural: Callable[[str], Any] = natsort_keygen()

#: What a text begins with where it counts as a number.
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

#: Higher numbers are dates, or slips of the pen.
_HIGHEST = 9_999


def naturally(text: str | None) -> tuple[Any, ...]:
    """Return what texts are sorted by: 1, 1.05, 1.5, 2, 10, 10a, other texts, and none at the end."""
    plain = (text or "").strip().lower()
    found = _NUMBER.match(plain)
    if found is None:
        return (not plain, True, Decimal(), _natural(plain))
    # A decimal, since 1.05 comes before 1.5, and neither is the other.
    return (False, False, Decimal(found.group()), _natural(plain[found.end() :]))


def restarts(chapters: Iterable[tuple[str | None, str | None]]) -> bool:
    """Return whether volumes count their chapters from one, going by the chapters themselves.

    Args:
        chapters: The volume and the number of each.

    Returns:
        Whether more than one volume has a chapter 1, and at least half of all chapters have a number that
        another volume has as well: a single upload in the wrong volume is no reason.
    """
    volumes: dict[Place, set[Place]] = {}
    for volume, number in chapters:
        if volume and number:
            volumes.setdefault(naturally(volume), set()).add(naturally(number))
    if sum(naturally("1") in numbers for numbers in volumes.values()) <= 1:
        return False
    counts = Counter(number for numbers in volumes.values() for number in numbers)
    return 2 * sum(count for count in counts.values() if count > 1) >= counts.total()


def place_of(volume: str | None, number: str | None, title: str | None = None, *, restarting: bool) -> Place:
    """Return where a chapter stands.

    Args:
        volume: Its volume.
        number: Its number.
        title: Its title, which tells those without a number apart.
        restarting: Whether every volume counts from one.

    Returns:
        A value to compare with those of other chapters: the smaller is read first, equal ones are the same.
    """
    if number:
        return (naturally(volume), naturally(number), "") if restarting else (naturally(number), (), "")
    named = (title or "").strip().casefold()
    if restarting:
        return (naturally(volume), naturally(None), named)
    return (naturally(None), naturally(volume), named)


def whole_number(number: str | None) -> int | None:
    """Return the whole part of a chapter's number, or None where it has none that counts.

    Args:
        number: The number, such as ``12.5`` or ``3a``.
    """
    digits = (number or "").strip().partition(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")
    if not digits.isdecimal():
        return None
    whole = int(digits[:10])
    return whole if whole <= _HIGHEST else None
