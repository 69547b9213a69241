"""The numbers that everything had before there were UUIDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.store import Catalogue

KINDS = ("group", "manga", "chapter", "tag")
_STORED_AS = {"group": "scanlation_group"}


class LegacyIds:
    """Numbers what is in the catalogue at first from 1 on; what comes later never had a number.

    Args:
        catalogue: The entities.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._base = catalogue.base

    def new(self, kind: str, number: int) -> str | None:
        """Return the UUID of what had a number, or None.

        Args:
            kind: `group`, `manga`, `chapter` or `tag`.
            number: The number.
        """
        there = 1 <= number <= self._base.count(_STORED_AS.get(kind, kind))
        return self._base.id(_STORED_AS.get(kind, kind), number - 1) if there else None

    def old(self, kind: str, identifier: str) -> int:
        """Return the number that something had.

        Args:
            kind: `group`, `manga`, `chapter` or `tag`.
            identifier: Its UUID.

        Raises:
            ValueError: If it never had one.
        """
        place = self._base.place(_STORED_AS.get(kind, kind), identifier)
        if place is None:
            raise ValueError(f"identifier: no {kind} with the id {identifier} ever had a number")
        return place + 1
