"""The stores of everything that is not in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from asyncdex.sandbox.server.desk.captchas import Captchas
from asyncdex.sandbox.server.desk.clients import ApiClients
from asyncdex.sandbox.server.desk.legacy import LegacyIds
from asyncdex.sandbox.server.desk.reports import Reports
from asyncdex.sandbox.server.desk.settings import Settings
from asyncdex.sandbox.server.desk.uploads import Uploads

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.tokens import TokenService


@dataclass(frozen=True, slots=True)
class Desk:
    """What people bring to the service beside the catalogue.

    Attributes:
        uploads: The open upload sessions.
        reports: What was reported.
        clients: The API clients.
        settings: The settings and their templates.
        legacy: The numbers from before there were UUIDs.
        captchas: The captchas that are asked for.
        farewells: The users who asked to be deleted, by the code that confirms it; a mail would carry it.
    """

    uploads: Uploads
    reports: Reports
    clients: ApiClients
    settings: Settings
    legacy: LegacyIds
    captchas: Captchas = field(default_factory=Captchas)
    farewells: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, catalogue: Catalogue, clock: Clock, random: Random, tokens: TokenService) -> Self:
        """Return the desk of a new sandbox.

        Args:
            catalogue: The entities.
            clock: Where the time comes from.
            random: The source of random choices.
            tokens: The token service.
        """
        return cls(
            uploads=Uploads(catalogue, clock, random),
            reports=Reports(catalogue, clock, random),
            clients=ApiClients(catalogue, clock, random, tokens),
            settings=Settings(random),
            legacy=LegacyIds(catalogue),
        )
