"""Turning entities into what MangaDex sends: reference expansion, and PHP's way with maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from asyncdex.sandbox.server.catalogue.records import Record, Relationship
    from asyncdex.sandbox.server.catalogue.store import Catalogue


def entity(record: Record, catalogue: Catalogue, includes: Collection[str] = ()) -> dict[str, Any]:
    """Render an entity.

    Args:
        record: The entity.
        catalogue: Where the entities it refers to are.
        includes: The relationship types to expand; what cannot be found stays as a bare reference.

    Returns:
        The JSON object, with expanded entries one level deep.
    """
    return {
        "id": record.id,
        "type": record.type,
        "attributes": record.attributes,
        "relationships": [_reference(entry, catalogue, includes) for entry in record.relationships],
    }


def _reference(entry: Relationship, catalogue: Catalogue, includes: Collection[str]) -> dict[str, Any]:
    rendered: dict[str, Any] = {"id": entry.id, "type": entry.type}
    if entry.related is not None:
        rendered["related"] = entry.related
    if entry.type in includes:
        target = catalogue.find(entry.type, entry.id)
        if target is not None:
            rendered["attributes"] = target.attributes
    return rendered


def php_map(mapping: Mapping[str, Any]) -> dict[str, Any] | list[Any]:
    """Write a map the way PHP encodes it.

    PHP knows one kind of array only: an empty map, or one whose keys count up from 0, becomes a list.

    Args:
        mapping: The map.

    Returns:
        A list in these two cases, otherwise the map.
    """
    counting = all(key == str(position) for position, key in enumerate(mapping))
    return list(mapping.values()) if counting else dict(mapping)
