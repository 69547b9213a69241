"""What MangaDex says of how many read, follow, rate and comment on something."""

from typing import Any

from .base import Wire

__all__ = ["Comments", "MangaNumbers", "Numbers", "RatingNumbers", "RatingOfMine", "Ratings", "Statistics"]


class Comments(Wire, frozen=True):
    """The thread about something in the forum."""

    thread_id: float | None = None
    replies_count: float | None = None


class Numbers(Wire, frozen=True):
    """What there is to count of a chapter or a group."""

    comments: Comments | None = None


class RatingNumbers(Wire, frozen=True):
    """How a manga has been rated."""

    average: float | None = None
    bayesian: float | None = None
    #: How often each rating was given. It may come as an empty array, and is not sent for many at a time.
    distribution: dict[str, int] | list[Any] | None = None


class MangaNumbers(Numbers, frozen=True):
    """What there is to count of a manga."""

    rating: RatingNumbers | None = None
    follows: int | None = None
    #: Documented under the first name, sent under the second.
    unavailable_chapter_count: int | None = None
    unavailable_chapters_count: int | None = None


class Statistics(Wire, frozen=True):
    """Numbers by id; each is looked at when somebody asks. An empty map may come as an array."""

    statistics: dict[str, Any] | list[Any] | None = None


class RatingOfMine(Wire, frozen=True):
    """How an account rated a manga."""

    rating: int | None = None
    created_at: str | None = None


class Ratings(Wire, frozen=True):
    """An account's ratings by manga. An empty map may come as an array."""

    ratings: dict[str, RatingOfMine] | list[Any] | None = None
