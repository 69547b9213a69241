"""How many follow, rate and comment on something."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from asyncdex._api import Endpoint
from asyncdex._wire import Comments, MangaNumbers, Numbers
from asyncdex._wire import Statistics as StatisticsAnswer
from asyncdex.exceptions import InvalidResponse

from .thread import thread_url

__all__ = ["MangaStatistics", "Statistics", "statistics_by_id"]

S = TypeVar("S", bound="Statistics")


@dataclass(frozen=True)
class Statistics:
    """What there is to count of a chapter, a group or a manga."""

    #: The number of its thread in the forum; None while there is none.
    thread_id: int | None = None
    #: How many answers the thread has, without its first post; 0 while there is no thread.
    comments: int = 0

    @property
    def thread_url(self) -> str | None:
        """The address of its thread in the forum; None while there is none."""
        return None if self.thread_id is None else thread_url(self.thread_id)


@dataclass(frozen=True)
class MangaStatistics(Statistics):
    """What there is to count of a manga."""

    #: How many follow it.
    follows: int = 0
    #: The mean of its ratings, from 1 to 10; None while nobody has rated it.
    average: float | None = None
    #: The same, drawn towards the mean of all manga while there are few ratings: what to rank by.
    bayesian: float | None = None
    #: How often each rating was given, from 1 to 10; empty where many manga were asked about at once.
    distribution: dict[int, int] = field(default_factory=dict[int, int])
    #: How many of its chapters have been taken down; None where MangaDex does not say.
    unavailable_chapters: int | None = None


def statistics_by_id(
    row: Endpoint[StatisticsAnswer], answer: StatisticsAnswer, kind: type[S]
) -> dict[str, S]:
    """Return the statistics in an answer by id.

    Args:
        row: The operation that gave the answer.
        answer: The answer.
        kind: What they are statistics of.

    Raises:
        InvalidResponse: Some have another shape than documented.
    """
    if not isinstance(answer.statistics, dict):
        return {}
    return {id: _read(row, id, data, kind) for id, data in answer.statistics.items()}


def _read(row: Endpoint[StatisticsAnswer], id: str, data: object, kind: type[S]) -> S:
    try:
        if issubclass(kind, MangaStatistics):
            numbers = msgspec.convert(data, MangaNumbers)
            return kind(**_thread(numbers.comments), **_of_manga(numbers))
        return kind(**_thread(msgspec.convert(data, Numbers).comments))
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        msg = f"The answer to {{method}} {{path}} has statistics of {id} of an unexpected shape: {error}."
        raise InvalidResponse(row.method, row.path, msg=msg) from error


def _thread(comments: Comments | None) -> dict[str, Any]:
    if comments is None or comments.thread_id is None:
        return {}
    return {"thread_id": int(comments.thread_id), "comments": int(comments.replies_count or 0)}


def _of_manga(numbers: MangaNumbers) -> dict[str, Any]:
    rating = numbers.rating
    gone = numbers.unavailable_chapters_count
    return {
        "follows": numbers.follows or 0,
        "average": None if rating is None else rating.average,
        "bayesian": None if rating is None else rating.bayesian,
        "distribution": _distribution(None if rating is None else rating.distribution),
        "unavailable_chapters": numbers.unavailable_chapter_count if gone is None else gone,
    }


def _distribution(counts: "dict[str, int] | list[Any] | None") -> dict[int, int]:
    # An empty map comes as an array.
    found = counts if isinstance(counts, dict) else dict[str, int]()
    return {int(rating): number for rating, number in found.items() if rating.isdecimal()}
