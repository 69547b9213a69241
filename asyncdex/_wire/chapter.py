"""What MangaDex says of a chapter."""

from .base import Wire

__all__ = ["ChapterAttributes"]


class ChapterAttributes(Wire, frozen=True):
    """The attributes of a chapter."""

    volume: str | None = None
    chapter: str | None = None
    title: str | None = None
    translated_language: str | None = None
    external_url: str | None = None
    is_unavailable: bool | None = None
    publish_at: str | None = None
    readable_at: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    pages: int | None = None
    version: int | None = None
    uploader: str | None = None
