"""Whether to try again, and when: a pure function of what happened so far."""

from asyncdex.exceptions import AsyncDexException, ConnectionFailed, HTTPException, TooManyRequests

__all__ = ["wait_before_retry"]

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0

#: More doublings than it takes to reach the longest wait.
_DOUBLINGS = 10

_PASSING = frozenset({500, 502, 503, 504})


def wait_before_retry(
    error: AsyncDexException, *, attempt: int, retries: int, idempotent: bool, chance: float
) -> float | None:
    """Return how long to wait before a call is repeated.

    The wait grows exponentially up to half a minute, and chance spreads it over its whole length, so that
    many clients do not come back at once.

    Args:
        error: What the last attempt came to.
        attempt: How many attempts there have been.
        retries: How many repetitions the caller allows.
        idempotent: Whether the call may be repeated although it may have arrived.
        chance: A random number from 0 to 1.

    Returns:
        Seconds, or None to give up.
    """
    if attempt > retries:
        return None
    if isinstance(error, TooManyRequests):
        return 0.0  # it was refused, so it did not happen; the limiter does the waiting
    passing = isinstance(error, ConnectionFailed) or (
        isinstance(error, HTTPException) and error.status in _PASSING
    )
    if not passing or not idempotent:
        return None
    return chance * min(_FIRST_WAIT * 2.0 ** min(attempt - 1, _DOUBLINGS), _LONGEST_WAIT)
