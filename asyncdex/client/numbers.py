"""Statistics and ratings of any number of things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from asyncdex import _api, _wire, models
from asyncdex._api import table

from .base import Base

__all__ = ["Numbers"]

S = TypeVar("S", bound="models.Statistics")


class Numbers(Base):
    """The part of the client that asks for statistics and ratings."""

    async def batch_manga_statistics(self, *mangas: _api.Identified) -> dict[str, models.MangaStatistics]:
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
        return await self._statistics(table.MANGA_STATISTICS_BATCH, "mangas", mangas, models.MangaStatistics)

    async def batch_chapter_statistics(self, *chapters: _api.Identified) -> dict[str, models.Statistics]:
        """Return the threads about chapters; see :meth:`batch_manga_statistics`.

        MangaDex: ``GET /statistics/chapter``.
        """
        return await self._statistics(table.CHAPTER_STATISTICS_BATCH, "chapters", chapters, models.Statistics)

    async def batch_group_statistics(self, *groups: _api.Identified) -> dict[str, models.Statistics]:
        """Return the threads about groups; see :meth:`batch_manga_statistics`.

        MangaDex: ``GET /statistics/group``.
        """
        return await self._statistics(table.GROUP_STATISTICS_BATCH, "groups", groups, models.Statistics)

    async def batch_ratings(self, *mangas: _api.Identified) -> dict[str, models.UserRating]:
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
        return await models.ratings.ratings(self, mangas)

    async def _statistics(
        self,
        row: _api.Endpoint[_wire.Statistics],
        argument: str,
        things: Sequence[_api.Identified],
        kind: type[S],
    ) -> dict[str, S]:
        async def some(ids: Sequence[str]) -> dict[str, S]:
            answer = await self.api.call(row, filters={argument: ids})
            return models.statistics.statistics_by_id(row, answer, kind)

        return await models.parts.in_parts(models.parts.ids_of(argument, things), some)
