"""Calls of the API by hand, whatever the models offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar, cast

import aiohttp
import msgspec
from msgspec.structs import replace
from multidict import CIMultiDict

from asyncdex import _api, _http, constants, exceptions
from asyncdex._api import table

__all__ = ["Calls", "Parameters"]

T = TypeVar("T")

#: Free query parameters: by name, or name by name in an order of the caller's. Each is a value, several,
#: several by key, or an order.
Parameters: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, Any]]


class Calls:
    """The part of the client that makes calls by method and URL."""

    api: _http.Requester

    async def request(
        self,
        method: str,
        url: str,
        *,
        params: Parameters | None = None,
        json: Any = None,
        with_auth: bool = True,
        retries: int = 3,
        allow_non_successful_codes: bool = False,
        add_includes: bool = False,
        max_ratelimit_wait: float | None = None,
        **session_request_kwargs: Any,
    ) -> aiohttp.ClientResponse:
        """Make a call by hand; its answer has to be read or released.

        What MangaDex documents about the operation - whether it needs a login, its limit, whether it may be
        repeated - is looked up by method and path.

        Args:
            method: The HTTP method.
            url: A path below the API, or an absolute URL; another host gets neither token nor limits.
            params: Query parameters. A list becomes ``name[]``, a mapping or an order ``name[key]``; models
                become their ids, instants UTC without a zone; None is left out.
            json: What to send as the body.
            with_auth: Whether to send the token.
            retries: How often a call that failed for a passing reason is repeated.
            allow_non_successful_codes: Whether an answer that is an error is returned, not raised.
            add_includes: Whether to ask for the attributes of what the result is related to.
            max_ratelimit_wait: The longest wait for limits in seconds; None leaves it to the client.
            session_request_kwargs: What else :meth:`aiohttp.ClientSession.request` takes.

        Returns:
            The response.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The endpoint needs a login and the client has none.
            Ratelimit: The limits would have made it wait longer than allowed; nothing was sent.
            HTTPException: The answer is an error.
            ConnectionFailed: No answer arrived.

        Example:
            >>> response = await client.request("GET", "/manga", params={"title": "sea", "limit": 1})
            >>> data = await response.json()
        """
        try:
            answer = await self._by_hand(
                method,
                url,
                params,
                json,
                session_request_kwargs,
                add_includes=add_includes,
                with_auth=with_auth,
                retries=retries,
                max_wait=max_ratelimit_wait,
            )
        except exceptions.HTTPException as error:
            # An error of the token service is not the answer that was asked for.
            own = error.path == (self.api.path_of(url) or url).partition("?")[0]
            if not allow_non_successful_codes or error.response is None or not own:
                raise
            return error.response
        if answer.response is None:
            raise exceptions.ConnectionFailed(method, url, "the transport in use gives out no responses")
        return answer.response

    async def request_as(
        self,
        method: str,
        url: str,
        *,
        type: type[T],
        params: Parameters | None = None,
        json: Any = None,
        with_auth: bool = True,
        retries: int = 3,
        add_includes: bool = False,
        max_ratelimit_wait: float | None = None,
        **session_request_kwargs: Any,
    ) -> T:
        """Make a call by hand and decode its answer into a type of yours.

        Args:
            method: The HTTP method.
            url: A path below the API, or an absolute URL.
            type: What the answer is: a msgspec struct, a dataclass, a typed dictionary, or a plain type such
                as ``dict``.
            params: Query parameters, as :meth:`request` takes them.
            json: What to send as the body.
            with_auth: Whether to send the token.
            retries: How often a call that failed for a passing reason is repeated.
            add_includes: Whether to ask for the attributes of what the result is related to.
            max_ratelimit_wait: The longest wait for limits in seconds; None leaves it to the client.
            session_request_kwargs: What else :meth:`aiohttp.ClientSession.request` takes.

        Returns:
            The decoded answer.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            InvalidResponse: The answer is of another shape.
            AsyncDexException: As :meth:`request` says.

        Example:
            >>> @dataclass
            ... class Ratings:
            ...     ratings: dict[str, object]
            >>> answer = await client.request_as("GET", "/rating", type=Ratings, params={"manga": [manga.id]})
        """
        try:
            decoder = msgspec.json.Decoder(type)
        except TypeError as error:
            raise exceptions.InvalidArgument(f"type cannot be decoded into: {error}") from error
        answer = await self._by_hand(
            method,
            url,
            params,
            json,
            session_request_kwargs,
            add_includes=add_includes,
            with_auth=with_auth,
            retries=retries,
            max_wait=max_ratelimit_wait,
            read=True,
        )
        return _http.decode(decoder, method.upper(), url.partition("?")[0], answer)

    async def _by_hand(
        self,
        method: str,
        url: str,
        params: Parameters | None,
        json: Any,
        options: Mapping[str, Any],
        *,
        add_includes: bool,
        with_auth: bool,
        retries: int,
        max_wait: float | None,
        read: bool = False,
    ) -> _http.Answer:
        method = method.upper()
        path = self.api.path_of(url)
        pairs = _api.encode_params(params or {})
        body = _body(json)
        data = options.get("data")
        if body is not None and data is not None:
            raise exceptions.InvalidArgument("json and data are both bodies; give one of them")
        _check_count("retries", retries)
        seconds = _http.Patience.check(max_wait)
        if path is None:
            return await self._elsewhere(method, _with_query(url, pairs), body, options, read=read)
        call = _call(method, path, pairs, json, add_includes=add_includes)
        return await self.api.perform(
            replace(
                call,
                body=body,
                with_auth=with_auth,
                retries=retries,
                read=read,
                repeatable=_is_repeatable(data),
                patience=None if seconds is None else _http.Patience(seconds),
                options=options,
            )
        )

    async def _elsewhere(
        self, method: str, url: str, body: bytes | None, options: Mapping[str, Any], *, read: bool
    ) -> _http.Answer:
        """Call another host, which gets no token and is under none of our limits."""
        rest = {name: value for name, value in options.items() if name != "headers"}
        headers = CIMultiDict[str](options.get("headers") or {})
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        answer = await self.api.transport.send(
            _http.Request(method, url, headers, body, read, stranger=True, options=rest)
        )
        error = _http.judge(method, url.partition("?")[0], answer)
        if error is not None:
            raise error
        return answer


def _call(
    method: str, path: str, pairs: list[tuple[str, str]], json: object, *, add_includes: bool
) -> _http.Call:
    """Return a call by hand, with what the table knows about its endpoint."""
    bare, _, query = path.partition("?")
    usual = f"/{'/'.join(filter(None, bare.split('/')))}"  # a slash too many changes nothing at the server
    row = table.find_row(method, usual, constants.routes)
    moved = row is not None and not row.limit_path.matches(usual, method)
    if row is not None and add_includes:
        pairs = [*pairs, *(("includes[]", kind) for kind in row.expand)]
    # A write that names the version it changes does not do the same twice: the second is a conflict.
    versioned = isinstance(json, Mapping) and "version" in json
    return _http.Call(
        method,
        bare,
        row.path if row is not None else bare,
        row.path if row is not None and moved else usual,
        "&".join(part for part in (query, _api.query_string(pairs)) if part),
        auth=row.auth if row is not None else _api.Auth.OPTIONAL,
        idempotent=row.idempotent if row is not None else method in _api.IDEMPOTENT and not versioned,
    )


def _check_count(argument: str, number: object) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise exceptions.InvalidArgument(f"{argument} must be a whole number from 0, not {number!r}")


def _is_repeatable(data: object) -> bool:
    """Return whether a body can be sent twice: a file or a stream is at its end after the first time."""
    if isinstance(data, Mapping):
        return all(isinstance(value, str | bytes) for value in cast("Mapping[str, object]", data).values())
    return data is None or isinstance(data, bytes | str)


def _body(json: object) -> bytes | None:
    """Return what to send for a value, or None for none."""
    if json is None:
        return None
    try:
        return msgspec.json.encode(json, enc_hook=_id_of)
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
        raise exceptions.InvalidArgument(f"json cannot be sent: {error}") from error


def _id_of(value: object) -> str:
    """Return the id of a model, which stands for it in a body."""
    if isinstance(value, _api.HasId):
        return value.id
    raise TypeError(f"objects of type {type(value).__name__} have no JSON")


def _with_query(url: str, pairs: list[tuple[str, str]]) -> str:
    query = _api.query_string(pairs)
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url
