"""Which covers a query selects."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.select.filters import among, candidates, choose
from asyncdex.sandbox.server.select.found import Found
from asyncdex.sandbox.server.select.moments import moment_of
from asyncdex.sandbox.server.select.sorting import natural, number_key, ordered_rows

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.filters import Check
    from asyncdex.sandbox.server.select.sorting import RowKey

_KEYS: dict[str, RowKey] = {
    "createdAt": attrgetter("created"),
    "updatedAt": attrgetter("updated"),
    "volume": number_key("volume"),
}


def select_covers(catalogue: Catalogue, query: Query) -> Found:
    """Return the covers a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    checks: list[Check] = []
    looked_at = candidates(catalogue.covers, query)
    if manga := query.many("manga"):
        wanted = {identifier.lower() for identifier in manga}
        places = {place for owner in wanted for place in catalogue.places_of("cover_art", owner)}
        looked_at = sorted(places.intersection(looked_at) if query.many("ids") else places)
    if uploaders := query.many("uploaders"):
        checks.append(among("uploader", (identifier.lower() for identifier in uploaders)))
    if locales := query.many("locales"):
        checks.append(among("locale", locales))
    table = catalogue.tables.covers
    found = choose(table, looked_at, checks)
    return Found(catalogue.covers, ordered_rows(table, found, query.order, _KEYS))


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
        catalogue: All entities.
        manga: The manga.
    """
    covers = {record.id: record for record in catalogue.covers_of(manga.id)}
    shown = catalogue.chosen.get(manga.id)
    if shown not in covers:
        catalogue.chosen.pop(manga.id, None)
        shown = max(covers, key=lambda identifier: _newness(covers[identifier]), default=None)
    catalogue.change(manga).relink("cover_art", [] if shown is None else [shown])


def _newness(cover: Record) -> tuple[tuple[float, str], str]:
    volume = cover.attributes.get("volume")
    return natural(volume) if volume else (-1.0, ""), moment_of(cover, "createdAt") or ""
