"""Bodies about what a reader keeps."""

from typing import Annotated, TypedDict

from asyncdex._api.fields import Items, Value, number
from asyncdex._api.params import choice, identifier
from asyncdex.enum import FollowStatus

from .values import Many

__all__ = ["MarkersBody", "RatingBody", "StatusBody"]


class StatusBody(TypedDict):
    """What a reader is doing with a manga; None for nothing."""

    status: Annotated[FollowStatus | str | None, Value("status", choice(FollowStatus), nullable=True)]


class MarkersBody(TypedDict, total=False):
    """Chapters that have been read, and chapters that have not."""

    read: Annotated[Many, Items("chapterIdsRead", identifier)]
    unread: Annotated[Many, Items("chapterIdsUnread", identifier)]


class RatingBody(TypedDict):
    """How good a manga is, from 1 to 10."""

    rating: Annotated[int, Value("rating", number(1, 10))]
