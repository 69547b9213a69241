"""Titles as they go back to MangaDex: the ones it leads with, and all others in the order it had them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from asyncdex._wire import Localized, as_map

__all__ = ["known_languages", "split_titles", "titles_in"]


def titles_in(sent_title: Localized, sent_others: Iterable[Localized]) -> dict[str, list[str]]:
    """Return all titles by language, the primary one of a language first.

    Args:
        sent_title: The titles that MangaDex leads with.
        sent_others: All others.
    """
    found: dict[str, list[str]] = {}
    for entry in (sent_title, *sent_others):
        for language, text in as_map(entry).items():
            found.setdefault(language, []).append(text)
    return found


def known_languages(sent_title: Localized, sent_others: Iterable[Localized]) -> set[str]:
    """Return the languages that MangaDex has titles in, whatever it calls them."""
    return {language for entry in (sent_title, *sent_others) if isinstance(entry, dict) for language in entry}


def split_titles(
    titles: Mapping[str, Sequence[str]],
    leading: Mapping[str, str],
    sent_title: Localized,
    sent_others: Iterable[Localized],
) -> tuple[Mapping[str, str | None], list[Mapping[str, str | None]]]:
    """Return what MangaDex calls ``title`` and ``altTitles``.

    What stayed keeps its place and its grouping, whatever order it has here; what is new comes last. Where
    nothing was changed at all, this is what MangaDex sent, with empty maps for its empty arrays.

    Args:
        titles: All titles by language, the primary one of a language first.
        leading: The titles that MangaDex is to lead with, where they were changed by hand.
        sent_title: The titles it leads with today.
        sent_others: All others today.
    """
    sent = list(sent_others)
    before = as_map(sent_title)
    given = {language: list(texts) for language, texts in titles.items() if texts}
    if dict(leading) == before and given == titles_in(sent_title, sent):
        return _map(sent_title), [_map(entry) for entry in sent]
    title = {language: text for language, text in leading.items() if before.get(language) != text}
    for language in before.keys() & leading.keys() & given.keys():
        title.setdefault(language, given[language][0])
    if not title and given:
        # MangaDex cannot do without.
        language, texts = next(iter(given.items()))
        title[language] = texts[0]
    rest = {language: Counter(texts) for language, texts in given.items()}
    for language, text in title.items():
        # A title set by hand may be a new one, which is none of the others.
        rest.get(language, Counter[str]()).subtract([text])
    others: list[Mapping[str, str | None]] = [*_in_their_places(rest, sent)]
    others += [
        {language: text} for language, texts in rest.items() for text in _in_order(given[language], texts)
    ]
    ordered = {language: title[language] for language in (*before, *title) if language in title}
    return ordered, others


def _map(value: Localized) -> dict[str, str | None]:
    """Return a map for what may be an empty array."""
    return value if isinstance(value, dict) else {}


def _in_their_places(
    rest: Mapping[str, Counter[str]], sent: Iterable[Localized]
) -> list[dict[str, str | None]]:
    """Return those of the other titles that are still wanted, and take them out of what is wanted."""
    found: list[dict[str, str | None]] = []
    for entry in sent:
        kept: dict[str, str | None] = {}
        for language, text in as_map(entry).items():
            if rest.get(language, Counter[str]())[text] > 0:
                rest[language][text] -= 1
                kept[language] = text
        if kept:
            found.append(kept)
    return found


def _in_order(texts: Sequence[str], wanted: Counter[str]) -> list[str]:
    """Return the texts that are wanted, in their order."""
    found: list[str] = []
    for text in texts:
        if wanted[text] > 0:
            wanted[text] -= 1
            found.append(text)
    return found
