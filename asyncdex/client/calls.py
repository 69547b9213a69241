"""Calls of the API by hand, for what the models do not offer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import aiohttp
import msgspec
from multidict import CIMultiDict

from asyncdex._api import IDEMPOTENT, Auth, encode_params, query_string
from asyncdex._api.table import find_row
from asyncdex._http.errors import judge
from asyncdex._http.messages import Answer, Request
from asyncdex._http.requester import Call, Requester
from asyncdex.exceptions import ConnectionFailed, HTTPException, InvalidArgument

__all__ = ["Calls", "Parameter"]

_Plain: TypeAlias = str | bool | float | None

#: What a free query parameter may be: a value, several, or several by key.
Parameter: TypeAlias = _Plain | Sequence[_Plain] | Mapping[str, _Plain]


class Calls:
    """The part of the client that makes calls by method and URL."""

    api: Requester

    async def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Parameter] | None = None,
        json: Any = None,
        with_auth: bool = True,
        retries: int = 3,
        allow_non_successful_codes: bool = False,
        add_includes: bool = False,
        **session_request_kwargs: Any,
    ) -> aiohttp.ClientResponse:
        """Make a call by hand; its answer has to be read or released.

        Args:
            method: The HTTP method.
            url: A path below the API, or an absolute URL; another host gets neither token nor limits.
            params: Query parameters. A list becomes ``name[]``, a mapping ``name[key]``, None is left out.
            json: What to send as the body.
            with_auth: Whether to send the token.
            retries: How often a call that failed for a passing reason is repeated.
            allow_non_successful_codes: Whether an answer that is an error is returned, not raised.
            add_includes: Whether to ask for the attributes of what the result is related to.
            session_request_kwargs: What else :meth:`aiohttp.ClientSession.request` takes.

        Returns:
            The response.

        Raises:
            Unauthorized: The endpoint needs a login and the client has none.
            HTTPException: The answer is an error.
            ConnectionFailed: No answer arrived.

        Example:
            >>> response = await client.request("GET", "/manga", params={"title": "sea", "limit": 1})
            >>> data = await response.json()
        """
        method = method.upper()
        path = self.api.path_of(url)
        pairs = encode_params(params or {})
        body = None if json is None else msgspec.json.encode(json)
        data = session_request_kwargs.get("data")
        if body is not None and data is not None:
            raise InvalidArgument("json and data are both bodies; give one of them")
        try:
            if path is None:
                target = _with_query(url, pairs)
                answer = await self._elsewhere(method, target, body, session_request_kwargs)
            else:
                call = _call(method, path, pairs, add_includes=add_includes)
                answer = await self.api.perform(
                    replace(
                        call,
                        body=body,
                        with_auth=with_auth,
                        retries=retries,
                        repeatable=data is None or isinstance(data, bytes | str | Mapping),
                        options=session_request_kwargs,
                    )
                )
        except HTTPException as error:
            # An error of the token service is not the answer that was asked for.
            own = error.path == (path or url).partition("?")[0]
            if not allow_non_successful_codes or error.response is None or not own:
                raise
            return error.response
        if answer.response is None:
            raise ConnectionFailed(method, url, "the transport in use gives out no responses")
        return answer.response

    async def _elsewhere(
        self, method: str, url: str, body: bytes | None, options: Mapping[str, Any]
    ) -> Answer:
        """Call another host, which gets no token and is under none of our limits."""
        rest = {name: value for name, value in options.items() if name != "headers"}
        headers = CIMultiDict[str](options.get("headers") or {})
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        answer = await self.api.transport.send(Request(method, url, headers, body, read=False, options=rest))
        error = judge(method, url.partition("?")[0], answer)
        if error is not None:
            raise error
        return answer


def _call(method: str, path: str, pairs: list[tuple[str, str]], *, add_includes: bool) -> Call:
    """Return a call by hand, with what the table knows about its endpoint."""
    bare, _, query = path.partition("?")
    row = find_row(method, bare)
    if row is not None and add_includes:
        pairs = [*pairs, *(("includes[]", kind) for kind in row.expand)]
    return Call(
        method,
        bare,
        row.path if row is not None else bare,
        "&".join(part for part in (query, query_string(pairs)) if part),
        auth=row.auth if row is not None else Auth.OPTIONAL,
        idempotent=method in IDEMPOTENT,
        read=False,
    )


def _with_query(url: str, pairs: list[tuple[str, str]]) -> str:
    query = query_string(pairs)
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url
