"""What was reported, and for which reasons it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.desk.reasons import make_reasons

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock


class Reports:
    """Keeps the reports.

    Attributes:
        reasons: The reasons by id.
        made: The reports by id, in the sequence they were made.

    Args:
        catalogue: Where reports and reasons can be looked up.
        clock: Where the time comes from.
        random: Decides the ids.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, random: Random) -> None:
        self.reasons = make_reasons()
        self.made: dict[str, Record] = {}
        self._clock = clock
        self._random = random
        catalogue.house("report_reason", self.reasons)
        catalogue.house("report", self.made)

    def make(self, user: str, reason: str, target: str, details: str) -> Record:
        """Keep a report.

        Args:
            user: The id of who reports.
            reason: The id of the reason.
            target: The id of what is reported.
            details: What is wrong, in the user's words.
        """
        attributes = {
            "details": details,
            "objectId": target,
            "status": "waiting",
            "createdAt": stamp(self._clock.wall()),
        }
        record = Record("report", new_id(self._random), attributes)
        record.link("user", user)
        record.link("reason", reason)
        self.made[record.id] = record
        return record
