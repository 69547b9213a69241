"""Where tokens come from, in which order, and what has been refused."""

import asyncio
import inspect
import logging
from copy import copy
from typing import NamedTuple

from asyncdex.clock import Clock
from asyncdex.exceptions import InvalidArgument, Unauthorized

from .access import Access, Origin
from .credentials import Credentials, Grant, Provider, TokenService, check_token

__all__ = ["NOWHERE", "NO_CREDENTIALS", "Sources"]

_log = logging.getLogger("asyncdex.auth")

#: What is said to have been called where nothing was.
NOWHERE = "the token service"

_CANCELLED = "What gives the client its token was cancelled before it gave one."

NO_CREDENTIALS = "A login needs a username and a password, or a refresh token; the client has neither."


class _Refusal(NamedTuple):
    """Who refused, and why; the exception itself would keep its frames, and the secrets in them."""

    where: str
    text: str

    def again(self) -> Unauthorized:
        return Unauthorized("POST", self.where, None, msg=self.text)


class Sources:
    """The ways to a token: the provider if there is one, else the refresh token, else the password.

    Args:
        credentials: What to log in with; its refresh token is kept up to date.
        personal: The service for credentials with a personal client.
        legacy: The service for those without.
        clock: What a token's age is measured with.
        provider: An async function of the user's that gives tokens.
    """

    def __init__(
        self,
        credentials: Credentials,
        personal: TokenService,
        legacy: TokenService,
        clock: Clock,
        provider: Provider | None,
    ) -> None:
        self.credentials = credentials
        self.personal = personal
        self.legacy = legacy
        self.clock = clock
        self.provider = provider
        #: What was refused, so that a service is not asked about it again and again.
        self._refused: dict[tuple[str | None, ...], _Refusal] = {}
        #: The refusal of a refresh token that was the only way to a token.
        self._dead: _Refusal | None = None

    @property
    def usable(self) -> bool:
        """Whether there is a way to a token."""
        return self.provider is not None or self.credentials.usable

    @property
    def dead(self) -> bool:
        """Whether the last way to a token was a refresh token, and that was refused."""
        return self._dead is not None and not self.usable

    @property
    def service(self) -> TokenService:
        """The service that the credentials are for."""
        return self.personal if self.credentials.personal else self.legacy

    def forgive(self) -> None:
        """Forget what was refused."""
        self._refused.clear()
        self._dead = None

    def clear(self, *, refresh_token: bool, login_info: bool) -> None:
        """Drop credentials, and all that was refused.

        Args:
            refresh_token: Whether to drop the refresh token.
            login_info: Whether to drop everything else.
        """
        self.forgive()
        old = self.credentials
        self.credentials = Credentials() if login_info else copy(old)
        self.credentials.refresh_token = None if refresh_token else old.refresh_token
        if login_info:
            self.provider = None

    async def obtain(self, *, by_login: bool) -> Access:
        """Get a token.

        Args:
            by_login: Whether to use the password, if there is one, and not to use the refresh token.

        Raises:
            Unauthorized: A service refused, now or when it was asked before, or there is no way to a token.
        """
        if self.provider is not None and not (by_login and self.credentials.can_log_in):
            return await self._ask(self.provider)
        if not by_login and self.credentials.refresh_token is not None:
            # Where it is dead, the next way is taken: another refresh token, if one was given meanwhile.
            return await self._refresh() or await self.obtain(by_login=by_login)
        return await self._log_in()

    async def _ask(self, provider: Provider) -> Access:
        given = provider()
        if not inspect.isawaitable(given):
            raise InvalidArgument("session_token must be a str or an async function that returns one")
        try:
            result = await given
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            # Something inside it was cancelled, not the calls that wait for it.
            raise Unauthorized("POST", NOWHERE, None, msg=_CANCELLED) from None
        token = check_token(result, "what session_token returns")
        _log.debug("a token was given by the provider")
        return Access.lasting(token, Origin.PROVIDER, self.clock.monotonic())

    async def _refresh(self) -> Access | None:
        """Use the refresh token; return None where it is dead but another way is left."""
        credentials, service = self.credentials, self.service
        used = credentials.refresh_token
        attempt = (used, credentials.client_id, credentials.client_secret)
        self._raise_if_refused(attempt)
        try:
            grant = await service.refresh(credentials)
        except Unauthorized as error:
            refusal = error
        else:
            return self._accept(grant, Origin.REFRESH, service)
        if service.about_client(refusal):
            self._refused[attempt] = _Refusal(refusal.path, str(refusal))
            raise refusal
        if credentials.refresh_token == used:
            credentials.refresh_token = None
        _log.debug("the refresh token was refused")
        if credentials.usable:
            return None
        self._dead = _Refusal(refusal.path, str(refusal))
        raise refusal

    async def _log_in(self) -> Access:
        credentials, service = self.credentials, self.service
        if not credentials.can_log_in:
            raise (self._dead or _Refusal(NOWHERE, NO_CREDENTIALS)).again()
        attempt = (
            credentials.username,
            credentials.password,
            credentials.client_id,
            credentials.client_secret,
        )
        self._raise_if_refused(attempt)
        try:
            grant = await service.log_in(credentials)
        except Unauthorized as refusal:
            self._refused[attempt] = _Refusal(refusal.path, str(refusal))
            raise
        return self._accept(grant, Origin.PASSWORD, service)

    def _raise_if_refused(self, attempt: tuple[str | None, ...]) -> None:
        if attempt in self._refused:
            raise self._refused[attempt].again()

    def _accept(self, grant: Grant, origin: Origin, service: TokenService) -> Access:
        now = self.clock.monotonic()
        access = Access.granted(grant, origin, now, service)
        if grant.refresh_token is not None:
            self.credentials.refresh_token = grant.refresh_token
        self._dead = None
        what = "refresh token" if origin is Origin.REFRESH else "password"
        _log.debug("a token was granted for the %s; it lives %.0f seconds", what, access.expires - now)
        return access
