"""Searching by title."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def relevance(titles: Iterable[str], wanted: str) -> int:
    """Return how well the titles of a manga answer a search.

    Args:
        titles: The titles in small letters.
        wanted: The words searched for.

    Returns:
        0 if a word is missing from every title, more the closer the best title is.
    """
    needle = wanted.casefold().strip()
    return max((_closeness(title, needle) for title in titles), default=0)


def _closeness(title: str, needle: str) -> int:
    if title == needle:
        return 4
    if title.startswith(needle):
        return 3
    if needle in title:
        return 2
    return int(all(word in title for word in needle.split()))
