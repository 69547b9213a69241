"""Many objects together: filled by their ids, a hundred a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from asyncdex import exceptions, models
from asyncdex._api import table

from .base import Base

__all__ = ["Batches"]

M = TypeVar("M", bound="models.Model[Any]")

#: How many manga one call for read markers takes.
_MOST = 100


class Batches(Base):
    """The part of the client that fills many objects together."""

    async def batch_mangas(self, *mangas: models.Manga) -> list[models.Manga]:
        """Fetch manga by their ids, a hundred a call, each into the object given.

        Those that are fetched already are fetched anew. Those that MangaDex does not have are marked as
        ``missing``. When a call fails the others are made nevertheless, and its error is raised at the end;
        what was ``fetched`` is kept.

        Args:
            mangas: The manga, whatever their content rating; several objects may stand for one.

        Returns:
            Those that MangaDex does not have.

        Raises:
            InvalidArgument: One of them is something else; nothing was sent.
            HTTPException: MangaDex answered with an error.
            ConnectionFailed: No answer arrived.

        Example:
            >>> mangas = [client.get_manga(id) for id in ids]
            >>> gone = await client.batch_mangas(*mangas)
        """
        return await _filled("mangas", mangas, models.Manga)

    async def batch_authors(self, *authors: models.Author) -> list[models.Author]:
        """Fetch authors and artists by their ids; see :meth:`batch_mangas`."""
        return await _filled("authors", authors, models.Author)

    async def batch_chapters(self, *chapters: models.Chapter) -> list[models.Chapter]:
        """Fetch chapters by their ids; see :meth:`batch_mangas`."""
        return await _filled("chapters", chapters, models.Chapter)

    async def batch_groups(self, *groups: models.Group) -> list[models.Group]:
        """Fetch groups by their ids; see :meth:`batch_mangas`."""
        return await _filled("groups", groups, models.Group)

    async def batch_covers(self, *covers: models.CoverArt) -> list[models.CoverArt]:
        """Fetch covers by their ids; see :meth:`batch_mangas`."""
        return await _filled("covers", covers, models.CoverArt)

    async def batch_manga_read(self, *mangas: models.Manga) -> None:
        """Fetch which chapters of some manga the account has read, a hundred manga a call.

        Each chapter that a manga holds in its ``chapters`` has its ``read`` afterwards. When a call fails,
        what the calls before it said is kept.

        Args:
            mangas: The manga.

        Raises:
            InvalidArgument: One of them is something else; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /manga/read``.
        """
        _check("mangas", mangas, models.Manga)
        ids = list(dict.fromkeys(manga.id for manga in mangas))
        for start in range(0, len(ids), _MOST):
            asked = ids[start : start + _MOST]
            answer = await self.api.call(table.READ_BATCH, filters={"ids": asked, "grouped": True})
            found = models.markers.ids_read(answer.data)
            for manga in mangas:
                if manga.id in asked:
                    models.markers.mark_read(manga.chapters, found)


def _check(argument: str, given: Sequence[object], kind: type[Any]) -> None:
    for model in given:
        if not isinstance(model, kind):
            text = f"{argument} must be of the class {kind.__name__}, not {model!r}"
            raise exceptions.InvalidArgument(text)


async def _filled(argument: str, given: Sequence[M], kind: type[M]) -> list[M]:
    _check(argument, given, kind)
    gone = {id(model) for model in await models.batch.fetch_many(given)}
    return [model for model in given if id(model) in gone]
