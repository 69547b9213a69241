"""The sessions of both token services: who holds which token, and for how long."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from asyncdex.sandbox.server.jwt import write_token

if TYPE_CHECKING:
    from asyncdex.sandbox.server.clocks import Clock

_ACCESS_LIFETIME = 15 * 60
_REFRESH_LIFETIME = 30 * 24 * 3600
# How many sessions are remembered; nobody has more, unless a program logs in again and again.
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Account:
    """The one account of the sandbox, with its personal client; invented anew for every sandbox.

    Attributes:
        username: The account's name.
        password: Its password.
        client_id: The id of its personal client.
        client_secret: The client's secret.
    """

    username: str
    password: str = field(default_factory=lambda: f"invented-{secrets.token_hex(8)}", repr=False)
    client_id: str = field(default_factory=lambda: f"personal-client-{uuid.uuid4()}-{secrets.token_hex(4)}")
    client_secret: str = field(default_factory=lambda: secrets.token_hex(20), repr=False)


class GrantRefusedError(Exception):
    """A request for a token that is turned down the way Keycloak does.

    Args:
        status: The HTTP status.
        error: Keycloak's name for the error.
        description: Keycloak's sentence.
    """

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.description = description


class LoginRefusedError(Exception):
    """A login at the API itself that is turned down; its text says why."""


class Held(NamedTuple):
    """A token that is good, as far as it may be shown: its text is not in it.

    Attributes:
        kind: `access` or `refresh`.
        client: The client it was given to; empty for a login at the API itself.
        seconds: How long it is still good.
    """

    kind: str
    client: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Token:
    expires: float
    session: str
    client: str


class TokenService:
    """Issues, renews and checks tokens.

    Tokens come through the personal client, in Keycloak's shapes, or by the API's own login. The API takes
    those of either kind, and refresh tokens are good for once at the service that issued them.

    Args:
        clock: Where the time comes from.
        account: The one account that may log in.
        user: The user id of that account.
        legacy: Whether the API has logins of its own at first; MangaDex refuses them.

    Attributes:
        account: The account.
        clients: The secrets of the clients that may be used, by the name they log in under.
        lifetime: How long access tokens are good, seconds.
        legacy: Whether the API has logins of its own.
    """

    def __init__(self, clock: Clock, account: Account, user: str, *, legacy: bool = True) -> None:
        self.account = account
        self.clients: dict[str, str] = {}
        self._clock = clock
        self._user = user
        self._first_legacy = legacy
        self._access: dict[str, _Token] = {}
        self._refresh: dict[str, _Token] = {}
        self._old_refresh: dict[str, _Token] = {}
        self.reset()

    def reset(self) -> None:
        """Have the account open, with its personal client and nobody logged in."""
        self.clients.clear()
        self.clients[self.account.client_id] = self.account.client_secret
        self.lifetime: float = _ACCESS_LIFETIME
        self.legacy = self._first_legacy
        self._closed = False
        self.revoke()

    def grant(self, form: dict[str, str]) -> dict[str, Any]:
        """Answer a request for a token.

        Args:
            form: The fields of the form.

        Returns:
            Keycloak's answer.

        Raises:
            GrantRefusedError: If a field is missing or wrong.
        """
        kind = form.get("grant_type")
        if not kind:
            raise GrantRefusedError(400, "invalid_request", "Missing form parameter: grant_type")
        client, secret = form.get("client_id", ""), form.get("client_secret", "")
        if self.clients.get(client) != secret:
            raise GrantRefusedError(401, "invalid_client", "Invalid client or Invalid client credentials")
        if kind == "password":
            self._check_password(form)
        elif kind == "refresh_token":
            self._spend_refresh(form)
        else:
            raise GrantRefusedError(400, "unsupported_grant_type", "Unsupported grant_type")
        return self._keycloak_answer(client)

    def log_in(self, username: str, password: str) -> dict[str, str]:
        """Answer a login at the API itself.

        Args:
            username: The account's name.
            password: Its password.

        Returns:
            The tokens of a new session.

        Raises:
            LoginRefusedError: If they do not belong together.
        """
        if self._closed or (username, password) != (self.account.username, self.account.password):
            raise LoginRefusedError("User / Password does not match")
        return self._old_session()

    def renew(self, token: str) -> dict[str, str]:
        """Answer a refresh at the API itself.

        Args:
            token: A refresh token of such a login, which is spent by it.

        Returns:
            The tokens of a new session.

        Raises:
            LoginRefusedError: If it is unknown or too old.
        """
        known = self._old_refresh.pop(token, None)
        if known is None or self._clock.monotonic() >= known.expires:
            raise LoginRefusedError("The refresh token is expired or unknown")
        return self._old_session()

    def log_out(self, token: str) -> None:
        """End a session: its tokens become invalid.

        Args:
            token: An access token of it.
        """
        session = self._access[token].session
        for tokens in (self._access, self._refresh, self._old_refresh):
            for name in [name for name, known in tokens.items() if known.session == session]:
                del tokens[name]

    def holder(self, token: str) -> str | None:
        """Return the user id behind an access token, or None if it is unknown or too old.

        Args:
            token: The access token.
        """
        known = self._access.pop(token, None)
        if known is None or self._clock.monotonic() >= known.expires:
            return None
        # What is in use is not among the oldest, which are forgotten first.
        self._access[token] = known
        return self._user

    def held(self, most: int) -> list[Held]:
        """Return tokens that are good now, access tokens before refresh tokens, the newest of each first.

        Args:
            most: How many of each kind to look at, since there may be any number.
        """
        now = self._clock.monotonic()
        stores = (("access", self._access), ("refresh", self._refresh), ("refresh", self._old_refresh))
        return [
            Held(kind, token.client, token.expires - now)
            for kind, store in stores
            for token in islice(reversed(store.values()), most)
            if token.expires > now
        ]

    def revoke(self, *, refresh: bool = True) -> None:
        """Make tokens invalid.

        Args:
            refresh: Whether refresh tokens go too; access tokens always do.
        """
        self._access.clear()
        if refresh:
            self._refresh.clear()
            self._old_refresh.clear()

    def close(self) -> None:
        """Close the account: nobody is logged in any more, nor can be."""
        self._closed = True
        self.revoke()

    def _check_password(self, form: dict[str, str]) -> None:
        if "username" not in form:
            raise GrantRefusedError(400, "invalid_request", "Missing parameter: username")
        given = form["username"], form.get("password")
        if self._closed or given != (self.account.username, self.account.password):
            raise GrantRefusedError(401, "invalid_grant", "Invalid user credentials")

    def _spend_refresh(self, form: dict[str, str]) -> None:
        if "refresh_token" not in form:
            raise GrantRefusedError(400, "invalid_request", "No refresh token")
        known = self._refresh.get(form["refresh_token"])
        if known is None:
            raise GrantRefusedError(400, "invalid_grant", "Invalid refresh token")
        if known.client != form["client_id"]:
            raise GrantRefusedError(400, "invalid_grant", "The refresh token is another client's")
        del self._refresh[form["refresh_token"]]
        if self._clock.monotonic() >= known.expires:
            raise GrantRefusedError(400, "invalid_grant", "Token is not active")

    def _issue(self, refresh_tokens: dict[str, _Token], client: str) -> tuple[str, str, str]:
        """Begin a session; return its id, its access token and its refresh token."""
        session = str(uuid.uuid4())
        issued, about = self._clock.wall(), {"sub": self._user, "azp": client, "sid": session}
        access = write_token("Bearer", about, issued, self.lifetime)
        refresh = write_token("Refresh", about, issued, _REFRESH_LIFETIME)
        now = self._clock.monotonic()
        for known in (self._access, refresh_tokens):
            self._forget_old(known, now)
        self._access[access] = _Token(now + self.lifetime, session, client)
        refresh_tokens[refresh] = _Token(now + _REFRESH_LIFETIME, session, client)
        return session, access, refresh

    @staticmethod
    def _forget_old(tokens: dict[str, _Token], now: float) -> None:
        # Those that were not used for longest stand at the front.
        while tokens and (len(tokens) >= _MOST or next(iter(tokens.values())).expires <= now):
            del tokens[next(iter(tokens))]

    def _old_session(self) -> dict[str, str]:
        _, access, refresh = self._issue(self._old_refresh, "")
        return {"session": access, "refresh": refresh}

    def _keycloak_answer(self, client: str) -> dict[str, Any]:
        session, access, refresh = self._issue(self._refresh, client)
        return {
            "access_token": access,
            "expires_in": int(self.lifetime),
            "refresh_expires_in": _REFRESH_LIFETIME,
            "refresh_token": refresh,
            "token_type": "Bearer",
            "not-before-policy": 0,
            "session_state": session,
            "scope": "email profile",
        }
