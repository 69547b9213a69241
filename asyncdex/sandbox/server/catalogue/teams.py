"""Keeping the two sides of a relationship in step: people know their manga, users their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue


def credit(catalogue: Catalogue, manga: Record, former: Iterable[str] = ()) -> None:
    """Have the authors and artists of a published manga know it, and nobody else.

    Args:
        catalogue: All entities.
        manga: The manga.
        former: The ids of those who knew it before.
    """
    people = {*manga.linked("author"), *manga.linked("artist")}
    _tell(catalogue, ("author", "manga"), people, former, manga.id)


def enrol(catalogue: Catalogue, group: Record, former: Iterable[str] = ()) -> None:
    """Have the members of a group know it, and nobody else.

    Args:
        catalogue: All entities.
        group: The group.
        former: The ids of those who knew it before.
    """
    members = {*group.linked("leader"), *group.linked("member")}
    _tell(catalogue, ("user", "scanlation_group"), members, former, group.id)


def _tell(
    catalogue: Catalogue, roles: tuple[str, str], chosen: set[str], former: Iterable[str], target: str
) -> None:
    kind, role = roles
    for identifier in {*chosen, *former}:
        known = catalogue.find(kind, identifier)
        if known is None:
            continue
        if identifier in chosen and target not in known.linked(role):
            catalogue.change(known).link(role, target)
        elif identifier not in chosen:
            catalogue.change(known).unlink(role, target)
