"""A manga and the account that is logged in: following, reading status, lists, rating, read markers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from asyncdex._api import Identified, identifier
from asyncdex._api.table import (
    FOLLOWS_MANGA,
    LIST_ADD_MANGA,
    LIST_REMOVE_MANGA,
    MANGA_FOLLOW,
    MANGA_STATISTICS,
    MANGA_UNFOLLOW,
    RATING_DELETE,
    RATING_SET,
    STATUS_GET,
    STATUS_SET,
)
from asyncdex.enum import FollowStatus

from .fields import Known
from .follows import is_followed
from .manga_editing import MangaEditing
from .markers import set_markers
from .ratings import UserRating, ratings
from .statistics import MangaStatistics, statistics_by_id

if TYPE_CHECKING:
    from .custom_list import CustomList

__all__ = ["MangaAccount"]


class MangaAccount(MangaEditing):
    """The part of a :class:`~asyncdex.Manga` that is about the account, and about all accounts together."""

    #: What the account is doing with the manga; None for nothing.
    reading_status: Known[FollowStatus | None] = Known(
        "await its get_reading_status() first", "What the account is doing with the manga; None for nothing."
    )

    # Following

    async def follow(self) -> None:
        """Follow the manga: its new chapters are in the feed of :attr:`MangadexClient.user`.

        Raises:
            InvalidID: There is no such manga.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /manga/{id}/follow``.
        """
        await self._ask(MANGA_FOLLOW)

    async def unfollow(self) -> None:
        """Follow the manga no longer.

        Raises:
            InvalidID: There is no such manga.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``DELETE /manga/{id}/follow``.
        """
        await self._ask(MANGA_UNFOLLOW)

    async def is_followed(self) -> bool:
        """Return whether the account follows the manga.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /user/follows/manga/{id}``, where 404 says no.
        """
        return await is_followed(self.client, FOLLOWS_MANGA, self.id)

    # Reading status

    async def get_reading_status(self) -> None:
        """Fetch what the account is doing with the manga, into :attr:`reading_status`.

        Raises:
            InvalidID: There is no such manga.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /manga/{id}/status``.
        """
        answer = await self._ask(STATUS_GET)
        self.reading_status = None if answer.status is None else FollowStatus.read(answer.status)

    async def set_reading_status(self, status: FollowStatus | str | None) -> None:
        """Say what the account is doing with the manga.

        Args:
            status: What it is doing, such as ``reading``; None for nothing.

        Raises:
            InvalidArgument: There is no such status; nothing was sent.
            InvalidID: There is no such manga.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> await manga.set_reading_status(FollowStatus.PLAN_TO_READ)

        MangaDex: ``POST /manga/{id}/status``.
        """
        await self._ask(STATUS_SET, body={"status": status})
        self.reading_status = None if status is None else FollowStatus(status)

    # Lists

    async def add_to_list(self, custom_list: "CustomList | str", *, order: int | None = None) -> None:
        """Put the manga on a custom list.

        Args:
            custom_list: The list, or its id.
            order: Where on the list, from 0; None leaves it to MangaDex.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            NotFound: There is no such manga or list.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The list is somebody else's.

        MangaDex: ``POST /manga/{id}/list/{listId}``.
        """
        id = identifier("custom_list", custom_list)
        await self.client.api.call(LIST_ADD_MANGA, self.id, id, filters={"order": order})

    async def remove_from_list(self, custom_list: "CustomList | str", *, order: int | None = None) -> None:
        """Take the manga off a custom list.

        Args:
            custom_list: The list, or its id.
            order: Where on the list it stands, from 0; MangaDex does without it.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            NotFound: There is no such manga or list.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The list is somebody else's.

        MangaDex: ``DELETE /manga/{id}/list/{listId}``.
        """
        id = identifier("custom_list", custom_list)
        await self.client.api.call(LIST_REMOVE_MANGA, self.id, id, filters={"order": order})

    # Rating and numbers

    async def get_rating(self) -> UserRating | None:
        """Return how the account rated the manga; None where it has not.

        For many manga in few calls see :meth:`MangadexClient.batch_ratings`.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /rating``.
        """
        return (await ratings(self.client, [self])).get(self.id)

    async def rate(self, rating: int) -> None:
        """Rate the manga.

        Args:
            rating: From 1, the worst, to 10, the best.

        Raises:
            InvalidArgument: It is something else; nothing was sent.
            InvalidID: There is no such manga.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /rating/{mangaId}``.
        """
        await self._ask(RATING_SET, body={"rating": rating})

    async def remove_rating(self) -> None:
        """Take the account's rating of the manga back.

        Raises:
            NotFound: There is no such manga, or MangaDex minds that the account has not rated it.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``DELETE /rating/{mangaId}``.
        """
        await self.client.api.call(RATING_DELETE, self.id)

    async def get_statistics(self) -> MangaStatistics:
        """Return how many follow the manga, how it is rated, and its thread in the forum.

        For many manga in few calls see :meth:`MangadexClient.batch_manga_statistics`.

        Raises:
            InvalidID: There is no such manga.

        Example:
            >>> statistics = await manga.get_statistics()
            >>> statistics.follows, statistics.bayesian, statistics.distribution[10]

        MangaDex: ``GET /statistics/manga/{uuid}``.
        """
        answer = await self._ask(MANGA_STATISTICS)
        found = statistics_by_id(MANGA_STATISTICS, answer, MangaStatistics)
        return found.get(self.id) or MangaStatistics()

    # Read markers

    async def set_read(
        self,
        read: Iterable[Identified] = (),
        unread: Iterable[Identified] = (),
        *,
        update_history: bool | None = None,
    ) -> None:
        """Mark chapters of the manga as read and others as unread, together.

        Some two hundred chapters go into one call. Chapters given as objects, and those in
        :attr:`chapters`, have their ``read`` set.

        Args:
            read: Chapters that have been read, or their ids.
            unread: Chapters that have not, or their ids.
            update_history: Whether those that were read go into the account's history; None leaves it to
                MangaDex.

        Raises:
            InvalidArgument: Something given is no chapter, or nothing is given; nothing was sent.
            InvalidID: There is no such manga.
            AsyncDexException: A call failed, and no further one was made; ``succeeded`` is what was marked
                before, by the ids of chapters.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> await manga.chapters.get()
            >>> await manga.set_read(manga.chapters)

        MangaDex: ``POST /manga/{id}/read``.
        """
        await set_markers(self, read, unread, known=self.chapters, update_history=update_history)
