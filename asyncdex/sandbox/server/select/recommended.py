"""Which manga are recommended to readers of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.records import Record, Relationship
from asyncdex.sandbox.server.select.predicates import DEFAULT_RATINGS

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
    scored = [
        (score, other.id)
        for other in catalogue.manga.values()
        if other is not manga
        and other.attributes.get("contentRating") in ratings
        and (score := _closeness(manga, other)) > 0
    ]
    best = sorted(scored, reverse=True)[:_MOST]
    if not query.order.get("score", True):
        best.reverse()
    return [_recommendation(manga.id, other, score) for score, other in best]


def _closeness(manga: Record, other: Record) -> float:
    own, theirs = _tags(manga), _tags(other)
    return round(len(own & theirs) / (len(own | theirs) or 1), 4)


def _tags(manga: Record) -> set[str]:
    return {tag["id"] for tag in manga.attributes.get("tags") or ()}


def _recommendation(manga: str, other: str, score: float) -> Record:
    links = [Relationship("manga", manga), Relationship("manga", other)]
    return Record("manga_recommendation", f"{manga}_{other}", {"score": score}, links)
