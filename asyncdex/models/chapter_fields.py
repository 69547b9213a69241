"""What MangaDex says of a chapter, as attributes."""

from datetime import UTC, datetime
from math import isfinite
from typing import TYPE_CHECKING

from asyncdex._wire import ChapterAttributes

from .abc import GenericModelList
from .fields import attribute, relation, text
from .group import Group
from .mixins import DatetimeMixin, read_instant
from .reading_order import Place, place_of
from .relations import make, related, related_one
from .user import User

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["ChapterFields"]


class ChapterFields(DatetimeMixin[ChapterAttributes]):
    """The attributes and relations of a :class:`~asyncdex.Chapter`."""

    volume = text("volume", "The number of its volume.")
    number = text("chapter", "Its number, such as ``12.5``; None for a chapter that stands alone.")
    title = text("title", "Its title; MangaDex also sends an empty text.")
    language = text("translated_language", "The code of its language; a few old entries have none.")

    @attribute
    def page_count(self) -> int:
        """How many pages it has at MangaDex."""
        return self._need(self._attributes.pages, "page_count")

    external_url = text("external_url", "Where it is read, if not at MangaDex.")

    @attribute
    def unavailable(self) -> bool:
        """Whether it has been taken down."""
        return bool(self._attributes.is_unavailable)

    @attribute
    def publish_time(self) -> datetime:
        """When it is or was published, in UTC."""
        return read_instant(self, self._need(self._attributes.publish_at, "publish_time"), "publish_time")

    @attribute
    def readable_time(self) -> datetime:
        """From when on it can be read, in UTC."""
        attributes = self._attributes
        sent = attributes.readable_at or attributes.publish_at
        try:
            # As read_instant does. Feeds have thousands, and nearly all of them are in UTC.
            instant = datetime.fromisoformat(sent or "")
            if instant.tzinfo is UTC:
                return instant
        except ValueError:
            pass
        return read_instant(self, sent or self._need(sent, "readable_time"), "readable_time")

    # Whether it can be read here

    @property
    def external(self) -> bool:
        """Whether it is read elsewhere only, at :attr:`external_url`."""
        return bool(self.external_url) and not self.page_count

    @property
    def empty(self) -> bool:
        """Whether it has no pages at MangaDex, and is not read elsewhere."""
        return not self.page_count and not self.external_url

    @property
    def future(self) -> bool:
        """Whether it cannot be read yet; see :attr:`readable_time`."""
        return self.readable_time > self._now()

    @property
    def unreadable_reason(self) -> str | None:
        """Why it cannot be read here now: ``unavailable``, ``external``, ``future``, ``empty``; or None."""
        if self.unavailable:
            return "unavailable"
        if self.external:
            return "external"
        if self.future:
            return "future"
        return "empty" if self.empty else None

    @property
    def readable(self) -> bool:
        """Whether it can be read here now."""
        return self.unreadable_reason is None

    def _now(self) -> datetime:
        """Return the time as the client has it; an object without a client asks the system."""
        client = self.__dict__.get("client")
        return datetime.now(UTC) if client is None else client.clock.now()

    @relation
    def manga(self) -> "Manga | None":
        """The manga it belongs to."""
        found: Manga | None = related_one(self, self._related_to, "manga")
        return found

    @relation
    def user(self) -> User | None:
        """Who uploaded it."""
        found: User | None = related_one(self, self._related_to, "user")
        # Documented as an attribute too, which is not known where only relationships are.
        uploader = getattr(self.__dict__.get("_attributes"), "uploader", None)
        if found is None and uploader is not None:
            found = make(self.__dict__.get("client"), "user", uploader)
        return found

    @relation
    def groups(self) -> GenericModelList[Group]:
        """The groups that made it; there may be none."""
        return related(self, self._related_to, "scanlation_group")

    @property
    def name(self) -> str:
        """A name to show, made of volume, number and title."""
        number = f"Chapter {self.number}" if self.number else ""
        place = f"Volume {self.volume} {number}".rstrip() if self.volume else number
        return ": ".join(text for text in (place, self.title) if text) or "Oneshot"

    @property
    def sorting_number(self) -> float:
        """The number as a number, 0 where there is none."""
        try:
            number = float(self.number or 0)
        except ValueError:
            return 0.0
        return number if isfinite(number) else 0.0

    def place(self, *, restarting: bool) -> Place:
        """Return where the chapter stands in reading order, as a key to sort by.

        Args:
            restarting: Whether every volume counts its chapters from one.
        """
        return place_of(self.volume, self.number, self.title, restarting=restarting)
