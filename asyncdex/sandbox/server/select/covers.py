"""Which covers a query selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.select.predicates import among, linked_to, passing, with_ids
from asyncdex.sandbox.server.select.sorting import moment_key, number_key, ordered

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.predicates import Predicate

_KEYS = {
    "createdAt": moment_key("createdAt"),
    "updatedAt": moment_key("updatedAt"),
    "volume": number_key("volume"),
}


def select_covers(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the covers a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    predicates: list[Predicate] = []
    if identifiers := query.many("ids"):
        predicates.append(with_ids(identifiers))
    if manga := query.many("manga"):
        predicates.append(linked_to("manga", manga))
    if uploaders := query.many("uploaders"):
        predicates.append(linked_to("user", uploaders))
    if locales := query.many("locales"):
        predicates.append(among("locale", locales))
    return ordered(passing(catalogue.covers.values(), predicates), query.order, _KEYS)


def primary_cover(catalogue: Catalogue, manga: str) -> Record | None:
    """Return the cover a manga shows first, or None.

    Args:
        catalogue: All entities.
        manga: The manga's id.
    """
    record = catalogue.manga.get(manga)
    covers = record.linked("cover_art") if record is not None else []
    return catalogue.covers.get(covers[0]) if covers else None
