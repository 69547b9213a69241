"""The account: credentials, tokens, login and logout."""

from __future__ import annotations

from asyncdex import _http, client, exceptions, models

from .base import Base

__all__ = ["Account"]

_NO_CREDENTIALS = "A login needs a username and a password, or a refresh token; the client has neither."
_ANONYMOUS = "{method} for {path} needs a login, and the client is anonymous."


class Account(Base):
    """The part of the client that knows who it is."""

    _tokens: _http.Tokens
    _user: models.ClientUser | None = None

    @property
    def user(self) -> models.ClientUser:
        """The account that is logged in, not fetched before its ``fetch()``."""
        if self._user is None:
            self._user = models.ClientUser(self)
        return self._user

    @property
    def anonymous_mode(self) -> bool:
        """Whether the client makes its calls without a login, because it has none or was told so.

        Setting it to True stops tokens from being sent, without dropping anything; False takes them up again.
        """
        return not self._tokens.obtainable

    @anonymous_mode.setter
    def anonymous_mode(self, anonymous: bool) -> None:
        self._tokens.anonymous = anonymous

    @property
    def username(self) -> str | None:
        """The account; None when anonymous."""
        return self._tokens.credentials.username

    @username.setter
    def username(self, username: str | None) -> None:
        self._tokens.credentials.username = username

    @property
    def password(self) -> str | None:
        """The account's password; None when anonymous."""
        return self._tokens.credentials.password

    @password.setter
    def password(self, password: str | None) -> None:
        self._tokens.credentials.password = password

    @property
    def refresh_token(self) -> str | None:
        """The refresh token; None when anonymous, or before the first login."""
        return self._tokens.credentials.refresh_token

    @refresh_token.setter
    def refresh_token(self, token: str | None) -> None:
        self._tokens.credentials.refresh_token = token

    @property
    def session_token(self) -> str | None:
        """The access token; None when anonymous, before the first login, or once it has expired."""
        return self._tokens.access_token

    @session_token.setter
    def session_token(self, token: str | None) -> None:
        self._tokens.set(token)

    def raise_exception_if_not_authenticated(self, method: str, path: str) -> None:
        """Raise an error where a call that needs a login could only fail.

        Args:
            method: The HTTP method of the call.
            path: Its path.

        Raises:
            Unauthorized: The client is anonymous.
        """
        if self.anonymous_mode:
            raise exceptions.Unauthorized(method, path, None, msg=_ANONYMOUS)

    async def get_session_token(self) -> None:
        """Get a session token and keep it, logging in if need be.

        Raises:
            Unauthorized: The token service refused, or there is nothing to log in with.
        """
        if await self._tokens.ensure() is None:
            raise exceptions.Unauthorized("POST", "the token service", None, msg=_NO_CREDENTIALS)

    async def login(
        self,
        username: str | None = None,
        password: str | None = None,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
    ) -> None:
        """Log in.

        A personal API client, made in MangaDex's settings, is what MangaDex logs in through today; servers
        that still have the older login by name and password alone are logged in to by that.

        Args:
            username: The account; without it the credentials the client has are used.
            password: Its password.
            client_id: The id of the personal API client; without it the one the client has.
            client_secret: Its secret.

        Raises:
            InvalidArgument: One of two credentials that go together is missing.
            Unauthorized: The login was refused, or there is nothing to log in with.

        Example:
            >>> await client.login("name", "password", client_id="personal-client-1", client_secret="secret")
        """
        client.check_pairs(username=username, password=password)
        client.check_pairs(client_id=client_id, client_secret=client_secret)
        old = self._tokens.credentials
        if username is not None:
            credentials = _http.Credentials(
                username=username,
                password=password,
                client_id=client_id or old.client_id,
                client_secret=client_secret or old.client_secret,
            )
            await self._tokens.log_in_as(credentials)
            self._user = None
            return
        if client_id is not None:
            old.client_id, old.client_secret = client_id, client_secret
        await self._tokens.log_in()

    async def logout(self, delete_tokens: bool = True, clear_login_info: bool = True) -> None:  # noqa: FBT001, FBT002 - AsyncDex's signature
        """Log out; the client goes on anonymously, whatever the server says to it.

        Args:
            delete_tokens: Whether to end the session at a server that offers that, and to drop the tokens.
            clear_login_info: Whether to forget the account, its password and the API client. What is kept
                can be taken up again by :meth:`login`.

        Example:
            >>> await client.logout()
            >>> client.anonymous_mode
            True
        """
        self._user = None
        await self._tokens.log_out(delete_tokens=delete_tokens, clear_login_info=clear_login_info)
