"""Custom lists of manga."""

from typing import TYPE_CHECKING, Unpack

from asyncdex._api import FeedFilters
from asyncdex._api.table import LIST_FEED, LIST_GET
from asyncdex._wire import CustomListAttributes
from asyncdex.enum import Visibility

from .abc import Model, Wiring
from .feeds import feed
from .fields import attribute, relation
from .manga_list import MangaList
from .pager import READ_AHEAD
from .relations import register, related, related_one
from .user import User

if TYPE_CHECKING:
    from .chapter import Chapter
    from .pager import Pager

__all__ = ["CustomList"]


@register("custom_list")
class CustomList(Model[CustomListAttributes]):
    """A list of manga that a user keeps.

    Example:
        >>> mine = await client.get_list("1a8b6c1e-9c38-4b8b-9a6b-0d8a6f6c2f10").fetch()
        >>> await mine.load_mangas()
        >>> [manga.best_title() for manga in mine.mangas]
    """

    kind = "custom_list"
    _called = "name"
    wiring = Wiring(CustomListAttributes, LIST_GET)

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
        return related(self, self._relationships, "manga", into=MangaList)

    @relation
    def owner(self) -> User | None:
        """Whose list it is."""
        found: User | None = related_one(self, self._relationships, "user")
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
        """
        return feed(self.client, LIST_FEED, filters, ids=(self.id,), limit=limit, read_ahead=read_ahead)
