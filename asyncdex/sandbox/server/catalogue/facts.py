"""What searches look at: the few facts of an entity that filters and orders need, in a small row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asyncdex.sandbox.server.clocks import unix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asyncdex.sandbox.server.catalogue.records import Record


class ChapterFacts(NamedTuple):
    """A chapter as searches see it; instants are UNIX seconds, None where the entity has none."""

    manga: str | None
    volume: str | None
    chapter: str | None
    title: str | None
    language: str | None
    groups: tuple[str, ...]
    uploader: str | None
    external: str | None
    unavailable: bool
    pages: int
    published: int | None
    readable: int | None
    created: int | None
    updated: int | None


class MangaFacts(NamedTuple):
    """A manga as searches see it, titles in small letters; instants are UNIX seconds, None where none is."""

    titles: tuple[str, ...]
    year: int | None
    status: str | None
    demographic: str | None
    rating: str | None
    language: str | None
    translated: tuple[str | None, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    artists: tuple[str, ...]
    created: int | None
    updated: int | None
    latest: int | None
    follows: int
    score: float | None


class CoverFacts(NamedTuple):
    """A cover as searches see it; instants are UNIX seconds."""

    manga: str | None
    uploader: str | None
    locale: str | None
    volume: str | None
    created: int | None
    updated: int | None


class NameFacts(NamedTuple):
    """An author, group or user as searches see them, the name in small letters; instants are UNIX seconds."""

    name: str
    focus: tuple[str, ...]
    created: int | None
    updated: int | None
    follows: int


def chapter_facts(record: Record) -> ChapterFacts:
    """Read the facts off a chapter.

    Args:
        record: The chapter; a recorded one may lack any attribute.
    """
    get = record.attributes.get
    return ChapterFacts(
        manga=_first(record, "manga"),
        volume=get("volume"),
        chapter=get("chapter"),
        title=get("title"),
        language=get("translatedLanguage"),
        groups=tuple(record.linked("scanlation_group")),
        uploader=_first(record, "user"),
        external=get("externalUrl"),
        unavailable=bool(get("isUnavailable")),
        pages=get("pages") or 0,
        published=unix(get("publishAt")),
        readable=unix(get("readableAt")),
        created=unix(get("createdAt")),
        updated=unix(get("updatedAt")),
    )


def manga_facts(record: Record, latest: int | None, follows: int, score: float | None) -> MangaFacts:
    """Read the facts off a manga.

    Args:
        record: The manga; a recorded one may lack any attribute.
        latest: When it got its newest chapter, UNIX seconds.
        follows: How many readers follow it.
        score: What its readers think of it on average.
    """
    get = record.attributes.get
    return MangaFacts(
        titles=tuple(title.casefold() for title in titles_of(record)),
        year=get("year"),
        status=get("status"),
        demographic=get("publicationDemographic"),
        rating=get("contentRating"),
        language=get("originalLanguage"),
        translated=tuple(get("availableTranslatedLanguages") or ()),
        tags=tuple(tag["id"] for tag in get("tags") or ()),
        authors=tuple(record.linked("author")),
        artists=tuple(record.linked("artist")),
        created=unix(get("createdAt")),
        updated=unix(get("updatedAt")),
        latest=latest,
        follows=follows,
        score=score,
    )


def cover_facts(record: Record) -> CoverFacts:
    """Read the facts off a cover.

    Args:
        record: The cover.
    """
    get = record.attributes.get
    return CoverFacts(
        manga=_first(record, "manga"),
        uploader=_first(record, "user"),
        locale=get("locale"),
        volume=get("volume"),
        created=unix(get("createdAt")),
        updated=unix(get("updatedAt")),
    )


def name_facts(record: Record, follows: int) -> NameFacts:
    """Read the facts off an author, group or user.

    Args:
        record: The author, group or user.
        follows: How many readers follow it.
    """
    get = record.attributes.get
    return NameFacts(
        name=str(get("username" if record.type == "user" else "name") or "").casefold(),
        focus=tuple(get("focusedLanguages") or ()),
        created=unix(get("createdAt")),
        updated=unix(get("updatedAt")),
        follows=follows,
    )


def _first(record: Record, role: str) -> str | None:
    return next(iter(record.linked(role)), None)


def titles_of(record: Record) -> Iterator[str]:
    """Yield all titles of a manga, its main one first.

    Args:
        record: The manga.
    """
    # Any of these maps may be an empty list: PHP cannot tell the two apart.
    for titles in (record.attributes.get("title"), *(record.attributes.get("altTitles") or ())):
        if titles:
            yield from titles.values()
