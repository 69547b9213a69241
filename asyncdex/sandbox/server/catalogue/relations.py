"""How manga belong together, as entities of their own."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.records import Record, Relationship

if TYPE_CHECKING:
    from collections.abc import Iterator


def relations_of(manga: Record) -> Iterator[tuple[Relationship, Record]]:
    """Yield the relations of a manga: as they stand among its relationships, and as entities.

    Args:
        manga: The manga.
    """
    for entry in manga.relationships:
        if entry.type == "manga" and entry.related is not None:
            yield entry, _relation(manga.id, entry)


def _relation(manga: str, entry: Relationship) -> Record:
    # The id follows from what is related: a relation cannot be changed, only made and taken away.
    digest = hashlib.sha256(f"{manga} {entry.related} {entry.id}".encode()).digest()
    identifier = str(uuid.UUID(bytes=digest[:16], version=4))
    attributes = {"relation": entry.related, "version": 1}
    return Record("manga_relation", identifier, attributes, [Relationship("manga", entry.id)])
