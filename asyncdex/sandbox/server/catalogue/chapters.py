"""Invented chapters, with the oddities that the real ones have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.dates import NEVER, dates, some_moment
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.catalogue.words import CHAPTER_TITLES
from asyncdex.sandbox.server.clocks import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_PER_VOLUME = 6
_LANGUAGES: tuple[str, ...] = ("en", "es-la", "fr", "pt-br", "ru", "id", "vi")


@dataclass(frozen=True, slots=True)
class Crew:
    """Who may have made a chapter.

    Attributes:
        groups: The groups to choose from.
        users: The uploaders to choose from.
    """

    groups: list[Record]
    users: list[Record]


@dataclass(frozen=True, slots=True)
class Release:
    """What is settled about a chapter before the rest of it is invented.

    Attributes:
        volume: The volume, if any.
        number: The chapter's number; None for a one-shot.
        language: The language it was translated into; None where nobody said.
    """

    volume: str | None
    number: str | None
    language: str | None


def make_chapter(
    rng: Random, manga: str, release: Release, crew: Crew, identifier: str | None = None
) -> Record:
    """Invent an ordinary chapter that can be read.

    Args:
        rng: Decides everything else.
        manga: The id of its manga.
        release: Its number and language.
        crew: Who may have made it.
        identifier: The id; without one it is invented too.
    """
    created = some_moment(rng)
    made = dates(rng, created)
    attributes: dict[str, Any] = {
        "volume": release.volume,
        "chapter": release.number,
        "title": rng.choice((*CHAPTER_TITLES, None, "")),
        "translatedLanguage": release.language,
        "externalUrl": None,
        "isUnavailable": False,
        "publishAt": made["createdAt"],
        "readableAt": made["createdAt"],
        "createdAt": made["createdAt"],
        "updatedAt": made["updatedAt"],
        "pages": rng.randrange(3, 25),
        "version": made["version"],
    }
    record = Record("chapter", identifier or new_id(rng), attributes)
    for group in rng.sample(crew.groups, min(len(crew.groups), rng.choice((1, 1, 1, 2)))):
        record.link("scanlation_group", group.id)
    record.link("manga", manga)
    record.link("user", rng.choice(crew.users).id)
    return record


def some_languages(rng: Random) -> list[str]:
    """Return the languages that a manga is translated into; English is mostly among them.

    Args:
        rng: Decides which.
    """
    languages = rng.sample(_LANGUAGES, rng.randrange(1, 4))
    if "en" not in languages and rng.randrange(4):
        languages.append("en")
    return languages


def make_run(rng: Random, manga: str, amount: int, languages: list[str], crew: Crew) -> list[Record]:
    """Invent the chapters of a manga: several languages and groups for many of the numbers.

    Args:
        rng: Decides everything.
        manga: The id of the manga.
        amount: How many chapters to make.
        languages: The languages to choose from.
        crew: Who may have made them.
    """
    releases = _oneshot(languages) if amount <= len(languages) else _numbered(rng, languages)
    chapters = [make_chapter(rng, manga, next(releases), crew) for _ in range(amount)]
    for record in chapters:
        _make_odd(rng, record)
    return chapters


def _oneshot(languages: list[str]) -> Iterator[Release]:
    yield from (Release(None, None, language) for language in languages)


def _numbered(rng: Random, languages: list[str]) -> Iterator[Release]:
    """Yield releases in the sequence of their numbers, without end."""
    number = rng.choice((0, 1, 1, 1))
    collected = rng.randrange(4) > 0
    while True:
        volume = str(max(1, -(-number // _PER_VOLUME))) if collected else None
        # Every now and then an extra between two numbers.
        for label in (str(number), f"{number}.5") if not rng.randrange(9) else (str(number),):
            for language in rng.choices(languages, k=rng.choice((1, 1, 2, 3))):
                yield Release(volume, label, language)
        number += 1


def _no_group(_rng: Random, record: Record) -> None:
    record.relationships = [entry for entry in record.relationships if entry.type != "scanlation_group"]


def _external(rng: Random, record: Record) -> None:
    number = rng.randrange(10_000)
    record.attributes["externalUrl"] = f"https://reader{number % 3}.example.com/title/{number}"
    record.attributes["pages"] = 0


def _external_ahead(rng: Random, record: Record) -> None:
    # Link-only chapters are often dated far ahead, and readable at once.
    _external(rng, record)
    record.attributes["publishAt"] = stamp(NEVER)


def _external_with_pages(rng: Random, record: Record) -> None:
    record.attributes["externalUrl"] = f"https://example.com/both/{rng.randrange(10_000)}"


def _unavailable(_rng: Random, record: Record) -> None:
    record.attributes["isUnavailable"] = True


def _future(_rng: Random, record: Record) -> None:
    record.attributes["publishAt"] = record.attributes["readableAt"] = stamp(NEVER)


def _empty(_rng: Random, record: Record) -> None:
    record.attributes["pages"] = 0


def _no_volume(_rng: Random, record: Record) -> None:
    record.attributes["volume"] = None


def _no_language(_rng: Random, record: Record) -> None:
    record.attributes["translatedLanguage"] = None


# The kinds of chapters that a client must be ready for.
_ODDITIES = (
    _no_group,
    _external,
    _external_ahead,
    _external_with_pages,
    _unavailable,
    _future,
    _empty,
    _no_volume,
    _no_language,
)


def _make_odd(rng: Random, record: Record) -> None:
    """Turn one chapter in six into one of the odd kinds."""
    if not rng.randrange(6):
        rng.choice(_ODDITIES)(rng, record)
