"""What each operation accepts in its query string."""

from __future__ import annotations

from asyncdex.sandbox.server.query import (
    Paging,
    Param,
    QuerySpec,
    choice,
    either,
    hostname,
    integer,
    language,
    locale,
    moment,
    text,
    uuid,
)

_LIST = Paging(default=10, lowest=0, highest=100)
_FEED = Paging(default=100, lowest=1, highest=500)
_FOLLOWS = Paging(default=10, lowest=1, highest=100)

_MANGA_INCLUDES = frozenset({"manga", "cover_art", "author", "artist", "tag", "creator"})
_CHAPTER_INCLUDES = frozenset({"manga", "scanlation_group", "user"})
_COVER_INCLUDES = frozenset({"manga", "user"})
_GROUP_INCLUDES = frozenset({"leader", "member"})

_UUID = Param(uuid)
_UUIDS = Param(uuid, most=100)
_TEXT = Param(text)
_LANGUAGE = Param(language)
_MOMENT = Param(moment)
_ZERO_ONE = Param(choice("0", "1"))
_TRUTH = Param(choice("0", "1", "true", "false"))
_BOOLEAN = Param(choice("true", "false"))
_MODE = Param(choice("AND", "OR"))
_RATING = Param(choice("safe", "suggestive", "erotica", "pornographic"))

_TAG_FILTERS = {
    "contentRating[]": _RATING,
    "includedTags[]": _UUID,
    "includedTagsMode": _MODE,
    "excludedTags[]": _UUID,
    "excludedTagsMode": _MODE,
}

_CHAPTER_ORDERS = frozenset({"createdAt", "updatedAt", "publishAt", "readableAt", "volume", "chapter"})

_FEED_FILTERS = {
    "translatedLanguage[]": _LANGUAGE,
    "originalLanguage[]": _LANGUAGE,
    "excludedOriginalLanguage[]": _LANGUAGE,
    "contentRating[]": _RATING,
    "excludedGroups[]": _UUID,
    "excludedUploaders[]": _UUID,
    "includeFutureUpdates": _ZERO_ONE,
    "includeEmptyPages": _ZERO_ONE,
    "includeFuturePublishAt": _ZERO_ONE,
    "includeExternalUrl": _ZERO_ONE,
    "includeUnavailable": _ZERO_ONE,
    "externalUrl": Param(hostname),
    "excludeExternalUrl": Param(hostname),
    "createdAtSince": _MOMENT,
    "updatedAtSince": _MOMENT,
    "publishAtSince": _MOMENT,
}

