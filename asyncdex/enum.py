"""The closed sets of values MangaDex uses, under AsyncDex's names."""

from enum import Enum, StrEnum, auto
from typing import Self

__all__ = [
    "ApiClientProfile",
    "ApiClientState",
    "ContentRating",
    "Demographic",
    "DuplicateResolutionAlgorithm",
    "FollowStatus",
    "LegacyType",
    "MangaRelation",
    "MangaState",
    "MangaStatus",
    "OpenEnum",
    "OrderDirection",
    "Relationship",
    "ReportCategory",
    "ReportStatus",
    "TagGroup",
    "TagMode",
    "ThreadType",
    "Visibility",
]


class OpenEnum(StrEnum):
    """A set of values that MangaDex may extend without notice.

    Calling the class, as callers do, refuses an unknown value; :meth:`read`, which is used for what the
    server sends, keeps it as a member that is not :attr:`known`.

    Example:
        >>> ContentRating.read("safe") is ContentRating.SAFE
        True
        >>> ContentRating.read("mild").known
        False
    """

    @classmethod
    def read(cls, value: str) -> Self:
        """Return the member for a value the server sent, known to us or not.

        Args:
            value: The text MangaDex sent.

        Returns:
            The member, or a member outside the set that carries the text as its value.
        """
        member = cls._value2member_map_.get(value)
        if isinstance(member, cls):
            return member
        unknown = str.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    @property
    def known(self) -> bool:
        """Whether this version of the library knows the value."""
        return self._value_ in type(self)._value2member_map_

    def __reduce_ex__(self, _protocol: object) -> tuple[object, tuple[str]]:
        return type(self).read, (self._value_,)


class Demographic(OpenEnum):
    """Whom a manga was published for; ``NONE`` is only a filter."""

    SHOUNEN = "shounen"
    SHONEN = "shounen"
    SHOUJO = "shoujo"
    JOSEI = "josei"
    SEINEN = "seinen"
    NONE = "none"


class MangaStatus(OpenEnum):
    """How far the publication of a manga is."""

    ONGOING = "ongoing"
    COMPLETED = "completed"
    HIATUS = "hiatus"
    CANCELLED = "cancelled"
    ABANDONED = "cancelled"


class MangaState(OpenEnum):
    """Where a manga entry stands between draft and publication."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    REJECTED = "rejected"


class FollowStatus(OpenEnum):
    """What a user is doing with a manga."""

    READING = "reading"
    ON_HOLD = "on_hold"
    PLAN_TO_READ = "plan_to_read"
    DROPPED = "dropped"
    RE_READING = "re_reading"
    COMPLETED = "completed"


class ContentRating(OpenEnum):
    """How explicit a manga is."""

    SAFE = "safe"
    SUGGESTIVE = "suggestive"
    EROTICA = "erotica"
    PORNOGRAPHIC = "pornographic"
    NO_RATING = "none"


class Visibility(OpenEnum):
    """Who may see a custom list."""

    PUBLIC = "public"
    PRIVATE = "private"


class Relationship(OpenEnum):
    """The kinds of things another thing can be related to."""

    MANGA = "manga"
    CHAPTER = "chapter"
    AUTHOR = "author"
    ARTIST = "artist"
    SCANLATION_GROUP = "scanlation_group"
    TAG = "tag"
    USER = "user"
    CUSTOM_LIST = "custom_list"
    COVER_ART = "cover_art"


class MangaRelation(OpenEnum):
    """What another manga is to this one."""

    MONOCHROME = "monochrome"
    COLORED = "colored"
    PRESERIALIZATION = "preserialization"
    SERIALIZATION = "serialization"
    PREQUEL = "prequel"
    SEQUEL = "sequel"
    MAIN_STORY = "main_story"
    SIDE_STORY = "side_story"
    ADAPTED_FROM = "adapted_from"
    SPIN_OFF = "spin_off"
    BASED_ON = "based_on"
    DOUJINSHI = "doujinshi"
    SAME_FRANCHISE = "same_franchise"
    SHARED_UNIVERSE = "shared_universe"
    ALTERNATE_STORY = "alternate_story"
    ALTERNATE_VERSION = "alternate_version"


class TagGroup(OpenEnum):
    """What a tag says something about."""

    CONTENT = "content"
    FORMAT = "format"
    GENRE = "genre"
    THEME = "theme"


class OrderDirection(OpenEnum):
    """Which end of an order comes first."""

    ASCENDING = "asc"
    DESCENDING = "desc"


class TagMode(OpenEnum):
    """Whether all tags of a filter must match or any of them."""

    AND = "AND"
    OR = "OR"


class ReportCategory(OpenEnum):
    """What a report is about."""

    MANGA = "manga"
    CHAPTER = "chapter"
    SCANLATION_GROUP = "scanlation_group"
    USER = "user"
    AUTHOR = "author"


class ReportStatus(OpenEnum):
    """What has become of a report."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    AUTORESOLVED = "autoresolved"


class ThreadType(OpenEnum):
    """What a thread in the forum is about."""

    MANGA = "manga"
    GROUP = "group"
    CHAPTER = "chapter"


class LegacyType(OpenEnum):
    """What had a number for an id, before UUIDs."""

    GROUP = "group"
    MANGA = "manga"
    CHAPTER = "chapter"
    TAG = "tag"


class ApiClientProfile(OpenEnum):
    """Whom an API client is for."""

    PERSONAL = "personal"


class ApiClientState(OpenEnum):
    """Whether an API client may be used."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    AUTOAPPROVED = "autoapproved"


class DuplicateResolutionAlgorithm(Enum):
    """How to pick one of several chapters with the same number."""

    PREVIOUS_GROUP = auto()
    SPECIFIC_GROUP = auto()
    SPECIFIC_USER = auto()
    CREATION_DATE_ASC = auto()
    CREATION_DATE_DESC = auto()
    VIEWS_ASC = auto()
    VIEWS_DESC = auto()
