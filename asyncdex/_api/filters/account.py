"""The filters of what an account has and says, and of numbers."""

from collections.abc import Sequence
from typing import Annotated, TypedDict

from asyncdex._api.params import Identified, Many, Order, Single, choice, count, flag, identifier, text
from asyncdex.enum import ApiClientState, FollowStatus, MangaState, ReportCategory, ReportStatus
from asyncdex.list_orders import ApiClientListOrder, DraftListOrder, ReportListOrder, UserListOrder

from .shared import MOST_IDS, Ids, Keys, Name

__all__ = [
    "ApiClientFilters",
    "ChapterStatisticsFilters",
    "DraftFilters",
    "GroupStatisticsFilters",
    "MangaStatisticsFilters",
    "MarkFilters",
    "PlaceFilters",
    "RatingFilters",
    "ReadFilters",
    "ReportFilters",
    "StatusFilters",
    "UserFilters",
    "VersionFilters",
]


class ReadFilters(TypedDict, total=False):
    """Whose read markers are wanted, and in which shape."""

    ids: Annotated[Sequence[Identified], Many("ids", identifier, MOST_IDS)]
    grouped: Annotated[bool, Single("grouped", flag("false", "true"))]


class UserFilters(TypedDict, total=False):
    """What narrows the list of users."""

    ids: Ids
    username: Annotated[str, Single("username", text)]
    order: Annotated[UserListOrder | Keys, Order(("username",))]


class DraftFilters(TypedDict, total=False):
    """What narrows the list of an account's drafts."""

    state: Annotated[MangaState | str, Single("state", choice(MangaState, without=(MangaState.PUBLISHED,)))]
    order: Annotated[DraftListOrder | Keys, Order(("title", "year", "createdAt", "updatedAt"))]


class ReportFilters(TypedDict, total=False):
    """What narrows the list of an account's reports."""

    category: Annotated[ReportCategory | str, Single("category", choice(ReportCategory))]
    reason: Annotated[Identified, Single("reasonId", identifier)]
    thing: Annotated[Identified, Single("objectId", identifier)]
    status: Annotated[ReportStatus | str, Single("status", choice(ReportStatus))]
    order: Annotated[ReportListOrder | Keys, Order(("createdAt",))]


class ApiClientFilters(TypedDict, total=False):
    """What narrows the list of an account's API clients."""

    state: Annotated[ApiClientState | str, Single("state", choice(ApiClientState))]
    name: Name
    order: Annotated[ApiClientListOrder | Keys, Order(("name", "createdAt", "updatedAt"))]


class StatusFilters(TypedDict, total=False):
    """Which reading status is wanted."""

    status: Annotated[FollowStatus | str, Single("status", choice(FollowStatus))]


class RatingFilters(TypedDict, total=False):
    """Which manga an account's ratings are wanted of."""

    mangas: Annotated[Sequence[Identified], Many("manga", identifier, MOST_IDS)]


class MangaStatisticsFilters(TypedDict, total=False):
    """Which manga statistics are wanted of."""

    mangas: Annotated[Sequence[Identified], Many("manga", identifier, MOST_IDS)]


class ChapterStatisticsFilters(TypedDict, total=False):
    """Which chapters statistics are wanted of."""

    chapters: Annotated[Sequence[Identified], Many("chapter", identifier, MOST_IDS)]


class GroupStatisticsFilters(TypedDict, total=False):
    """Which groups statistics are wanted of."""

    groups: Annotated[Sequence[Identified], Many("group", identifier, MOST_IDS)]


class MarkFilters(TypedDict, total=False):
    """What else happens when chapters are marked."""

    update_history: Annotated[bool, Single("updateHistory", flag("false", "true"))]


class PlaceFilters(TypedDict, total=False):
    """Where in a custom list a manga stands, from 0."""

    order: Annotated[int, Single("order", count)]


class VersionFilters(TypedDict, total=False):
    """The version at which something was read."""

    version: Annotated[int, Single("version", count)]