MANGA_LIST = QuerySpec(
    params={
        **_TAG_FILTERS,
        "title": _TEXT,
        "authorOrArtist": _UUID,
        "authors[]": _UUID,
        "artists[]": _UUID,
        "year": Param(either(integer(1, 9999), choice("none"))),
        "status[]": Param(choice("ongoing", "completed", "hiatus", "cancelled")),
        "originalLanguage[]": _LANGUAGE,
        "excludedOriginalLanguage[]": _LANGUAGE,
        "availableTranslatedLanguage[]": _LANGUAGE,
        "publicationDemographic[]": Param(choice("shounen", "shoujo", "josei", "seinen", "none")),
        "ids[]": _UUIDS,
        "createdAtSince": _MOMENT,
        "updatedAtSince": _MOMENT,
        "hasAvailableChapters": _TRUTH,
        "hasUnavailableChapters": _TRUTH,
        "group": _UUID,
    },
    orders=frozenset(
        {
            "title",
            "year",
            "createdAt",
            "updatedAt",
            "latestUploadedChapter",
            "followedCount",
            "relevance",
            "rating",
        }
    ),
    includes=_MANGA_INCLUDES,
    paging=_LIST,
)
DRAFT_LIST = QuerySpec(
    params={"state": Param(choice("draft", "submitted", "rejected"))},
    orders=frozenset({"title", "year", "createdAt", "updatedAt"}),
    includes=_MANGA_INCLUDES,
    paging=_FOLLOWS,
)
RELATIONS = QuerySpec(includes=frozenset({"manga"}))
RECOMMENDATIONS = QuerySpec(
    params={"contentRating[]": _RATING}, orders=frozenset({"score"}), includes=frozenset({"manga"})
)
MANGA_ONE = QuerySpec(includes=_MANGA_INCLUDES)
MANGA_RANDOM = QuerySpec(params=_TAG_FILTERS, includes=_MANGA_INCLUDES)
FEED = QuerySpec(params=_FEED_FILTERS, orders=_CHAPTER_ORDERS, includes=_CHAPTER_INCLUDES, paging=_FEED)
AGGREGATE = QuerySpec(
    params={"translatedLanguage[]": _LANGUAGE, "groups[]": _UUID, "includeUnavailable": _ZERO_ONE}
)
CHAPTER_LIST = QuerySpec(
    params={
        **_FEED_FILTERS,
        "ids[]": _UUIDS,
        "title": _TEXT,
        "groups[]": _UUID,
        "uploader": _UUID,
        "uploader[]": _UUID,
        "manga": _UUID,
        "volume[]": _TEXT,
        "chapter": _TEXT,
        "chapter[]": _TEXT,
    },
    orders=_CHAPTER_ORDERS,
    includes=_CHAPTER_INCLUDES,
    paging=_LIST,
)
CHAPTER_ONE = QuerySpec(includes=_CHAPTER_INCLUDES)
AUTHOR_LIST = QuerySpec(
    params={"ids[]": _UUIDS, "name": _TEXT},
    orders=frozenset({"name"}),
    includes=frozenset({"manga"}),
    paging=_LIST,
)
AUTHOR_ONE = QuerySpec(includes=frozenset({"manga"}))
GROUP_LIST = QuerySpec(
    params={"ids[]": _UUIDS, "name": _TEXT, "focusedLanguage": _TEXT},
    orders=frozenset({"name", "createdAt", "updatedAt", "followedCount", "relevance"}),
    includes=_GROUP_INCLUDES,
    paging=_LIST,
)
GROUP_ONE = QuerySpec(includes=_GROUP_INCLUDES)
COVER_LIST = QuerySpec(
    params={
        "manga[]": _UUIDS,
        "ids[]": _UUIDS,
        "uploaders[]": _UUIDS,
        "locales[]": Param(locale, most=100),
    },
    orders=frozenset({"createdAt", "updatedAt", "volume"}),
    includes=_COVER_INCLUDES,
    paging=_LIST,
)
COVER_ONE = QuerySpec(includes=_COVER_INCLUDES)
USER_LISTS = QuerySpec(paging=_LIST)
FOLLOWED_MANGA = QuerySpec(includes=_MANGA_INCLUDES, paging=_FOLLOWS)
FOLLOWED_GROUPS = QuerySpec(includes=_GROUP_INCLUDES, paging=_FOLLOWS)
FOLLOWED_OTHERS = QuerySpec(paging=_FOLLOWS)
STATUSES = QuerySpec(
    params={
        "status": Param(choice("reading", "on_hold", "plan_to_read", "dropped", "re_reading", "completed"))
    }
)
READ_MARKERS = QuerySpec(params={"ids[]": _UUIDS, "grouped": _BOOLEAN})
READ_MARKERS_WRITE = QuerySpec(params={"updateHistory": _BOOLEAN})
LIST_PLACE = QuerySpec(params={"order": Param(integer(0, 2**63 - 1))})
USER_LIST = QuerySpec(
    params={"ids[]": _UUIDS, "username": _TEXT}, orders=frozenset({"username"}), paging=_LIST
)
RATINGS = QuerySpec(params={"manga[]": _UUIDS})
MANGA_STATISTICS = QuerySpec(params={"manga[]": _UUIDS})
CHAPTER_STATISTICS = QuerySpec(params={"chapter[]": _UUIDS})
GROUP_STATISTICS = QuerySpec(params={"group[]": _UUIDS})
AT_HOME = QuerySpec(params={"forcePort443": _BOOLEAN})
