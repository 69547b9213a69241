"""Tokens: from credentials to a live access token, renewed once for all who wait for it."""

import asyncio
import random
from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec

from asyncdex._wire import TokenAnswer, TokenError
from asyncdex.clock import Clock, sleep
from asyncdex.exceptions import AsyncDexException, ConnectionFailed, HTTPException, Unauthorized

from .errors import decode, error_body, judge
from .messages import Answer, Request, Transport
from .retry import wait_before_retry

__all__ = ["Credentials", "Tokens"]

#: Seconds before its end at which a token is renewed, or a tenth of its life where that is less.
_MARGIN = 60.0

#: How long a token lives where the service does not say, in seconds.
_USUAL_LIFETIME = 900.0

#: How often the token service is asked again when it is out of reach for a moment.
_RETRIES = 2

_SERVER_ERROR = 500

_NO_CLIENT = (
    "A login needs a personal API client: make one in the settings at https://mangadex.org/settings and pass "
    "its client_id and client_secret."
)

#: Refusals that say nothing about the refresh token: it is good again once the client's id and secret are.
_CLIENT_FAULTS = frozenset({"invalid_client", "unauthorized_client"})

_form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_token: "msgspec.json.Decoder[TokenAnswer]" = msgspec.json.Decoder(TokenAnswer)


class Credentials:
    """What a client may log in with; its representation tells only what is there, never its value."""

    __slots__ = ("client_id", "client_secret", "password", "refresh_token", "username")

    def __init__(
        self,
        *,
        username: str | None = None,
        password: str | None = None,
        refresh_token: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
    ) -> None:
        self.username = username
        self.password = password
        self.refresh_token = refresh_token
        self.client_id = client_id
        self.client_secret = client_secret

    def __repr__(self) -> str:
        given = [name for name in self.__slots__ if getattr(self, name) is not None]
        return f"<Credentials with {', '.join(given) or 'nothing'}>"

    @property
    def usable(self) -> bool:
        """Whether there is a way to a token."""
        return self.refresh_token is not None or self.password is not None

    def state(self) -> tuple[str | None, ...]:
        """Return all of it, to tell later whether anything has changed."""
        return tuple(getattr(self, name) for name in self.__slots__)


