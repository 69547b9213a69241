"""Statistics and ratings of any number of things."""

from collections.abc import Sequence
from typing import TypeVar

from asyncdex._api import Endpoint, Identified
from asyncdex._api.table import (
    CHAPTER_STATISTICS_BATCH,
    GROUP_STATISTICS_BATCH,
    MANGA_STATISTICS_BATCH,
)
from asyncdex._wire import Statistics as StatisticsAnswer
from asyncdex.models import MangaStatistics, Statistics, UserRating
from asyncdex.models.parts import ids_of, in_parts
from asyncdex.models.ratings import ratings
from asyncdex.models.statistics import statistics_by_id

from .base import Base

__all__ = ["Numbers"]

S = TypeVar("S", bound=Statistics)


class Numbers(Base):
    """The part of the client that asks for statistics and ratings."""

    async def batch_manga_statistics(self, *mangas: Identified) -> dict[str, MangaStatistics]:
        """Return how many follow manga, how they are rated, and their threads, a hundred manga a call.

        Args:
            mangas: Manga or their ids, any number.

        Returns:
            Statistics by id, in the order given; manga that MangaDex has none of are left out. How often each
            rating was given is told for a single manga only, see :meth:`Manga.get_statistics`.

        Raises:
            InvalidArgument: One of them is something else; nothing was sent.
            AsyncDexException: A call failed; ``succeeded`` is what the others brought.

        Example:
            >>> statistics = await client.batch_manga_statistics(*mangas)
            >>> max(statistics, key=lambda id: statistics[id].follows)

        MangaDex: ``GET /statistics/manga``.
        """
        return await self._statistics(MANGA_STATISTICS_BATCH, "mangas", mangas, MangaStatistics)

    async def batch_chapter_statistics(self, *chapters: Identified) -> dict[str, Statistics]:
        """Return the threads about chapters; see :meth:`batch_manga_statistics`.

        MangaDex: ``GET /statistics/chapter``.
        """
        return await self._statistics(CHAPTER_STATISTICS_BATCH, "chapters", chapters, Statistics)

    async def batch_group_statistics(self, *groups: Identified) -> dict[str, Statistics]:
        """Return the threads about groups; see :meth:`batch_manga_statistics`.

        MangaDex: ``GET /statistics/group``.
        """
        return await self._statistics(GROUP_STATISTICS_BATCH, "groups", groups, Statistics)

    async def batch_ratings(self, *mangas: Identified) -> dict[str, UserRating]:
        """Return how the account rated manga, a hundred manga a call.

        Args:
            mangas: Manga or their ids, any number.

        Returns:
            Ratings by id, in the order given; manga that the account has not rated are left out.

        Raises:
            InvalidArgument: One of them is something else; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.
            AsyncDexException: A call failed; ``succeeded`` is what the others brought.

        Example:
            >>> ratings = await client.batch_ratings(*mangas)
            >>> [manga for manga in mangas if manga.id in ratings and ratings[manga.id].rating > 8]

        MangaDex: ``GET /rating``.
        """
        return await ratings(self, mangas)

    async def _statistics(
        self, row: Endpoint[StatisticsAnswer], argument: str, things: Sequence[Identified], kind: type[S]
    ) -> dict[str, S]:
        async def some(ids: Sequence[str]) -> dict[str, S]:
            answer = await self.api.call(row, filters={argument: ids})
            return statistics_by_id(row, answer, kind)

        return await in_parts(ids_of(argument, things), some)
