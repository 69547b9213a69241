"""One call, from parameters to an answer: a short loop over the parts that hold the rules."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar
from urllib.parse import quote

from multidict import CIMultiDict
from yarl import URL

from asyncdex import constants
from asyncdex._api import Auth, Endpoint, encode_filters, fill, query_string
from asyncdex.clock import Clock, sleep
from asyncdex.exceptions import AsyncDexException, InvalidArgument, TooManyRequests, Unauthorized
from asyncdex.ratelimit import Places, Ratelimits
from asyncdex.ratelimit.window import SLACK

from .auth import Tokens
from .errors import decode, judge
from .messages import Answer, Request, Transport
from .retry import wait_before_retry

__all__ = ["Call", "Requester"]

T = TypeVar("T")

#: Where limits are to raise, the general pace is still waited for up to its own second: otherwise every walk
#: over a list would end at its sixth page.
_GENERAL_GRACE = 1.0 + SLACK

#: What stays as it is in a path and its query string: what has a meaning there, and what is escaped already.
_URL_SAFE = "/%?&=[]:;,@!$'()*+~#"

_NEEDS_LOGIN = "{method} for {path} needs a login, and the client is anonymous."


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API, ready to be sent as often as need be."""

    method: str
    #: The path below the API's base, without a query string.
    path: str
    #: The path as MangaDex documents it.
    template: str
    query: str = ""
    body: bytes | None = None
    auth: Auth = Auth.OPTIONAL
    with_auth: bool = True
    retries: int = 3
    idempotent: bool = True
    read: bool = True
    #: Whether sending it again sends the same: a stream is empty after the first time.
    repeatable: bool = True
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


class _Departs:
    """Tells the limits that a call has left. Tools that keep copies of requests share it, not copy it."""

    __slots__ = ("_limits", "_places")

    def __init__(self, limits: Ratelimits, places: Places) -> None:
        self._limits = limits
        self._places = places

    def __call__(self) -> None:
        self._limits.depart(self._places)

    def __deepcopy__(self, _memo: object) -> Self:
        return self


