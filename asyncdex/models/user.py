"""Users."""

from typing import TYPE_CHECKING

from asyncdex._api.table import FOLLOWS_USER, USER_GET, USER_LISTS
from asyncdex._wire import UserAttributes

from .abc import Wiring
from .fields import attribute
from .follows import is_followed
from .pager import READ_AHEAD, Pager
from .relations import model_of, register
from .uploads import Uploading

if TYPE_CHECKING:
    from .custom_list import CustomList

__all__ = ["User"]


@register("user", "leader", "member", "creator")
class User(Uploading[UserAttributes]):
    """Somebody with an account: a reader, an uploader, a member of a group."""

    kind = "user"
    _called = "username"
    _filter = "uploader"
    wiring = Wiring(UserAttributes, USER_GET)

    @attribute
    def username(self) -> str:
        """The name of the account."""
        return self._need(self._attributes.username, "username")

    @attribute
    def roles(self) -> list[str]:
        """The roles of the account, such as ``ROLE_MEMBER``."""
        return list(self._attributes.roles or ())

    @attribute
    def avatar_file_name(self) -> str | None:
        """The file name of the account's picture."""
        return self._attributes.avatar_file_name

    @attribute
    def banner_file_name(self) -> str | None:
        """The file name of the account's banner."""
        return self._attributes.banner_file_name

    def lists(self, *, limit: int | None = None, read_ahead: int = READ_AHEAD) -> "Pager[CustomList]":
        """List the public custom lists of the user.

        Args:
            limit: How many lists at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.

        Returns:
            An asynchronous iterator over fetched lists.

        MangaDex: ``GET /user/{id}/list``.
        """
        return Pager(
            USER_LISTS,
            model_of("custom_list"),
            self.client,
            ids=(self.id,),
            limit=limit,
            read_ahead=read_ahead,
        )

    async def is_followed(self) -> bool:
        """Return whether the account follows the user.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /user/follows/user/{id}``, where 404 says no.
        """
        return await is_followed(self.client, FOLLOWS_USER, self.id)
