"""What an answer's headers say about limits: pure reading, no state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

__all__ = ["HasHeaders", "Limits", "read_limits", "tell_limits"]

#: An instant in the past means that clocks differ, not that there is nothing to wait for.
_FLOOR = 1.0

#: The ``Date`` header counts whole seconds, so an instant worked out with it may be a second early.
_ROUNDING = 1.0

#: The longest window MangaDex documents, in seconds, and more calls than any window allows: a header that
#: asks for more is a mistake, and believing it would stop a client for good.
_LONGEST, _MOST = 3600.0, 10_000


class HasHeaders(Protocol):
    """An answer, as far as a limit is concerned."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, found whatever their case."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """The limit an answer told of; None where it said nothing."""

    amount: int | None = None
    remaining: int | None = None
    #: Seconds until the server counts anew.
    wait: float | None = None
    #: Whether MangaDex itself spoke of a limit of the endpoint, and not the shield in front of it.
    own: bool = False
    #: The server's time when it answered, as a UNIX instant.
    sent: float | None = None


_NOTHING = Limits()


def tell_limits(headers: Mapping[str, str]) -> bool:
    """Return whether an answer's headers say anything about limits; nearly none do.

    Args:
        headers: The answer's headers, found whatever their case.
    """
    return (
        "X-RateLimit-Limit" in headers
        or "X-RateLimit-Remaining" in headers
        or "X-RateLimit-Retry-After" in headers
        or "Retry-After" in headers
    )


def read_limits(headers: Mapping[str, str], now: datetime) -> Limits:
    """Read the limit headers of an answer.

    MangaDex sends ``X-RateLimit-Retry-After`` as a UNIX instant of its own clock, which ``Date`` lets us
    compare with ours; the shield in front of it sends the standard ``Retry-After`` in seconds or as a date.

    Args:
        headers: The answer's headers, found whatever their case.
        now: Our time, used where the answer has no ``Date``.

    Returns:
        What was found; nonsense counts as not said.
    """
    amount = _integer(headers.get("X-RateLimit-Limit"))
    remaining = _integer(headers.get("X-RateLimit-Remaining"))
    instant = _number(headers.get("X-RateLimit-Retry-After"))
    after = headers.get("Retry-After")
    own = not (amount is None and remaining is None and instant is None)
    if not own and after is None:
        return _NOTHING  # as in nearly every answer, whose Date need not be read then
    date = _date(headers.get("Date"))
    wait = _wait(instant, after, date or now)
    return Limits(
        amount=amount if amount is not None and 0 < amount <= _MOST else None,
        remaining=remaining,
        wait=None if wait is None else min(max(wait, _FLOOR), _LONGEST),
        own=own,
        sent=None if date is None else date.timestamp(),
    )


def _wait(instant: float | None, after: str | None, reference: datetime) -> float | None:
    """Return the seconds to wait, MangaDex's own header before the standard one."""
    if instant is not None:
        return instant - reference.timestamp() + _ROUNDING
    seconds, date = _number(after), _date(after)
    if seconds is not None:
        return seconds
    return None if date is None else (date - reference).total_seconds() + _ROUNDING


def _integer(text: str | None) -> int | None:
    number = _number(text)
    return None if number is None else int(number)


def _number(text: str | None) -> float | None:
    """Return a plain, finite, non-negative decimal number, or None."""
    if text is None:
        return None
    text = text.strip()
    if not text.replace(".", "", 1).isdecimal() or not text.isascii():
        return None
    return float(text) if len(text) < 20 else None  # noqa: PLR2004 - longer than any instant


def _date(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date
