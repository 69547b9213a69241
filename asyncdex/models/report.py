"""Reports of what is wrong with something, and the reasons there are to make one."""

from datetime import datetime
from typing import TYPE_CHECKING

from asyncdex._api.table import REPORT_LIST, REPORT_REASONS
from asyncdex._wire import ReportAttributes, ReportReasonAttributes, as_map
from asyncdex.enum import ReportCategory, ReportStatus
from asyncdex.utils import DefaultAttrDict

from .abc import Model, Wiring
from .fields import attribute, relation
from .mixins import read_instant
from .relations import register, related_one
from .texts import texts

if TYPE_CHECKING:
    from .user import User

__all__ = ["Report", "ReportReason"]


@register("report_reason", "reason")
class ReportReason(Model[ReportReasonAttributes]):
    """A reason to report something, such as missing pages.

    MangaDex changes them now and then: ask for them by :meth:`MangadexClient.get_report_reasons`.
    """

    kind = "report_reason"
    _called = "name"
    wiring = Wiring(ReportReasonAttributes, REPORT_REASONS, alone=False)

    @attribute
    def reasons(self) -> DefaultAttrDict[str | None]:
        """What it says by language code; None for a language without a text."""
        return texts(as_map(self._attributes.reason))

    @attribute
    def details_required(self) -> bool:
        """Whether a report has to say more."""
        return bool(self._attributes.details_required)

    @attribute
    def category(self) -> ReportCategory:
        """What can be reported for it."""
        return ReportCategory.read(self._need(self._attributes.category, "category"))

    @property
    def name(self) -> str:
        """What it says in English, or else in any language, or else its id."""
        return self.reasons.get("en") or next((text for text in self.reasons.values() if text), self.id)


@register("report")
class Report(Model[ReportAttributes]):
    """A report that the account has made, and what has become of it."""

    kind = "report"
    wiring = Wiring(ReportAttributes, REPORT_LIST, alone=False)

    @attribute
    def details(self) -> str:
        """What it says."""
        return self._attributes.details or ""

    @attribute
    def object_id(self) -> str:
        """The id of what was reported."""
        return self._need(self._attributes.object_id, "object_id")

    @attribute
    def status(self) -> ReportStatus:
        """What has become of it."""
        return ReportStatus.read(self._need(self._attributes.status, "status"))

    @attribute
    def created_at(self) -> datetime:
        """When it was made, in UTC."""
        return read_instant(self, self._need(self._attributes.created_at, "created_at"), "created_at")

    @relation
    def user(self) -> "User | None":
        """Who made it."""
        found: User | None = related_one(self, self._related_to, "user")
        return found

    @relation
    def reason(self) -> ReportReason | None:
        """Why it was made."""
        kinds = ("reason", "report_reason")
        found = (related_one(self, self._related_to, kind) for kind in kinds)
        reason: ReportReason | None = next((one for one in found if one is not None), None)
        return reason
