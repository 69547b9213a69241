"""Bodies about what belongs to manga: chapters, covers, authors, groups, lists."""

from collections.abc import Sequence
from typing import Annotated, Required, TypedDict

from asyncdex._api.fields import Items, Value, bounded, locale, matching, truth
from asyncdex._api.maps import localized
from asyncdex._api.params import Identified, choice, identifier, text
from asyncdex.enum import Visibility

from .values import Many, Name, Texts, Version, chapter_number, link

__all__ = [
    "AuthorBody",
    "AuthorDetails",
    "AuthorEdit",
    "ChapterEdit",
    "CoverBody",
    "CoverEdit",
    "CoverForm",
    "GroupBody",
    "GroupDetails",
    "GroupEdit",
    "ListBody",
    "ListEdit",
]

_volume = matching(
    r"(?:0|[1-9]\d*)(?:\.\d+)?(?:[a-z]+)?", "a number of at most 8 characters such as '12' or '3a'", 8
)
_updates = matching(
    r"https://www\.mangaupdates\.com/(?:group|publisher)(?:s\.html\?id=\d+|/[\w-]+/?(?:[\w-]+)?/?)",
    "the address of a group at www.mangaupdates.com",
    128,
)
_sixty = r"(?:[1-9]|[1-5]\d|60)"
_delay = matching(
    rf"P(?:[1-9]\d?D)?(?:[1-9]W)?(?:T(?:(?:[1-9]|1\d|2[0-4])H)?(?:{_sixty}M)?(?:{_sixty}S)?)?",
    "an ISO 8601 duration such as 'P5D' or 'PT12H'",
)


class ChapterEdit(TypedDict, total=False):
    """What a chapter is changed to."""

    title: Annotated[str | None, Value("title", bounded(255), nullable=True)]
    volume: Annotated[str | None, Value("volume", chapter_number, nullable=True)]
    number: Annotated[str | None, Value("chapter", chapter_number, nullable=True)]
    language: Annotated[str, Value("translatedLanguage", locale)]
    groups: Annotated[Many, Items("groups", identifier, most=10)]
    version: Required[Version]


class CoverBody(TypedDict, total=False):
    """What is said of a cover with its picture."""

    volume: Annotated[str | None, Value("volume", _volume, nullable=True)]
    description: Annotated[str, Value("description", bounded(512))]
    locale: Annotated[str, Value("locale", locale)]


class CoverForm(CoverBody, total=False):
    """A cover and its picture."""

    file: Required[Annotated[bytes, Value("file", text)]]


class CoverEdit(TypedDict, total=False):
    """What a cover is changed to."""

    volume: Required[Annotated[str | None, Value("volume", _volume, nullable=True)]]
    description: Annotated[str | None, Value("description", bounded(512), nullable=True)]
    locale: Annotated[str | None, Value("locale", locale, nullable=True)]
    version: Required[Version]


class AuthorDetails(TypedDict, total=False):
    """What can be said of an author."""

    biographies: Annotated[Texts, Value("biography", localized)]
    twitter: Annotated[str | None, link("twitter", "twitter.com", below=False)]
    pixiv: Annotated[str | None, link("pixiv", "pixiv.net")]
    melon_book: Annotated[str | None, link("melonBook", "melonbooks.co.jp")]
    fan_box: Annotated[str | None, link("fanBox", "fanbox.cc")]
    booth: Annotated[str | None, link("booth", "booth.pm")]
    nico_video: Annotated[str | None, link("nicoVideo", "nicovideo.jp")]
    skeb: Annotated[str | None, link("skeb", "skeb.jp")]
    fantia: Annotated[str | None, link("fantia", "fantia.jp")]
    tumblr: Annotated[str | None, link("tumblr", "tumblr.com")]
    youtube: Annotated[str | None, link("youtube", "youtube.com")]
    weibo: Annotated[str | None, link("weibo", "weibo.cn", "weibo.com")]
    naver: Annotated[str | None, link("naver", "naver.com")]
    website: Annotated[str | None, link("website")]


class AuthorBody(AuthorDetails, total=False):
    """What an author is made of."""

    name: Required[Name]


class AuthorEdit(AuthorDetails, total=False):
    """What an author is changed to."""

    name: Name
    version: Required[Version]


class _GroupFields(TypedDict, total=False):
    """What can be said of a group."""

    website: Annotated[str | None, Value("website", text, nullable=True)]
    irc_server: Annotated[str | None, Value("ircServer", text, nullable=True)]
    irc_channel: Annotated[str | None, Value("ircChannel", text, nullable=True)]
    discord: Annotated[str | None, Value("discord", text, nullable=True)]
    contact_email: Annotated[str | None, Value("contactEmail", text, nullable=True)]
    description: Annotated[str | None, Value("description", text, nullable=True)]
    manga_updates: Annotated[str | None, Value("mangaUpdates", _updates, nullable=True)]
    inactive: Annotated[bool, Value("inactive", truth)]


class GroupDetails(_GroupFields, total=False):
    """What can be said of a group that is made."""

    twitter: Annotated[str | None, link("twitter", "twitter.com", below=False)]
    publish_delay: Annotated[str | None, Value("publishDelay", _delay, nullable=True)]


class GroupBody(GroupDetails, total=False):
    """What a group is made of."""

    name: Required[Name]


class GroupEdit(_GroupFields, total=False):
    """What a group is changed to."""

    name: Name
    leader: Annotated[Identified, Value("leader", identifier)]
    members: Annotated[Many, Items("members", identifier)]
    twitter: Annotated[str | None, link("twitter")]
    focused_languages: Annotated[Sequence[str] | None, Items("focusedLanguages", locale, nullable=True)]
    locked: Annotated[bool, Value("locked", truth)]
    publish_delay: Annotated[str, Value("publishDelay", _delay)]
    version: Required[Version]


class _ListFields(TypedDict, total=False):
    """What can be said of a custom list."""

    visibility: Annotated[Visibility | str, Value("visibility", choice(Visibility))]
    mangas: Annotated[Many, Items("manga", identifier)]


class ListBody(_ListFields, total=False):
    """What a custom list is made of."""

    name: Required[Name]


class ListEdit(_ListFields, total=False):
    """What a custom list is changed to."""

    name: Name
    version: Required[Version]
