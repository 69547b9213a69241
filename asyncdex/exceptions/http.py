"""Answers that are errors, or not what they should be."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from asyncdex.utils import AttrDict

from .base import AsyncDexException

if TYPE_CHECKING:
    from asyncdex.models import Model

__all__ = [
    "BadRequest",
    "Conflict",
    "HTTPException",
    "InvalidResponse",
    "NotFound",
    "TooManyRequests",
]


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


class NotFound(HTTPException):
    """404: there is no such thing, or it is hidden."""


class Conflict(HTTPException):
    """409, or a 400 about a version: somebody else changed it since it was read."""

    #: The object as it is now, in an object of its own; None where it could not be fetched, or is none.
    current: "Model[Any] | None" = None


class TooManyRequests(HTTPException):
    """429, or one of its disguises, after all retries."""


class InvalidResponse(HTTPException):
    """An answer that is not what MangaDex documents: HTML, cut off, or of another shape.

    Its attribute ``excerpt`` holds the first characters.
    """
