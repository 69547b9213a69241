"""Keeping the two sides of a relationship in step: people know their manga, users their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue


def credit(catalogue: Catalogue, manga: Record) -> None:
    """Have the authors and artists of a published manga know it, and nobody else.

    Args:
        catalogue: All entities.
        manga: The manga.
    """
    people = {*manga.linked("author"), *manga.linked("artist")}
    _tell(catalogue.authors.values(), people, "manga", manga.id)


def enrol(catalogue: Catalogue, group: Record) -> None:
    """Have the members of a group know it, and nobody else.

    Args:
        catalogue: All entities.
        group: The group.
    """
    members = {*group.linked("leader"), *group.linked("member")}
    _tell(catalogue.users.values(), members, "scanlation_group", group.id)


def _tell(records: Iterable[Record], chosen: set[str], role: str, target: str) -> None:
    for record in records:
        if record.id in chosen:
            record.link(role, target)
        else:
            record.unlink(role, target)
