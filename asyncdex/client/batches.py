"""Many objects together: filled by their ids, a hundred a call."""

from collections.abc import Sequence
from typing import Any, TypeVar

from asyncdex._api.table import READ_BATCH
from asyncdex.exceptions import InvalidArgument
from asyncdex.models import Author, Chapter, CoverArt, Group, Manga, Model
from asyncdex.models.batch import fetch_many
from asyncdex.models.markers import ids_read, mark_read

from .base import Base

__all__ = ["Batches"]

M = TypeVar("M", bound=Model[Any])

#: How many manga one call for read markers takes.
_MOST = 100


class Batches(Base):
    """The part of the client that fills many objects together."""

    async def batch_mangas(self, *mangas: Manga) -> list[Manga]:
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
        return await _filled("mangas", mangas, Manga)

    async def batch_authors(self, *authors: Author) -> list[Author]:
        """Fetch authors and artists by their ids; see :meth:`batch_mangas`."""
        return await _filled("authors", authors, Author)

    async def batch_chapters(self, *chapters: Chapter) -> list[Chapter]:
        """Fetch chapters by their ids; see :meth:`batch_mangas`."""
        return await _filled("chapters", chapters, Chapter)

    async def batch_groups(self, *groups: Group) -> list[Group]:
        """Fetch groups by their ids; see :meth:`batch_mangas`."""
        return await _filled("groups", groups, Group)

    async def batch_covers(self, *covers: CoverArt) -> list[CoverArt]:
        """Fetch covers by their ids; see :meth:`batch_mangas`."""
        return await _filled("covers", covers, CoverArt)

    async def batch_manga_read(self, *mangas: Manga) -> None:
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
        _check("mangas", mangas, Manga)
        ids = list(dict.fromkeys(manga.id for manga in mangas))
        for start in range(0, len(ids), _MOST):
            asked = ids[start : start + _MOST]
            answer = await self.api.call(READ_BATCH, filters={"ids": asked, "grouped": True})
            found = ids_read(answer.data)
            for manga in mangas:
                if manga.id in asked:
                    mark_read(manga.chapters, found)


def _check(argument: str, models: Sequence[object], kind: type[Any]) -> None:
    for model in models:
        if not isinstance(model, kind):
            text = f"{argument} must be of the class {kind.__name__}, not {model!r}"
            raise InvalidArgument(text)


async def _filled(argument: str, models: Sequence[M], kind: type[M]) -> list[M]:
    _check(argument, models, kind)
    gone = {id(model) for model in await fetch_many(models)}
    return [model for model in models if id(model) in gone]