class Tokens:
    """Keeps one access token alive.

    Args:
        credentials: What to log in with; its refresh token is kept up to date.
        transport: What carries the login.
        url: The address of the token service.
        clock: What the token's age is measured with.
    """

    def __init__(self, credentials: Credentials, transport: Transport, url: str, clock: Clock) -> None:
        self.credentials = credentials
        self._transport = transport
        self._url = url
        self._clock = clock
        self._access: str | None = None
        self._expires = 0.0
        self._margin = 0.0
        self._renewal: asyncio.Task[None] | None = None
        #: Credentials that were refused and why, so that the service is not asked about them again and again.
        self._refused: tuple[tuple[str | None, ...], str] | None = None

    def __repr__(self) -> str:
        return f"<Tokens with {'a live token' if self.access_token else 'no live token'}>"

    @property
    def access_token(self) -> str | None:
        """The access token, or None where there is none or it has expired."""
        return self._access if self._clock.monotonic() < self._expires else None

    @property
    def obtainable(self) -> bool:
        """Whether there is a token, or a way to one, even if it was refused the last time."""
        return self.credentials.usable or self.access_token is not None or self._refused is not None

    def set(self, token: str | None, lifetime: float | None = None) -> None:
        """Use a token.

        Args:
            token: The access token, or None for none.
            lifetime: How long it lives, in seconds; a quarter of an hour where unknown.
        """
        seconds = _USUAL_LIFETIME if lifetime is None else max(lifetime, 0.0)
        self._access = token
        self._expires = self._clock.monotonic() + seconds
        self._margin = min(_MARGIN, seconds / 10)
        self._refused = None

    def forget(self, credentials: Credentials | None = None) -> None:
        """Drop the token, and take other credentials, or none."""
        self.set(None)
        self.credentials = credentials or Credentials()
        if self._renewal is not None:
            self._renewal.cancel()
            self._renewal = None

    def good(self) -> bool:
        """Return whether :meth:`ensure` would give out the token there is, without asking for another."""
        if self._access is not None and self._clock.monotonic() < self._expires - self._margin:
            return True
        return not self.credentials.usable and self._refused is None

    async def ensure(self) -> str | None:
        """Return a token with some life left, getting one first if need be.

        Returns:
            The token, or None for a client without credentials.

        Raises:
            Unauthorized: The token service refused.
        """
        if self._access is not None and self._clock.monotonic() < self._expires - self._margin:
            return self._access
        if not self.credentials.usable and self._refused is None:
            return self.access_token  # one that was set by hand is good to its last second
        await self.renew(self._access)
        return self._access if self._access is not None else await self.ensure()

    async def log_in(self) -> None:
        """Get a new token, even with credentials that were refused before.

        Raises:
            Unauthorized: The token service refused, or there is nothing to log in with.
        """
        self._refused = None
        await self.renew(self._access)

    async def renew(self, stale: str | None) -> None:
        """Replace a token that is not good any more, once for all who ask at the same time.

        Args:
            stale: The token that is to be replaced; if it has been already, nothing is done.

        Raises:
            Unauthorized: The token service refused, or there is nothing to log in with.
        """
        if stale != self._access:
            return
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.get_running_loop().create_task(self._renew())
            self._renewal.add_done_callback(_look_at)
        renewal = self._renewal
        # Not awaited itself: who asked first may give up without taking the token from the others, and a
        # logout, which cancels the renewal, cancels none of those who wait for it.
        await asyncio.wait([renewal])
        if not renewal.cancelled():
            renewal.result()

    async def _renew(self) -> None:
        if self._refused is not None and self._refused[0] == self.credentials.state():
            raise Unauthorized("POST", self._url, None, msg=self._refused[1])
        if self.credentials.refresh_token is not None and await self._refresh():
            return
        await self._log_in()

    async def _refresh(self) -> bool:
        """Use the refresh token; return False where it is dead but a password is left."""
        form = {"grant_type": "refresh_token", "refresh_token": self.credentials.refresh_token or ""}
        answer = await self._post(form)
        error = self._judge(answer, "The refresh token was refused")
        if error is None:
            self._accept(answer)
            return True
        if not isinstance(error, Unauthorized) or (error.json or {}).get("error") in _CLIENT_FAULTS:
            raise error
        self.credentials.refresh_token = None
        if self.credentials.password is None:
            self._access = None
            self._refuse(error)
            raise error
        return False

    async def _log_in(self) -> None:
        username, password = self.credentials.username, self.credentials.password
        if username is None or password is None:
            msg = "{method} for {path} needs a login, and the client has no credentials."
            raise Unauthorized("POST", self._url, None, msg=msg)
        answer = await self._post({"grant_type": "password", "username": username, "password": password})
        error = self._judge(answer, "The login was refused")
        if error is not None:
            if isinstance(error, Unauthorized):
                self._refuse(error)
            raise error
        self._accept(answer)

    def _refuse(self, error: HTTPException) -> None:
        self._refused = (self.credentials.state(), error.message)

    async def _post(self, fields: Mapping[str, str]) -> Answer:
        """Ask the token service, again where it is only out of reach for a moment."""
        client_id, secret = self.credentials.client_id, self.credentials.client_secret
        if client_id is None or secret is None:
            raise Unauthorized("POST", self._url, None, msg=_NO_CLIENT)
        body = urlencode({**fields, "client_id": client_id, "client_secret": secret}).encode()
        request = Request("POST", self._url, _form, body)
        attempt = 0
        while True:
            attempt += 1
            failure: AsyncDexException | None
            try:
                answer = await self._transport.send(request)
            except ConnectionFailed as error:
                failure = error
            else:
                failure = judge("POST", self._url, answer)
                if failure is None or failure.status < _SERVER_ERROR:
                    return answer
            await self._wait_or_raise(failure, attempt)

    async def _wait_or_raise(self, error: AsyncDexException, attempt: int) -> None:
        """Wait before the token service is asked again: two tokens for one login harm nobody."""
        chance = random.random()  # noqa: S311 - it spreads retries, it protects nothing
        wait = wait_before_retry(error, attempt=attempt, retries=_RETRIES, idempotent=True, chance=chance)
        if wait is None:
            raise error
        await sleep(self._clock, wait)

    def _accept(self, answer: Answer) -> None:
        token = decode(_token, "POST", self._url, answer, quote=False)  # it may hold tokens
        self.set(token.access_token, token.expires_in)
        if token.refresh_token is not None:
            self.credentials.refresh_token = token.refresh_token

    def _judge(self, answer: Answer, what: str) -> HTTPException | None:
        """Return what is wrong with an answer of the token service, which has an error shape of its own."""
        json = error_body(answer)
        if answer.status not in {400, 401} or json is None:
            return judge("POST", self._url, answer)
        try:
            told = msgspec.convert(json, TokenError)
        except msgspec.ValidationError:
            told = TokenError()
        reason = ": ".join(text for text in (told.error, told.error_description) if text)
        msg = f"{what} ({reason or 'no reason given'})."
        return Unauthorized(
            "POST",
            self._url,
            answer.response,
            json=json,
            status=answer.status,
            headers=answer.headers,
            msg=msg,
        )


def _look_at(task: asyncio.Task[None]) -> None:
    """Look at a renewal's outcome, so that one nobody waits for any more raises no alarm."""
    if not task.cancelled():
        task.exception()
