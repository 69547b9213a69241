"""The account that is logged in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, Unpack

from asyncdex._api import FeedFilters, Identified, identifier
from asyncdex._api.table import (
    AUTH_CHECK,
    FOLLOWED_FEED,
    FOLLOWED_GROUPS,
    FOLLOWED_LISTS,
    FOLLOWED_MANGA,
    FOLLOWED_USERS,
    FOLLOWS_GROUP,
    FOLLOWS_LIST,
    FOLLOWS_MANGA,
    FOLLOWS_USER,
    MY_LISTS,
    STATUS_LIST,
    USER_ME,
)
from asyncdex._wire import Entity, UserAttributes
from asyncdex.enum import FollowStatus
from asyncdex.exceptions import NotFetched, PermissionMismatch

from .abc import Wiring
from .client_account import ClientAccount
from .feeds import feed
from .fields import attribute
from .follows import is_followed
from .pager import READ_AHEAD, Pager
from .ratings import HistoryEntry, UserRating, history, ratings
from .relations import model_of
from .user import User
from .wiring import ClientLike

if TYPE_CHECKING:
    from .chapter import Chapter
    from .custom_list import CustomList
    from .group import Group
    from .manga import Manga

__all__ = ["ClientUser"]


class ClientUser(ClientAccount):
    """The account a client is logged in to; who it is is known once it has been fetched.

    Args:
        client: The client.
        version: The version it is known to have.
        data: The account as MangaDex sends it.

    Example:
        >>> user = await client.user.fetch()
        >>> user.username
        'Test'
        >>> async for manga in user.manga():
        ...     print(manga.best_title())
    """

    wiring = Wiring(UserAttributes, USER_ME)

    if not TYPE_CHECKING:

        @attribute
        def id(self) -> str:
            """Its UUID."""
            raise NotFetched(self, "id")  # loading what was fetched sets it

    def __init__(
        self, client: ClientLike, *, version: int = 0, data: Mapping[str, Any] | None = None
    ) -> None:
        self.client = client
        if version:
            self.__dict__["version"] = version
        if data is not None:
            self.parse(data)

    # Who it is and what it may do

    async def fetch(self) -> Self:
        """Fetch the account and its permissions; what was known is replaced.

        Returns:
            The object itself.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.
            HTTPException: MangaDex answered with another error.
            ConnectionFailed: No answer arrived.
        """
        rights = await self.client.api.call(AUTH_CHECK)
        await self.fetch_user()
        self.permissions = list(rights.permissions or ())
        self.roles = list(rights.roles or ()) or self.roles
        return self

    async def fetch_user(self) -> Self:
        """Fetch the account without its permissions; see :meth:`fetch`.

        MangaDex: ``GET /user/me``.
        """
        answer = await self.client.api.call(USER_ME)
        self.load(answer.data)
        return self

    def load(self, entity: Entity[UserAttributes]) -> None:
        """Replace what is known by what MangaDex sent; the library's own way to fill a model.

        Args:
            entity: The account as it was decoded.
        """
        super().load(entity)
        self.id = entity.id

    def permission_check(self, permission_name: str) -> bool:
        """Return whether the account has a permission.

        Args:
            permission_name: MangaDex's name of it, such as ``manga.create``.

        Raises:
            NotFetched: The account has not been fetched.
        """
        return permission_name in self.permissions

    def permission_exception(self, permission_name: str, method: str, path: str) -> None:
        """Raise an error where the account lacks a permission.

        Args:
            permission_name: MangaDex's name of it.
            method: The HTTP method of the call that needs it.
            path: The path of that call.

        Raises:
            PermissionMismatch: It does.
            NotFetched: The account has not been fetched.
        """
        if not self.permission_check(permission_name):
            raise PermissionMismatch(permission_name, method, path, None)

    # What it follows and keeps

    def groups(self, *, limit: int | None = None, read_ahead: int = READ_AHEAD) -> "Pager[Group]":
        """List the groups the account follows.

        Args:
            limit: How many at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.

        Returns:
            An asynchronous iterator; reading it raises :class:`Unauthorized` without a login.

        MangaDex: ``GET /user/follows/group``.
        """
        return Pager(
            FOLLOWED_GROUPS, model_of("scanlation_group"), self.client, limit=limit, read_ahead=read_ahead
        )

    def lists(self, *, limit: int | None = None, read_ahead: int = READ_AHEAD) -> "Pager[CustomList]":
        """List the account's own custom lists, private ones too; see :meth:`groups`.

        MangaDex: ``GET /user/list``.
        """
        return Pager(MY_LISTS, model_of("custom_list"), self.client, limit=limit, read_ahead=read_ahead)

    def followed_lists(
        self, *, limit: int | None = None, read_ahead: int = READ_AHEAD
    ) -> "Pager[CustomList]":
        """List the custom lists of others that the account follows; see :meth:`groups`.

        MangaDex: ``GET /user/follows/list``.
        """
        return Pager(FOLLOWED_LISTS, model_of("custom_list"), self.client, limit=limit, read_ahead=read_ahead)

    def manga(self, *, limit: int | None = None, read_ahead: int = READ_AHEAD) -> "Pager[Manga]":
        """List the manga the account follows, whatever their content rating; see :meth:`groups`.

        MangaDex: ``GET /user/follows/manga``.
        """
        return Pager(FOLLOWED_MANGA, model_of("manga"), self.client, limit=limit, read_ahead=read_ahead)

    def users(self, *, limit: int | None = None, read_ahead: int = READ_AHEAD) -> "Pager[User]":
        """List the users the account follows; see :meth:`groups`.

        MangaDex: ``GET /user/follows/user``.
        """
        return Pager(FOLLOWED_USERS, User, self.client, limit=limit, read_ahead=read_ahead)

    def manga_chapters(
        self, *, limit: int | None = None, read_ahead: int = READ_AHEAD, **filters: Unpack[FeedFilters]
    ) -> "Pager[Chapter]":
        """List the chapters of all manga the account follows.

        Args:
            limit: How many chapters at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows them; what it leaves open the client's defaults do.

        Returns:
            An asynchronous iterator over fetched chapters.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        MangaDex: ``GET /user/follows/manga/feed``.
        """
        return feed(self.client, FOLLOWED_FEED, filters, limit=limit, read_ahead=read_ahead)

    async def follows_manga(self, manga: Identified) -> bool:
        """Return whether the account follows a manga.

        Args:
            manga: The manga, or its id.

        Raises:
            InvalidArgument: It is neither; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /user/follows/manga/{id}``, where 404 says no.
        """
        return await is_followed(self.client, FOLLOWS_MANGA, identifier("manga", manga))

    async def follows_group(self, group: Identified) -> bool:
        """Return whether the account follows a group; see :meth:`follows_manga`.

        MangaDex: ``GET /user/follows/group/{id}``.
        """
        return await is_followed(self.client, FOLLOWS_GROUP, identifier("group", group))

    async def follows_user(self, user: Identified) -> bool:
        """Return whether the account follows a user; see :meth:`follows_manga`.

        MangaDex: ``GET /user/follows/user/{id}``.
        """
        return await is_followed(self.client, FOLLOWS_USER, identifier("user", user))

    async def follows_list(self, custom_list: Identified) -> bool:
        """Return whether the account follows a custom list; see :meth:`follows_manga`.

        MangaDex: ``GET /user/follows/list/{id}``.
        """
        return await is_followed(self.client, FOLLOWS_LIST, identifier("custom_list", custom_list))

    # What it reads

    async def history(self) -> list[HistoryEntry]:
        """Return what the account has read lately.

        Returns:
            Chapters, not fetched, and when they were read, as MangaDex orders them.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> entries = await client.user.history()
            >>> await client.batch_chapters(*(entry.chapter for entry in entries))

        MangaDex: ``GET /user/history``.
        """
        return await history(self.client)

    async def reading_statuses(self, status: FollowStatus | str | None = None) -> dict[str, FollowStatus]:
        """Return what the account is doing with manga, by their ids.

        Args:
            status: Only those with this status; None for all.

        Raises:
            InvalidArgument: There is no such status; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> reading = await client.user.reading_statuses(FollowStatus.READING)
            >>> mangas = [client.get_manga(id) for id in reading]

        MangaDex: ``GET /manga/status``.
        """
        answer = await self.client.api.call(STATUS_LIST, filters={"status": status})
        statuses = answer.statuses if isinstance(answer.statuses, dict) else {}
        return {id: FollowStatus.read(text) for id, text in statuses.items() if text is not None}

    async def ratings(self, *mangas: Identified) -> dict[str, UserRating]:
        """Return how the account rated manga, by their ids; see :meth:`MangadexClient.batch_ratings`."""
        return await ratings(self.client, mangas)
