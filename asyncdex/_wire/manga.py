"""What MangaDex says of a manga."""

import msgspec

from .base import Localized, Wire
from .later import NULL, Later
from .tag import Tags

__all__ = ["MangaAttributes"]


class MangaAttributes(Wire, frozen=True):
    """The attributes of a manga; some are decoded when they are first read.

    The description is not one of them: passing over a long text takes half as long as decoding it, and most
    who read a manga at all read it.
    """

    laters = ("later_alt_titles", "later_links", "later_tags")

    title: Localized = None
    later_alt_titles: msgspec.Raw = msgspec.field(default=NULL, name="altTitles")
    description: Localized = None
    is_locked: bool | None = None
    later_links: msgspec.Raw = msgspec.field(default=NULL, name="links")
    official_links: Localized = None
    original_language: str | None = None
    last_volume: str | None = None
    last_chapter: str | None = None
    publication_demographic: str | None = None
    status: str | None = None
    year: int | None = None
    content_rating: str | None = None
    later_tags: msgspec.Raw = msgspec.field(default=NULL, name="tags")
    state: str | None = None
    chapter_numbers_reset_on_new_volume: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None
    available_translated_languages: tuple[str | None, ...] | None = ()
    latest_uploaded_chapter: str | None = None

    alt_titles = Later[tuple[Localized, ...] | None](tuple[Localized, ...] | None)
    links = Later[Localized](Localized)
    tags = Tags()
