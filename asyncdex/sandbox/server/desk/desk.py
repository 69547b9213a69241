"""The stores of everything that is not in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from asyncdex.sandbox.server.desk.uploads import Uploads

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock


@dataclass(frozen=True, slots=True)
class Desk:
    """What people bring to the service beside the catalogue.

    Attributes:
        uploads: The open upload sessions.
    """

    uploads: Uploads

    @classmethod
    def of(cls, catalogue: Catalogue, clock: Clock, random: Random) -> Self:
        """Return the desk of a new sandbox.

        Args:
            catalogue: The entities.
            clock: Where the time comes from.
            random: The source of random choices.
        """
        return cls(uploads=Uploads(catalogue, clock, random))
