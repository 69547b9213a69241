"""The catalogue: one object by its id, and lists by filters."""

from __future__ import annotations

from typing import Any, Unpack, cast

import asyncdex
from asyncdex import _api, exceptions, models
from asyncdex._api import table

from .base import Base

__all__ = ["Catalogue"]


class Catalogue(Base):
    """The part of the client that reads the catalogue."""

    # One object, lazily: nothing is sent before its fetch()

    def get_manga(self, id: str) -> models.Manga:
        """Return the manga with an id, not fetched yet.

        Args:
            id: The UUID.

        Raises:
            InvalidID: It is no UUID.

        Example:
            >>> manga = await client.get_manga("f9c33607-9180-4ba6-b85c-e4b5faee7192").fetch()
        """
        return models.Manga(self, id=id)

    def get_chapter(self, id: str) -> models.Chapter:
        """Return the chapter with an id, not fetched yet; see :meth:`get_manga`."""
        return models.Chapter(self, id=id)

    def get_author(self, id: str) -> models.Author:
        """Return the author with an id, not fetched yet; see :meth:`get_manga`."""
        return models.Author(self, id=id)

    def get_group(self, id: str) -> models.Group:
        """Return the group with an id, not fetched yet; see :meth:`get_manga`."""
        return models.Group(self, id=id)

    def get_user(self, id: str) -> models.User:
        """Return the user with an id, not fetched yet; see :meth:`get_manga`."""
        return models.User(self, id=id)

    def get_list(self, id: str) -> models.CustomList:
        """Return the custom list with an id, not fetched yet; see :meth:`get_manga`."""
        return models.CustomList(self, id=id)

    def get_cover(self, id: str) -> models.CoverArt:
        """Return the cover with an id, not fetched yet; see :meth:`get_manga`."""
        return models.CoverArt(self, id=id)

    async def random_manga(self, **filters: Unpack[_api.RandomFilters]) -> models.Manga:
        """Fetch a manga of MangaDex's choosing.

        Args:
            filters: What narrows the choice; what it leaves open the client's defaults do.

        Returns:
            A fetched manga.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        MangaDex: ``GET /manga/random``, sixty times a minute.
        """
        answer = await self.api.call(
            table.MANGA_RANDOM, filters=self.defaults.merged(table.MANGA_RANDOM, filters)
        )
        manga = answer.data
        return models.Manga.of(self, manga)

    # Lists

    def get_mangas(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.MangaFilters]
    ) -> models.Pager[models.Manga]:
        """Search manga.

        Args:
            limit: How many results at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the search; what it leaves open the client's defaults do. A search by
                ``title`` without ``order`` gives the best match first.

        Returns:
            An asynchronous iterator over fetched manga.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.
            TypeError: There is no such filter.

        Example:
            >>> async for manga in client.get_mangas(title="sea", limit=10):
            ...     print(manga.best_title())

        MangaDex: ``GET /manga``.
        """
        params = self.defaults.merged(table.MANGA_LIST, filters)
        if filters.get("title") is not None and filters.get("order") is None:
            params["order"] = asyncdex.MangaListOrder(relevance=asyncdex.OrderDirection.DESCENDING)
        return models.Pager(
            table.MANGA_LIST, models.Manga, self, params=params, limit=limit, read_ahead=read_ahead
        )

    search = get_mangas

    def get_chapters(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.ChapterFilters]
    ) -> models.Pager[models.Chapter]:
        """List chapters of all manga; see :meth:`get_mangas`.

        Args:
            limit: How many results at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the list; what it leaves open the client's defaults do.

        Returns:
            An asynchronous iterator over fetched chapters.

        MangaDex: ``GET /chapter``.
        """
        params = self.defaults.merged(table.CHAPTER_LIST, filters)
        return models.Pager(
            table.CHAPTER_LIST, models.Chapter, self, params=params, limit=limit, read_ahead=read_ahead
        )

    def get_authors(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.AuthorFilters]
    ) -> models.Pager[models.Author]:
        """List authors; see :meth:`get_mangas`.

        MangaDex: ``GET /author``.
        """
        return models.Pager(
            table.AUTHOR_LIST, models.Author, self, params=_plain(filters), limit=limit, read_ahead=read_ahead
        )

    def get_groups(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.GroupFilters]
    ) -> models.Pager[models.Group]:
        """List groups; see :meth:`get_mangas`.

        MangaDex: ``GET /group``.
        """
        return models.Pager(
            table.GROUP_LIST, models.Group, self, params=_plain(filters), limit=limit, read_ahead=read_ahead
        )

    def get_covers(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.CoverFilters]
    ) -> models.Pager[models.CoverArt]:
        """List covers; see :meth:`get_mangas`.

        MangaDex: ``GET /cover``.
        """
        return models.Pager(
            table.COVER_LIST,
            models.CoverArt,
            self,
            params=_plain(filters),
            limit=limit,
            read_ahead=read_ahead,
        )

    def get_users(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.UserFilters]
    ) -> models.Pager[models.User]:
        """List users, which needs a login; see :meth:`get_mangas`.

        Args:
            limit: How many users at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the list.

        Returns:
            An asynchronous iterator over fetched users, which raises :class:`Unauthorized` without a login.

        MangaDex: ``GET /user``.
        """
        return models.Pager(
            table.USER_LIST, models.User, self, params=_plain(filters), limit=limit, read_ahead=read_ahead
        )

    # Tags

    async def refresh_tag_cache(self) -> None:
        """Fetch all tags anew.

        MangaDex: ``GET /manga/tag``.
        """
        answer = await self.api.call(table.TAG_LIST)
        known = dict(self.tag_cache)
        self.tag_cache.clear()
        for entity in answer.data:
            # Manga that were met before have the same objects.
            tag = self.tag_cache[entity.id] = known.get(entity.id) or models.Tag.made(self, entity.id)
            tag.load(entity)

    async def get_tag(self, id: str) -> models.Tag:
        """Return the tag with an id, fetching all tags the first time.

        Args:
            id: The UUID.

        Raises:
            InvalidID: There is no such tag.
        """
        tag = models.Tag(self, id=id)
        if tag.id not in self.tag_cache:
            await self.refresh_tag_cache()
        if tag.id not in self.tag_cache:
            raise exceptions.InvalidID(id, models.Tag)
        return self.tag_cache[tag.id]


def _plain(filters: Any) -> dict[str, object]:
    return cast("dict[str, object]", dict(filters))
