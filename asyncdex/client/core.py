"""The client itself: made, opened, logged in, closed."""

from types import TracebackType
from typing import Any, Self

import aiohttp

from asyncdex._http.auth import Credentials, LegacyLogin, PersonalClient, Tokens
from asyncdex._http.requester import Requester
from asyncdex._http.session import SessionHolder
from asyncdex._http.transport import AiohttpTransport
from asyncdex.clock import SystemClock
from asyncdex.constants import DEFAULT_API_URL, DEFAULT_AUTH_URL, DEFAULT_UPLOADS_URL, ratelimit_data
from asyncdex.enum import ContentRating
from asyncdex.exceptions import InvalidArgument, Unauthorized
from asyncdex.ratelimit import Ratelimits
from asyncdex.version import version

from .calls import Calls
from .catalogue import Catalogue

__all__ = ["MangadexClient"]


class MangadexClient(Catalogue, Calls):
    """The main client, which makes all calls.

    It may be made anywhere, but is used inside a running event loop, best by ``async with``.

    Args:
        username: The account to log in with; goes together with ``password``.
        password: Its password.
        refresh_token: A refresh token to start with, instead of or beside a password.
        sleep_on_ratelimit: Whether to sleep where a limit asks for a wait, or to raise :class:`Ratelimit`.
        session: A session of your own, which is used as it is and never closed.
        api_url: The address of the API.
        anonymous: Whether to stay logged out; all credentials are dropped.
        client_id: The id of the personal API client to log in through.
        client_secret: Its secret.
        auth_url: The address of the token service.
        uploads_url: The address of the host that has the covers.
        user_agent: The name and version of your application, put in front of ours in every request.
        session_kwargs: What to make a session with, as :class:`aiohttp.ClientSession` takes it.

    Raises:
        InvalidArgument: One of two credentials that go together is missing.

    Example:
        >>> async with MangadexClient() as client:
        ...     manga = await client.random_manga()
        ...     print(manga.best_title())
    """

    def __init__(
        self,
        *,
        username: str | None = None,
        password: str | None = None,
        refresh_token: str | None = None,
        sleep_on_ratelimit: bool = True,
        session: aiohttp.ClientSession | None = None,
        api_url: str = DEFAULT_API_URL,
        anonymous: bool = False,
        client_id: str | None = None,
        client_secret: str | None = None,
        auth_url: str = DEFAULT_AUTH_URL,
        uploads_url: str = DEFAULT_UPLOADS_URL,
        user_agent: str | None = None,
        **session_kwargs: Any,
    ) -> None:
        _check_pairs(username=username, password=password)
        _check_pairs(client_id=client_id, client_secret=client_secret)
        credentials = Credentials()
        if not anonymous:
            credentials = Credentials(
                username=username,
                password=password,
                refresh_token=refresh_token,
                client_id=client_id,
                client_secret=client_secret,
            )
        self.clock = SystemClock()
        #: The address of the API, without a slash at its end.
        self.api_base = _address("api_url", api_url)
        #: The address of the host that has the covers, without a slash at its end.
        self.uploads_url = _address("uploads_url", uploads_url)
        #: What searches, random manga and mixed feeds show.
        self.content_ratings = (ContentRating.SAFE, ContentRating.SUGGESTIVE, ContentRating.EROTICA)
        self._sessions = SessionHolder(session, session_kwargs)
        self._transport = transport = AiohttpTransport(self._sessions, _user_agent(user_agent))
        ratelimits = Ratelimits(*(rule.fresh(self.clock) for rule in ratelimit_data), clock=self.clock)
        personal = PersonalClient(transport, _address("auth_url", auth_url), self.clock)
        legacy = LegacyLogin(transport, self.api_base, ratelimits, self.clock)
        self._tokens = Tokens(credentials, personal, legacy, self.clock)
        self.api = Requester(self.api_base, transport, ratelimits, self._tokens, self.clock)
        self.sleep_on_ratelimit = sleep_on_ratelimit

    def __repr__(self) -> str:
        return f"{type(self).__name__}(anonymous={self.anonymous_mode}, username={self.username!r})"

    async def __aenter__(self) -> Self:
        self._sessions.get()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the client; a session of your own stays open. Closing twice is harmless."""
        self.api.ratelimits.close()
        self._transport.abort()
        await self._sessions.close()

    # What AsyncDex made public

    @property
    def closed(self) -> bool:
        """Whether the client has been closed."""
        return self._sessions.closed

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session in use; inside a running event loop it is made where there is none."""
        return self._sessions.get()

    @session.setter
    def session(self, session: aiohttp.ClientSession) -> None:
        self._sessions.replace(session)

    @property
    def ratelimits(self) -> Ratelimits:
        """The limits the client keeps."""
        return self.api.ratelimits

    @property
    def sleep_on_ratelimit(self) -> bool:
        """Whether to sleep where a limit asks for a wait, or to raise :class:`Ratelimit`."""
        return self.api.max_wait is None

    @sleep_on_ratelimit.setter
    def sleep_on_ratelimit(self, sleep: bool) -> None:
        self.api.max_wait = None if sleep else 0.0

    @property
    def anonymous_mode(self) -> bool:
        """Whether the client has no way to log in, so that only public endpoints are open to it."""
        return not self._tokens.obtainable

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

    async def get_session_token(self) -> None:
        """Get a session token and keep it, logging in if need be.

        Raises:
            Unauthorized: The token service refused, or there is nothing to log in with.
        """
        if await self._tokens.ensure() is None:
            raise Unauthorized("POST", "the token service", None, msg=_NO_CREDENTIALS)

    async def login(
        self,
        username: str | None = None,
        password: str | None = None,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
    ) -> None:
        """Log in.

        Args:
            username: The account; without it the credentials the client has are used.
            password: Its password.
            client_id: The id of the personal API client; without it the one the client has.
            client_secret: Its secret.

        Raises:
            InvalidArgument: One of two credentials that go together is missing.
            Unauthorized: The login was refused, or there is nothing to log in with.
        """
        _check_pairs(username=username, password=password)
        _check_pairs(client_id=client_id, client_secret=client_secret)
        old = self._tokens.credentials
        if username is not None:
            credentials = Credentials(
                username=username,
                password=password,
                client_id=client_id or old.client_id,
                client_secret=client_secret or old.client_secret,
            )
            self._tokens.forget(credentials)
        elif client_id is not None:
            old.client_id, old.client_secret = client_id, client_secret
        await self._tokens.log_in()

    async def logout(self) -> None:
        """Drop all tokens and credentials; the client goes on anonymously."""
        await self._tokens.log_out()


_NO_CREDENTIALS = "A login needs a username and a password, or a refresh token; the client has neither."


def _check_pairs(**pair: str | None) -> None:
    """Make sure that of two credentials that go together none is missing."""
    given = [name for name, value in pair.items() if value is not None]
    missing = [name for name, value in pair.items() if value is None]
    if given and missing:
        raise InvalidArgument(f"{given[0]} was given without {missing[0]}; they go together")


def _address(argument: str, url: str) -> str:
    """Return a base URL without a slash at its end."""
    if not url.startswith(("https://", "http://")):
        raise InvalidArgument(f"{argument} must start with https:// or http://, not {url!r}")
    return url.rstrip("/")


def _user_agent(application: str | None) -> str:
    ours = f"asyncdex/{version} aiohttp/{aiohttp.__version__}"
    return f"{application} {ours}" if application else ours
