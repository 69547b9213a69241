"""The filters of list calls, one class an endpoint: the encoder and the type checkers read the same lines."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, TypeAlias, TypedDict

from asyncdex.enum import (
    ApiClientState,
    ContentRating,
    Demographic,
    FollowStatus,
    MangaState,
    MangaStatus,
    OrderDirection,
    ReportCategory,
    ReportStatus,
    TagMode,
)
from asyncdex.list_orders import (
    ApiClientListOrder,
    AuthorListOrder,
    ChapterListOrder,
    CoverListOrder,
    DraftListOrder,
    GroupListOrder,
    MangaFeedListOrder,
    MangaListOrder,
    RecommendationListOrder,
    ReportListOrder,
    UserListOrder,
)

from .params import (
    Identified,
    Many,
    Order,
    Single,
    choice,
    count,
    flag,
    host,
    identifier,
    instant,
    language,
    text,
    text_or_none,
    year,
)

__all__ = [
    "AggregateFilters",
    "ApiClientFilters",
    "AtHomeFilters",
    "AuthorFilters",
    "ChapterFilters",
    "ChapterStatisticsFilters",
    "CoverFilters",
    "DraftFilters",
    "FeedFilters",
    "GroupFilters",
    "GroupStatisticsFilters",
    "MangaFilters",
    "MangaStatisticsFilters",
    "MarkFilters",
    "PlaceFilters",
    "RandomFilters",
    "RatingFilters",
    "ReadFilters",
    "RecommendationFilters",
    "ReportFilters",
    "StatusFilters",
    "UserFilters",
    "VersionFilters",
]

Date: TypeAlias = datetime | date | str
Keys: TypeAlias = Mapping[str, OrderDirection | str]

_rating = choice(ContentRating, without=(ContentRating.NO_RATING,))
_binary = flag("0", "1")
_CHAPTER_ORDER = ("createdAt", "updatedAt", "publishAt", "readableAt", "volume", "chapter")
_MOST_IDS = 100

Ratings = Annotated[Sequence[ContentRating | str], Many("contentRating", _rating)]
CreatedAfter = Annotated[Date, Single("createdAtSince", instant)]
UpdatedAfter = Annotated[Date, Single("updatedAtSince", instant)]
PublishedAfter = Annotated[Date, Single("publishAtSince", instant)]
Ids = Annotated[Sequence[Identified], Many("ids", identifier, _MOST_IDS)]
Name = Annotated[str, Single("name", text)]


class AtHomeFilters(TypedDict, total=False):
    """What to ask of an image node."""

    ssl_only: Annotated[bool, Single("forcePort443", flag("false", "true"))]


class AggregateFilters(TypedDict, total=False):
    """What narrows the overview of a manga's chapters."""

    languages: Annotated[Sequence[str], Many("translatedLanguage", language)]
    groups: Annotated[Sequence[Identified], Many("groups", identifier)]
    include_unavailable: Annotated[bool, Single("includeUnavailable", _binary)]


class ReadFilters(TypedDict, total=False):
    """Whose read markers are wanted, and in which shape."""

    ids: Annotated[Sequence[Identified], Many("ids", identifier, _MOST_IDS)]
    grouped: Annotated[bool, Single("grouped", flag("false", "true"))]


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
    has_available_chapters: Annotated[bool, Single("hasAvailableChapters", _binary)]
    has_unavailable_chapters: Annotated[bool, Single("hasUnavailableChapters", _binary)]
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
    include_future_updates: Annotated[bool, Single("includeFutureUpdates", _binary)]
    include_empty_pages: Annotated[bool, Single("includeEmptyPages", _binary)]
    include_future_publish: Annotated[bool, Single("includeFuturePublishAt", _binary)]
    include_external: Annotated[bool, Single("includeExternalUrl", _binary)]
    include_unavailable: Annotated[bool, Single("includeUnavailable", _binary)]
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
    mangas: Annotated[Sequence[Identified], Many("manga", identifier, _MOST_IDS)]
    uploaders: Annotated[Sequence[Identified], Many("uploaders", identifier, _MOST_IDS)]
    locales: Annotated[Sequence[str], Many("locales", language, _MOST_IDS)]
    order: Annotated[CoverListOrder | Keys, Order(("createdAt", "updatedAt", "volume"))]


class UserFilters(TypedDict, total=False):
    """What narrows the list of users."""

    ids: Ids
    username: Annotated[str, Single("username", text)]
    order: Annotated[UserListOrder | Keys, Order(("username",))]


class DraftFilters(TypedDict, total=False):
    """What narrows the list of an account's drafts."""

    state: Annotated[MangaState | str, Single("state", choice(MangaState, without=(MangaState.PUBLISHED,)))]
    order: Annotated[DraftListOrder | Keys, Order(("title", "year", "createdAt", "updatedAt"))]


class ReportFilters(TypedDict, total=False):
    """What narrows the list of an account's reports."""

    category: Annotated[ReportCategory | str, Single("category", choice(ReportCategory))]
    reason: Annotated[Identified, Single("reasonId", identifier)]
    thing: Annotated[Identified, Single("objectId", identifier)]
    status: Annotated[ReportStatus | str, Single("status", choice(ReportStatus))]
    order: Annotated[ReportListOrder | Keys, Order(("createdAt",))]


class ApiClientFilters(TypedDict, total=False):
    """What narrows the list of an account's API clients."""

    state: Annotated[ApiClientState | str, Single("state", choice(ApiClientState))]
    name: Name
    order: Annotated[ApiClientListOrder | Keys, Order(("name", "createdAt", "updatedAt"))]


class RecommendationFilters(TypedDict, total=False):
    """What narrows the recommendations that go with a manga."""

    rating: Ratings
    order: Annotated[RecommendationListOrder | Keys, Order(("score",))]


class StatusFilters(TypedDict, total=False):
    """Which reading status is wanted."""

    status: Annotated[FollowStatus | str, Single("status", choice(FollowStatus))]


class RatingFilters(TypedDict, total=False):
    """Which manga an account's ratings are wanted of."""

    mangas: Annotated[Sequence[Identified], Many("manga", identifier, _MOST_IDS)]


class MangaStatisticsFilters(TypedDict, total=False):
    """Which manga statistics are wanted of."""

    mangas: Annotated[Sequence[Identified], Many("manga", identifier, _MOST_IDS)]


class ChapterStatisticsFilters(TypedDict, total=False):
    """Which chapters statistics are wanted of."""

    chapters: Annotated[Sequence[Identified], Many("chapter", identifier, _MOST_IDS)]


class GroupStatisticsFilters(TypedDict, total=False):
    """Which groups statistics are wanted of."""

    groups: Annotated[Sequence[Identified], Many("group", identifier, _MOST_IDS)]


class MarkFilters(TypedDict, total=False):
    """What else happens when chapters are marked."""

    update_history: Annotated[bool, Single("updateHistory", flag("false", "true"))]


class PlaceFilters(TypedDict, total=False):
    """Where in a custom list a manga stands, from 0."""

    order: Annotated[int, Single("order", count)]


class VersionFilters(TypedDict, total=False):
    """The version at which something was read."""

    version: Annotated[int, Single("version", count)]
