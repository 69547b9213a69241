"""The filters of lists and overviews of the catalogue."""

from collections.abc import Sequence
from typing import Annotated, TypedDict

from asyncdex._api.params import (
    Identified,
    Many,
    Order,
    Single,
    choice,
    flag,
    host,
    identifier,
    language,
    text,
    text_or_none,
    year,
)
from asyncdex.enum import Demographic, MangaStatus, TagMode
from asyncdex.list_orders import (
    AuthorListOrder,
    ChapterListOrder,
    CoverListOrder,
    GroupListOrder,
    MangaFeedListOrder,
    MangaListOrder,
    RecommendationListOrder,
)

from .shared import BINARY, MOST_IDS, CreatedAfter, Ids, Keys, Name, PublishedAfter, Ratings, UpdatedAfter

__all__ = [
    "AggregateFilters",
    "AtHomeFilters",
    "AuthorFilters",
    "ChapterFilters",
    "CoverFilters",
    "FeedFilters",
    "GroupFilters",
    "MangaFilters",
    "RandomFilters",
    "RecommendationFilters",
]

_CHAPTER_ORDER = ("createdAt", "updatedAt", "publishAt", "readableAt", "volume", "chapter")


class AtHomeFilters(TypedDict, total=False):
    """What to ask of an image node."""

    ssl_only: Annotated[bool, Single("forcePort443", flag("false", "true"))]


class AggregateFilters(TypedDict, total=False):
    """What narrows the overview of a manga's chapters."""

    languages: Annotated[Sequence[str], Many("translatedLanguage", language)]
    groups: Annotated[Sequence[Identified], Many("groups", identifier)]
    include_unavailable: Annotated[bool, Single("includeUnavailable", BINARY)]


class RandomFilters(TypedDict, total=False):
    """What narrows the choice of a random manga."""

    included_tags: Annotated[Sequence[Identified], Many("includedTags", identifier)]
    included_tag_mode: Annotated[TagMode | str, Single("includedTagsMode", choice(TagMode))]
    excluded_tags: Annotated[Sequence[Identified], Many("excludedTags", identifier)]
    excluded_tag_mode: Annotated[TagMode | str, Single("excludedTagsMode", choice(TagMode))]
    rating: Ratings


class MangaFilters(RandomFilters, total=False):
    """What narrows the list of manga."""

    title: Annotated[str, Single("title", text)]
    author_or_artist: Annotated[Identified, Single("authorOrArtist", identifier)]
    authors: Annotated[Sequence[Identified], Many("authors", identifier)]
    artists: Annotated[Sequence[Identified], Many("artists", identifier)]
    year: Annotated[int | str, Single("year", year)]
    status: Annotated[Sequence[MangaStatus | str], Many("status", choice(MangaStatus))]
    languages: Annotated[Sequence[str], Many("originalLanguage", language)]
    excluded_languages: Annotated[Sequence[str], Many("excludedOriginalLanguage", language)]
    translated_languages: Annotated[Sequence[str], Many("availableTranslatedLanguage", language)]
    demographic: Annotated[Sequence[Demographic | str], Many("publicationDemographic", choice(Demographic))]
    ids: Ids
    created_after: CreatedAfter
    updated_after: UpdatedAfter
    has_available_chapters: Annotated[bool, Single("hasAvailableChapters", BINARY)]
    has_unavailable_chapters: Annotated[bool, Single("hasUnavailableChapters", BINARY)]
    group: Annotated[Identified, Single("group", identifier)]
    order: Annotated[
        MangaListOrder | Keys,
        Order(
            (
                "title",
                "year",
                "createdAt",
                "updatedAt",
                "latestUploadedChapter",
                "followedCount",
                "relevance",
                "rating",
            )
        ),
    ]


class _ChapterConditions(TypedDict, total=False):
    """What narrows any list of chapters."""

    original_languages: Annotated[Sequence[str], Many("originalLanguage", language)]
    excluded_original_languages: Annotated[Sequence[str], Many("excludedOriginalLanguage", language)]
    rating: Ratings
    excluded_groups: Annotated[Sequence[Identified], Many("excludedGroups", identifier)]
    excluded_uploaders: Annotated[Sequence[Identified], Many("excludedUploaders", identifier)]
    include_future_updates: Annotated[bool, Single("includeFutureUpdates", BINARY)]
    include_empty_pages: Annotated[bool, Single("includeEmptyPages", BINARY)]
    include_future_publish: Annotated[bool, Single("includeFuturePublishAt", BINARY)]
    include_external: Annotated[bool, Single("includeExternalUrl", BINARY)]
    include_unavailable: Annotated[bool, Single("includeUnavailable", BINARY)]
    external_url: Annotated[str, Single("externalUrl", host)]
    exclude_external_url: Annotated[str, Single("excludeExternalUrl", host)]
    created_after: CreatedAfter
    updated_after: UpdatedAfter
    published_after: PublishedAfter


class FeedFilters(_ChapterConditions, total=False):
    """What narrows the chapters of a manga or of a custom list."""

    languages: Annotated[Sequence[str], Many("translatedLanguage", language)]
    order: Annotated[MangaFeedListOrder | Keys, Order(_CHAPTER_ORDER)]


class ChapterFilters(_ChapterConditions, total=False):
    """What narrows the list of all chapters."""

    ids: Ids
    title: Annotated[str, Single("title", text)]
    groups: Annotated[Sequence[Identified], Many("groups", identifier)]
    uploader: Annotated[Identified | Sequence[Identified], Many("uploader", identifier)]
    manga: Annotated[Identified, Single("manga", identifier)]
    volume: Annotated[str | Sequence[str | None] | None, Many("volume", text_or_none)]
    chapter_number: Annotated[str | Sequence[str | None] | None, Many("chapter", text_or_none)]
    language: Annotated[str | Sequence[str], Many("translatedLanguage", language)]
    order: Annotated[ChapterListOrder | Keys, Order(_CHAPTER_ORDER)]


class AuthorFilters(TypedDict, total=False):
    """What narrows the list of authors."""

    ids: Ids
    name: Name
    order: Annotated[AuthorListOrder | Keys, Order(("name",))]


class GroupFilters(TypedDict, total=False):
    """What narrows the list of groups."""

    ids: Ids
    name: Name
    focused_language: Annotated[str, Single("focusedLanguage", language)]
    order: Annotated[
        GroupListOrder | Keys, Order(("name", "createdAt", "updatedAt", "followedCount", "relevance"))
    ]


class CoverFilters(TypedDict, total=False):
    """What narrows the list of covers."""

    ids: Ids
    mangas: Annotated[Sequence[Identified], Many("manga", identifier, MOST_IDS)]
    uploaders: Annotated[Sequence[Identified], Many("uploaders", identifier, MOST_IDS)]
    locales: Annotated[Sequence[str], Many("locales", language, MOST_IDS)]
    order: Annotated[CoverListOrder | Keys, Order(("createdAt", "updatedAt", "volume"))]


class RecommendationFilters(TypedDict, total=False):
    """What narrows the recommendations that go with a manga."""

    rating: Ratings
    order: Annotated[RecommendationListOrder | Keys, Order(("score",))]
