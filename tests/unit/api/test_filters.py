"""Every filter of every list, as MangaDex wants it."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from asyncdex._api import encode_filters
from asyncdex._api.table import (
    AT_HOME,
    AUTHOR_LIST,
    CHAPTER_LIST,
    CHAPTER_STATISTICS_BATCH,
    CLIENT_DELETE,
    CLIENT_LIST,
    COVER_LIST,
    DRAFT_LIST,
    FOLLOWED_FEED,
    GROUP_LIST,
    GROUP_STATISTICS_BATCH,
    LIST_ADD_MANGA,
    LIST_FEED,
    LIST_REMOVE_MANGA,
    MANGA_AGGREGATE,
    MANGA_FEED,
    MANGA_LIST,
    MANGA_RANDOM,
    MANGA_RECOMMENDATIONS,
    MANGA_STATISTICS_BATCH,
    RATING_LIST,
    READ_BATCH,
    READ_SET,
    REPORT_LIST,
    ROWS,
    STATUS_LIST,
    USER_LIST,
)
from asyncdex.enum import (
    ApiClientState,
    ContentRating,
    Demographic,
    FollowStatus,
    MangaState,
    MangaStatus,
    OrderDirection,
    ReportCategory,
    TagMode,
)
from asyncdex.exceptions import InvalidArgument
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

A = "0b56b29c-8b2f-4e6b-9f4a-2f1f9d1f3c11"
B = "11111111-2222-3333-4444-555555555555"
MODEL = SimpleNamespace(id=B)
WHEN = datetime(2024, 5, 1, 12, tzinfo=UTC)
STAMP = "2024-05-01T12:00:00"
ASC, DESC = OrderDirection.ASCENDING, OrderDirection.DESCENDING


def many(name, *values):
    return [(f"{name}[]", value) for value in values]


TAGS = [
    ("included_tags", [A, MODEL], many("includedTags", A, B)),
    ("included_tag_mode", TagMode.OR, [("includedTagsMode", "OR")]),
    ("excluded_tags", (A,), many("excludedTags", A)),
    ("excluded_tag_mode", "AND", [("excludedTagsMode", "AND")]),
    ("rating", [ContentRating.SAFE, "erotica"], many("contentRating", "safe", "erotica")),
]
MANGA = [
    *TAGS,
    ("title", "Tom & Jerry", [("title", "Tom & Jerry")]),
    ("author_or_artist", MODEL, [("authorOrArtist", B)]),
    ("authors", [A, MODEL], many("authors", A, B)),
    ("artists", [MODEL, A], many("artists", B, A)),
    ("year", 2004, [("year", "2004")]),
    ("status", [MangaStatus.ABANDONED, "hiatus"], many("status", "cancelled", "hiatus")),
    ("languages", ["ja", "ko"], many("originalLanguage", "ja", "ko")),
    ("excluded_languages", ["zh-hk"], many("excludedOriginalLanguage", "zh-hk")),
    ("translated_languages", ["en", "pt-br"], many("availableTranslatedLanguage", "en", "pt-br")),
    (
        "demographic",
        [Demographic.SHONEN, Demographic.NONE],
        many("publicationDemographic", "shounen", "none"),
    ),
    ("ids", [A.upper(), MODEL], many("ids", A, B)),
    ("created_after", WHEN, [("createdAtSince", STAMP)]),
    ("updated_after", WHEN, [("updatedAtSince", STAMP)]),
    ("has_available_chapters", True, [("hasAvailableChapters", "1")]),
    ("has_unavailable_chapters", False, [("hasUnavailableChapters", "0")]),
    ("group", MODEL, [("group", B)]),
    (
        "order",
        MangaListOrder(titles=ASC, follows=DESC),
        [("order[title]", "asc"), ("order[followedCount]", "desc")],
    ),
]
CHAPTERS = [
    ("original_languages", ["ja"], many("originalLanguage", "ja")),
    ("excluded_original_languages", ["ko"], many("excludedOriginalLanguage", "ko")),
    ("rating", ["pornographic"], many("contentRating", "pornographic")),
    ("excluded_groups", [MODEL], many("excludedGroups", B)),
    ("excluded_uploaders", [A], many("excludedUploaders", A)),
    ("include_future_updates", True, [("includeFutureUpdates", "1")]),
    ("include_empty_pages", False, [("includeEmptyPages", "0")]),
    ("include_future_publish", True, [("includeFuturePublishAt", "1")]),
    ("include_external", False, [("includeExternalUrl", "0")]),
    ("include_unavailable", True, [("includeUnavailable", "1")]),
    ("external_url", "x.example", [("externalUrl", "x.example")]),
    ("exclude_external_url", "y.example", [("excludeExternalUrl", "y.example")]),
    ("created_after", WHEN, [("createdAtSince", STAMP)]),
    ("updated_after", WHEN, [("updatedAtSince", STAMP)]),
    ("published_after", WHEN, [("publishAtSince", STAMP)]),
]
FEED = [
    *CHAPTERS,
    ("languages", ["en", "es-la"], many("translatedLanguage", "en", "es-la")),
    ("order", MangaFeedListOrder(chapter=DESC), [("order[chapter]", "desc")]),
]
FILTERS = {
    MANGA_AGGREGATE: [
        ("languages", ["en", "de"], many("translatedLanguage", "en", "de")),
        ("groups", [MODEL], many("groups", B)),
        ("include_unavailable", True, [("includeUnavailable", "1")]),
    ],
    READ_BATCH: [
        ("ids", [A, MODEL], many("ids", A, B)),
        ("grouped", True, [("grouped", "true")]),
    ],
    AT_HOME: [("ssl_only", True, [("forcePort443", "true")])],
    MANGA_RANDOM: TAGS,
    MANGA_LIST: MANGA,
    MANGA_FEED: FEED,
    LIST_FEED: FEED,
    FOLLOWED_FEED: FEED,
    CHAPTER_LIST: [
        *CHAPTERS,
        ("ids", [A], many("ids", A)),
        ("title", "x", [("title", "x")]),
        ("groups", [A, MODEL], many("groups", A, B)),
        ("uploader", MODEL, many("uploader", B)),
        ("manga", A, [("manga", A)]),
        ("volume", [None, "1"], many("volume", "none", "1")),
        ("chapter_number", "1.5", many("chapter", "1.5")),
        ("language", "en", many("translatedLanguage", "en")),
        ("order", ChapterListOrder(number=ASC), [("order[chapter]", "asc")]),
    ],
    AUTHOR_LIST: [
        ("ids", [A], many("ids", A)),
        ("name", "Ann", [("name", "Ann")]),
        ("order", AuthorListOrder(name=ASC), [("order[name]", "asc")]),
    ],
    GROUP_LIST: [
        ("ids", [A], many("ids", A)),
        ("name", "Owls", [("name", "Owls")]),
        ("focused_language", "fr", [("focusedLanguage", "fr")]),
        ("order", GroupListOrder(relevance=DESC), [("order[relevance]", "desc")]),
    ],
    COVER_LIST: [
        ("ids", [A], many("ids", A)),
        ("mangas", [MODEL], many("manga", B)),
        ("uploaders", [A], many("uploaders", A)),
        ("locales", ["ja", "en"], many("locales", "ja", "en")),
        ("order", CoverListOrder(volume=ASC), [("order[volume]", "asc")]),
    ],
    USER_LIST: [
        ("ids", [A, MODEL], many("ids", A, B)),
        ("username", "ann", [("username", "ann")]),
        ("order", UserListOrder(username=DESC), [("order[username]", "desc")]),
    ],
    DRAFT_LIST: [
        ("state", MangaState.REJECTED, [("state", "rejected")]),
        ("order", DraftListOrder(creation_time=ASC), [("order[createdAt]", "asc")]),
    ],
    REPORT_LIST: [
        ("category", ReportCategory.SCANLATION_GROUP, [("category", "scanlation_group")]),
        ("reason", A, [("reasonId", A)]),
        ("thing", MODEL, [("objectId", B)]),
        ("status", "waiting", [("status", "waiting")]),
        ("order", ReportListOrder(creation_time=DESC), [("order[createdAt]", "desc")]),
    ],
    CLIENT_LIST: [
        ("state", ApiClientState.APPROVED, [("state", "approved")]),
        ("name", "bot", [("name", "bot")]),
        ("order", ApiClientListOrder(name=ASC), [("order[name]", "asc")]),
    ],
    MANGA_RECOMMENDATIONS: [
        ("rating", "safe", many("contentRating", "safe")),
        ("order", RecommendationListOrder(score=ASC), [("order[score]", "asc")]),
    ],
    STATUS_LIST: [("status", FollowStatus.ON_HOLD, [("status", "on_hold")])],
    RATING_LIST: [("mangas", [A, MODEL], many("manga", A, B))],
    MANGA_STATISTICS_BATCH: [("mangas", [A, MODEL], many("manga", A, B))],
    CHAPTER_STATISTICS_BATCH: [("chapters", MODEL, many("chapter", B))],
    GROUP_STATISTICS_BATCH: [("groups", (A,), many("group", A))],
    READ_SET: [("update_history", True, [("updateHistory", "true")])],
    LIST_ADD_MANGA: [("order", 0, [("order", "0")])],
    LIST_REMOVE_MANGA: [("order", 12, [("order", "12")])],
    CLIENT_DELETE: [("version", 3, [("version", "3")])],
}
CASES = [
    pytest.param(row, *case, id=f"{row.id}-{case[0]}") for row, cases in FILTERS.items() for case in cases
]


@pytest.mark.parametrize(("row", "argument", "value", "pairs"), CASES)
def test_a_filter_is_written_as_its_endpoint_wants_it(row, argument, value, pairs):
    assert encode_filters(row, {argument: value}) == pairs


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_no_filter_is_without_a_test(row):
    assert set(row.params) == {name for name, _, _ in FILTERS.get(row, [])}


@pytest.mark.parametrize(
    ("row", "argument", "no", "yes"),
    [
        (AT_HOME, "ssl_only", "false", "true"),
        (MANGA_LIST, "has_available_chapters", "0", "1"),
        (MANGA_LIST, "has_unavailable_chapters", "0", "1"),
        *(
            (row, name, "0", "1")
            for row in (MANGA_FEED, LIST_FEED, FOLLOWED_FEED, CHAPTER_LIST)
            for name in row.params
            if name.startswith("include_")
        ),
    ],
)
def test_a_flag_says_yes_and_no_in_the_words_of_its_endpoint(row, argument, no, yes):
    ((_, said_no),) = encode_filters(row, {argument: False})
    ((_, said_yes),) = encode_filters(row, {argument: True})
    assert (said_no, said_yes) == (no, yes)


def test_several_filters_stay_in_order_and_those_that_are_none_are_left_out():
    pairs = encode_filters(MANGA_LIST, {"year": 2020, "title": None, "status": "ongoing", "order": None})
    assert pairs == [("year", "2020"), ("status[]", "ongoing")]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime(2024, 5, 1, 12), STAMP),  # noqa: DTZ001 - that naive means UTC is the point
        (WHEN, STAMP),
        (WHEN.replace(microsecond=999_999), STAMP),
        (datetime(2024, 5, 1, 14, tzinfo=timezone(timedelta(hours=2))), STAMP),
        (datetime(2024, 5, 2, 0, 30, tzinfo=timezone(timedelta(hours=12, minutes=30))), STAMP),
        (date(2024, 5, 1), "2024-05-01T00:00:00"),
        ("2024-05-01", "2024-05-01T00:00:00"),
        ("2024-05-01T12:00:00", STAMP),
        ("2024-05-01T12:00:00Z", STAMP),
        ("2024-05-01T12:00:00+00:00", STAMP),
        ("2024-05-01 07:00:00.5-05:00", STAMP),
        ("1 May 2024 12:00", STAMP),
        ("2024", "2024-01-01T00:00:00"),
        ("May 2024", "2024-05-01T00:00:00"),
        (date(987, 1, 2), "0987-01-02T00:00:00"),
    ],
)
def test_an_instant_in_any_spelling_becomes_utc_without_zone_or_fraction(value, written):
    assert encode_filters(MANGA_LIST, {"created_after": value}) == [("createdAtSince", written)]


@pytest.mark.parametrize(
    ("row", "argument", "value", "pairs"),
    [
        (MANGA_LIST, "status", MangaStatus.ONGOING, many("status", "ongoing")),
        (MANGA_LIST, "authors", MODEL, many("authors", B)),
        (MANGA_LIST, "ids", A, many("ids", A)),
        (MANGA_LIST, "languages", iter(["ja", "ko"]), many("originalLanguage", "ja", "ko")),
        (CHAPTER_LIST, "uploader", [A, MODEL], many("uploader", A, B)),
        (CHAPTER_LIST, "volume", "", many("volume", "")),
        (CHAPTER_LIST, "volume", [None], many("volume", "none")),
        (CHAPTER_LIST, "volume", None, []),
        (CHAPTER_LIST, "language", ("en", "fr"), many("translatedLanguage", "en", "fr")),
        (MANGA_LIST, "year", "none", [("year", "none")]),
        (MANGA_LIST, "year", 1, [("year", "1")]),
        (MANGA_LIST, "year", 9999, [("year", "9999")]),
        (
            MANGA_LIST,
            "order",
            {"rating": "desc", "title": ASC},
            [("order[rating]", "desc"), ("order[title]", "asc")],
        ),
        (MANGA_LIST, "order", MangaListOrder(), []),
        (MANGA_LIST, "ids", [A] * 100, many("ids", *[A] * 100)),
    ],
)
def test_other_forms_of_the_same(row, argument, value, pairs):
    assert encode_filters(row, {argument: value}) == pairs


@pytest.mark.parametrize(
    ("row", "argument", "value", "said"),
    [
        (MANGA_LIST, "title", 5, "title must be a text, not 5"),
        (MANGA_LIST, "title", ["a"], "title must be a text"),
        (MANGA_LIST, "year", 0, "year must be a year from 1 to 9999 or 'none', not 0"),
        (MANGA_LIST, "year", 10_000, "year must be"),
        (MANGA_LIST, "year", True, "year must be"),
        (MANGA_LIST, "year", "2020", "year must be"),
        (MANGA_LIST, "year", 2020.0, "year must be"),
        (MANGA_LIST, "group", "123", "group must be a UUID or an object that has one, not '123'"),
        (MANGA_LIST, "group", None.__class__, "group must be a UUID"),
        (MANGA_LIST, "group", f"{A}x", "group must be a UUID"),
        (MANGA_LIST, "group", f" {A}", "group must be a UUID"),
        (MANGA_LIST, "group", SimpleNamespace(id=5), "group must be a UUID"),
        (MANGA_LIST, "group", SimpleNamespace(id=None), "group must be a UUID"),
        (MANGA_LIST, "authors", [A, "x"], "authors must be a UUID or an object that has one, not 'x'"),
        (MANGA_LIST, "authors", [], "authors is an empty list; leave it out"),
        (MANGA_LIST, "ids", [A] * 101, "ids has 101 entries; one call takes at most 100"),
        (COVER_LIST, "mangas", [A] * 101, "at most 100"),
        (COVER_LIST, "uploaders", [A] * 101, "at most 100"),
        (COVER_LIST, "locales", ["en"] * 101, "at most 100"),
        (MANGA_LIST, "languages", ["english"], "languages must be a language code such as 'en' or 'pt-br'"),
        (MANGA_LIST, "languages", ["e"], "language code"),
        (MANGA_LIST, "languages", ["en,fr"], "language code"),
        (MANGA_LIST, "languages", [5], "language code"),
        (MANGA_LIST, "languages", ["en\n"], "language code"),
        (
            MANGA_LIST,
            "status",
            ["finished"],
            "status must be one of 'ongoing', 'completed', 'hiatus', 'cancelled', not 'finished'",
        ),
        (MANGA_LIST, "status", [5], "status must be one of"),
        (MANGA_LIST, "status", [MangaStatus.read("paused")], "status must be one of"),
        (MANGA_LIST, "included_tag_mode", "and", "included_tag_mode must be one of 'AND', 'OR', not 'and'"),
        (
            MANGA_LIST,
            "rating",
            [ContentRating.NO_RATING],
            "rating must be one of 'safe', 'suggestive', 'erotica', 'pornographic', not",
        ),
        (MANGA_LIST, "has_available_chapters", 1, "has_available_chapters must be True or False, not 1"),
        (AT_HOME, "ssl_only", "true", "ssl_only must be True or False, not 'true'"),
        (MANGA_LIST, "created_after", 1714564800, "created_after must be a datetime, a date or a text"),
        (MANGA_LIST, "created_after", "yesterday", "created_after is no date that can be read: 'yesterday'"),
        (MANGA_LIST, "created_after", "", "no date that can be read"),
        (MANGA_LIST, "created_after", "12:00", "no date that can be read"),
        (MANGA_LIST, "created_after", "2024-02-30", "no date that can be read"),
        (MANGA_LIST, "created_after", "9" * 40, "no date that can be read"),
        (
            MANGA_LIST,
            "created_after",
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))),
            "no date that can be read",
        ),
        (MANGA_LIST, "order", "title", "order must be an order object or a mapping, not 'title'"),
        (MANGA_LIST, "order", {"name": "asc"}, "order has no 'name'; it takes title, year, createdAt"),
        (MANGA_LIST, "order", {"title": "up"}, r"order\[title\] must be one of 'asc', 'desc', not 'up'"),
        (MANGA_LIST, "order", MangaListOrder(titles="up"), r"order\[title\] must be one of 'asc', 'desc'"),
        (MANGA_LIST, "order", GroupListOrder(name=ASC), "order has no 'name'"),
        (AUTHOR_LIST, "order", {"createdAt": "asc"}, "order has no 'createdAt'; it takes name"),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_would_be(row, argument, value, said):
    with pytest.raises(InvalidArgument, match=said):
        encode_filters(row, {argument: value})


@pytest.mark.parametrize(
    ("row", "argument", "said"),
    [
        (MANGA_LIST, "titel", r"GET /manga has no filter 'titel'; did you mean 'title'\?"),
        (
            MANGA_FEED,
            "language",
            r"GET /manga/\{id\}/feed has no filter 'language'; did you mean 'languages'\?",
        ),
        (AUTHOR_LIST, "zzz", "has no filter 'zzz'; there are ids, name, order"),
        (AT_HOME, "q", "there are ssl_only"),
    ],
)
def test_an_unknown_filter_is_a_type_error_that_names_the_nearest(row, argument, said):
    with pytest.raises(TypeError, match=said):
        encode_filters(row, {argument: None})


def test_an_operation_without_filters_says_so():
    row = next(row for row in ROWS if row.id == "get-user-me")
    with pytest.raises(TypeError, match="GET /user/me has no filter 'x'; there are none"):
        encode_filters(row, {"x": 1})
