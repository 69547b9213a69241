"""What several models share."""

from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from asyncdex._wire import (
    ApiClientAttributes,
    AuthorAttributes,
    ChapterAttributes,
    CoverAttributes,
    GroupAttributes,
    MangaAttributes,
    UploadAttributes,
)
from asyncdex.exceptions import InvalidResponse

from .abc import Model
from .fields import attribute
from .instants import instant_of

__all__ = ["DatetimeMixin", "read_instant"]

D = TypeVar(
    "D",
    ApiClientAttributes,
    AuthorAttributes,
    ChapterAttributes,
    CoverAttributes,
    GroupAttributes,
    MangaAttributes,
    UploadAttributes,
)


def read_instant(owner: Model[Any], text: str, name: str) -> datetime:
    """Return an instant MangaDex sent.

    Args:
        owner: The model it belongs to, for the error.
        text: RFC 3339; without an offset it is in UTC.
        name: The attribute's name, for the error.

    Returns:
        A datetime in UTC.

    Raises:
        InvalidResponse: The text is no instant.
    """
    try:
        instant = datetime.fromisoformat(text)
        return instant if instant.tzinfo is UTC else instant_of(text)
    except (ValueError, OverflowError) as error:
        msg = f"{owner!r} came with {name} {text!r}, which is no instant."
        row = owner.wiring.get
        raise InvalidResponse(row.method, row.path, msg=msg) from error


class DatetimeMixin(Model[D], Generic[D]):
    """A model that says when it was made and changed."""

    @attribute
    def created_at(self) -> datetime:
        """When the entry was made, in UTC."""
        return read_instant(self, self._need(self._attributes.created_at, "created_at"), "created_at")

    @attribute
    def updated_at(self) -> datetime | None:
        """When the entry was last changed, in UTC; None for never."""
        text = self._attributes.updated_at
        return None if text is None else read_instant(self, text, "updated_at")

    @property
    def modified_at(self) -> datetime:
        """The later of :attr:`created_at` and :attr:`updated_at`."""
        return self.created_at if self.updated_at is None else max(self.created_at, self.updated_at)

    # The older comes first, as AsyncDex had it; equality goes by the id and not by the date.

    def __lt__(self, other: object) -> bool:
        return self.created_at < other.created_at if isinstance(other, DatetimeMixin) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.created_at <= other.created_at if isinstance(other, DatetimeMixin) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.created_at > other.created_at if isinstance(other, DatetimeMixin) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.created_at >= other.created_at if isinstance(other, DatetimeMixin) else NotImplemented
