"""What MangaDex says of a custom list."""

from .base import Wire

__all__ = ["CustomListAttributes"]


class CustomListAttributes(Wire, frozen=True):
    """The attributes of a custom list."""

    name: str | None = None
    visibility: str | None = None
    version: int | None = None
