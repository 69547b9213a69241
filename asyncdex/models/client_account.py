"""The account itself: what it may do, its settings, and its end."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from warnings import warn

from asyncdex._api.table import AUTH_CHECK, SETTINGS_GET, SETTINGS_SET, USER_DELETE
from asyncdex.exceptions import NotFound

from .fields import Known
from .settings import Settings, settings_in
from .user import User

__all__ = ["ClientAccount"]


class ClientAccount(User):
    """The part of a :class:`~asyncdex.ClientUser` that is about the account itself."""

    #: What the account may do, such as ``manga.list``.
    permissions: Known[list[str]] = Known(
        "await its fetch() first", "What the account may do, such as ``manga.list``."
    )

    async def fetch_permissions(self) -> list[str]:
        """Fetch what the account may do, into :attr:`permissions`; its roles come along into ``roles``.

        Returns:
            MangaDex's names of the permissions.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /auth/check``.
        """
        rights = await self.client.api.call(AUTH_CHECK)
        self.permissions = list(rights.permissions or ())
        if rights.roles:
            self.roles = list(rights.roles)
        return self.permissions

    async def get_settings(self) -> Settings | None:
        """Return the account's settings; None where it has none.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /settings``, where 404 says that there are none.
        """
        try:
            answer = await self.client.api.call(SETTINGS_GET)
        except NotFound:
            return None
        return settings_in(SETTINGS_GET, answer)

    async def save_settings(
        self, settings: Mapping[str, Any], *, updated_at: datetime | date | str | None = None
    ) -> Settings:
        """Replace the account's settings.

        Args:
            settings: All of them, in the shape that :meth:`MangadexClient.get_settings_template` asks for.
            updated_at: When they were changed; None for now.

        Returns:
            The settings as MangaDex keeps them.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            BadRequest: They are of another shape than the template asks for.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> current = await client.user.get_settings() or Settings()
            >>> await client.user.save_settings({**current.settings, "dataSaver": True})

        MangaDex: ``POST /settings``.
        """
        instant = self.client.clock.now() if updated_at is None else updated_at
        body = {"settings": settings, "updated_at": instant}
        return settings_in(SETTINGS_SET, await self.client.api.call(SETTINGS_SET, body=body))

    async def delete(self) -> None:
        """Ask for the account to be deleted, which MangaDex advises programs not to do.

        MangaDex sends a mail with a code, see :meth:`MangadexClient.finish_account_deletion`.

        Raises:
            NotFetched: Who the account is has not been fetched.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``DELETE /user/{id}``, deprecated.
        """
        text = "MangaDex deprecates the deletion of accounts through its API; use its settings page"
        warn(text, DeprecationWarning, stacklevel=2)
        await self._ask(USER_DELETE)
