"""One call, from parameters to an answer: a short loop over the parts that hold the rules."""

import logging
import random
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace
from multidict import CIMultiDict

from asyncdex import constants
from asyncdex._api import (
    Auth,
    Endpoint,
    encode_body,
    encode_filters,
    fill,
    form_fields,
    query_string,
)
from asyncdex._wire import Done
from asyncdex.clock import Clock
from asyncdex.exceptions import (
    AsyncDexException,
    Captcha,
    Forbidden,
    HTTPException,
    InvalidArgument,
    NotFound,
    Unauthorized,
)
from asyncdex.ratelimit import Places, Ratelimits

from .auth import Tokens
from .call import Call, Patience
from .captcha import Solver, solution
from .errors import decode, failed, hushed
from .forms import FilePart, Form
from .limited import carry
from .messages import Answer, Request, Transport
from .naps import Naps
from .origin import path_below
from .retry import may_have_arrived, wait_before_retry

__all__ = ["Requester"]

T = TypeVar("T")

_logger = logging.getLogger("asyncdex.http")

_NEEDS_LOGIN = "{method} for {path} needs a login, and the client is anonymous."

#: How often a call goes back into the queue because its token ran out there, before it goes as it is.
_MOST_ROUNDS = 3

#: What an operation that depends on who asks may answer to whom it does not know.
_Hidden = (Unauthorized, Forbidden, NotFound)


