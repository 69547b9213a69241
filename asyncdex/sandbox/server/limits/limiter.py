"""Counting requests for each address, and saying which may go on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from asyncdex.sandbox.server.limits.choice import Limits
from asyncdex.sandbox.server.limits.ladder import Climbers
from asyncdex.sandbox.server.limits.meters import METERS, FixedWindow, Meter, TokenBucket
from asyncdex.sandbox.server.limits.rules import GENERAL

if TYPE_CHECKING:
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.limits.ladder import Standing
    from asyncdex.sandbox.server.limits.rules import Rule

#: How many budgets are kept before those that are full are thrown away.
_MOST = 10_000


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


class Outcast(NamedTuple):
    """An address that went on after it was refused.

    Attributes:
        address: The address.
        standing: `banned` if it gets 403 for everything, `silent` if it gets no answer.
        seconds: How long that goes on, if nothing more is asked.
    """

    address: str
    standing: Standing
    seconds: float


@dataclass(slots=True)
class Verdict:
    """What the limits say about a request.

    Attributes:
        outcome: `allowed`, `refused` with 429, `banned`, or `silent` if it is not to be answered.
        bucket: The budget that decided.
        headers: Rate-limit headers for the answer.
    """

    outcome: Literal["allowed", "refused", "banned", "silent"]
    bucket: str
    headers: dict[str, str] = field(default_factory=dict[str, str])


class Limiter:
    """Counts requests for each client address.

    Args:
        clock: Where the time comes from.
        limits: What to hold them to.
    """

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self.limits = limits
        mixed = limits.algorithm == "mixed"
        self._general_kind = TokenBucket if mixed else METERS[limits.algorithm]
        self._rule_kind = FixedWindow if mixed else METERS[limits.algorithm]
        self._amounts = {rule.bucket: rule.amount for rule in limits.rules}
        self._amounts[GENERAL] = limits.general or 0
        self._by_endpoint = {(rule.method, rule.path): rule for rule in limits.rules}
        self._meters: dict[tuple[str, str], Meter] = {}
        #: Until when the other hosts refuse an address that asked the API for too much.
        self._over: dict[str, float] = {}
        self._climbers = Climbers(limits.ladder) if limits.ladder is not None else None

    def rule_for(self, method: str, template: str) -> Rule | None:
        """Return an endpoint's own limit, or None if only the general one holds.

        Args:
            method: The HTTP method.
            template: The path template of the route.
        """
        return self._by_endpoint.get((method, template))

    def take(self, address: str, rule: Rule | None) -> Verdict:
        """Count a request to the API and judge it.

        A request that the general limit refuses does not use up the endpoint's own budget.

        Args:
            address: The client's address.
            rule: The endpoint's own limit, if it has one.

        Returns:
            Whether the request may go on, and the headers of its answer.
        """
        now = self._clock.monotonic()
        if (outcast := self._outcast(address, now)) is not None:
            return outcast
        if self.limits.general is not None:
            meter = self._meter(address, GENERAL) or self._new_general(address, self.limits.general)
            if not meter.take(now):
                return self._too_fast(address, now, meter.free_at(now))
        if rule is None:
            return Verdict("allowed", GENERAL)
        meter = self._meter(address, rule.bucket) or self._new(address, rule)
        allowed, left = meter.take(now), int(meter.left(now) + 1e-9)
        until = meter.full_at(now) if left else meter.free_at(now)
        headers = {
            "X-RateLimit-Limit": str(rule.amount),
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Retry-After": str(math.ceil(self._clock.wall() + until - now)),
        }
        if not allowed:
            return self._refused(address, now, rule.bucket, headers)
        return Verdict("allowed", rule.bucket, headers)

    def look(self, address: str) -> Verdict:
        """Judge a request to a host that is not counted, but shut to those who ask the API for too much.

        Args:
            address: The client's address.
        """
        now = self._clock.monotonic()
        if (outcast := self._outcast(address, now)) is not None:
            return outcast
        over = self._over.get(address)
        if over is not None and now < over:
            return self._too_fast(address, now, over)
        return Verdict("allowed", "")

    def buckets(self) -> list[Bucket]:
        """Return the budgets that are not full, sorted by address."""
        now = self._clock.monotonic()
        found = [
            Bucket(address, name, self._amounts[name], meter.left(now), meter.full_at(now) - now)
            for (address, name), meter in self._meters.items()
        ]
        return sorted(bucket for bucket in found if bucket.seconds > 0)

    def outcasts(self) -> list[Outcast]:
        """Return the addresses that are banned or not answered, sorted."""
        if self._climbers is None:
            return []
        return sorted(Outcast(*each) for each in self._climbers.standing(self._clock.monotonic()))

    def release(self, address: str | None = None) -> None:
        """Forget what an address asked so far.

        Args:
            address: The address; None for all.
        """
        if self._climbers is not None:
            self._climbers.release(address)
        for known in [known for known in self._over if address in {None, known}]:
            del self._over[known]
        for key in [key for key in self._meters if address in {None, key[0]}]:
            del self._meters[key]

    def _outcast(self, address: str, now: float) -> Verdict | None:
        standing = self._climbers.ask(address, now) if self._climbers is not None else "free"
        return None if standing == "free" else Verdict(standing, standing)

    def _too_fast(self, address: str, now: float, until: float) -> Verdict:
        if len(self._over) >= _MOST:
            self._over.clear()
        self._over[address] = until
        headers = {"Retry-After": str(max(1, math.ceil(until - now)))}
        return self._refused(address, now, GENERAL, headers)

    def _refused(self, address: str, now: float, bucket: str, headers: dict[str, str]) -> Verdict:
        if self._climbers is not None:
            self._climbers.refused(address, now)
        return Verdict("refused", bucket, headers)

    def _meter(self, address: str, bucket: str) -> Meter | None:
        return self._meters.get((address, bucket))

    def _new_general(self, address: str, amount: int) -> Meter:
        return self._keep(address, GENERAL, self._general_kind(amount, 1))

    def _new(self, address: str, rule: Rule) -> Meter:
        return self._keep(address, rule.bucket, self._rule_kind(rule.amount, rule.seconds))

    def _keep(self, address: str, bucket: str, meter: Meter) -> Meter:
        if len(self._meters) >= _MOST:
            now = self._clock.monotonic()
            self._meters = {key: kept for key, kept in self._meters.items() if kept.full_at(now) > now}
            while len(self._meters) >= _MOST:
                del self._meters[next(iter(self._meters))]
        self._meters[address, bucket] = meter
        return meter


def limiter_of(limits: Limits | str, clock: Clock) -> Limiter | None:
    """Return what enforces the limits of a sandbox, or None for none.

    Args:
        limits: `documented`, `off`, or the limits themselves.
        clock: Where the time comes from.

    Raises:
        ValueError: If it is something else.
    """
    if isinstance(limits, Limits):
        return Limiter(clock, limits)
    if limits == "documented":
        return Limiter(clock, Limits())
    if limits != "off":
        raise ValueError(f"limits must be 'documented', 'off' or Limits(...), not {limits!r}")
    return None
