"""Users."""

from asyncdex._api.table import USER_GET
from asyncdex._wire import UserAttributes

from .abc import Model, Wiring
from .fields import attribute
from .relations import register

__all__ = ["User"]


@register("user", "leader", "member", "creator")
class User(Model[UserAttributes]):
    """Somebody with an account: a reader, an uploader, a member of a group."""

    kind = "user"
    _called = "username"
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
