"""The orders that list calls accept, one class an endpoint.

Several directions are sent in the order in which the class declares them; where another precedence is wanted,
every filter called ``order`` also takes a mapping from MangaDex's own order keys to directions.
"""

from dataclasses import dataclass, fields

from .enum import OrderDirection

__all__ = [
    "ApiClientListOrder",
    "AuthorListOrder",
    "ChapterListOrder",
    "CoverListOrder",
    "DraftListOrder",
    "GroupListOrder",
    "ListOrder",
    "MangaFeedListOrder",
    "MangaListOrder",
    "RecommendationListOrder",
    "ReportListOrder",
    "UserFollowsMangaFeedListOrder",
    "UserListOrder",
]


#: Our field names and MangaDex's order keys.
_KEYS = {
    "name": "name",
    "titles": "title",
    "year": "year",
    "volume": "volume",
    "number": "chapter",
    "chapter": "chapter",
    "creation_time": "createdAt",
    "update_time": "updatedAt",
    "publish_time": "publishAt",
    "readable_time": "readableAt",
    "latest_chapter": "latestUploadedChapter",
    "follows": "followedCount",
    "relevance": "relevance",
    "rating": "rating",
    "score": "score",
    "username": "username",
}


@dataclass(slots=True)
class ListOrder:
    """What all orders share: fields that are a direction or nothing."""

    def to_params(self) -> dict[str, OrderDirection]:
        """Return the directions that were given, under MangaDex's names.

        Returns:
            A mapping from MangaDex's order key to the direction.
        """
        given = ((_KEYS[item.name], getattr(self, item.name)) for item in fields(self))
        return {name: direction for name, direction in given if direction is not None}


@dataclass(slots=True)
class AuthorListOrder(ListOrder):
    """Orders of the author list."""

    name: OrderDirection | None = None


@dataclass(slots=True)
class ChapterListOrder(ListOrder):
    """Orders of the chapter list."""

    creation_time: OrderDirection | None = None
    update_time: OrderDirection | None = None
    publish_time: OrderDirection | None = None
    readable_time: OrderDirection | None = None
    volume: OrderDirection | None = None
    number: OrderDirection | None = None


@dataclass(slots=True)
class CoverListOrder(ListOrder):
    """Orders of the cover list."""

    creation_time: OrderDirection | None = None
    update_time: OrderDirection | None = None
    volume: OrderDirection | None = None


@dataclass(slots=True)
class GroupListOrder(ListOrder):
    """Orders of the group list."""

    name: OrderDirection | None = None
    creation_time: OrderDirection | None = None
    update_time: OrderDirection | None = None
    follows: OrderDirection | None = None
    relevance: OrderDirection | None = None


@dataclass(slots=True)
class MangaListOrder(ListOrder):
    """Orders of the manga list."""

    creation_time: OrderDirection | None = None
    update_time: OrderDirection | None = None
    titles: OrderDirection | None = None
    year: OrderDirection | None = None
    latest_chapter: OrderDirection | None = None
    follows: OrderDirection | None = None
    relevance: OrderDirection | None = None
    rating: OrderDirection | None = None


@dataclass(slots=True)
class MangaFeedListOrder(ListOrder):
    """Orders of the chapters of one manga, or of a custom list."""

    volume: OrderDirection | None = None
    chapter: OrderDirection | None = None
    creation_time: OrderDirection | None = None
    update_time: OrderDirection | None = None
    publish_time: OrderDirection | None = None
    readable_time: OrderDirection | None = None


@dataclass(slots=True)
class UserFollowsMangaFeedListOrder(MangaFeedListOrder):
    """Orders of the chapters of all manga a user follows."""


@dataclass(slots=True)
class DraftListOrder(ListOrder):
    """Orders of an account's drafts."""

    creation_time: OrderDirection | None = None
    update_time: OrderDirection | None = None
    titles: OrderDirection | None = None
    year: OrderDirection | None = None


@dataclass(slots=True)
class UserListOrder(ListOrder):
    """Orders of the user list."""

    username: OrderDirection | None = None


@dataclass(slots=True)
class ReportListOrder(ListOrder):
    """Orders of an account's reports."""

    creation_time: OrderDirection | None = None


@dataclass(slots=True)
class ApiClientListOrder(ListOrder):
    """Orders of an account's API clients."""

    name: OrderDirection | None = None
    creation_time: OrderDirection | None = None
    update_time: OrderDirection | None = None


@dataclass(slots=True)
class RecommendationListOrder(ListOrder):
    """Orders of the recommendations that go with a manga."""

    score: OrderDirection | None = None
