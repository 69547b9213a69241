"""Everything that can go wrong, as types.

``AsyncDexException`` is the base of all. What the server answered is an :class:`HTTPException`, which is also
an :class:`aiohttp.ClientResponseError`; what never reached a server is a :class:`ConnectionFailed`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from .utils import AttrDict

__all__ = [
    "AsyncDexException",
    "BadRequest",
    "Banned",
    "Captcha",
    "ChapterUnreadable",
    "ClientClosed",
    "Conflict",
    "ConnectionFailed",
    "Forbidden",
    "HTTPException",
    "InvalidArgument",
    "InvalidID",
    "InvalidResponse",
    "Missing",
    "NotFetched",
    "NotFound",
    "OffsetLimit",
    "PageFailed",
    "Ratelimit",
    "RequestTimeout",
    "TooManyRequests",
    "Unauthorized",
]


class AsyncDexException(Exception):
    """The base class of every exception this package raises on its own account."""


class InvalidArgument(AsyncDexException, ValueError):
    """An argument that cannot be right, found before anything was sent."""


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
        seconds = (ratelimit_expires - datetime.now(UTC)).total_seconds()
        super().__init__(f"Ratelimited for {max(seconds, 0):.3f} seconds on {path}.")
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
    """

    def __init__(self, method: str, path: str, reason: str) -> None:
        super().__init__(f"No answer to {method} {path}: {reason}.")
        self.method = method
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.method, self.path, self.reason)


class RequestTimeout(ConnectionFailed, TimeoutError):
    """The answer did not arrive in time."""


class HTTPException(AsyncDexException, aiohttp.ClientResponseError):
    """An answer that is an error.

    The request's headers are left out of it, since they carry the token.

    Args:
        method: The HTTP method.
        path: The path or URL that was called.
        response: aiohttp's response, where there is one.
        json: The decoded error body, where it was JSON.
        msg: The text, in which ``{method}`` and ``{path}`` are filled in.
        status: The HTTP status, where there is no response to take it from.
        headers: The answer's headers, likewise.
        body: The raw body, of which a short excerpt is kept.
    """

    method: str
    path: str
    response: aiohttp.ClientResponse | None
    json: dict[str, Any] | None
    #: The first characters of a body that was not JSON, or of one of another shape than documented.
    excerpt: str

    def __init__(
        self,
        method: str,
        path: str,
        response: aiohttp.ClientResponse | None = None,
        *,
        json: Mapping[str, Any] | None = None,
        msg: str = "HTTP Error on {method} for {path}.",
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> None:
        if response is not None:
            status, headers = response.status, response.headers
        url = _url(path) if response is None else response.url
        text = msg.replace("{method}", method).replace("{path}", path)
        kept = CIMultiDict[str](headers or {})
        super().__init__(_request(method, url), (), status=status or 0, message=text, headers=kept)
        self.method = method
        self.path = path
        self.response = response
        self.json = None if json is None else dict(json)
        self.excerpt = body[:200].decode("utf-8", "replace") if json is None else ""
        if self.excerpt:
            self.add_note(f"The body starts with: {self.excerpt!r}")

    @property
    def errors(self) -> list[AttrDict[Any]]:
        """The errors MangaDex listed, each with id, status, title, detail and context where it gave them."""
        listed = (self.json or {}).get("errors")
        if not isinstance(listed, list):
            return []
        items = cast("list[object]", listed)
        return [AttrDict(cast("dict[str, Any]", item)) for item in items if isinstance(item, dict)]

    @property
    def request_id(self) -> str | None:
        """The ``X-Request-ID`` of the answer, which MangaDex's staff ask for."""
        return None if self.headers is None else self.headers.get("X-Request-ID")

    def __str__(self) -> str:
        text = f"HTTP {self.status}: {self.message}" if self.status else self.message
        details = "; ".join(_describe(error) for error in self.errors)
        return f"{text} {details}" if details else text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        state = {name: value for name, value in self.__dict__.items() if name != "request_info"}
        return _rebuild, (type(self), self.method, self.request_info.url, {**state, "response": None})


def _describe(error: Mapping[str, Any]) -> str:
    """Return one of MangaDex's errors as ``title: detail (context)``."""
    text = str(error.get("title") or "error")
    if error.get("detail"):
        text += f": {error['detail']}"
    return f"{text} ({error['context']})" if error.get("context") else text


def _url(text: str) -> URL:
    """Return a URL for what was called, even where it is none."""
    try:
        return URL(text)
    except ValueError:
        return URL()


def _request(method: str, url: URL) -> aiohttp.RequestInfo:
    """Return what aiohttp's exceptions tell of a request, without its headers."""
    return aiohttp.RequestInfo(url, method, CIMultiDictProxy(CIMultiDict[str]()), url)


def _rebuild(kind: type[HTTPException], method: str, url: URL, state: dict[str, Any]) -> HTTPException:
    """Restore a pickled exception; a live response cannot travel, so it is None afterwards."""
    info = _request(method, url)
    exception = kind.__new__(kind)
    exception.args = (info, ())
    exception.__dict__.update(state, request_info=info)
    return exception


class BadRequest(HTTPException):
    """400: MangaDex refused a parameter or a body."""


class Unauthorized(HTTPException):
    """401, or a call that needs a login which the client has no means for (then ``response`` is None)."""


class Forbidden(HTTPException):
    """403 with an explanation: the account may not do this."""


class Captcha(Forbidden):
    """403 that asks for a captcha; :attr:`site_key` is MangaDex's key for it."""

    @property
    def site_key(self) -> str:
        """The reCAPTCHA site key, or an empty text where the answer named none."""
        named = "" if self.headers is None else self.headers.get("X-Captcha-Sitekey", "")
        contexts = [error.get("context") for error in self.errors] if not named else []
        keys = (cast("dict[str, Any]", item).get("siteKey") for item in contexts if isinstance(item, dict))
        return named or next((key for key in keys if isinstance(key, str)), "")


class Banned(HTTPException):
    """403 without an explanation: this network address is shut out for a while; further calls prolong it."""


class NotFound(HTTPException):
    """404: there is no such thing, or it is hidden."""


class Conflict(HTTPException):
    """409: somebody else changed it since it was read."""


class TooManyRequests(HTTPException):
    """429, or one of its disguises, after all retries."""


class InvalidResponse(HTTPException):
    """An answer that is not what MangaDex documents: HTML, cut off, or of another shape.

    Its attribute ``excerpt`` holds the first characters.
    """


class Missing(AsyncDexException):
    """MangaDex left out something that a model cannot do without.

    Args:
        attribute: The name of what is missing.
        model: The kind of object it is missing from.
    """

    def __init__(self, attribute: str, model: str | None = None) -> None:
        where = f" of {model}" if model else ""
        super().__init__(f"The answer lacks the attribute {attribute!r}{where}.")
        self.attribute = attribute
        self.model = model

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.attribute, self.model)


