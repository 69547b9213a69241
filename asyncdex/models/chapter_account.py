"""A chapter and the account that is logged in: read markers, changes; and what all say of it."""

from typing import TYPE_CHECKING

from asyncdex._api.table import CHAPTER_DELETE, CHAPTER_EDIT, CHAPTER_STATISTICS, READ_GET
from asyncdex._wire import ChapterAttributes

from .chapter_pages import ChapterPages
from .editing import Editable
from .fields import Known
from .markers import ids_read, mark_read, set_markers
from .statistics import Statistics, statistics_by_id

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["ChapterAccount"]


class ChapterAccount(ChapterPages, Editable[ChapterAttributes]):
    """The part of a :class:`~asyncdex.Chapter` that is about the account, and about all accounts together."""

    _updating = CHAPTER_EDIT

    #: Whether the account has read it.
    read: Known[bool] = Known("await its get_read() first", "Whether the account has read it.")

    # Read markers

    async def get_read(self) -> None:
        """Fetch whether the account has read the chapter, into :attr:`read`.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /manga/{id}/read``.
        """
        manga = await self._its_manga()
        answer = await self.client.api.call(READ_GET, manga.id)
        mark_read([self], ids_read(answer.data))

    async def mark_read(self, *, update_history: bool | None = None) -> None:
        """Mark the chapter as read; for many chapters of a manga see :meth:`Manga.set_read`.

        Args:
            update_history: Whether it goes into the account's history; None leaves it to MangaDex.

        Raises:
            InvalidID: There is no such chapter, or no such manga.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /manga/{id}/read``.
        """
        await set_markers(await self._its_manga(), [self], [], update_history=update_history)

    async def mark_unread(self) -> None:
        """Mark the chapter as not read; see :meth:`mark_read`.

        MangaDex: ``POST /manga/{id}/read``.
        """
        await set_markers(await self._its_manga(), [], [self])

    async def toggle_read(self) -> None:
        """Mark the chapter as read if it is not, and as not read if it is.

        Whether it is is asked first where :attr:`read` is not known.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET`` and ``POST /manga/{id}/read``.
        """
        if "read" not in self.__dict__:
            await self.get_read()
        await (self.mark_unread() if self.read else self.mark_read())

    # Changing it

    async def update(self) -> None:
        """Send the chapter as it is now to MangaDex.

        Change ``title``, ``volume``, ``number``, ``language`` or ``groups`` first. All of them are sent,
        against the version at which the chapter was read; for its pages see
        :meth:`MangadexClient.upload_edit`.

        Raises:
            NotFetched: The chapter was never read.
            InvalidArgument: A changed attribute cannot be right, or cannot be changed; nothing was sent.
            Conflict: Somebody else changed it since; ``current`` is the chapter as it is now.
            InvalidID: There is no such chapter.
            NotFound: Something that it names is not there, such as a group.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account neither uploaded it nor belongs to its group.

        Example:
            >>> await chapter.fetch()
            >>> chapter.title = "The Harbour"
            >>> await chapter.update()

        MangaDex: ``PUT /chapter/{id}``, ten times a minute.
        """
        await self._send_edits()

    async def delete(self) -> None:
        """Delete the chapter at MangaDex.

        Raises:
            InvalidID: There is no such chapter.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account neither uploaded it nor belongs to its group.

        MangaDex: ``DELETE /chapter/{id}``, ten times a minute.
        """
        await self._ask(CHAPTER_DELETE)
        self.mark_missing()

    async def get_statistics(self) -> Statistics:
        """Return the thread about the chapter in the forum, and how many answers it has.

        For many chapters in few calls see :meth:`MangadexClient.batch_chapter_statistics`.

        Raises:
            InvalidID: There is no such chapter.

        MangaDex: ``GET /statistics/chapter/{uuid}``.
        """
        answer = await self._ask(CHAPTER_STATISTICS)
        return statistics_by_id(CHAPTER_STATISTICS, answer, Statistics).get(self.id) or Statistics()

    async def _its_manga(self) -> "Manga":
        """Return the manga, fetching the chapter where that was never done."""
        if not self.fetched:
            await self.fetch()
        return self._need(self.manga, "manga")
