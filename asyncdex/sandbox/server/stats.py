"""Counting what the sandbox was asked, so that a test can prove what a client did and did not do."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple


class Seen(NamedTuple):
    """One request that was answered.

    Attributes:
        host: Which server it came to: `api`, `auth`, `uploads`, `reports` or `node`.
        method: The HTTP method.
        path: The path without the query string.
        status: The HTTP status of the answer; 0 if the connection was dropped.
    """

    host: str
    method: str
    path: str
    status: int


@dataclass(slots=True)
class Stats:
    """What happened so far.

    Attributes:
        requests: Requests to the API, answered in whatever way; token, cover and image requests are apart.
        too_many: Answers with status 429.
        busiest_second: The largest number of API requests within any one second.
        rules: API requests by the limit they fall under: a rule's bucket, or `general` for those with none.
        refused: Answers with status 429 for each rule, by the rule's bucket.
        token_requests: Requests for tokens: to the token service by grant type, to the API itself as `login`,
            `refresh` and `logout`; these are requests to the API as well.
        image_requests: Requests for pages and covers.
        images_with_token: Of these, how many carried an `Authorization` header; all were refused.
        image_bytes: Bytes of pages and covers sent.
        reports: Delivery reports received, the newest last; bounded.
        report_count: How many delivery reports were received in all.
        recent: The newest requests to any of the servers; bounded.
    """

    requests: int = 0
    too_many: int = 0
    busiest_second: int = 0
    rules: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[str] = field(default_factory=Counter[str])
    token_requests: Counter[str] = field(default_factory=Counter[str])
    image_requests: int = 0
    images_with_token: int = 0
    image_bytes: int = 0
    reports: deque[object] = field(default_factory=lambda: deque[object](maxlen=1000))
    report_count: int = 0
    recent: deque[Seen] = field(default_factory=lambda: deque[Seen](maxlen=1000))
    _last_second: deque[float] = field(default_factory=deque[float], repr=False)

    def api_request(self, now: float) -> None:
        """Count a request to the API.

        Args:
            now: The monotonic time it arrived, seconds.
        """
        self.requests += 1
        while self._last_second and self._last_second[0] <= now - 1:
            self._last_second.popleft()
        self._last_second.append(now)
        self.busiest_second = max(self.busiest_second, len(self._last_second))

    def answered(self, seen: Seen) -> None:
        """Remember an answer.

        Args:
            seen: The request and the status it got.
        """
        self.recent.append(seen)
        self.too_many += seen.status == HTTPStatus.TOO_MANY_REQUESTS
