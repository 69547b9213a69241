"""Tokens through a personal API client: OAuth2's password and refresh grants, as Keycloak has them."""

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec

from asyncdex._wire import TokenAnswer, TokenError
from asyncdex.clock import Clock
from asyncdex.exceptions import HTTPException, Unauthorized

from .credentials import Credentials, Grant
from .errors import decode, error_body, judge
from .messages import Answer, Request, Transport
from .token_calls import ask

__all__ = ["PersonalClient"]

#: Refusals that say nothing about password or refresh token: they are good again once the client is.
_CLIENT_FAULTS = frozenset({"invalid_client", "unauthorized_client"})

_headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_decoder: "msgspec.json.Decoder[TokenAnswer]" = msgspec.json.Decoder(TokenAnswer)


class PersonalClient:
    """The token service that MangaDex offers to programs.

    Args:
        transport: What carries requests.
        url: The address of the token endpoint.
        clock: What pauses are measured with.
    """

    def __init__(self, transport: Transport, url: str, clock: Clock) -> None:
        self.transport = transport
        self.url = url
        self.clock = clock

    async def log_in(self, credentials: Credentials) -> Grant:
        """Get tokens for the username and the password."""
        form = {
            "grant_type": "password",
            "username": credentials.username,
            "password": credentials.password,
        }
        return await self._grant(credentials, form, "The login was refused")

    async def refresh(self, credentials: Credentials) -> Grant:
        """Get tokens for the refresh token."""
        form = {"grant_type": "refresh_token", "refresh_token": credentials.refresh_token}
        return await self._grant(credentials, form, "The refresh token was refused")

    async def log_out(self, token: str) -> None:
        """Do nothing: MangaDex documents no way to end such a session."""

    def about_client(self, refusal: Unauthorized) -> bool:
        """Return whether the personal client was refused, and not who logs in through it."""
        return (refusal.json or {}).get("error") in _CLIENT_FAULTS

    async def _grant(self, credentials: Credentials, form: Mapping[str, str | None], what: str) -> Grant:
        fields = {**form, "client_id": credentials.client_id, "client_secret": credentials.client_secret}
        body = urlencode({name: value or "" for name, value in fields.items()}).encode()
        request = Request("POST", self.url, _headers, body, stranger=True)
        secrets = credentials.secrets
        answer = await ask(self.clock, self.url, lambda: self.transport.send(request), secrets, limited=False)
        error = self._judge(answer, what)
        if error is not None:
            raise error
        told = decode(_decoder, "POST", self.url, answer, quote=False)  # it may hold tokens
        return Grant(told.access_token, told.expires_in, told.refresh_token or None)

    def _judge(self, answer: Answer, what: str) -> HTTPException | None:
        """Return what is wrong with an answer of Keycloak, which has an error shape of its own."""
        json = error_body(answer)
        if answer.status not in {400, 401} or json is None:
            return judge("POST", self.url, answer)
        try:
            told = msgspec.convert(json, TokenError)
        except msgspec.ValidationError:
            told = TokenError()
        reason = ": ".join(text for text in (told.error, told.error_description) if text)
        return Unauthorized(
            "POST",
            self.url,
            answer.response,
            json=json,
            status=answer.status,
            headers=answer.headers,
            msg=f"{what} ({reason or 'no reason given'}).",
        )
