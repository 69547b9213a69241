"""What each operation accepts as its body."""

from __future__ import annotations

from asyncdex.sandbox.server.fields import KILOBYTE, BodySpec, Field, language, uuid, uuids, version

_TEXT = Field("text")
_TEXT_OR_NULL = Field("text", nullable=True)
_FLAG = Field("boolean")
_TEXTS = Field("map", items=_TEXT)


def _link(pattern: str, longest: int | None = None) -> Field:
    return Field("text", nullable=True, pattern=pattern, address=True, longest=longest)


_NAME = Field("text", required=True)

_MANGA = {
    "title": _TEXTS,
    "altTitles": Field("list", items=_TEXTS),
    "description": _TEXTS,
    "authors": uuids(),
    "artists": uuids(),
    "links": _TEXTS,
    "officialLinks": _TEXTS,
    "originalLanguage": language(),
    "lastVolume": _TEXT_OR_NULL,
    "lastChapter": _TEXT_OR_NULL,
    "publicationDemographic": Field("text", nullable=True, enum=("shounen", "shoujo", "josei", "seinen")),
    "status": Field("text", enum=("completed", "ongoing", "cancelled", "hiatus")),
    "year": Field("integer", nullable=True, lowest=1, highest=9999),
    "contentRating": Field("text", enum=("safe", "suggestive", "erotica", "pornographic")),
    "chapterNumbersResetOnNewVolume": _FLAG,
    "tags": uuids(),
    "primaryCover": uuid(nullable=True),
}
MANGA_CREATE = BodySpec(
    {
        **_MANGA,
        "title": Field("map", required=True, items=_TEXT),
        "originalLanguage": language(required=True),
        "status": Field("text", required=True, enum=_MANGA["status"].enum),
        "contentRating": Field("text", required=True, enum=_MANGA["contentRating"].enum),
        "version": version(required=False),
    },
    limit=64 * KILOBYTE,
)
MANGA_EDIT = BodySpec({**_MANGA, "version": version()}, limit=64 * KILOBYTE)
DRAFT_COMMIT = BodySpec({"version": version()}, closed=True)
RELATION = BodySpec(
    {
        "targetManga": uuid(required=True),
        "relation": Field(
            "text",
            required=True,
            enum=(
                "monochrome", "main_story", "adapted_from", "based_on", "prequel", "side_story", "doujinshi",
                "same_franchise", "shared_universe", "sequel", "spin_off", "alternate_story",
                "alternate_version", "preserialization", "colored", "serialization",
            ),
        ),
    },
    limit=8 * KILOBYTE,
)  # fmt: skip

_CHAPTER_NUMBER = Field("text", nullable=True, pattern=r"^((0|[1-9]\d*)(\.\d+)?[a-z]?)?\Z", longest=8)
CHAPTER_EDIT = BodySpec(
    {
        "title": Field("text", nullable=True, longest=255),
        "volume": _CHAPTER_NUMBER,
        "chapter": _CHAPTER_NUMBER,
        "translatedLanguage": language(),
        "groups": uuids(longest=10),
        "version": version(),
    },
    limit=32 * KILOBYTE,
)

_COVER_VOLUME = r"^(0|[1-9]\d*)(\.\d+)?([a-z]+)?\Z"
_COVER_DESCRIPTION = Field("text", nullable=True, longest=512)
COVER_EDIT = BodySpec(
    {
        "volume": Field("text", required=True, nullable=True, pattern=_COVER_VOLUME, longest=8),
        "description": _COVER_DESCRIPTION,
        "locale": language(nullable=True),
        "version": version(),
    },
    limit=2 * KILOBYTE,
)
#: The fields beside the file; a form knows no null, so that an empty volume stands for none.
COVER_UPLOAD = {
    "volume": Field("text", pattern=rf"{_COVER_VOLUME}|^\Z", longest=8),
    "description": _COVER_DESCRIPTION,
    "locale": language(),
}

