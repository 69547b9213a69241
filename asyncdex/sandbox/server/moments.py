"""Days that no calendar has, read as PHP reads them, which is a guess: the service itself may refuse them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_PARTS = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
_FIRST, _LAST = "0001-01-01T00:00:00", "9999-12-31T23:59:59"


def real_moment(text: str) -> str:
    """Return the moment that is meant: the patterns of MangaDex let in a 31st of February, PHP counts on.

    Args:
        text: A date and time as `YYYY-MM-DDTHH:MM:SS`, with days and months from 00.

    Returns:
        The same form, with a day that exists; what is before the year 1 or after 9999 is the first or last.

    Raises:
        ValueError: If the text has another form.
    """
    match = _PARTS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date and time as YYYY-MM-DDTHH:MM:SS")
    year, month, day, hours, minutes, seconds = map(int, match.groups())
    year, month = divmod(year * 12 + month - 1, 12)
    if year < 1:
        return _FIRST
    try:
        first = datetime(year, month + 1, 1, tzinfo=UTC)
        meant = first + timedelta(days=day - 1, hours=hours, minutes=minutes, seconds=seconds)
    except (OverflowError, ValueError):
        # The day before the first one, or one after the last.
        return _FIRST if year == 1 else _LAST
    return meant.replace(tzinfo=None).isoformat()
