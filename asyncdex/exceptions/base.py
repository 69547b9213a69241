"""What goes wrong before an answer is there: mistakes, limits, connections."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AsyncDexException",
    "ClientClosed",
    "ConnectionFailed",
    "InvalidArgument",
    "NotOffered",
    "Ratelimit",
    "RequestTimeout",
]


class AsyncDexException(Exception):
    """The base class of every exception this package raises on its own account."""

    #: What a call for many things had brought when it failed: results by id. None for any other call.
    succeeded: "Mapping[Any, Any] | None" = None


class InvalidArgument(AsyncDexException, ValueError):
    """An argument that cannot be right, found before anything was sent."""


class NotOffered(AsyncDexException):
    """MangaDex does not offer this, or no longer; nothing was sent.

    Args:
        what: What was asked for.
        instead: A sentence that says where it is done.
    """

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"MangaDex does not offer {what}. {instead}")
        self.what = what
        self.instead = instead

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what, self.instead)


class ClientClosed(AsyncDexException, RuntimeError):
    """The client was used after it had been closed."""


class Ratelimit(AsyncDexException):
    """A call would have had to wait longer than the caller allowed; nothing was sent.

    Args:
        path: The rule's path as MangaDex documents it, or ``*`` for the general pace.
        ratelimit_amount: How many calls the rule allows in its window.
        ratelimit_expires: When a call may be made again; naive means UTC.
    """

    path: str
    ratelimit_amount: int
    ratelimit_expires: datetime

    def __init__(self, path: str, ratelimit_amount: int, ratelimit_expires: datetime) -> None:
        if ratelimit_expires.tzinfo is None:
            ratelimit_expires = ratelimit_expires.replace(tzinfo=UTC)
        left = max(ratelimit_expires - datetime.now(UTC), timedelta())
        # Cut off, not rounded: a hundred seconds that have begun to pass are 99.999.
        seconds = left // timedelta(milliseconds=1) / 1000
        super().__init__(f"Ratelimited for {seconds:.3f} seconds on {path}.")
        self.path = path
        self.ratelimit_amount = ratelimit_amount
        self.ratelimit_expires = ratelimit_expires

    def __reduce__(self) -> tuple[object, ...]:
        # The text comes along, since made anew it would tell of the seconds left then.
        made_of = (self.path, self.ratelimit_amount, self.ratelimit_expires)
        return type(self), made_of, {"args": self.args}


class ConnectionFailed(AsyncDexException, aiohttp.ClientConnectionError):
    """No usable answer arrived: refused, reset, cut off, or no route.

    Args:
        method: The HTTP method.
        path: The path or URL that was called.
        reason: What happened, in a few words.
        may_have_arrived: Whether the request may have reached the server; not so without a connection.
    """

    def __init__(self, method: str, path: str, reason: str, *, may_have_arrived: bool = True) -> None:
        super().__init__(f"No answer to {method} {path}: {reason}.")
        self.method = method
        self.path = path
        self.reason = reason
        self.may_have_arrived = may_have_arrived

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.method, self.path, self.reason), {"may_have_arrived": self.may_have_arrived}


class RequestTimeout(ConnectionFailed, TimeoutError):
    """The answer did not arrive in time."""
