"""Which covers a query selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.select.moments import moment_of
from asyncdex.sandbox.server.select.predicates import among, linked_to, passing, with_ids
from asyncdex.sandbox.server.select.sorting import moment_key, natural, number_key, ordered

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


def show_cover(catalogue: Catalogue, manga: Record) -> None:
    """Have a manga show the cover that was chosen for it, or else that of its newest volume.

    Args:
        catalogue: All entities, indexed.
        manga: The manga.
    """
    covers = {record.id: record for record in catalogue.covers_of(manga.id)}
    shown = catalogue.chosen.get(manga.id)
    if shown not in covers:
        catalogue.chosen.pop(manga.id, None)
        shown = max(covers, key=lambda identifier: _newness(covers[identifier]), default=None)
    manga.relink("cover_art", [] if shown is None else [shown])


def _newness(cover: Record) -> tuple[tuple[float, str], str]:
    volume = cover.attributes.get("volume")
    return natural(volume) if volume else (-1.0, ""), moment_of(cover, "createdAt") or ""
