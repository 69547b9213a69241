"""What may be given to a rule: one sentence for each mistake."""

import math
from typing import TypeVar

from asyncdex.exceptions import InvalidArgument

__all__ = ["instance", "seconds", "whole"]

T = TypeVar("T")


def instance(name: str, value: object, kind: type[T]) -> T:
    """Return a value that has to be of a kind.

    Args:
        name: What to call it in the error.
        value: The value.
        kind: The class it has to be of.

    Returns:
        The value.

    Raises:
        InvalidArgument: It is something else.
    """
    if not isinstance(value, kind):
        raise InvalidArgument(f"{name} must be a {kind.__name__}, not {value!r}")
    return value


def whole(name: str, value: object, *, least: int, most: int | None = None) -> int:
    """Return a value that has to be a whole number.

    Args:
        name: What to call it in the error.
        value: The value.
        least: The smallest that makes sense.
        most: The largest that makes sense, or None for any.

    Returns:
        The number.

    Raises:
        InvalidArgument: It is no whole number, or out of bounds.
    """
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    if number is None or number < least or (most is not None and number > most):
        bounds = f"of at least {least}" if most is None else f"from {least} to {most}"
        raise InvalidArgument(f"{name} must be a whole number {bounds}, not {value!r}")
    return number


def seconds(name: str, value: object, *, zero: bool = False) -> float:
    """Return a value that has to be a length of time.

    Args:
        name: What to call it in the error.
        value: The value, in seconds.
        zero: Whether zero and infinity make sense as well.

    Returns:
        The number, an integer where it was one.

    Raises:
        InvalidArgument: It is no number, negative, or zero or infinite where that makes no sense.
    """
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if not (number >= 0 if zero else 0 < number < math.inf):
        bounds = "at least 0" if zero else "above 0"
        raise InvalidArgument(f"{name} must be a number of seconds {bounds}, not {value!r}")
    return number
