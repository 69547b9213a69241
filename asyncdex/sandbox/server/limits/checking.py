"""Refusing settings that make no sense, by name."""

from __future__ import annotations

import math


def at_least_one(name: str, value: object) -> None:
    """Refuse what is not a whole number from 1.

    Args:
        name: What the value is for.
        value: The value.

    Raises:
        ValueError: If it is not.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, not {value!r}")


def positive(name: str, value: object) -> None:
    """Refuse what is not a number above 0.

    Args:
        name: What the value is for.
        value: The value.

    Raises:
        ValueError: If it is not.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf:
        return
    raise ValueError(f"{name} must be a number of seconds above 0, not {value!r}")
