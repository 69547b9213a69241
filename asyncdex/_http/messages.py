"""What goes out and what comes back, as plain values: all but the transport is tested without a network."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import aiohttp
import msgspec
from multidict import CIMultiDict

from asyncdex._wire.discreet import Discreet

__all__ = ["Answer", "Download", "Request", "Transport"]


class Request(Discreet, frozen=True):
    """One request, complete and immutable: sending it again sends the same.

    A structure of msgspec's, as others are here: each call makes several, and a dataclass takes seven times
    as long to make.
    """

    # Headers and body may hold a token or a password.
    _hidden = frozenset({"headers", "body", "options"})

    method: str
    url: str
    headers: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    body: bytes | None = None
    #: Whether a good answer's body is read here, or left to whoever takes the response.
    read: bool = True
    #: Whether it goes to somebody who must not learn who is asking.
    stranger: bool = False
    #: What errors call the URL, where that holds a secret.
    told: str | None = None
    #: Called when the request really goes out, behind connecting.
    sent: Callable[[], None] | None = None
    #: Further keyword arguments of aiohttp.ClientSession.request.
    options: Mapping[str, Any] = msgspec.field(default_factory=dict[str, Any])


class Answer(Discreet, frozen=True):
    """One answer with its body read, or with a live response whose body was not asked for."""

    _hidden = frozenset({"body"})

    status: int
    headers: Mapping[str, str] = msgspec.field(default_factory=CIMultiDict[str])
    body: bytes = b""
    response: aiohttp.ClientResponse | None = None

    @property
    def ok(self) -> bool:
        """Whether the status says success."""
        return 200 <= self.status < 300  # noqa: PLR2004 - HTTP's own numbers


class Download(Protocol):
    """A body that is read as it arrives."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The answer's headers."""
        ...

    def chunks(self, size: int) -> AsyncIterator[bytes]:
        """Iterate over the body in pieces of at most so many bytes."""
        ...


class Transport(Protocol):
    """What carries requests: aiohttp in earnest, a fake in unit tests.

    Both methods raise ``ConnectionFailed`` (or its subclass ``RequestTimeout``) when no whole answer arrives.
    """

    @property
    def tells_departure(self) -> bool:
        """Whether ``Request.sent`` is called when a request goes out on its connection."""
        ...

    async def send(self, request: Request) -> Answer:
        """Send a request to the API or the token service and return its answer."""
        ...

    def stream(self, url: str) -> AbstractAsyncContextManager[Download]:
        """Open a file of an image host: no token, no cookies, and no redirect is followed."""
        ...
