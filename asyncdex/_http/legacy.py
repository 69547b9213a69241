"""Tokens by username and password alone: logins at the API itself, which other servers still have."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import msgspec
from yarl import URL

from asyncdex import constants
from asyncdex._wire import LegacyAnswer
from asyncdex.clock import Clock
from asyncdex.exceptions import (
    Banned,
    Captcha,
    HTTPException,
    InvalidResponse,
    RequestTimeout,
    TooManyRequests,
    Unauthorized,
)
from asyncdex.ratelimit import Ratelimits

from .call import GENERAL_GRACE, Patience
from .credentials import Credentials, Grant
from .errors import decode, error_body, judge
from .limited import send_limited
from .messages import Answer, Request, Transport
from .token_calls import ask, discreet

__all__ = ["LegacyLogin"]

#: The hosts that let programs log in through a personal API client only.
_OFFICIAL = frozenset({"api.mangadex.org", "api.mangadex.dev"})

#: What a server says that has no such logins, or no longer.
_GONE = frozenset({404, 405, 410})

_REFUSALS = range(400, 500)
_UNAUTHORIZED = 401

_NO_CLIENT = (
    "A login needs a personal API client: make one in the settings at https://mangadex.org/settings and pass "
    "its client_id and client_secret."
)

#: How long a logout may take in all, in seconds; for limits it waits no longer than the general pace asks.
_GOODBYE = 5.0

_decoder: "msgspec.json.Decoder[LegacyAnswer]" = msgspec.json.Decoder(LegacyAnswer)


class LegacyLogin:
    """The logins of the API itself. They are calls of the API like others, under its limits.

    Args:
        transport: What carries requests.
        base: The API's address without a slash at its end.
        ratelimits: The limits to keep.
        clock: What pauses are measured with.
        patience: Tells how long to wait for the limits.
    """

    def __init__(
        self,
        transport: Transport,
        base: str,
        ratelimits: Ratelimits,
        clock: Clock,
        patience: Callable[[], Patience] = Patience,
    ) -> None:
        self.transport = transport
        self.base = base
        self.ratelimits = ratelimits
        self.clock = clock
        self.patience = patience

    async def log_in(self, credentials: Credentials) -> Grant:
        """Get tokens for the username and the password."""
        body = {"username": credentials.username, "password": credentials.password}
        path = constants.routes.get("login", "/auth/login")
        return await self._grant(path, body, credentials, "The login was refused")

    async def refresh(self, credentials: Credentials) -> Grant:
        """Get tokens for the refresh token."""
        body = {"token": credentials.refresh_token}
        path = constants.routes.get("session_token", "/auth/refresh")
        return await self._grant(path, body, credentials, "The refresh token was refused")

    async def log_out(self, token: str) -> None:
        """End the session of an access token, asking once and not for long."""
        await _within(self.clock, _GOODBYE, self._end(constants.routes.get("logout", "/auth/logout"), token))

    def about_client(self, refusal: Unauthorized) -> bool:
        """Return whether the server has no such logins, and so has not looked at password or token."""
        return refusal.status in _GONE or (self._official and refusal.status in _REFUSALS)

    @property
    def _official(self) -> bool:
        return URL(self.base).host in _OFFICIAL

    async def _grant(
        self, path: str, body: Mapping[str, str | None], credentials: Credentials, what: str
    ) -> Grant:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        request = Request("POST", self.base + path, headers, msgspec.json.encode(body))

        async def send() -> Answer:
            return await send_limited(self.transport, self.ratelimits, request, path, self.patience())

        secrets = credentials.secrets
        answer = await ask(self.clock, path, send, secrets, limited=True)
        error = judge("POST", path, answer)
        if error is not None:
            raise self._refused(error, answer, path, what)
        told = decode(_decoder, "POST", path, answer, quote=False)  # it may hold tokens
        if told.result != "ok":
            raise _unauthorized(path, discreet(answer, secrets), f"{what}.")
        if told.token is None:
            msg = "The answer to {method} {path} has no tokens in it."
            raise InvalidResponse("POST", path, answer.response, status=answer.status, msg=msg)
        return Grant(told.token.session, None, told.token.refresh or None)

    def _refused(self, error: HTTPException, answer: Answer, path: str, what: str) -> HTTPException:
        """Return the exception for an answer that is an error."""
        if error.status not in _REFUSALS or isinstance(error, TooManyRequests | Banned):
            return error
        if self._official or error.status in _GONE:
            return _unauthorized(path, answer, _NO_CLIENT)
        if isinstance(error, Captcha) or (error.json is None and error.status != _UNAUTHORIZED):
            return error
        return _unauthorized(path, answer, f"{what}.")

    async def _end(self, path: str, token: str) -> None:
        headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
        request = Request("POST", self.base + path, headers)
        answer = await send_limited(self.transport, self.ratelimits, request, path, Patience(GENERAL_GRACE))
        answer = answer if answer.ok else discreet(answer, [token])
        error = judge("POST", path, answer)
        if error is not None:
            raise error
        told = decode(_decoder, "POST", path, answer, quote=False)
        if told.result != "ok":
            raise _unauthorized(path, discreet(answer, [token]), "The logout was refused.")


def _unauthorized(path: str, answer: Answer, text: str) -> Unauthorized:
    """Return a refusal with the server's own reason, where it gave one."""
    json = error_body(answer)
    message = (json or {}).get("message")
    return Unauthorized(
        "POST",
        path,
        answer.response,
        json=json,
        status=answer.status,
        headers=answer.headers,
        msg=f"{text} {message}" if isinstance(message, str) and message else text,
    )


async def _within(clock: Clock, seconds: float, work: Coroutine[Any, Any, None]) -> None:
    """Do something, but give up after a while."""
    task = asyncio.get_running_loop().create_task(work)
    timer = clock.call_later(seconds, task.cancel)
    try:
        await asyncio.wait([task])
    finally:
        timer.cancel()
        task.cancel()
    if task.cancelled():
        raise RequestTimeout("POST", "/auth/logout", "it took too long")
    task.result()
