"""Instants as MangaDex writes them."""

from datetime import UTC, datetime
from typing import Any

from asyncdex._api import Endpoint
from asyncdex.exceptions import InvalidResponse

__all__ = ["instant_in", "instant_of"]


def instant_of(text: str) -> datetime:
    """Return an instant in UTC.

    Args:
        text: RFC 3339; without an offset it is in UTC.

    Raises:
        ValueError: It is none.
        OverflowError: It is one that no calendar has.
    """
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def instant_in(row: Endpoint[Any], text: str | None, name: str) -> datetime | None:
    """Return an instant in an answer, in UTC, or None where there is none.

    Args:
        row: The operation that gave the answer, for the error.
        text: RFC 3339; without an offset it is in UTC.
        name: MangaDex's name of it, for the error.

    Raises:
        InvalidResponse: The text is no instant.
    """
    if text is None:
        return None
    try:
        return instant_of(text)
    except (ValueError, OverflowError) as error:
        msg = f"The answer to {{method}} {{path}} has the {name} {text!r}, which is no instant."
        raise InvalidResponse(row.method, row.path, msg=msg) from error
