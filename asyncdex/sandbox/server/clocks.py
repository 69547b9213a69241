"""Time as the sandbox sees it: the machine's own, or one that a test moves by hand."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol

_SORTABLE_LENGTH = len("2024-05-01T12:00:00")


class Clock(Protocol):
    """The two readings the sandbox needs from a clock."""

    def wall(self) -> float:
        """Return the time of day as UNIX seconds."""
        ...

    def monotonic(self) -> float:
        """Return seconds since an arbitrary instant; never goes back."""
        ...


class SystemClock:
    """The machine's clock."""

    def wall(self) -> float:
        """Return the time of day as UNIX seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds since an arbitrary instant; never goes back."""
        return time.monotonic()


class ManualClock:
    """A clock that stands still until it is told to move.

    With it a test reaches the end of a rate window or of a token's life at once.

    Args:
        start: The time of day to begin at, UNIX seconds.

    Example:
        >>> clock = ManualClock(1_000.0)
        >>> clock.advance(60)
        >>> clock.wall()
        1060.0
    """

    def __init__(self, start: float = 1_780_000_000.0) -> None:
        self._start = start
        self._passed = 0.0

    def advance(self, seconds: float) -> None:
        """Let time pass.

        Args:
            seconds: How far both readings move, at least 0.

        Raises:
            ValueError: If the clock would go back.
        """
        if seconds < 0:
            raise ValueError("seconds must not be negative: a clock does not go back")
        self._passed += seconds

    def wall(self) -> float:
        """Return the time of day as UNIX seconds."""
        return self._start + self._passed

    def monotonic(self) -> float:
        """Return the seconds that `advance` has let pass."""
        return self._passed


def stamp(unix: float) -> str:
    """Write an instant the way MangaDex does, in UTC and whole seconds.

    Args:
        unix: The instant, UNIX seconds.

    Returns:
        A text such as `2024-05-01T12:00:00+00:00`.
    """
    return datetime.fromtimestamp(int(unix), UTC).isoformat()


def sortable(text: str) -> str:
    """Bring a timestamp into the one form that sorts as text.

    Args:
        text: A timestamp from an entity or a query; without an offset it means UTC.

    Returns:
        `YYYY-MM-DDTHH:MM:SS` in UTC.
    """
    if len(text) == _SORTABLE_LENGTH or text.endswith("+00:00"):
        return text[:_SORTABLE_LENGTH]
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def unix(text: str | None) -> int | None:
    """Read a timestamp.

    Args:
        text: A timestamp from an entity or a query, or None; without an offset it means UTC.

    Returns:
        The instant in whole UNIX seconds, or None if there is no timestamp.
    """
    if not text:
        return None
    read = datetime.fromisoformat(text)
    return int((read if read.tzinfo is not None else read.replace(tzinfo=UTC)).timestamp())
