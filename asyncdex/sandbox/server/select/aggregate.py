"""The aggregate of a manga: its volumes and chapters as nested maps of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.render import php_map
from asyncdex.sandbox.server.select.moments import now_of, published
from asyncdex.sandbox.server.select.predicates import among, linked_to, passing
from asyncdex.sandbox.server.select.sorting import natural

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.predicates import Predicate

_NONE = "none"


def aggregate(chapters: list[Record], query: Query, clock: Clock) -> dict[str, Any] | list[Any]:
    """Return the volumes of a manga.

    Args:
        chapters: The manga's chapters.
        query: The checked query.
        clock: Decides which chapters are still in the future.

    Returns:
        Volumes by number; a list where PHP would make one.
    """
    now = now_of(clock)
    predicates: list[Predicate] = [lambda record: published(record, now)]
    if query.one("includeUnavailable") != "1":
        predicates.append(lambda record: not record.attributes.get("isUnavailable"))
    if languages := query.many("translatedLanguage"):
        predicates.append(among("translatedLanguage", languages))
    if groups := query.many("groups"):
        predicates.append(linked_to("scanlation_group", groups))
    volumes = _grouped(passing(chapters, predicates), "volume")
    return php_map({number: _volume(number, members) for number, members in volumes.items()})


def _grouped(chapters: list[Record], name: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in chapters:
        found.setdefault(record.attributes.get(name) or _NONE, []).append(record)
    return {number: found[number] for number in sorted(found, key=natural)}


def _volume(number: str, members: list[Record]) -> dict[str, Any]:
    chapters = {key: _chapter(key, records) for key, records in _grouped(members, "chapter").items()}
    return {"volume": number, "count": len(members), "chapters": php_map(chapters)}


def _chapter(number: str, records: list[Record]) -> dict[str, Any]:
    first, *others = records
    return {
        "chapter": number,
        "id": first.id,
        "others": [record.id for record in others],
        "count": len(records),
        "isUnavailable": bool(first.attributes.get("isUnavailable")),
    }
