"""When a call's turn comes: arithmetic over what is known to have left."""

from collections.abc import Sequence

__all__ = ["turn"]

#: The precision in seconds of a turn that has to be searched for.
_PRECISION = 0.001


def turn(ends: Sequence[float], slots: int, *, earliest: float, period: float, ahead: int) -> float:
    """Return when a call may depart.

    A window is so many slots, each of which a departure takes until it ends. A call takes the slot that comes
    round first.

    Args:
        ends: The clock's seconds at which the departures that matter end, in order; no more than slots.
        slots: How many calls the window allows.
        earliest: The clock's second before which nothing departs.
        period: How many seconds a departure of now would count.
        ahead: How many other calls go first.

    Returns:
        The clock's second, to a millisecond where departures end at odd times.
    """
    free = slots - len(ends)
    if ahead and ends and ends[-1] > earliest + period:
        return _search([earliest] * free + [max(earliest, end) for end in ends], period, ahead)
    # Every slot comes round once in a period, and always in the same order.
    rounds, slot = divmod(ahead, slots)
    start = earliest if slot < free else max(earliest, ends[slot - free])
    return start + rounds * period


def _search(starts: list[float], period: float, ahead: int) -> float:
    """Return when the turn comes where some slots come round late for the first time."""
    low, high = starts[0], starts[-1] + (ahead // len(starts) + 1) * period
    while high - low > _PRECISION:
        middle = (low + high) / 2
        if sum(int((middle - start) // period) + 1 for start in starts if start <= middle) > ahead:
            high = middle
        else:
            low = middle
    return low
