"""What MangaDex advises against: logins at the API itself, and the end of accounts."""

from dataclasses import dataclass, field
from warnings import warn

from asyncdex._api import Endpoint
from asyncdex._api.fields import concealed, filled
from asyncdex._api.table import AUTH_LOGIN, AUTH_LOGOUT, AUTH_REFRESH, USER_FINISH_DELETE
from asyncdex._wire import LegacyAnswer
from asyncdex.exceptions import InvalidArgument, InvalidResponse

from .base import Base

__all__ = ["Deprecated", "SessionTokens"]

_LOGIN = "MangaDex deprecates logins at its API; log in through a personal API client by login()"
_FAREWELL = "MangaDex deprecates the deletion of accounts through its API; use its settings page"


@dataclass(frozen=True)
class SessionTokens:
    """The tokens of a session at the API itself, which are as good as a password."""

    #: The access token.
    session: str = field(repr=False)
    #: The refresh token; None where there is none.
    refresh: str | None = field(default=None, repr=False)


class Deprecated(Base):
    """The part of the client that makes the calls MangaDex advises against."""

    async def legacy_login(
        self, password: str, *, username: str | None = None, email: str | None = None
    ) -> SessionTokens:
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
            raise InvalidArgument("either username or email must be given")
        body = {"username": username, "email": email, "password": password}
        return _tokens_in(AUTH_LOGIN, await self.api.call(AUTH_LOGIN, body=body))

    async def legacy_refresh(self, token: str) -> SessionTokens:
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
        return _tokens_in(AUTH_REFRESH, await self.api.call(AUTH_REFRESH, body={"token": token}))

    async def legacy_logout(self) -> None:
        """End the session of the client's token at the API itself; :meth:`logout` does more.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /auth/logout``, deprecated.
        """
        warn(_LOGIN, DeprecationWarning, stacklevel=2)
        await self.api.call(AUTH_LOGOUT)

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
        found = concealed(filled, "the code from the mail, as a text")("code", code)
        await self.api.call(USER_FINISH_DELETE, found.strip())


def _tokens_in(row: Endpoint[LegacyAnswer], answer: LegacyAnswer) -> SessionTokens:
    if answer.token is None:
        raise InvalidResponse(row.method, row.path, msg="The answer to {method} {path} has no tokens.")
    return SessionTokens(answer.token.session, answer.token.refresh)
