"""Which manga are recommended to readers of another one."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.records import Record, Relationship
from asyncdex.sandbox.server.select.filters import DEFAULT_RATINGS

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.query import Query

_MOST = 20


def select_recommended(catalogue: Catalogue, manga: Record, query: Query) -> list[Record]:
    """Return recommendations: the more tags two manga share, the closer they are.

    Args:
        catalogue: All entities.
        manga: The manga that was liked.
        query: The checked query.

    Returns:
        The best ones, in sequence.
    """
    ratings = query.many("contentRating") or DEFAULT_RATINGS
    own = _tags(manga)
    scored: list[tuple[float, str]] = []
    for position in catalogue.manga.positions():
        row = catalogue.tables.manga.row(position)
        score = _closeness(own, set(row.tags)) if row.rating in ratings else 0
        if score > 0:
            scored.append((score, catalogue.manga.id_at(position)))
    best = heapq.nlargest(_MOST, (pair for pair in scored if pair[1] != manga.id))
    if not query.order.get("score", True):
        best.reverse()
    return [_recommendation(manga.id, other, score) for score, other in best]


def _closeness(own: set[str], theirs: set[str]) -> float:
    return round(len(own & theirs) / (len(own | theirs) or 1), 4)


def _tags(manga: Record) -> set[str]:
    return {tag["id"] for tag in manga.attributes.get("tags") or ()}


def _recommendation(manga: str, other: str, score: float) -> Record:
    links = [Relationship("manga", manga), Relationship("manga", other)]
    return Record("manga_recommendation", f"{manga}_{other}", {"score": score}, links)
