"""What MangaDex says of a manga."""

from .base import Localized, Wire
from .tag import TagEntity

__all__ = ["MangaAttributes"]


class MangaAttributes(Wire, frozen=True):
    """The attributes of a manga."""

    title: Localized = None
    alt_titles: tuple[Localized, ...] | None = ()
    description: Localized = None
    is_locked: bool | None = None
    links: Localized = None
    official_links: Localized = None
    original_language: str | None = None
    last_volume: str | None = None
    last_chapter: str | None = None
    publication_demographic: str | None = None
    status: str | None = None
    year: int | None = None
    content_rating: str | None = None
    chapter_numbers_reset_on_new_volume: bool | None = None
    available_translated_languages: tuple[str | None, ...] | None = ()
    latest_uploaded_chapter: str | None = None
    tags: tuple[TagEntity, ...] | None = ()
    state: str | None = None
    version: int | None = None
    created_at: str | None = None
    updated_at: str | None = None