_AUTHOR = {
    "biography": _TEXTS,
    "twitter": _link(r"^https?://twitter\.com(/|$)"),
    "pixiv": _link(r"^https?://([\w-]+\.)?pixiv\.net(/|$)"),
    "melonBook": _link(r"^https?://([\w-]+\.)?melonbooks\.co\.jp(/|$)"),
    "fanBox": _link(r"^https?://([\w-]+\.)?fanbox\.cc(/|$)"),
    "booth": _link(r"^https?://([\w-]+\.)?booth\.pm(/|$)"),
    "nicoVideo": _link(r"^https?://([\w-]+\.)?nicovideo\.jp(/|$)"),
    "skeb": _link(r"^https?://([\w-]+\.)?skeb\.jp(/|$)"),
    "fantia": _link(r"^https?://([\w-]+\.)?fantia\.jp(/|$)"),
    "tumblr": _link(r"^https?://([\w-]+\.)?tumblr\.com(/|$)"),
    "youtube": _link(r"^https?://([\w-]+\.)?youtube\.com(/|$)"),
    "weibo": _link(r"^https?://([\w-]+\.)?weibo\.(cn|com)(/|$)"),
    "naver": _link(r"^https?://([\w-]+\.)?naver\.com(/|$)"),
    "website": _link(r"^https?://"),
}
AUTHOR_CREATE = BodySpec({"name": _NAME, **_AUTHOR}, limit=8 * KILOBYTE, closed=True)
AUTHOR_EDIT = BodySpec({"name": _TEXT, **_AUTHOR, "version": version()}, limit=8 * KILOBYTE)

_GROUP = {
    "website": _TEXT_OR_NULL,
    "ircServer": _TEXT_OR_NULL,
    "ircChannel": _TEXT_OR_NULL,
    "discord": _TEXT_OR_NULL,
    "contactEmail": _TEXT_OR_NULL,
    "description": _TEXT_OR_NULL,
    "mangaUpdates": _link(
        r"^https://www\.mangaupdates\.com/(group|publisher)(s\.html\?id=\d+|/[\w-]+/?([\w-]+)?(/)?)\Z",
        longest=128,
    ),
    "inactive": _FLAG,
}
GROUP_CREATE = BodySpec(
    {
        **_GROUP,
        "name": _NAME,
        "twitter": _link(r"^https?://twitter\.com"),
        "publishDelay": Field(
            "text",
            nullable=True,
            pattern=r"^P(([1-9]|[1-9][0-9])D)?(([1-9])W)?"
            r"(T(([1-9]|1[0-9]|2[0-4])H)?(([1-9]|[1-5][0-9]|60)M)?(([1-9]|[1-5][0-9]|60)S)?)?\Z",
        ),
    },
    limit=16 * KILOBYTE,
)
GROUP_EDIT = BodySpec(
    {
        **_GROUP,
        "name": _TEXT,
        "leader": uuid(),
        "members": uuids(),
        "twitter": _link(r"^https?://"),
        "focusedLanguages": Field("list", nullable=True, items=language()),
        "locked": _FLAG,
        "publishDelay": _TEXT,
        "version": version(),
    },
    limit=8 * KILOBYTE,
)

_VISIBILITY = Field("text", enum=("public", "private"))
LIST_CREATE = BodySpec(
    {"name": _NAME, "visibility": _VISIBILITY, "manga": uuids(), "version": version(required=False)},
    limit=8 * KILOBYTE,
)
LIST_EDIT = BodySpec(
    {"name": _TEXT, "visibility": _VISIBILITY, "manga": uuids(), "version": version()}, limit=8 * KILOBYTE
)

STATUS = BodySpec(
    {
        "status": Field(
            "text",
            required=True,
            nullable=True,
            enum=("reading", "on_hold", "plan_to_read", "dropped", "re_reading", "completed"),
        )
    },
    limit=2 * KILOBYTE,
)
READ_MARKERS = BodySpec(
    {"chapterIdsRead": uuids(), "chapterIdsUnread": uuids()}, limit=10 * KILOBYTE, closed=True
)
RATING = BodySpec({"rating": Field("integer", required=True, lowest=1, highest=10)})
#: Where the body is an object without fields, or nothing.
NOTHING = BodySpec({})
