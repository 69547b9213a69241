"""What a client may log in with, and what it gets for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from asyncdex.exceptions import InvalidArgument, Unauthorized

__all__ = ["Credentials", "Grant", "Provider", "TokenService", "check_token"]

#: An async function of the user's that gives an access token.
Provider: TypeAlias = Callable[[], Awaitable[str]]


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
    def can_log_in(self) -> bool:
        """Whether there are a username and its password."""
        return self.username is not None and self.password is not None

    @property
    def usable(self) -> bool:
        """Whether there is a way to a token."""
        return self.refresh_token is not None or self.can_log_in

    @property
    def secrets(self) -> tuple[str | None, ...]:
        """What no error may quote."""
        return self.password, self.refresh_token, self.client_secret

    @property
    def personal(self) -> bool:
        """Whether there is a personal API client to log in through."""
        return self.client_id is not None and self.client_secret is not None


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token service gives; the tokens stay out of its representation."""

    access_token: str = field(repr=False)
    #: How long the access token lives, in seconds; None where the service does not say.
    lifetime: float | None = None
    refresh_token: str | None = field(default=None, repr=False)


class TokenService(Protocol):
    """One of the ways to a token.

    Its methods raise ``Unauthorized`` for a refusal, and what :meth:`Requester.call` raises for the rest.
    """

    async def log_in(self, credentials: Credentials) -> Grant:
        """Get tokens for the username and the password."""
        ...

    async def refresh(self, credentials: Credentials) -> Grant:
        """Get tokens for the refresh token."""
        ...

    async def log_out(self, token: str) -> None:
        """End the session an access token belongs to, asking once and not for long."""
        ...

    def about_client(self, refusal: Unauthorized) -> bool:
        """Return whether a refusal is about the way taken, and says nothing about password or token."""
        ...


def check_token(token: object, argument: str) -> str:
    """Return a token that can be one.

    Args:
        token: What was given.
        argument: Its name for the error, which does not quote it.

    Raises:
        InvalidArgument: It is no text, or has nothing in it.
    """
    if not isinstance(token, str):
        raise InvalidArgument(f"{argument} must be a token, a str, not {type(token).__name__}")
    if not token.strip():
        raise InvalidArgument(f"{argument} must be a token, not an empty text")
    return token
