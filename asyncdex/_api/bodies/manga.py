"""Bodies about manga."""

from collections.abc import Mapping
from typing import Annotated, Required, TypedDict

from asyncdex._api.fields import Items, Value, locale, number, truth
from asyncdex._api.maps import HasLinks, addresses, localized
from asyncdex._api.params import Identified, choice, identifier, text
from asyncdex.enum import ContentRating, Demographic, MangaRelation, MangaStatus

from .values import AltTitles, Many, Texts, Version

__all__ = ["MangaBody", "MangaDetails", "MangaEdit", "RelationBody", "VersionBody"]

_rating = choice(ContentRating, without=(ContentRating.NO_RATING,))
_demographic = choice(Demographic, without=(Demographic.NONE,))

Links = Mapping[str, str] | HasLinks


def _audience(argument: str, value: object) -> str | None:
    """Write a demographic; none at all is null."""
    return None if value == Demographic.NONE else _demographic(argument, value)


class MangaDetails(TypedDict, total=False):
    """What can be said of a manga."""

    alt_titles: Annotated[AltTitles, Items("altTitles", localized)]
    descriptions: Annotated[Texts, Value("description", localized)]
    authors: Annotated[Many, Items("authors", identifier)]
    artists: Annotated[Many, Items("artists", identifier)]
    links: Annotated[Links | None, Value("links", addresses)]
    official_links: Annotated[Mapping[str, str] | None, Value("officialLinks", addresses)]
    last_volume: Annotated[str | None, Value("lastVolume", text, nullable=True)]
    last_chapter_number: Annotated[str | None, Value("lastChapter", text, nullable=True)]
    demographic: Annotated[
        Demographic | str | None, Value("publicationDemographic", _audience, nullable=True)
    ]
    year: Annotated[int | None, Value("year", number(1, 9999), nullable=True)]
    chapter_numbers_reset: Annotated[bool, Value("chapterNumbersResetOnNewVolume", truth)]
    tags: Annotated[Many, Items("tags", identifier)]
    primary_cover: Annotated[Identified | None, Value("primaryCover", identifier, nullable=True)]


class MangaBody(MangaDetails, total=False):
    """What a manga is made of."""

    title: Required[Annotated[Texts, Value("title", localized)]]
    language: Required[Annotated[str, Value("originalLanguage", locale)]]
    status: Required[Annotated[MangaStatus | str, Value("status", choice(MangaStatus))]]
    rating: Required[Annotated[ContentRating | str, Value("contentRating", _rating)]]


class MangaEdit(MangaDetails, total=False):
    """What a manga is changed to."""

    title: Annotated[Texts, Value("title", localized)]
    language: Annotated[str, Value("originalLanguage", locale)]
    status: Annotated[MangaStatus | str, Value("status", choice(MangaStatus))]
    rating: Annotated[ContentRating | str, Value("contentRating", _rating)]
    version: Required[Version]


class VersionBody(TypedDict):
    """The version at which something was read."""

    version: Version


class RelationBody(TypedDict):
    """What another manga is to this one."""

    target: Annotated[Identified, Value("targetManga", identifier)]
    relation: Annotated[MangaRelation | str, Value("relation", choice(MangaRelation))]