class Requester:
    """Makes calls.

    Args:
        base: The API's address without a slash at its end.
        transport: What carries requests.
        ratelimits: The limits to keep.
        tokens: Where tokens come from.
        clock: What pauses are measured with.
        max_wait: The longest acceptable wait for a limit in seconds; None for any.
    """

    def __init__(
        self,
        base: str,
        transport: Transport,
        ratelimits: Ratelimits,
        tokens: Tokens,
        clock: Clock,
        *,
        max_wait: float | None = None,
    ) -> None:
        self.base = base
        self.transport = transport
        self.ratelimits = ratelimits
        self.tokens = tokens
        self.clock = clock
        self.max_wait = max_wait

    async def call(
        self,
        row: Endpoint[T],
        *ids: str,
        filters: Mapping[str, object] | None = None,
        paging: Mapping[str, int] | None = None,
    ) -> T:
        """Call an operation and decode its answer.

        Args:
            row: The operation.
            ids: What to fill into its path, in order.
            filters: Its filters by argument name.
            paging: ``limit`` and ``offset``.

        Returns:
            The decoded answer.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.
            Ratelimit: The limits would have made it wait longer than allowed; nothing was sent.
            Unauthorized: It needs a login.
            HTTPException: MangaDex answered with an error, or with something else than it documents.
            ConnectionFailed: No answer arrived.
        """
        template = constants.routes.get(row.route or "", row.path)
        pairs = encode_filters(row, filters or {})
        pairs += [(name, str(value)) for name, value in (paging or {}).items()]
        pairs += [("includes[]", kind) for kind in row.expand]
        path = fill(template, ids)
        call = Call(row.method, path, template, query_string(pairs), auth=row.auth, idempotent=row.idempotent)
        answer = await self.perform(call)
        return decode(row.decoder, row.method, path, answer)

    async def perform(self, call: Call) -> Answer:
        """Make a call, keeping to the limits, renewing the token and repeating what may be repeated.

        Args:
            call: The call.

        Returns:
            A good answer.

        Raises:
            AsyncDexException: As :meth:`call` says.
        """
        attempt, steps = 0, 0
        while True:
            attempt += 1
            outcome, token = await self._attempt(call)
            if isinstance(outcome, Answer):
                return outcome
            refused = token if isinstance(outcome, Unauthorized) and call.repeatable else None
            if refused is not None and await self.tokens.recover(refused, steps):
                steps += 1
                continue
            wait = wait_before_retry(
                outcome,
                attempt=attempt,
                retries=call.retries if call.repeatable else 0,
                idempotent=call.idempotent,
                chance=random.random(),  # noqa: S311 - it spreads retries, it protects nothing
            )
            if wait is None:
                raise outcome
            await sleep(self.clock, wait)

    async def _attempt(self, call: Call) -> tuple[Answer | AsyncDexException, str | None]:
        """Send a call once; return the good answer or what is wrong, and the token that went with it."""
        places, token = await self._admit(call)
        request = self._request(call, token)
        if self.transport.tells_departure:
            # Connecting may take seconds. Until it is over the place counts as leaving now.
            places.hold()
            request = replace(request, sent=_Departs(self.ratelimits, places))
        try:
            answer = await self.transport.send(request)
        except AsyncDexException as failure:
            return failure, token
        finally:
            self.ratelimits.depart(places)
        error = judge(call.method, call.path, answer)
        refused = isinstance(error, TooManyRequests)
        self.ratelimits.update(places, answer, refused=refused, template=call.template, method=call.method)
        return answer if error is None else error, token

    async def _admit(self, call: Call) -> tuple[Places, str | None]:
        """Get a token and a place in the limits, in this order; look at the token again after the wait."""
        while True:
            token = await self.tokens.ensure() if call.with_auth else None
            if token is None and call.auth is Auth.REQUIRED and call.with_auth:
                raise Unauthorized(call.method, call.path, None, msg=_NEEDS_LOGIN)
            places = await self.ratelimits.acquire(
                call.path,
                call.method,
                template=call.template,
                max_wait=self.max_wait,
                grace=_GENERAL_GRACE,
            )
            if token is None or self.tokens.good():
                return places, await self.tokens.ensure() if token is not None else None
            # A renewal takes its time, and a place is for leaving now: queue again with the new token.
            places.give_back()

    def _request(self, call: Call, token: str | None) -> Request:
        url = f"{self.base}{call.path}"
        headers = CIMultiDict({"Accept": "application/json"})
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        headers.update(call.options.get("headers") or {})
        options = {name: value for name, value in call.options.items() if name != "headers"}
        query = f"?{call.query}" if call.query else ""
        return Request(call.method, url + query, headers, call.body, call.read, options=options)

    def path_of(self, url: str) -> str | None:
        """Return the path below the API's base that a URL stands for.

        Args:
            url: A path, or an absolute URL.

        Returns:
            The path with its query string, or None for a URL of another host.

        Raises:
            InvalidArgument: It is no URL.
        """
        if url.startswith("/"):
            return quote(url, safe=_URL_SAFE, errors="replace")
        base = URL(self.base)
        try:
            target, known_form = URL(url, encoded=True), URL(url)
        except ValueError as error:
            raise InvalidArgument(f"{url.partition('?')[0]!r} is no URL that can be called") from error
        if not target.absolute or _origin(known_form) != _origin(base):
            return None
        prefix = base.raw_path.rstrip("/")
        if prefix and not f"{target.raw_path}/".startswith(f"{prefix}/"):
            return None
        path = target.raw_path_qs[len(prefix) :]
        return path if path.startswith("/") else f"/{path}"


def _origin(url: URL) -> tuple[str, str | None, int | None]:
    """Return what makes two URLs lead to the same server, whether or not the usual port is spelt out."""
    return url.scheme, url.host, url.port
