"""The catalogue: one object by its id, and lists by filters."""

from typing import Any, Unpack, cast

from asyncdex._api import (
    AuthorFilters,
    ChapterFilters,
    CoverFilters,
    GroupFilters,
    MangaFilters,
    RandomFilters,
    UserFilters,
)
from asyncdex._api.table import (
    AUTHOR_LIST,
    CHAPTER_LIST,
    COVER_LIST,
    GROUP_LIST,
    MANGA_LIST,
    MANGA_RANDOM,
    TAG_LIST,
    USER_LIST,
)
from asyncdex.enum import OrderDirection
from asyncdex.exceptions import InvalidID
from asyncdex.list_orders import MangaListOrder
from asyncdex.models import Author, Chapter, CoverArt, CustomList, Group, Manga, Pager, Tag, TagDict, User

from .base import Base

__all__ = ["Catalogue"]


class Catalogue(Base):
    """The part of the client that reads the catalogue."""

    _tag_cache: TagDict | None = None

    # One object, lazily: nothing is sent before its fetch()

    def get_manga(self, id: str) -> Manga:
        """Return the manga with an id, not fetched yet.

        Args:
            id: The UUID.

        Raises:
            InvalidID: It is no UUID.

        Example:
            >>> manga = await client.get_manga("f9c33607-9180-4ba6-b85c-e4b5faee7192").fetch()
        """
        return Manga(self, id=id)

    def get_chapter(self, id: str) -> Chapter:
        """Return the chapter with an id, not fetched yet; see :meth:`get_manga`."""
        return Chapter(self, id=id)

    def get_author(self, id: str) -> Author:
        """Return the author with an id, not fetched yet; see :meth:`get_manga`."""
        return Author(self, id=id)

    def get_group(self, id: str) -> Group:
        """Return the group with an id, not fetched yet; see :meth:`get_manga`."""
        return Group(self, id=id)

    def get_user(self, id: str) -> User:
        """Return the user with an id, not fetched yet; see :meth:`get_manga`."""
        return User(self, id=id)

    def get_list(self, id: str) -> CustomList:
        """Return the custom list with an id, not fetched yet; see :meth:`get_manga`."""
        return CustomList(self, id=id)

    def get_cover(self, id: str) -> CoverArt:
        """Return the cover with an id, not fetched yet; see :meth:`get_manga`."""
        return CoverArt(self, id=id)

    async def random_manga(self, **filters: Unpack[RandomFilters]) -> Manga:
        """Fetch a manga of MangaDex's choosing.

        Args:
            filters: What narrows the choice; what it leaves open the client's defaults do.

        Returns:
            A fetched manga.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        MangaDex: ``GET /manga/random``, sixty times a minute.
        """
        answer = await self.api.call(MANGA_RANDOM, filters=self.defaults.merged(MANGA_RANDOM, filters))
        manga = answer.data
        return Manga.of(self, manga)

    # Lists

    def get_mangas(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[MangaFilters]
    ) -> Pager[Manga]:
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
        params = self.defaults.merged(MANGA_LIST, filters)
        if filters.get("title") is not None and filters.get("order") is None:
            params["order"] = MangaListOrder(relevance=OrderDirection.DESCENDING)
        return Pager(MANGA_LIST, Manga, self, params=params, limit=limit, read_ahead=read_ahead)

    search = get_mangas

    def get_chapters(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[ChapterFilters]
    ) -> Pager[Chapter]:
        """List chapters of all manga; see :meth:`get_mangas`.

        Args:
            limit: How many results at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the list; what it leaves open the client's defaults do.

        Returns:
            An asynchronous iterator over fetched chapters.

        MangaDex: ``GET /chapter``.
        """
        params = self.defaults.merged(CHAPTER_LIST, filters)
        return Pager(CHAPTER_LIST, Chapter, self, params=params, limit=limit, read_ahead=read_ahead)

    def get_authors(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[AuthorFilters]
    ) -> Pager[Author]:
        """List authors; see :meth:`get_mangas`.

        MangaDex: ``GET /author``.
        """
        return Pager(AUTHOR_LIST, Author, self, params=_plain(filters), limit=limit, read_ahead=read_ahead)

    def get_groups(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[GroupFilters]
    ) -> Pager[Group]:
        """List groups; see :meth:`get_mangas`.

        MangaDex: ``GET /group``.
        """
        return Pager(GROUP_LIST, Group, self, params=_plain(filters), limit=limit, read_ahead=read_ahead)

    def get_covers(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[CoverFilters]
    ) -> Pager[CoverArt]:
        """List covers; see :meth:`get_mangas`.

        MangaDex: ``GET /cover``.
        """
        return Pager(COVER_LIST, CoverArt, self, params=_plain(filters), limit=limit, read_ahead=read_ahead)

    def get_users(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[UserFilters]
    ) -> Pager[User]:
        """List users, which needs a login; see :meth:`get_mangas`.

        Args:
            limit: How many users at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the list.

        Returns:
            An asynchronous iterator over fetched users, which raises :class:`Unauthorized` without a login.

        MangaDex: ``GET /user``.
        """
        return Pager(USER_LIST, User, self, params=_plain(filters), limit=limit, read_ahead=read_ahead)

    # Tags

    @property
    def tag_cache(self) -> TagDict:
        """The tags as they were last fetched, by id."""
        if self._tag_cache is None:
            self._tag_cache = TagDict()
        return self._tag_cache

    async def refresh_tag_cache(self) -> None:
        """Fetch all tags anew.

        MangaDex: ``GET /manga/tag``.
        """
        answer = await self.api.call(TAG_LIST)
        self.tag_cache.clear()
        for tag in answer.data:
            self.tag_cache[tag.id] = Tag.of(self, tag)

    async def get_tag(self, id: str) -> Tag:
        """Return the tag with an id, fetching all tags the first time.

        Args:
            id: The UUID.

        Raises:
            InvalidID: There is no such tag.
        """
        tag = Tag(self, id=id)
        if tag.id not in self.tag_cache:
            await self.refresh_tag_cache()
        if tag.id not in self.tag_cache:
            raise InvalidID(id, Tag)
        return self.tag_cache[tag.id]


def _plain(filters: Any) -> dict[str, object]:
    return cast("dict[str, object]", dict(filters))
