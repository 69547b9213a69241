"""Reading JSON by the letter."""

from __future__ import annotations

import json
import math


def decoded(raw: bytes) -> object:
    """Read JSON without the numbers that Python would let in and no answer could hold.

    Args:
        raw: The text.

    Raises:
        ValueError: If it is no JSON, or a number in it is too large.
        RecursionError: If it is nested too deeply.
    """
    return json.loads(raw, parse_constant=_refused, parse_float=_finite)


def _refused(name: str) -> object:
    raise ValueError(f"{name} is no number in JSON")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text} is too large a number")
    return number
