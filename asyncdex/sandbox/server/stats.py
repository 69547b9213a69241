"""Counting what the sandbox was asked, so that a test can prove what a client did and did not do."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from http import HTTPStatus
from typing import NamedTuple

from asyncdex.sandbox.server.repeats import Repeats

#: How many grant types are counted apart, and how long they may be; a client may send any text as one.
_GRANTS = 50
_logger = logging.getLogger(__name__)


class Seen(NamedTuple):
    """One request that was answered.

    Attributes:
        host: Which server it came to: `api`, `auth`, `uploads`, `reports` or `node`.
        method: The HTTP method.
        path: The path without the query string; a code that closes an account is masked.
        status: The HTTP status of the answer; 0 if the connection was dropped.
        number: Its place among all requests, from 1.
        at: When it came, UNIX seconds.
        took: How long the answer took, in seconds of the machine's clock.
        address: The address it came from.
        query: The query string as it was sent, with secrets masked; cut off after 500 characters.
        size: Bytes of the answer's body that were sent.
        bucket: The budget it was counted against, or an empty text where nothing is counted.
        who: The name of the user, or `anonymous`.
        why: The budget that refused it or the fault that was played, or an empty text.
    """

    host: str
    method: str
    path: str
    status: int
    number: int
    at: float
    took: float
    address: str
    query: str
    size: int
    bucket: str
    who: str
    why: str


@dataclass(slots=True)
class Stats:
    """What happened so far.

    Attributes:
        requests: Requests to the API, answered in whatever way; token, cover and image requests are apart.
        too_many: Answers with status 429.
        busiest_second: The largest number of API requests within any one second.
        rules: API requests by the limit they fall under: a rule's bucket, or `general` for those with none.
        refused: Answers with status 429 for each rule, by the rule's bucket.
        banned: Requests answered with 403 because their address went on after it was refused.
        ignored: Requests that were not answered because their address went on after that as well.
        token_requests: Requests for tokens: to the token service by grant type, to the API itself as `login`,
            `refresh` and `logout`; these are requests to the API as well. Outlandish grant types are `other`.
        repeated_writes: Writes to the API, by method and path template, that came again within a minute with
            the same body and from the same user, although the first was carried out, or failed in an unknown
            way. Multipart forms are left out.
        image_requests: Requests for pages and covers.
        images_with_token: Of these, how many carried an `Authorization` header; all were refused.
        image_bytes: Bytes of pages and covers sent.
        reports: Delivery reports received, the newest last; bounded.
        report_count: How many delivery reports were received in all.
        recent: The newest requests to any of the servers; bounded.
        answers: How many requests to any of the servers were answered in all.
        under_way: How many requests are being answered at this moment.
        listeners: Functions that are called with every `Seen` once it is answered.
    """

    requests: int = 0
    too_many: int = 0
    busiest_second: int = 0
    rules: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[str] = field(default_factory=Counter[str])
    banned: int = 0
    ignored: int = 0
    token_requests: Counter[str] = field(default_factory=Counter[str])
    repeated_writes: Counter[str] = field(default_factory=Counter[str])
    image_requests: int = 0
    images_with_token: int = 0
    image_bytes: int = 0
    reports: deque[object] = field(default_factory=lambda: deque[object](maxlen=1000))
    report_count: int = 0
    recent: deque[Seen] = field(default_factory=lambda: deque[Seen](maxlen=1000))
    answers: int = 0
    under_way: int = 0
    listeners: list[Callable[[Seen], object]] = field(default_factory=list[Callable[[Seen], object]])
    # Instants with how many requests came at each: under a clock that stands still they are one entry.
    _last_second: deque[tuple[float, int]] = field(default_factory=deque[tuple[float, int]], repr=False)
    _in_second: int = field(default=0, repr=False)
    _repeats: Repeats = field(default_factory=Repeats, repr=False)

    def reset(self) -> None:
        """Begin to count anew; listeners stay, and requests that are under way still are."""
        fresh = Stats(listeners=self.listeners, under_way=self.under_way)
        for part in fields(self):
            setattr(self, part.name, getattr(fresh, part.name))

    def api_request(self, now: float) -> None:
        """Count a request to the API.

        Args:
            now: The monotonic time it arrived, seconds.
        """
        self.requests += 1
        instants = self._last_second
        while instants and instants[0][0] <= now - 1:
            self._in_second -= instants.popleft()[1]
        if instants and instants[-1][0] == now:
            instants[-1] = (now, instants[-1][1] + 1)
        else:
            instants.append((now, 1))
        self._in_second += 1
        self.busiest_second = max(self.busiest_second, self._in_second)

    def token_request(self, kind: str) -> None:
        """Count a request for tokens.

        Args:
            kind: The grant type, or the operation of the API's own logins.
        """
        known = len(kind) <= _GRANTS and (kind in self.token_requests or len(self.token_requests) < _GRANTS)
        self.token_requests[kind if known else "other"] += 1

    def write(self, operation: str, seen: Seen, body: bytes, now: float) -> None:
        """Count a write to the API as a repeated one if it is.

        Args:
            operation: The method and the path template; there are only so many of them.
            seen: The request and what became of it.
            body: What was sent.
            now: The monotonic time, seconds.
        """
        write = (seen.method, seen.path, seen.query, seen.who, body)
        if self._repeats.again(write, now):
            self.repeated_writes[operation] += 1
        if not HTTPStatus.BAD_REQUEST <= seen.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._repeats.remember(write, now)

    def answered(self, seen: Seen) -> None:
        """Remember an answer and tell the listeners.

        Args:
            seen: The request and what became of it.
        """
        self.recent.append(seen)
        self.too_many += seen.status == HTTPStatus.TOO_MANY_REQUESTS
        for listener in tuple(self.listeners):
            try:
                listener(seen)
            except Exception:
                _logger.exception("a listener of the sandbox's stats failed")
