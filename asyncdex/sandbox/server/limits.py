"""The documented rate limits: one pace for the API as a whole, and windows for single endpoints."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from asyncdex.sandbox.server.clocks import Clock

GENERAL = "general"
_GENERAL_RATE = 5


class Rule(NamedTuple):
    """A limit of its own for an endpoint.

    Attributes:
        method: The HTTP method.
        path: The path template, as the routes write it.
        amount: Requests allowed in a window.
        seconds: The window's length.
        bucket: The name of the budget; endpoints that share one share the budget.
    """

    method: str
    path: str
    amount: int
    seconds: int
    bucket: str


RULES = (
    Rule("GET", "/at-home/server/{id}", 40, 60, "at-home"),
    Rule("GET", "/manga/random", 60, 60, "random"),
    Rule("POST", "/auth/login", 30, 3600, "login"),
    Rule("POST", "/auth/refresh", 60, 3600, "refresh"),
    Rule("POST", "/manga", 10, 3600, "manga-create"),
    Rule("PUT", "/manga/{id}", 10, 3600, "manga-edit"),
    Rule("DELETE", "/manga/{id}", 10, 600, "manga-delete"),
    Rule("POST", "/manga/draft/{id}/commit", 10, 3600, "draft-commit"),
    Rule("PUT", "/chapter/{id}", 10, 60, "chapter-edit"),
    Rule("DELETE", "/chapter/{id}", 10, 60, "chapter-delete"),
    Rule("POST", "/cover/{id}", 100, 600, "cover-upload"),
    Rule("PUT", "/cover/{id}", 100, 600, "cover-edit"),
    Rule("DELETE", "/cover/{id}", 10, 600, "cover-delete"),
    Rule("POST", "/author", 10, 3600, "author-create"),
    Rule("PUT", "/author/{id}", 10, 60, "author-edit"),
    Rule("DELETE", "/author/{id}", 10, 600, "author-delete"),
    Rule("POST", "/group", 10, 3600, "group-create"),
    Rule("PUT", "/group/{id}", 10, 60, "group-edit"),
    Rule("DELETE", "/group/{id}", 10, 600, "group-delete"),
    Rule("POST", "/captcha/solve", 10, 600, "captcha"),
    Rule("POST", "/forums/thread", 10, 60, "thread"),
    Rule("POST", "/report", 10, 60, "report"),
    Rule("GET", "/report", 10, 60, "reports"),
    Rule("GET", "/upload", 30, 60, "upload"),
    Rule("POST", "/upload/begin", 20, 60, "upload-begin"),
    Rule("POST", "/upload/begin/{id}", 20, 60, "upload-begin"),
    Rule("POST", "/upload/{session}", 250, 60, "upload-files"),
    Rule("DELETE", "/upload/{session}/{file}", 250, 60, "upload-files"),
    Rule("DELETE", "/upload/{session}/batch", 250, 60, "upload-files"),
    Rule("POST", "/upload/{session}/commit", 10, 60, "upload-commit"),
    Rule("DELETE", "/upload/{session}", 30, 60, "upload-abandon"),
)
_BY_ENDPOINT = {(rule.method, rule.path): rule for rule in RULES}


def rule_for(method: str, template: str) -> Rule | None:
    """Return an endpoint's own limit, or None if only the general one holds.

    Args:
        method: The HTTP method.
        template: The path template of the route.
    """
    return _BY_ENDPOINT.get((method, template))


@dataclass(slots=True)
class _Bucket:
    tokens: float
    since: float


@dataclass(slots=True)
class _Window:
    ends: float
    ends_wall: int
    used: int = 0


@dataclass(slots=True)
class Verdict:
    """What the limits say about a request.

    Attributes:
        allowed: Whether it may go on.
        bucket: The budget that decided.
        headers: Rate-limit headers for the answer.
    """

    allowed: bool
    bucket: str
    headers: dict[str, str] = field(default_factory=dict[str, str])


class Bucket(NamedTuple):
    """How far an address has used up a budget.

    Attributes:
        address: The address.
        name: The budget.
        limit: How many requests it holds.
        left: How many are left at this moment; not a whole number where it fills up bit by bit.
        seconds: How long until it is full again, if nothing more is asked.
    """

    address: str
    name: str
    limit: int
    left: float
    seconds: float


class Limiter:
    """Counts requests for each client address.

    Args:
        clock: Where the time comes from.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._general: dict[str, _Bucket] = {}
        self._windows: dict[tuple[str, str], _Window] = {}

    def take(self, client: str, rule: Rule | None) -> Verdict:
        """Count a request and judge it.

        A request that the general limit refuses does not use up the endpoint's own budget.

        Args:
            client: The client's address.
            rule: The endpoint's own limit, if it has one.

        Returns:
            Whether the request may go on, and the headers of its answer.
        """
        if not self._take_general(client):
            return Verdict(allowed=False, bucket=GENERAL, headers={"Retry-After": "1"})
        if rule is None:
            return Verdict(allowed=True, bucket=GENERAL)
        return self._take_window(client, rule)

    def buckets(self) -> list[Bucket]:
        """Return the budgets that are not full, sorted by address."""
        now, found = self._clock.monotonic(), list[Bucket]()
        for address, bucket in self._general.items():
            left = min(_GENERAL_RATE, bucket.tokens + (now - bucket.since) * _GENERAL_RATE)
            found.append(
                Bucket(address, GENERAL, _GENERAL_RATE, left, (_GENERAL_RATE - left) / _GENERAL_RATE)
            )
        amounts = {rule.bucket: rule.amount for rule in RULES}
        for (address, name), window in self._windows.items():
            limit = amounts[name]
            found.append(Bucket(address, name, limit, limit - window.used, window.ends - now))
        return sorted(bucket for bucket in found if bucket.seconds > 0)

    def _take_general(self, client: str) -> bool:
        now = self._clock.monotonic()
        bucket = self._general.setdefault(client, _Bucket(_GENERAL_RATE, now))
        bucket.tokens = min(_GENERAL_RATE, bucket.tokens + (now - bucket.since) * _GENERAL_RATE)
        bucket.since = now
        # Refilling in fractions leaves a hair less than a whole token after exactly a fifth of a second.
        if bucket.tokens < 1 - 1e-9:
            return False
        bucket.tokens -= 1
        return True

    def _take_window(self, client: str, rule: Rule) -> Verdict:
        now = self._clock.monotonic()
        window = self._windows.get((client, rule.bucket))
        if window is None or window.ends <= now:
            ends_wall = math.ceil(self._clock.wall() + rule.seconds)
            window = self._windows[client, rule.bucket] = _Window(now + rule.seconds, ends_wall)
        allowed = window.used < rule.amount
        window.used += allowed
        headers = {
            "X-RateLimit-Limit": str(rule.amount),
            "X-RateLimit-Remaining": str(rule.amount - window.used),
            "X-RateLimit-Retry-After": str(window.ends_wall),
        }
        return Verdict(allowed, rule.bucket, headers)
