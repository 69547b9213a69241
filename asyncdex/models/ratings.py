"""How the account rated manga, and what it has read lately."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from asyncdex._api import Identified
from asyncdex._api.table import HISTORY, RATING_LIST
from asyncdex._wire import RatingOfMine

from .instants import instant_in
from .parts import ids_of, in_parts
from .relations import make

if TYPE_CHECKING:
    from .chapter import Chapter
    from .wiring import ClientLike

__all__ = ["HistoryEntry", "UserRating", "history", "ratings"]


@dataclass(frozen=True)
class UserRating:
    """How the account rated a manga."""

    #: From 1 to 10.
    rating: int
    #: When, in UTC; None where MangaDex does not say.
    created_at: datetime | None = None


@dataclass(frozen=True)
class HistoryEntry:
    """A chapter that the account has read."""

    #: The chapter, not fetched.
    chapter: "Chapter"
    #: When, in UTC; None where MangaDex does not say.
    read_at: datetime | None = None


async def ratings(client: "ClientLike", mangas: Iterable[Identified]) -> dict[str, UserRating]:
    """Return the account's ratings of manga by their ids; what it has not rated is left out.

    Args:
        client: The client to call with.
        mangas: Manga or their ids, any number.
    """

    async def some(ids: Sequence[str]) -> dict[str, UserRating]:
        answer = await client.api.call(RATING_LIST, filters={"mangas": ids})
        found = answer.ratings if isinstance(answer.ratings, dict) else {}
        read = {id: _rating(data) for id, data in found.items()}
        return {id: rating for id, rating in read.items() if rating is not None}

    return await in_parts(ids_of("mangas", mangas), some)


def _rating(data: RatingOfMine) -> UserRating | None:
    if data.rating is None:
        return None
    return UserRating(data.rating, instant_in(RATING_LIST, data.created_at, "createdAt"))


async def history(client: "ClientLike") -> list[HistoryEntry]:
    """Return what the account has read lately, as MangaDex orders it.

    Args:
        client: The client to call with.
    """
    answer = await client.api.call(HISTORY)
    return [
        HistoryEntry(
            make(client, "chapter", item.chapter_id), instant_in(HISTORY, item.read_date, "readDate")
        )
        for item in answer.ratings or ()
        if item.chapter_id is not None
    ]
