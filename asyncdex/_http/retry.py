"""Whether to try again, and when: a pure function of what happened so far."""

from datetime import datetime

from asyncdex.exceptions import AsyncDexException, ConnectionFailed, HTTPException, TooManyRequests
from asyncdex.ratelimit.headers import read_limits

__all__ = ["may_have_arrived", "wait_before_retry"]

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0

#: More doublings than it takes to reach the longest wait.
_DOUBLINGS = 10

_PASSING = frozenset({500, 502, 503, 504})


def may_have_arrived(error: AsyncDexException) -> bool:
    """Return whether a call that came to this may have been carried out all the same.

    Args:
        error: What the call came to.
    """
    if isinstance(error, ConnectionFailed):
        return error.may_have_arrived
    return isinstance(error, HTTPException) and error.status in _PASSING


def wait_before_retry(
    error: AsyncDexException,
    *,
    attempt: int,
    retries: int,
    idempotent: bool,
    chance: float,
    now: datetime,
) -> float | None:
    """Return how long to wait before a call is repeated.

    The wait grows exponentially up to half a minute, and chance spreads it over its whole length, so that
    many clients do not come back at once. A server that is away and says when it will be back is not asked
    before; where that is further off, it is not asked again at all.

    Args:
        error: What the last attempt came to.
        attempt: How many attempts there have been.
        retries: How many repetitions the caller allows.
        idempotent: Whether the call may be repeated although it may have arrived.
        chance: A random number from 0 to 1.
        now: The time, to read a date in the answer by.

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
    if not passing or (may_have_arrived(error) and not idempotent):
        return None
    wait = chance * min(_FIRST_WAIT * 2.0 ** min(attempt - 1, _DOUBLINGS), _LONGEST_WAIT)
    asked = _asked_for(error, now)
    if asked is None:
        return wait
    return None if asked > _LONGEST_WAIT else max(wait, asked)


def _asked_for(error: AsyncDexException, now: datetime) -> float | None:
    """Return the seconds that the server wants to be left alone for, if it said."""
    if not isinstance(error, HTTPException) or error.headers is None:
        return None
    return read_limits(error.headers, now).wait
