"""What MangaDex says of a cover."""

from .base import Wire

__all__ = ["CoverAttributes"]


class CoverAttributes(Wire, frozen=True):
    """The attributes of a cover."""

    description: str | None = None
    volume: str | None = None
    file_name: str | None = None
    locale: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None
