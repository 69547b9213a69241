"""The numbers that everything had before there were UUIDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.store import Catalogue

KINDS = ("group", "manga", "chapter", "tag")


class LegacyIds:
    """Numbers what is in the catalogue at first from 1 on; what comes later never had a number.

    Args:
        catalogue: The entities.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        kept = (catalogue.groups, catalogue.manga, catalogue.chapters, catalogue.tags)
        self._ids = {kind: tuple(records) for kind, records in zip(KINDS, kept, strict=True)}

    def new(self, kind: str, number: int) -> str | None:
        """Return the UUID of what had a number, or None.

        Args:
            kind: `group`, `manga`, `chapter` or `tag`.
            number: The number.
        """
        ids = self._ids[kind]
        return ids[number - 1] if 1 <= number <= len(ids) else None

    def old(self, kind: str, identifier: str) -> int:
        """Return the number that something had.

        Args:
            kind: `group`, `manga`, `chapter` or `tag`.
            identifier: Its UUID.

        Raises:
            ValueError: If it never had one.
        """
        return self._ids[kind].index(identifier) + 1
