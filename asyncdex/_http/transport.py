"""The only code that drives aiohttp."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from asyncdex.exceptions import AsyncDexException, ConnectionFailed, InvalidArgument, RequestTimeout

from .guard import Dropped, Guard
from .messages import Answer, Download, Request
from .session import DEPARTURE, SessionHolder, has_credentials

__all__ = ["AiohttpTransport"]

#: What aiohttp raises before anything has been sent.
_UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)

#: What keeps a session from repeating and does nothing else, so that one does for all.
_USUAL = Guard()

#: Seconds: a page may take as long as it needs while bytes keep coming.
_STREAM_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=30)


class AiohttpTransport:
    """Carries requests with an aiohttp session.

    Args:
        sessions: Where the session comes from.
        user_agent: The ``User-Agent`` to send.
        insist: Whether to send it even with a session that has one of its own.
        timeout: What to wait for an answer; None leaves it to the session.
    """

    def __init__(
        self,
        sessions: SessionHolder,
        user_agent: str,
        *,
        insist: bool = False,
        timeout: aiohttp.ClientTimeout | None = None,
    ) -> None:
        self._sessions = sessions
        self._user_agent = user_agent
        self._insist = insist
        self._timeout = timeout
        self._open: set[aiohttp.ClientResponse] = set()

    def abort(self) -> None:
        """End what is under way: aiohttp leaves those who read a body waiting when its session is closed."""
        for response in list(self._open):
            response.close()

    @property
    def tells_departure(self) -> bool:
        """Whether ``Request.sent`` is called: only a session made here can be told to."""
        return not self._sessions.lent

    async def send(self, request: Request) -> Answer:
        """Send a request and return its answer.

        An answer's body is read unless the request leaves it to the caller and the status is good.

        Raises:
            ConnectionFailed: No whole answer arrived.
        """
        session, url = self._sessions.get(), _url(request.url)
        options = self._options(session, request)
        cause: Exception | None = None
        try:
            context = DEPARTURE.set(request.sent)
            try:
                response = await session.request(request.method, url, **options)
            finally:
                DEPARTURE.reset(context)
            return await self._answer(request, response)
        except (aiohttp.ClientError, TimeoutError, OSError, Dropped) as error:
            cause = _without_headers(error)
            failure = _failure(request.method, _where(request), cause)
        except ValueError:
            # What was malformed may hold a token, so it is not quoted.
            text = "cannot be sent: its host, its method or a header is malformed"
            failure = InvalidArgument(f"{request.method} {_where(request)} {text}")
        # Raised out here so that an error which quotes a header does not hang on it as its context. One of
        # aiohttp's may quote the URL, too.
        raise failure from None if request.told is not None else cause

    def _options(self, session: aiohttp.ClientSession, request: Request) -> dict[str, Any]:
        """Return the arguments of aiohttp's for a request."""
        options: dict[str, Any] = {
            "headers": self._headers(session, request.headers),
            "data": request.body,
            "allow_redirects": False,
            **request.options,
            "raise_for_status": False,  # what an answer means is judged elsewhere
        }
        if self._timeout is not None:
            options.setdefault("timeout", self._timeout)
        if request.stranger or not self._sessions.plain:
            guard = _guard(session, options["headers"], request)
            options["middlewares"] = [*self._sessions.middlewares, guard]
        return options

    async def _answer(self, request: Request, response: aiohttp.ClientResponse) -> Answer:
        """Return the answer with its body, unless that is left to the caller."""
        # A response tells its URL.
        shown = response if request.told is None else None
        good = 200 <= response.status < 300  # noqa: PLR2004 - HTTP's own numbers
        if good and not request.read:
            return Answer(response.status, response.headers, b"", shown)
        self._open.add(response)
        try:
            # Read to its end it is released; released by hand it could not be read again by the caller.
            body = await response.read()
        finally:
            self._open.discard(response)
            if not good:
                _hide_request(response)
        return Answer(response.status, response.headers, body, shown)

    @asynccontextmanager
    async def stream(self, url: str) -> AsyncGenerator[Download]:
        """Open a file of an image host; only the ``User-Agent`` goes with it.

        Raises:
            ConnectionFailed: The host did not answer, or stopped half-way.
        """
        session = self._sessions.get()
        target = _url(url)
        host = target.host or "the image host"
        try:
            async with session.get(
                target,
                headers=self._headers(session, {}),
                raise_for_status=False,
                # Volunteers run the nodes: none may send whoever asks on to a machine in a network of theirs.
                allow_redirects=False,
                timeout=_STREAM_TIMEOUT,
                middlewares=[*self._sessions.middlewares, Guard(stranger=True)],
            ) as response:
                self._open.add(response)
                try:
                    yield _Stream(response)
                finally:
                    self._open.discard(response)
        except AsyncDexException:
            raise  # from whoever reads the file; some are aiohttp's too
        except (aiohttp.ClientError, TimeoutError, Dropped) as error:
            cause = _without_headers(error)
            raise _failure("GET", host, cause) from cause

    def _headers(self, session: aiohttp.ClientSession, headers: Mapping[str, str]) -> CIMultiDict[str]:
        """Return the headers to send; an empty ``User-Agent``, which MangaDex refuses, counts as none."""
        merged = CIMultiDict(headers)
        if "User-Agent" not in merged or not merged["User-Agent"].strip():
            own = "" if self._insist else session.headers.get("User-Agent", "").strip()
            merged["User-Agent"] = own or self._user_agent
        return merged


