"""A live access token, renewed once for all who wait for it."""

import logging
from functools import partial

from asyncdex.clock import Clock
from asyncdex.exceptions import ClientClosed, ConnectionFailed, HTTPException, Ratelimit, Unauthorized

from .access import Access, Origin
from .credentials import Credentials, Provider, TokenService, check_token
from .single_flight import SingleFlight
from .sources import NO_CREDENTIALS, NOWHERE, Sources

__all__ = ["Tokens"]

_log = logging.getLogger("asyncdex.auth")

_ABOARD = (
    "What gives the client its token asked the client for one; its calls have to be made with_auth=False."
)
_LOGGED_OUT = "The client was logged out while it logged in."

#: The steps after an answer of 401: a renewal, then a login.
_RENEWAL, _LOGIN = 0, 1


class Tokens:
    """Keeps one access token alive.

    Args:
        credentials: What to log in with; its refresh token is kept up to date.
        personal: The service for credentials with a personal client.
        legacy: The service for those without.
        clock: What the token's age is measured with.
        provider: An async function of the user's that gives tokens, and is asked before any service.
    """

    def __init__(
        self,
        credentials: Credentials,
        personal: TokenService,
        legacy: TokenService,
        clock: Clock,
        *,
        provider: Provider | None = None,
    ) -> None:
        self.clock = clock
        self.sources = Sources(credentials, personal, legacy, clock, provider)
        self._anonymous = False
        self._access: Access | None = None
        self._flight = SingleFlight()
        self._closed = False

    def __repr__(self) -> str:
        return f"<Tokens with {'a live token' if self.access_token else 'no live token'}>"

    # What there is

    @property
    def credentials(self) -> Credentials:
        """What the client may log in with."""
        return self.sources.credentials

    @property
    def access_token(self) -> str | None:
        """The access token, or None where there is none, it has expired, or the client is anonymous."""
        access = self._access
        if access is None or self._anonymous or not access.live(self.clock.monotonic()):
            return None
        return access.token

    @property
    def anonymous(self) -> bool:
        """Whether no token is given out or asked for, whatever the client may have."""
        return self._anonymous

    @anonymous.setter
    def anonymous(self, anonymous: bool) -> None:
        self._anonymous = anonymous
        if anonymous:
            self._flight.call_off()

    @property
    def renewable(self) -> bool:
        """Whether there is a way to another token."""
        return not self._anonymous and self.sources.usable

    @property
    def obtainable(self) -> bool:
        """Whether there is a token, or a way to one, even if it was refused the last time."""
        if self._anonymous:
            return False
        return self.renewable or self.access_token is not None or self.sources.dead

    @property
    def can_log_in_anew(self) -> bool:
        """Whether a login is a further way to a token, other than the one the present token came by."""
        origin = None if self._access is None else self._access.origin
        if self._anonymous:
            return False
        if self.credentials.can_log_in:
            return origin is not Origin.PASSWORD
        return self.sources.provider is not None and origin is not Origin.PROVIDER

    def good(self) -> bool:
        """Return whether :meth:`ensure` would answer at once, without asking for a token."""
        if self._anonymous or (self._access is not None and self._access.fresh(self.clock.monotonic())):
            return True
        return not self.renewable and not self.sources.dead

    # Changing it by hand

    def set(self, token: str | None, lifetime: float | None = None) -> None:
        """Use a token.

        Args:
            token: The access token, or None for none.
            lifetime: How long it lives, in seconds; a quarter of an hour where unknown.

        Raises:
            InvalidArgument: It cannot be a token.
        """
        if token is None:
            self._access = None
            return
        checked = check_token(token, "session_token")
        self._access = Access.lasting(checked, Origin.HAND, self.clock.monotonic(), lifetime)
        self.sources.forgive()

    def forget(self, credentials: Credentials | None = None) -> None:
        """Drop the tokens and every way to one, and take other credentials, or none."""
        self._flight.call_off()
        self._access = None
        self.sources.clear(refresh_token=True, login_info=True)
        if credentials is not None:
            self.sources.credentials = credentials

    # Getting one

    async def ensure(self) -> str | None:
        """Return a token with some life left, getting one first if need be.

        Returns:
            The token, or None for a client without credentials.

        Raises:
            Unauthorized: A token service refused.
        """
        if self._flight.aboard:
            return None  # what gives tokens may make calls with this client, but not wait for itself
        while not self.good():
            if self._closed:
                raise ClientClosed("the client was closed while a call waited for a token")
            ended = await self._flight.join(self._renew_early)
            if ended and self._access is not None and not self._anonymous:
                return self._access.token  # once more round, a very short life might be over again
        return self.access_token

    async def renew(self, stale: str | None, *, by_login: bool = False) -> None:
        """Replace a token that is not good any more, once for all who ask at the same time.

        Args:
            stale: The token that is to be replaced; if it has been already, nothing is done.
            by_login: Whether to pass over the refresh token and use the password.

        Raises:
            Unauthorized: A token service refused, or there is nothing to log in with.
        """
        if self._flight.aboard:
            raise Unauthorized("POST", NOWHERE, None, msg=_ABOARD)
        if not self._anonymous and stale == (None if self._access is None else self._access.token):
            await self._flight.join(partial(self._renew, by_login=by_login))

    async def recover(self, stale: str, step: int) -> bool:
        """Take the next step after an answer of 401: a renewal first, then a login, then none.

        Args:
            stale: The token that was refused.
            step: How many steps the call has taken before.

        Returns:
            Whether there is another token to try.

        Raises:
            Unauthorized: A token service refused.
        """
        if self._anonymous or self._flight.aboard or step > _LOGIN:
            return False
        if self._access is not None and self._access.token != stale:
            return True  # somebody else took the step, or set a token by hand
        if not (self.renewable if step == _RENEWAL else self.can_log_in_anew):
            return False
        try:
            await self.renew(stale, by_login=step == _LOGIN)
        except Unauthorized:
            if self._access is not None and self._access.token == stale:
                self._access = None  # it has been refused, and nothing better is to be had
            raise
        return True

    async def log_in_as(self, credentials: Credentials) -> None:
        """Log in as somebody else; where that fails, everything stays as it was.

        Args:
            credentials: What to log in with.

        Raises:
            Unauthorized: A token service refused.
        """
        sources = self.sources
        before = sources.credentials, sources.provider, self._access, self._anonymous
        self.forget(credentials)
        try:
            await self.log_in()
        except BaseException:
            sources.credentials, sources.provider, self._access, self._anonymous = before
            raise

    def close(self) -> None:
        """End what is under way; whoever waits for a token gets ClientClosed."""
        self._closed = True
        self._flight.call_off()

    async def log_in(self) -> None:
        """Take up again what was kept, or get a new token, even with credentials that were refused before.

        Raises:
            Unauthorized: A token service refused, or there is nothing to log in with.
        """
        kept = self._access if self._anonymous else None
        alive = kept is not None and kept.live(self.clock.monotonic())
        if not (alive or self.sources.usable):
            raise Unauthorized("POST", NOWHERE, None, msg=NO_CREDENTIALS)
        self._anonymous = False
        self.sources.forgive()
        if not alive:
            await self.renew(None if self._access is None else self._access.token)
        if await self.ensure() is None:
            raise Unauthorized("POST", NOWHERE, None, msg=_LOGGED_OUT)

    async def log_out(
        self,
        delete_tokens: bool = True,  # noqa: FBT001, FBT002 - AsyncDex's signature
        clear_login_info: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """Go on anonymously, whatever the server says to it.

        Args:
            delete_tokens: Whether to end the session at the server, where that is possible, and drop the
                tokens. What is kept can be taken up again by :meth:`log_in`.
            clear_login_info: Whether to drop all one could log in with: username, password, personal client,
                provider.
        """
        access, service = self._session() if delete_tokens else (None, None)
        self.anonymous = True
        self.sources.clear(refresh_token=delete_tokens, login_info=clear_login_info)
        if delete_tokens:
            self._access = None
        if access is not None and service is not None:
            await _end(service, access.token)

    def _session(self) -> tuple[Access | None, TokenService | None]:
        """Return the live token of a session that a service can end, and the service."""
        access = self._access
        if self.access_token is None or access is None:
            return None, None
        if access.origin is Origin.HAND and self.credentials.refresh_token is not None:
            return access, self.sources.service  # begun elsewhere and given as a pair of tokens
        return access, access.service

    async def _renew(self, *, by_login: bool = False) -> None:
        before = self._access
        try:
            access = await self.sources.obtain(by_login=by_login)
        except Unauthorized:
            if self.sources.dead and self._access is before:
                self._access = None  # it is of no use to wait for its end
            raise
        if self._access is before or self._access is None:  # else one was set by hand meanwhile
            self._access = access

    async def _renew_early(self) -> None:
        """Renew, but put up with a failure that may pass while the token there is has some life left."""
        try:
            await self._renew()
        except (ConnectionFailed, HTTPException, Ratelimit) as error:
            if isinstance(error, Unauthorized) or self._access is None or self.access_token is None:
                raise
            self._access = self._access.postponed(self.clock.monotonic())
            _log.debug("the token could not be renewed yet: %s", type(error).__name__)


async def _end(service: TokenService, token: str) -> None:
    """End a session at the server; the client is logged out already, whatever comes of it."""
    try:
        await service.log_out(token)
    except Exception as error:  # noqa: BLE001 - nothing the server does keeps anybody logged in here
        status = getattr(error, "status", None)
        _log.warning(
            "the session could not be ended at the server: %s %s", type(error).__name__, status or ""
        )
