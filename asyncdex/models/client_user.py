"""The account that is logged in."""

from typing import TYPE_CHECKING, Self

from asyncdex._api.table import USER_ME
from asyncdex._wire import Entity, UserAttributes

from .abc import ClientLike, Wiring
from .fields import attribute
from .user import User

__all__ = ["ClientUser"]


class ClientUser(User):
    """The account a client is logged in to; who it is is known once it has been fetched.

    Args:
        client: The client.

    Example:
        >>> user = await client.user.fetch()
        >>> user.username
        'Test'
    """

    wiring = Wiring(UserAttributes, USER_ME)

    def __init__(self, client: ClientLike) -> None:
        self.client = client

    if not TYPE_CHECKING:

        @attribute
        def id(self) -> str:
            """Its UUID."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.__dict__.get('id')!r})"

    async def fetch(self) -> Self:
        """Fetch the account; what was known is replaced.

        Returns:
            The object itself.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.
            HTTPException: MangaDex answered with another error.
            ConnectionFailed: No answer arrived.
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
