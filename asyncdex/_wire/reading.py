"""What MangaDex says of what there is to read, and of what somebody has read.

Each of the maps may come as an empty array; what is in them is left to whoever reads it.
"""

from typing import Any

from .base import Wire

__all__ = ["Aggregate", "AuthCheck", "ReadMarkers", "ReadingStatus", "ReadingStatuses"]


class Aggregate(Wire, frozen=True):
    """The volumes of a manga, each with its chapters."""

    volumes: dict[str, Any] | list[Any] | None = None


class ReadMarkers(Wire, frozen=True):
    """The ids of chapters that were read: all together, or by manga."""

    data: dict[str, Any] | list[Any] | None = None


class ReadingStatus(Wire, frozen=True):
    """What a reader is doing with one manga."""

    status: str | None = None


class ReadingStatuses(Wire, frozen=True):
    """What a reader is doing, by manga."""

    statuses: dict[str, str | None] | list[Any] | None = None


class AuthCheck(Wire, frozen=True):
    """What the account that asks may do."""

    is_authenticated: bool = False
    roles: tuple[str, ...] | None = ()
    permissions: tuple[str, ...] | None = ()
