"""Texts in several languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from asyncdex._wire import Localized
from asyncdex.exceptions import InvalidArgument
from asyncdex.utils import DefaultAttrDict

__all__ = ["as_list", "at_once", "best", "codes_of", "nothing", "texts"]


def nothing() -> None:
    """Return None: the text of a language that has none."""
    return


def texts(mapping: Mapping[str, str]) -> DefaultAttrDict[str | None]:
    """Return texts by language code, None for a language that is not there."""
    found: DefaultAttrDict[str | None] = DefaultAttrDict(default=nothing)
    found.update(mapping)
    return found


def at_once(sent: Localized, languages: Sequence[Any] | None) -> str | None:
    """Return the text that :func:`best` would, where that can be told without looking at all others.

    Args:
        sent: Texts as MangaDex sent them, the first that count.
        languages: Language codes, the best first.

    Returns:
        A text; None where it takes :func:`best`.
    """
    if isinstance(languages, tuple) and len(languages) == 1 and isinstance(sent, dict):
        # Whatever else stands there is refused by ``best``.
        text = sent.get(languages[0]) if isinstance(languages[0], str) else None
        if text and not text.isspace():
            return text
    return None


def best(
    by_language: Mapping[str, Iterable[str | None]],
    languages: Sequence[str] | None,
    *,
    before_any: Iterable[str | None] = (),
    original: str | None = None,
) -> str:
    """Return the text to show, or an empty one where there is none at all.

    Args:
        by_language: The texts of each language, the best first.
        languages: Language codes, the best first; ``pt_BR`` is ``pt-br``.
        before_any: What comes before the texts of languages nobody asked for.
        original: The language of the work itself, which comes next, in Latin letters if it can be.
    """
    wanted_codes = [_code(code) for code in codes_of(languages)]
    spelt = {_code(language): language for language in by_language}
    romanised = () if original is None else (f"{original}-ro", original)

    def candidates() -> Iterator[str | None]:
        for wanted in wanted_codes:
            yield from by_language.get(spelt.get(wanted, ""), ())
        yield from before_any
        for wanted in map(_code, romanised):
            yield from by_language.get(spelt.get(wanted, ""), ())
        for found in by_language.values():
            yield from found

    return next((text for text in candidates() if text and text.strip()), "")


def _code(language: str) -> str:
    return language.replace("_", "-").lower()


def as_list(value: Sequence[str]) -> list[str]:
    """Return texts as a list; a single text stands for a list of one, as it does for MangaDex's filters."""
    return [value] if isinstance(value, str) else list(value)


def codes_of(languages: Sequence[str] | None) -> list[str]:
    """Return language codes as a list: one may stand alone, and None stands for none.

    Raises:
        InvalidArgument: There is something else among them.
    """
    codes = as_list(languages or ())
    for code in codes:
        if not isinstance(cast("object", code), str):
            raise InvalidArgument(f"languages must hold codes such as 'en' or 'pt-br', not {code!r}")
    return codes
