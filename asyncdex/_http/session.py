"""The aiohttp session: lent by the caller and left as it is, or made here and closed here."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

import aiohttp
from aiohttp.connector import Connection

from asyncdex.exceptions import ClientClosed

from .gathering import Gathered

__all__ = ["DEPARTURE", "TIMEOUT", "SessionHolder", "has_credentials"]

#: Seconds: an API answer that takes longer than this in all is not coming. A bound for each of its pieces
#: would say so half a minute earlier at best, and takes a timer more for every call.
TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=15)

#: What is told that the request under way in this context has gone out.
DEPARTURE: ContextVar[Callable[[], None] | None] = ContextVar("DEPARTURE", default=None)


class SessionHolder:
    """Gives out one session, and closes it only if it made it.

    A session belongs to one event loop, so a new one is made where that loop is over.

    Args:
        lent: The caller's session, if there is one.
        kwargs: What to make a session with otherwise.
    """

    def __init__(self, lent: aiohttp.ClientSession | None, kwargs: Mapping[str, Any]) -> None:
        self._session = lent
        self._lent = lent is not None
        self._made: list[aiohttp.ClientSession] = []
        self._plain: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kwargs: dict[str, Any] = {"timeout": TIMEOUT, **kwargs}
        self.closed = False

    def get(self) -> aiohttp.ClientSession:
        """Return the session, made on first use.

        Raises:
            ClientClosed: The client was closed, or the lent session was.
            RuntimeError: No event loop is running, so that no session can be made.
        """
        if self.closed:
            raise ClientClosed("this client is closed; make a new one")
        session = self._session
        if session is not None and session.closed:
            if self._lent:
                raise ClientClosed("the session lent to this client was closed by its owner")
            session = None
        if session is None or (not self._lent and self._loop is not None and self._loop.is_closed()):
            session = self._session = self._make()
        return session

    @property
    def plain(self) -> bool:
        """Whether requests can be left to the session: it repeats none and has no credentials of its own."""
        return self._session is not None and self._session is self._plain

    @property
    def middlewares(self) -> Sequence[aiohttp.ClientMiddlewareType]:
        """The session's own middlewares, which those given with a request would replace."""
        own: Sequence[aiohttp.ClientMiddlewareType] = getattr(self.get(), "_middlewares", ())
        return own

    def replace(self, session: aiohttp.ClientSession) -> None:
        """Use another session of the caller's from now on."""
        self._session, self._lent = session, True

    @property
    def lent(self) -> bool:
        """Whether the session is the caller's."""
        return self._lent

    async def close(self) -> None:
        """Close what was made here; a lent session or connector stays open."""
        self.closed = True
        made, self._made, self._session = self._made, [], None
        for session in made:
            await session.close()

    def _make(self) -> aiohttp.ClientSession:
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            text = "client.session needs a running event loop: read it inside an async function"
            raise RuntimeError(text) from None
        kwargs = dict(self._kwargs)
        ssl = kwargs.pop("ssl", None)
        if kwargs.get("connector") is not None:
            kwargs.setdefault("connector_owner", False)
        elif ssl is not None:
            kwargs["connector"] = aiohttp.TCPConnector(ssl=ssl)
        if kwargs.get("cookies") is None:
            # One that the API set would come back to it for good, and MangaDex needs none.
            kwargs.setdefault("cookie_jar", aiohttp.DummyCookieJar())
        kwargs["request_class"] = _telling(kwargs.get("request_class"))
        if not kwargs.get("trace_configs"):  # which are told of a body by aiohttp's own way to read it
            kwargs.setdefault("response_class", Gathered)
        session = aiohttp.ClientSession(**kwargs)
        # aiohttp would send a request once more, behind the back of the limits and of the rule that some
        # writes are not repeated. Where it does not know this switch, something slower keeps it from that.
        if hasattr(session, "_retry_connection"):
            session._retry_connection = False  # noqa: SLF001 - of the session made here
            self._plain = None if has_credentials(session) else session
        self._made.append(session)
        return session


def has_credentials(session: aiohttp.ClientSession) -> bool:
    """Return whether a session may send credentials of its own, beside which aiohttp refuses a token."""
    return getattr(session, "auth", None) is not None or session.trust_env


class _Telling(aiohttp.ClientRequest):
    """A request that tells when it has a connection and its headers go out.

    A trace would be told the same, and costs as much as half of all else the library does for a call.
    """

    async def send(self, conn: Connection) -> aiohttp.ClientResponse:
        told = DEPARTURE.get()
        if told is not None:
            told()
        return await super().send(conn)


def _telling(given: type[aiohttp.ClientRequest] | None) -> type[aiohttp.ClientRequest]:
    """Return what requests are made of: what the caller has them made of, if anything, telling as well."""
    return _Telling if given is None else type("Telling", (_Telling, given), {})
