"""The practical limit's own structs: everything MangaDex documents, decoded at once, and nothing shared."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["AtHome", "Chapters", "MangaPage", "OneManga"]


class Wire(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """As MangaDex spells it."""


Texts = dict[str, str | None] | list[Any] | None


class TagAttributes(Wire, frozen=True):
    name: Texts = None
    description: Texts = None
    group: str | None = None
    version: int | None = None


class Tag(Wire, frozen=True):
    id: str
    type: str
    attributes: TagAttributes
    relationships: tuple[Any, ...] = ()


class MangaAttributes(Wire, frozen=True):
    title: Texts = None
    alt_titles: tuple[Texts, ...] | None = ()
    description: Texts = None
    is_locked: bool | None = None
    links: Texts = None
    official_links: Texts = None
    original_language: str | None = None
    last_volume: str | None = None
    last_chapter: str | None = None
    publication_demographic: str | None = None
    status: str | None = None
    year: int | None = None
    content_rating: str | None = None
    tags: tuple[Tag, ...] | None = ()
    state: str | None = None
    chapter_numbers_reset_on_new_volume: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None
    available_translated_languages: tuple[str | None, ...] | None = ()
    latest_uploaded_chapter: str | None = None


class AuthorAttributes(Wire, frozen=True):
    name: str | None = None
    image_url: str | None = None
    biography: Texts = None
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


class CoverAttributes(Wire, frozen=True):
    description: str | None = None
    volume: str | None = None
    file_name: str | None = None
    locale: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None


class ChapterAttributes(Wire, frozen=True):
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


class GroupAttributes(Wire, frozen=True):
    name: str | None = None
    alt_names: tuple[Texts, ...] = ()
    locked: bool | None = None
    website: str | None = None
    irc_server: str | None = None
    irc_channel: str | None = None
    discord: str | None = None
    contact_email: str | None = None
    description: str | None = None
    twitter: str | None = None
    manga_updates: str | None = None
    focused_language: tuple[str, ...] | None = ()
    focused_languages: tuple[str, ...] | None = ()
    official: bool | None = None
    verified: bool | None = None
    inactive: bool | None = None
    publish_delay: str | None = None
    ex_licensed: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None
    version: int | None = None


class UserAttributes(Wire, frozen=True):
    username: str | None = None
    roles: tuple[str, ...] = ()
    avatar_file_name: str | None = None
    banner_file_name: str | None = None
    version: int | None = None


class Author(Wire, frozen=True, tag="author", tag_field="type"):
    id: str
    attributes: AuthorAttributes | None = None


class Artist(Wire, frozen=True, tag="artist", tag_field="type"):
    id: str
    attributes: AuthorAttributes | None = None


class Cover(Wire, frozen=True, tag="cover_art", tag_field="type"):
    id: str
    attributes: CoverAttributes | None = None


class Group(Wire, frozen=True, tag="scanlation_group", tag_field="type"):
    id: str
    attributes: GroupAttributes | None = None


class User(Wire, frozen=True, tag="user", tag_field="type"):
    id: str
    attributes: UserAttributes | None = None


class Related(Wire, frozen=True, tag="manga", tag_field="type"):
    id: str
    related: str | None = None
    attributes: MangaAttributes | None = None


class Creator(Wire, frozen=True, tag="creator", tag_field="type"):
    id: str


Relation = Author | Artist | Cover | Group | User | Related | Creator


class Manga(Wire, frozen=True):
    id: str
    type: str
    attributes: MangaAttributes
    relationships: tuple[Relation, ...] = ()


class Chapter(Wire, frozen=True):
    id: str
    type: str
    attributes: ChapterAttributes
    relationships: tuple[Relation, ...] = ()


class MangaPage(Wire, frozen=True):
    result: str
    response: str
    data: tuple[Manga, ...]
    limit: int
    offset: int
    total: int


class Chapters(Wire, frozen=True):
    result: str
    response: str
    data: tuple[Chapter, ...]
    limit: int
    offset: int
    total: int


class OneManga(Wire, frozen=True):
    result: str
    data: Manga


class ChapterFiles(Wire, frozen=True):
    hash: str
    data: tuple[str, ...]
    data_saver: tuple[str, ...]


class AtHome(Wire, frozen=True):
    base_url: str
    chapter: ChapterFiles
