"""Searching and sorting by title."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asyncdex.sandbox.server.catalogue.records import Record


def first_title(record: Record) -> str:
    """Return a manga's main title in whatever language it has, or an empty text.

    Args:
        record: The manga.
    """
    return next(_texts(record), "")


def relevance(record: Record, wanted: str) -> int:
    """Return how well a manga's titles answer a search.

    Args:
        record: The manga.
        wanted: The words searched for.

    Returns:
        0 if a word is missing from every title, more the closer the best title is.
    """
    needle = wanted.casefold().strip()
    return max((_closeness(title.casefold(), needle) for title in _texts(record)), default=0)


def _closeness(title: str, needle: str) -> int:
    if title == needle:
        return 4
    if title.startswith(needle):
        return 3
    if needle in title:
        return 2
    return int(all(word in title for word in needle.split()))


def _texts(record: Record) -> Iterator[str]:
    # Any of these maps may be an empty list: PHP cannot tell the two apart.
    for titles in (record.attributes.get("title"), *(record.attributes.get("altTitles") or ())):
        if titles:
            yield from titles.values()
