"""Invented titles and descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.words import CONCEPTS, DESCRIPTIONS, GIVEN_NAMES, TITLE_FORMS

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.words import Concept

_MAIN = ("en", "en", "en", "en", "ja-ro", "ja-ro", "es", "fr")
_ALTERNATIVE = ("ja", "ko", "zh", "ru", "es", "es-la", "fr", "en")


def make_texts(rng: Random) -> dict[str, Any]:
    """Invent the titles and descriptions of a manga.

    Args:
        rng: Decides everything.

    Returns:
        The attributes `title`, `altTitles` and `description`.
    """
    first, second = rng.sample(CONCEPTS, 2)
    main = rng.choice(_MAIN)
    others = [language for language in rng.sample(_ALTERNATIVE, rng.randrange(6)) if language != main]
    if others and main != "ja-ro" and rng.randrange(2):
        others.append("ja-ro")
    alternative = [{language: _title(language, first, second)} for language in others]
    if others and not rng.randrange(3):
        # Languages repeat in the alternative titles, and so may a whole title.
        alternative += [{"en": f"{first.en} & {second.en}"}, {"en": f"A {first.en}"}, {"en": f"A {first.en}"}]
    return {
        "title": {main: _title(main, first, second)},
        "altTitles": alternative,
        "description": _descriptions(rng, first, second),
    }


def _title(language: str, first: Concept, second: Concept) -> str:
    # The two Spanish and the two plain forms of a language share their words.
    name = language.replace("-", "_") if language == "ja-ro" else language.partition("-")[0]
    return TITLE_FORMS[language].format(getattr(first, name), getattr(second, name))


def _descriptions(rng: Random, first: Concept, second: Concept) -> dict[str, str] | list[str]:
    languages = [language for language in DESCRIPTIONS if rng.randrange(5) < (4 if language == "en" else 1)]
    words = {
        "name": rng.choice(GIVEN_NAMES),
        "slug": f"{first.en}-{second.en}".lower(),
    }
    found = {
        language: rng.choice(DESCRIPTIONS[language]).format(first.en.lower(), second.en.lower(), **words)
        for language in languages
    }
    return found or []
