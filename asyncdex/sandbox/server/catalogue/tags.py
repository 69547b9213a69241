"""The tags: ordinary genre words in MangaDex's four groups."""

from __future__ import annotations

from random import Random

from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.catalogue.words import TAGS


def make_tags() -> list[Record]:
    """Return all tags; they are the same whatever the seed, as tags hardly ever change."""
    rng = Random("tags")
    return [
        Record(
            "tag",
            new_id(rng),
            # Most descriptions are empty, and PHP sends an empty map as a list.
            {"name": {"en": name}, "description": [] if place % 4 else {}, "group": group, "version": 1},
        )
        for group, names in TAGS.items()
        for place, name in enumerate(names)
    ]


def as_attribute(tag: Record) -> dict[str, object]:
    """Return a tag as it stands among a manga's attributes.

    Args:
        tag: The tag.
    """
    return {"id": tag.id, "type": "tag", "attributes": tag.attributes, "relationships": []}
