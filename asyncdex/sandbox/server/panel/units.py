"""Numbers as a person reads them."""

from __future__ import annotations

_STEP = 1000
#: Below so many seconds, tenths of them matter.
_SHORT = 10
_UNITS = ((86_400, "d"), (3600, "h"), (60, "min"))


def size(number: int) -> str:
    """Return a number of bytes in words.

    Args:
        number: How many bytes.
    """
    if number < _STEP:
        return f"{number} B"
    if number < _STEP**2:
        return f"{number / _STEP:.0f} kB"
    return f"{number / _STEP**2:,.1f} MB"


def span(seconds: float) -> str:
    """Return a length of time in words, in the two units that matter most.

    Args:
        seconds: The length.
    """
    if seconds < _SHORT:
        return f"{max(0, seconds):.1f} s"
    left = round(seconds)
    for length, unit in _UNITS:
        if left >= length:
            return f"{left // length} {unit}{_rest(left % length, length)}"
    return f"{left} s"


def _rest(seconds: int, length: int) -> str:
    smaller, unit = {86_400: (3600, "h"), 3600: (60, "min"), 60: (1, "s")}[length]
    return f" {seconds // smaller} {unit}" if seconds // smaller else ""