class InvalidID(AsyncDexException):
    """There is nothing of that kind with that id.

    Args:
        id: The id.
        model: The class of what was looked for.
        msg: The text, where another than the usual one is right.
    """

    def __init__(self, id: str, model: type, msg: str = "There is no {model} with the id {id!r}.") -> None:
        super().__init__(msg.format(id=id, model=model.__name__))
        self.id = id
        self.model = model

    def __reduce__(self) -> tuple[object, ...]:
        text = str(self.args[0]).replace("{", "{{").replace("}", "}}")
        return type(self), (self.id, self.model, text)


class NotFetched(AsyncDexException, AttributeError):
    """An attribute was read before the object had been fetched.

    Args:
        obj: The object.
        attribute: The attribute that was read.
        remedy: The call that fills it.
    """

    def __init__(self, obj: object, attribute: str, remedy: str = "await its fetch() first") -> None:
        super().__init__(f"{obj!r} has no {attribute!r} yet: {remedy}.", name=attribute, obj=obj)
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.obj, self.name, self.remedy)


class OffsetLimit(AsyncDexException):
    """MangaDex lists no more than its first 10,000 results; narrow the filters to see the rest."""


class ChapterUnreadable(AsyncDexException):
    """A chapter has no pages here, and why.

    Args:
        chapter: The chapter's id.
        reason: ``external``, ``unavailable``, ``future`` or ``empty``.
        detail: A sentence that explains it.
    """

    def __init__(self, chapter: str, reason: str, detail: str) -> None:
        super().__init__(f"Chapter {chapter} cannot be read here: {detail}")
        self.chapter = chapter
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.chapter, self.reason, self.detail)


class PageFailed(AsyncDexException):
    """A page could not be had from any image node.

    Args:
        number: The page's number, from 1.
        name: The page's file name at MangaDex.
        reason: What the last node did.
    """

    def __init__(self, number: int, name: str, reason: str) -> None:
        super().__init__(f"Page {number} ({name}) could not be downloaded: {reason}.")
        self.number = number
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.number, self.name, self.reason)
