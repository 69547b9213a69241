"""Custom lists of manga."""

from typing import TYPE_CHECKING, Unpack

from asyncdex._api import FeedFilters, Identified, identifier
from asyncdex._api.table import (
    FOLLOWS_LIST,
    LIST_ADD_MANGA,
    LIST_DELETE,
    LIST_EDIT,
    LIST_FEED,
    LIST_FOLLOW,
    LIST_GET,
    LIST_REMOVE_MANGA,
    LIST_UNFOLLOW,
)
from asyncdex._wire import CustomListAttributes
from asyncdex.enum import Visibility

from .abc import Wiring
from .editing import Editable
from .feeds import feed
from .fields import attribute, relation
from .follows import is_followed
from .manga_list import MangaList
from .pager import READ_AHEAD
from .relations import register, related, related_one
from .user import User

if TYPE_CHECKING:
    from .chapter import Chapter
    from .pager import Pager

__all__ = ["CustomList"]


@register("custom_list")
class CustomList(Editable[CustomListAttributes]):
    """A list of manga that a user keeps.

    Example:
        >>> mine = await client.get_list("1a8b6c1e-9c38-4b8b-9a6b-0d8a6f6c2f10").fetch()
        >>> await mine.load_mangas()
        >>> [manga.best_title() for manga in mine.mangas]
    """

    kind = "custom_list"
    _called = "name"
    wiring = Wiring(CustomListAttributes, LIST_GET)
    _updating = LIST_EDIT

    @attribute
    def name(self) -> str:
        """The name."""
        return self._need(self._attributes.name, "name")

    @attribute
    def visibility(self) -> Visibility:
        """Who may see it."""
        return Visibility.read(self._need(self._attributes.visibility, "visibility"))

    @relation
    def mangas(self) -> MangaList:
        """The manga on it, which only their ids are known of before :meth:`load_mangas`."""
        return related(self, self._related_to, "manga", into=MangaList)

    @relation
    def owner(self) -> User | None:
        """Whose list it is."""
        found: User | None = related_one(self, self._related_to, "user")
        return found

    async def load_mangas(self) -> None:
        """Fetch the manga on the list, a hundred a call.

        A list that has not been fetched is fetched first.

        Raises:
            InvalidID: There is no such list, or it is somebody else's and private.
        """
        if not self.fetched:
            await self.fetch()
        await self.mangas.fetch_all()

    def manga_chapters(
        self, *, limit: int | None = None, read_ahead: int = READ_AHEAD, **filters: Unpack[FeedFilters]
    ) -> "Pager[Chapter]":
        """List the chapters of the manga on the list.

        Args:
            limit: How many chapters at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows them; what it leaves open the client's defaults do.

        Returns:
            An asynchronous iterator over fetched chapters; for a private list, reading it raises
            :class:`Unauthorized` without a login, and :class:`Forbidden` for one of somebody else.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        MangaDex: ``GET /list/{id}/feed``.
        """
        return feed(self.client, LIST_FEED, filters, ids=(self.id,), limit=limit, read_ahead=read_ahead)

    async def update(self) -> None:
        """Send the list as it is now to MangaDex.

        Change ``name``, ``visibility`` or ``mangas`` first. All of them are sent, those that were not
        touched exactly as MangaDex sent them, against the version at which the list was read.

        Raises:
            NotFetched: The list was never read.
            InvalidArgument: A changed attribute cannot be right, or cannot be changed; nothing was sent.
            Conflict: Somebody else changed it since; ``current`` is the list as it is now.
            InvalidID: There is no such list.
            NotFound: Something that it names is not there, such as a manga.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The list is somebody else's.

        MangaDex: ``PUT /list/{id}``.
        """
        await self._send_edits()

    async def delete(self) -> None:
        """Delete the list at MangaDex.

        Raises:
            InvalidID: There is no such list.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The list is somebody else's.

        MangaDex: ``DELETE /list/{id}``.
        """
        await self._ask(LIST_DELETE)
        self.mark_missing()

    async def follow(self) -> None:
        """Follow the list.

        Raises:
            InvalidID: There is no such list.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /list/{id}/follow``.
        """
        await self._ask(LIST_FOLLOW)

    async def unfollow(self) -> None:
        """Follow the list no longer.

        Raises:
            InvalidID: There is no such list.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``DELETE /list/{id}/follow``.
        """
        await self._ask(LIST_UNFOLLOW)

    async def is_followed(self) -> bool:
        """Return whether the account follows the list.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /user/follows/list/{id}``, where 404 says no.
        """
        return await is_followed(self.client, FOLLOWS_LIST, self.id)

    async def add_manga(self, manga: Identified, *, order: int | None = None) -> None:
        """Put a manga on the list, which has to be the account's own.

        :attr:`mangas` and ``version`` stay what they were: fetch the list before changing it otherwise.

        Args:
            manga: The manga, or its id.
            order: Where on the list, from 0; None leaves it to MangaDex.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            NotFound: There is no such manga or list.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The list is somebody else's.

        MangaDex: ``POST /manga/{id}/list/{listId}``.
        """
        id = identifier("manga", manga)
        await self.client.api.call(LIST_ADD_MANGA, id, self.id, filters={"order": order})

    async def remove_manga(self, manga: Identified) -> None:
        """Take a manga off the list, which has to be the account's own; see :meth:`add_manga`.

        Args:
            manga: The manga, or its id.

        Raises:
            InvalidArgument: It is neither; nothing was sent.
            NotFound: There is no such manga or list.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The list is somebody else's.

        MangaDex: ``DELETE /manga/{id}/list/{listId}``.
        """
        await self.client.api.call(LIST_REMOVE_MANGA, identifier("manga", manga), self.id)
