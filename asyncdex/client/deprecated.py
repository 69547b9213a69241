"""What MangaDex advises against: logins at the API itself, and the end of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from warnings import warn

from asyncdex import _api, _wire, client, exceptions
from asyncdex._api import table

from .base import Base

__all__ = ["Deprecated"]

_LOGIN = "MangaDex deprecates logins at its API; log in through a personal API client by login()"
_FAREWELL = "MangaDex deprecates the deletion of accounts through its API; use its settings page"


class Deprecated(Base):
    """The part of the client that makes the calls MangaDex advises against."""

    async def legacy_login(
        self, password: str, *, username: str | None = None, email: str | None = None
    ) -> client.SessionTokens:
        """Log in at the API itself; the client's own login stays what it is.

        :meth:`login` is the way to log in. This is for servers and tools that want the tokens themselves.

        Args:
            password: The password, of 8 characters at least.
            username: The account; either this or ``email``.
            email: The account's address.

        Returns:
            The tokens; their text shows neither.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The login was refused.

        MangaDex: ``POST /auth/login``, deprecated.
        """
        warn(_LOGIN, DeprecationWarning, stacklevel=2)
        if (username is None) is (email is None):
            raise exceptions.InvalidArgument("either username or email must be given")
        body = {"username": username, "email": email, "password": password}
        return _tokens_in(table.AUTH_LOGIN, await self.api.call(table.AUTH_LOGIN, body=body))

    async def legacy_refresh(self, token: str) -> client.SessionTokens:
        """Get new tokens at the API itself; the client's own login stays what it is.

        Args:
            token: The refresh token.

        Returns:
            The tokens; their text shows neither.

        Raises:
            InvalidArgument: The token is empty, or no text; nothing was sent.
            Unauthorized: It was refused.

        MangaDex: ``POST /auth/refresh``, deprecated.
        """
        warn(_LOGIN, DeprecationWarning, stacklevel=2)
        return _tokens_in(table.AUTH_REFRESH, await self.api.call(table.AUTH_REFRESH, body={"token": token}))

    async def legacy_logout(self) -> None:
        """End the session of the client's token at the API itself; :meth:`logout` does more.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /auth/logout``, deprecated.
        """
        warn(_LOGIN, DeprecationWarning, stacklevel=2)
        await self.api.call(table.AUTH_LOGOUT)

    async def finish_account_deletion(self, code: str) -> None:
        """Delete an account for good, with the code from the mail that :meth:`.ClientUser.delete` sends.

        Args:
            code: The code.

        Raises:
            InvalidArgument: The code is empty, or no text; nothing was sent.
            HTTPException: MangaDex refused; the error does not show the code.

        MangaDex: ``POST /user/delete/{code}``, deprecated.
        """
        warn(_FAREWELL, DeprecationWarning, stacklevel=2)
        found = _api.concealed(_api.filled, "the code from the mail, as a text")("code", code)
        await self.api.call(table.USER_FINISH_DELETE, found.strip())


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the class of the tokens, which is of use here only once there are some."""
        if name == "SessionTokens":
            return client.SessionTokens
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _tokens_in(row: _api.Endpoint[_wire.LegacyAnswer], answer: _wire.LegacyAnswer) -> client.SessionTokens:
    if answer.token is None:
        raise exceptions.InvalidResponse(
            row.method, row.path, msg="The answer to {method} {path} has no tokens."
        )
    return client.SessionTokens(answer.token.session, answer.token.refresh)
