"""What MangaDex says of an author or artist."""

from .base import Localized, Wire

__all__ = ["AuthorAttributes"]


class AuthorAttributes(Wire, frozen=True):
    """The attributes of an author."""

    name: str | None = None
    image_url: str | None = None
    biography: Localized = None
    twitter: str | None = None
    pixiv: str | None = None
    melon_book: str | None = None
    fan_box: str | None = None
    booth: str | None = None
    namicomi: str | None = None
    nico_video: str | None = None
    skeb: str | None = None
    fantia: str | None = None
    tumblr: str | None = None
    youtube: str | None = None
    weibo: str | None = None
    naver: str | None = None
    website: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None
