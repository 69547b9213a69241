"""The chapters of an invented manga, one after the other, with the oddities that the real ones have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from asyncdex.sandbox.server.catalogue.dates import DAY, EARLIEST, LATEST, NEVER
from asyncdex.sandbox.server.catalogue.facts import ChapterFacts
from asyncdex.sandbox.server.catalogue.words import CHAPTER_TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

_PER_VOLUME = 6
_LANGUAGES: tuple[str, ...] = ("en", "es-la", "fr", "pt-br", "ru", "id", "vi")
_TITLES = (*CHAPTER_TITLES, None, "")
_STARTS_WITHIN = 2000 * DAY
_LONGEST_GAP = 21 * DAY
_FEWEST_PAGES, _MOST_PAGES = 3, 25
_ODD_EVERY = 6


class Crew(NamedTuple):
    """Who may have made a chapter.

    Attributes:
        groups: The ids of the groups to choose from.
        users: The ids of the uploaders to choose from.
    """

    groups: Sequence[str]
    users: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outline:
    """What is settled about the chapters of a manga before they are made.

    Attributes:
        amount: How many there are.
        start: The time before the first one, UNIX seconds.
        gap: The seconds in which one of them appears.
        languages: The languages they are in; one that occurs twice is twice as frequent.
        unnamed: Whether one of them is in no language.
    """

    amount: int
    start: int
    gap: int
    languages: tuple[str, ...]
    unnamed: bool

    @property
    def latest(self) -> int | None:
        """When the last one appeared, UNIX seconds, or None without chapters."""
        return self.start + self.amount * self.gap if self.amount else None

    @property
    def found_languages(self) -> list[str | None]:
        """The languages of all chapters that can be listed, each one once."""
        found: list[str | None] = list(dict.fromkeys(self.languages[: self.amount]))
        return [*found, None] if self.unnamed else found


def outline(rng: Random, amount: int, languages: tuple[str, ...] | None = None) -> Outline:
    """Settle what the chapters of a manga have in common.

    Args:
        rng: Decides everything.
        amount: How many there are.
        languages: Their languages, if they are not to be chosen.
    """
    start = EARLIEST + int(rng.random() * _STARTS_WITHIN)
    gap = max(1, min(DAY + int(rng.random() * _LONGEST_GAP), (LATEST - start) // (amount + 1)))
    chosen = languages or tuple(some_languages(rng))
    unnamed = amount > len(chosen) + 1 and rng.random() * 5 < 1
    return Outline(amount, start, gap, chosen, unnamed)


def some_languages(rng: Random) -> list[str]:
    """Return the languages that a manga is translated into; English is mostly among them.

    Args:
        rng: Decides which.
    """
    languages = rng.sample(_LANGUAGES, 1 + int(rng.random() * 3))
    if "en" not in languages and rng.random() * 4 >= 1:
        languages.append("en")
    return languages


def make_run(rng: Random, manga: str, plan: Outline, crew: Crew) -> list[ChapterFacts]:
    """Invent the chapters of a manga: several languages and groups for many of the numbers.

    The first ones, one for each language, and the last one are ordinary, so that what a manga says of its
    chapters can be told without making them.

    Args:
        rng: Decides everything.
        manga: The id of the manga.
        plan: What is settled about them.
        crew: Who may have made them.
    """
    found: list[ChapterFacts] = []
    first, last = len(plan.languages), plan.amount - 1
    for index, (volume, number, language) in zip(range(plan.amount), _releases(rng, plan), strict=False):
        begun = plan.start + index * plan.gap
        created = begun + plan.gap - (int(rng.random() * plan.gap) if index != last else 0)
        facts = ordinary(rng, created, crew, (manga, volume, number, language))
        if index == first and plan.unnamed:
            facts = facts._replace(language=None)
        elif first <= index < last and rng.random() * _ODD_EVERY < 1:
            facts = _ODDITIES[int(rng.random() * len(_ODDITIES))](rng, facts)
        found.append(facts)
    return found


def ordinary(
    rng: Random, created: int, crew: Crew, release: tuple[str, str | None, str | None, str | None]
) -> ChapterFacts:
    """Invent an ordinary chapter that can be read.

    Args:
        rng: Decides everything else.
        created: When it appeared, UNIX seconds.
        crew: Who may have made it.
        release: The id of its manga, its volume, number and language.
    """
    chance = rng.random
    manga, volume, number, language = release
    groups = crew.groups
    first = int(chance() * len(groups))
    second = (first + 1 + int(chance() * (len(groups) - 1))) % len(groups) if chance() * 4 < 1 else first
    changed = chance() * 8
    return ChapterFacts(
        manga,
        volume,
        number,
        _TITLES[int(chance() * len(_TITLES))],
        language,
        (groups[first],) if second == first else (groups[first], groups[second]),
        crew.users[int(chance() * len(crew.users))],
        None,
        False,  # noqa: FBT003 - most chapters are available
        _FEWEST_PAGES + int(chance() * (_MOST_PAGES - _FEWEST_PAGES)),
        created,
        created,
        created,
        created if changed < 1 else created + int(changed / 8 * (LATEST - created)),
    )


def _releases(rng: Random, plan: Outline) -> Iterator[tuple[str | None, str | None, str]]:
    """Yield volume, number and language of releases in the sequence of their numbers, without end."""
    languages = plan.languages
    if plan.amount <= len(languages):
        yield from ((None, None, language) for language in languages)
        return
    number = int(rng.random() * 4) and 1
    collected = rng.random() * 4 >= 1
    once = languages
    while True:
        volume = str(max(1, -(-number // _PER_VOLUME))) if collected else None
        # Every now and then an extra between two numbers.
        for label in (str(number), f"{number}.5") if rng.random() * 9 < 1 else (str(number),):
            yield from ((volume, label, language) for language in once)
            amount = (1, 1, 2, 3)[int(rng.random() * 4)]
            once = tuple(languages[int(rng.random() * len(languages))] for _ in range(amount))
        number += 1


def _no_group(_rng: Random, facts: ChapterFacts) -> ChapterFacts:
    return facts._replace(groups=())


def _external(rng: Random, facts: ChapterFacts) -> ChapterFacts:
    number = int(rng.random() * 10_000)
    return facts._replace(external=f"https://reader{number % 3}.example.com/title/{number}", pages=0)


def _external_ahead(rng: Random, facts: ChapterFacts) -> ChapterFacts:
    # Link-only chapters are often dated far ahead, and readable at once.
    return _external(rng, facts)._replace(published=NEVER)


def _external_with_pages(rng: Random, facts: ChapterFacts) -> ChapterFacts:
    return facts._replace(external=f"https://example.com/both/{int(rng.random() * 10_000)}")


def _unavailable(_rng: Random, facts: ChapterFacts) -> ChapterFacts:
    return facts._replace(unavailable=True)


def _future(_rng: Random, facts: ChapterFacts) -> ChapterFacts:
    return facts._replace(published=NEVER, readable=NEVER)


def _empty(_rng: Random, facts: ChapterFacts) -> ChapterFacts:
    return facts._replace(pages=0)


def _no_volume(_rng: Random, facts: ChapterFacts) -> ChapterFacts:
    return facts._replace(volume=None)


# The kinds of chapters that a client must be ready for.
_ODDITIES: tuple[Callable[[Random, ChapterFacts], ChapterFacts], ...] = (
    _no_group,
    _external,
    _external_ahead,
    _external_with_pages,
    _unavailable,
    _future,
    _empty,
    _no_volume,
)
