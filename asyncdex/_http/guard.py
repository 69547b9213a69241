"""What aiohttp is kept from doing by itself, in one middleware a request."""

from collections.abc import Collection

import aiohttp

__all__ = ["Dropped", "Guard"]

#: Headers that give away who somebody is. A session may send them with everything.
_TELLING = frozenset({"Authorization", "Cookie"})


class Dropped(Exception):
    """A connection that broke; the cause says how.

    It is none of aiohttp's own exceptions, or aiohttp would send the request once more, behind the back of
    the limits and of the rule that some writes are not repeated.
    """


class Guard:
    """Stands between a request and its connection.

    Args:
        token: The ``Authorization`` to set in place of one that the session has.
        stranger: Whether it goes to somebody who must not learn who is asking.
        said: The names of the headers that the caller gave for this request, which are left alone.
    """

    __slots__ = ("_remove", "_token")

    def __init__(
        self, *, token: str | None = None, stranger: bool = False, said: Collection[str] = ()
    ) -> None:
        self._token = token
        self._remove = [name for name in _TELLING if name not in said] if stranger else []

    async def __call__(
        self, request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send a request, as aiohttp calls its middlewares."""
        for name in self._remove:
            request.headers.popall(name, None)
        if self._token is not None:
            request.headers["Authorization"] = self._token
        try:
            return await handler(request)
        except aiohttp.ClientConnectorError:
            raise  # nothing was sent, and aiohttp does not repeat it
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            raise Dropped from error