class Requester:
    """Makes calls.

    Args:
        base: The API's address without a slash at its end.
        transport: What carries requests.
        ratelimits: The limits to keep.
        tokens: Where tokens come from.
        clock: What pauses are measured with.
        patience: How long a call waits for the limits unless it says otherwise.
        sparing: Whether the token goes only where an operation requires it.
        solver: What solves captchas.
    """

    def __init__(
        self,
        base: str,
        transport: Transport,
        ratelimits: Ratelimits,
        tokens: Tokens,
        clock: Clock,
        *,
        patience: Patience | None = None,
        sparing: bool = False,
        solver: Solver | None = None,
    ) -> None:
        self.base = base
        self.transport = transport
        self.ratelimits = ratelimits
        self.tokens = tokens
        self.clock = clock
        #: The pauses before repetitions.
        self.naps = Naps(clock)
        self.patience = patience or Patience()
        self.sparing = sparing
        self.solver = solver

    async def call(
        self,
        row: Endpoint[T],
        *ids: str,
        filters: Mapping[str, object] | None = None,
        paging: Mapping[str, int] | None = None,
        pairs: Iterable[tuple[str, str]] = (),
        body: Mapping[str, object] | None = None,
        files: Iterable[FilePart] = (),
    ) -> T:
        """Call an operation and decode its answer.

        Args:
            row: The operation.
            ids: What to fill into its path, in order.
            filters: Its filters by argument name.
            paging: ``limit`` and ``offset``.
            pairs: Further parameters, encoded already.
            body: What its body says, by argument name.
            files: The files of a form.

        Returns:
            The decoded answer.

        Raises:
            InvalidArgument: A filter or a value cannot be right; nothing was sent.
            Ratelimit: The limits would have made it wait longer than allowed; nothing was sent.
            Unauthorized: It needs a login.
            HTTPException: MangaDex answered with an error, or with something else than it documents.
            ConnectionFailed: No answer arrived.
        """
        route = constants.routes.get(row.route or "", row.path)
        query = [*encode_filters(row, filters), *pairs] if filters else [*pairs]
        if paging:
            query += [(name, str(value)) for name, value in paging.items()]
        path = fill(route, ids)
        call = Call(
            row.method,
            path,
            row.path,
            None if route == row.path else fill(row.path, ids),
            query_string(query, row.expand),
            body=None if row.form or row.body is None else encode_body(row, body or {}),
            form=Form(tuple(form_fields(row, body or {})), tuple(files)) if row.form else None,
            auth=row.auth,
            idempotent=row.idempotent,
            discreet=row.secret,
        )
        answer = await self.perform(call)
        found = decode(row.decoder, row.method, call.told, answer, quote=not row.secret)
        if isinstance(found, Done) and found.result == "error":
            raise failed(row.method, call.told, hushed(answer) if row.secret else answer)
        return found

    async def perform(self, call: Call) -> Answer:
        """Make a call, keeping to the limits, renewing the token and repeating what may be repeated.

        Args:
            call: The call.

        Returns:
            A good answer.

        Raises:
            AsyncDexException: As :meth:`call` says.
        """
        failures = renewals = 0
        uncertain = solved = False
        while True:
            outcome, token = await self._attempt(call)
            if isinstance(outcome, Answer):
                return outcome
            if isinstance(outcome, NotFound) and uncertain and call.method == "DELETE":
                return _deleted(outcome)
            refused = token if isinstance(outcome, Unauthorized) and call.repeatable else None
            if refused is not None and await self.tokens.recover(refused, renewals):
                renewals += 1
                continue
            if token is None and self._hidden(call, outcome):
                call = replace(call, auth=Auth.REQUIRED)
                continue
            if isinstance(outcome, Captcha) and self.solver is not None and call.repeatable and not solved:
                solved = True
                call = replace(call, captcha=await solution(self.solver, outcome))
                continue
            failures += 1
            uncertain = uncertain or may_have_arrived(outcome)
            await self._wait_or_raise(call, outcome, failures)

    def _hidden(self, call: Call, outcome: AsyncDexException) -> bool:
        """Return whether a call that went without a token may do better with one."""
        if not self.sparing or call.auth is not Auth.OPTIONAL or not call.with_auth or not call.repeatable:
            return False
        return isinstance(outcome, _Hidden) and self.tokens.obtainable

    async def _wait_or_raise(self, call: Call, outcome: AsyncDexException, failures: int) -> None:
        """Wait before a call is repeated, or raise what it came to."""
        wait = wait_before_retry(
            outcome,
            attempt=failures,
            retries=call.retries if call.repeatable else 0,
            idempotent=call.idempotent,
            chance=random.random(),  # noqa: S311 - it spreads retries, it protects nothing
            now=self.clock.now(),
        )
        if wait is None:
            raise outcome
        _logger.info(
            "%s %s failed (%s); again in %.2f s", call.method, call.told, type(outcome).__name__, wait
        )
        await self.naps.take(wait)

    async def _attempt(self, call: Call) -> tuple[Answer | AsyncDexException, str | None]:
        """Send a call once; return the good answer or what is wrong, and the token that went with it."""
        places, token = await self._admit(call)
        try:
            request = self._request(call, token)
        except BaseException:
            self.ratelimits.give_back(places)
            raise
        try:
            answer, error = await carry(
                self.transport, self.ratelimits, request, places, path=call.told, template=call.template
            )
        except AsyncDexException as failure:
            return failure, token
        _log(call, answer, error)
        return answer if error is None else error, token

    async def _admit(self, call: Call) -> tuple[Places, str | None]:
        """Get a token and a place in the limits, in this order; look at the token again after the wait."""
        wanted = call.with_auth and (call.auth is Auth.REQUIRED or not self.sparing)
        patience = call.patience or self.patience
        rounds = 0
        while True:
            rounds += 1
            token = await self.tokens.ensure() if wanted else None
            if token is None and call.auth is Auth.REQUIRED and call.with_auth:
                raise Unauthorized(call.method, call.told, None, msg=_NEEDS_LOGIN)
            places = await self.ratelimits.acquire(
                call.limited_as or call.path,
                call.method,
                template=call.template,
                max_wait=patience.max_wait,
                grace=patience.grace,
                owner=self.transport,
                leaving=self.transport.tells_departure,
            )
            if token is None:
                return places, None
            if self.tokens.good():
                return places, await self.tokens.ensure()
            # A renewal takes its time, and a place is for leaving now: queue again with the new token. One
            # that was renewed for this very call is good to its last second, or short ones would never go.
            if rounds > 1 and (self.tokens.access_token is not None or rounds == _MOST_ROUNDS):
                return places, self.tokens.access_token or token
            self.ratelimits.give_back(places)

    def _request(self, call: Call, token: str | None) -> Request:
        url = f"{self.base}{call.path}"
        headers = CIMultiDict({"Accept": "application/json"})
        if token is not None:
            if call.options.get("allow_redirects"):
                text = "allow_redirects could carry the token elsewhere; pass with_auth=False with it"
                raise InvalidArgument(text)
            headers["Authorization"] = f"Bearer {token}"
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        if call.captcha is not None:
            headers["X-Captcha-Result"] = call.captcha
        options: dict[str, Any] = {}
        if call.options:
            options.update(call.options)
            headers.update(options.pop("headers", None) or {})
        if call.form is not None:
            options["data"] = call.form.made()
        query = f"?{call.query}" if call.query else ""
        told = f"{self.base}{call.told}" if call.discreet else None
        return Request(call.method, url + query, headers, call.body, call.read, told=told, options=options)

    def path_of(self, url: str) -> str | None:
        """Return the path below the API's base that a URL stands for, or None for a URL of another host.

        Args:
            url: A path, or an absolute URL.

        Raises:
            InvalidArgument: It is no URL.
        """
        return path_below(self.base, url)


def _deleted(missing: HTTPException) -> Answer:
    """Return the good answer to a deletion that an attempt before this one had carried out already."""
    return Answer(200, missing.headers or {}, b'{"result":"ok"}', missing.response)


def _log(call: Call, answer: Answer, error: HTTPException | None) -> None:
    """Tell what came back; MangaDex's staff ask for the request id of failures."""
    level = logging.DEBUG if error is None else logging.INFO
    if not _logger.isEnabledFor(level):
        return
    request_id = answer.headers.get("X-Request-ID", "no request id")
    _logger.log(level, "%s %s: %d (%s)", call.method, call.told, answer.status, request_id)
