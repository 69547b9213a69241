"""Titles as they go back to MangaDex: the ones it leads with, and all others in the order it had them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from asyncdex._wire import Localized, as_map

__all__ = ["split_titles"]


def split_titles(
    titles: Mapping[str, Sequence[str]],
    leading: Mapping[str, str],
    sent_title: Localized,
    sent_others: Iterable[Localized],
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return what MangaDex calls ``title`` and ``altTitles``.

    What stayed keeps its place and its grouping, whatever order it has here; what is new comes last.

    Args:
        titles: All titles by language, the primary one of a language first.
        leading: The titles that MangaDex is to lead with, where they were changed by hand.
        sent_title: The titles it leads with today.
        sent_others: All others today.
    """
    before = as_map(sent_title)
    title = {language: text for language, text in leading.items() if before.get(language) != text}
    rest: dict[str, Counter[str]] = {}
    for language, texts in titles.items():
        leads = bool(texts) and language in leading and language in before
        if leads:
            title.setdefault(language, texts[0])
        rest[language] = Counter(texts[1:] if leads else texts)
    if not title:
        _promote(title, titles, rest)
    others = _in_their_places(rest, sent_others)
    others += [
        {language: text} for language, texts in rest.items() for text in _in_order(titles[language], texts)
    ]
    ordered = {language: title[language] for language in (*before, *title) if language in title}
    return ordered, others


def _promote(
    title: dict[str, str], titles: Mapping[str, Sequence[str]], rest: Mapping[str, Counter[str]]
) -> None:
    """Have the first title there is be the one to lead with, where none is left."""
    for language, texts in titles.items():
        if texts:
            title[language] = texts[0]
            rest[language][texts[0]] -= 1
            return


def _in_their_places(rest: Mapping[str, Counter[str]], sent: Iterable[Localized]) -> list[dict[str, Any]]:
    """Return those of the other titles that are still wanted, and take them out of what is wanted."""
    found: list[dict[str, Any]] = []
    for entry in sent:
        kept: dict[str, Any] = {}
        for language, text in as_map(entry).items():
            if rest.get(language, Counter())[text] > 0:
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