class _Stream:
    """An aiohttp response, seen as a download."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    @property
    def status(self) -> int:
        return self._response.status

    @property
    def headers(self) -> Mapping[str, str]:
        return self._response.headers

    def chunks(self, size: int) -> AsyncIterator[bytes]:
        return aiter(self._response.content.iter_chunked(size))


def _where(request: Request) -> str:
    """Return what errors call the URL of a request."""
    return request.told or request.url.partition("?")[0]


def _url(text: str) -> URL:
    """Return a URL whose percent-encoding is left as it is."""
    try:
        url = URL(text, encoded=True)
        _ = url.port  # where it is no number, only reading it tells
    except ValueError as error:
        raise InvalidArgument(f"{text.partition('?')[0]!r} is no URL that can be called") from error
    return url


def _guard(session: aiohttp.ClientSession, headers: CIMultiDict[str], request: Request) -> Guard:
    """Return what stands between a request and its connection.

    Where the session has credentials of its own, aiohttp refuses a token beside them; it is set later then.
    """
    token = None
    if has_credentials(session):
        token = headers.pop("Authorization", None)
    if token is None and not request.stranger:
        return _USUAL
    return Guard(token=token, stranger=request.stranger, said=headers)


def _hide_request(response: aiohttp.ClientResponse) -> None:
    """Take the headers of the request, and the token in them, out of a response that an exception carries."""
    nothing = CIMultiDictProxy(CIMultiDict[str]())
    bare = aiohttp.RequestInfo(response.url, response.method, nothing, response.url)
    response._request_info = bare  # noqa: SLF001 - aiohttp has no other way


def _without_headers(error: Exception) -> Exception:
    """Return aiohttp's exception without the headers of the request: it shows them, and the token in them."""
    if isinstance(error, Dropped) and isinstance(error.__cause__, Exception):
        return error.__cause__
    if isinstance(error, aiohttp.ClientResponseError):
        url, method = error.request_info.url, error.request_info.method
        bare = aiohttp.RequestInfo(url, method, CIMultiDictProxy(CIMultiDict[str]()), url)
        error.request_info, error.history, error.args = bare, (), (bare, ())
    return error


def _failure(method: str, where: str, error: Exception) -> Exception:
    """Return our error for one of aiohttp's, without the request in it."""
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError):
        return InvalidArgument(f"{where!r} is no URL that can be called")
    arrived = not isinstance(error, _UNSENT)
    if isinstance(error, TimeoutError):
        return RequestTimeout(method, where, "it took too long", may_have_arrived=arrived)
    # A response error's text is aiohttp's account of request and answer; its message is enough.
    told = error.message if isinstance(error, aiohttp.ClientResponseError) else str(error)
    return ConnectionFailed(method, where, f"{type(error).__name__} {told}".strip(), may_have_arrived=arrived)
