"""Which limits a sandbox holds its clients to."""

from __future__ import annotations

from dataclasses import dataclass, field

from asyncdex.sandbox.server.limits.checking import at_least_one, positive
from asyncdex.sandbox.server.limits.ladder import Ladder
from asyncdex.sandbox.server.limits.meters import METERS, Algorithm
from asyncdex.sandbox.server.limits.rules import GENERAL, RULES, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a sandbox; made without arguments, the documented ones.

    MangaDex does not say how it counts. `token_bucket` fills up evenly, so that more than the amount can come
    within a window after a burst; `fixed_window` counts from the first request to the window's end and then
    begins anew; `sliding_window` is the strictest, with never more than the amount in any stretch of the
    window's length. `mixed` is a token bucket for the API as a whole, and fixed windows for single endpoints.

    Args:
        general: Requests a second that each address may send to the API as a whole; None for any number.
        rules: The limits of single endpoints on top of that; `RULES` are the documented ones.
        algorithm: How requests are counted: `mixed`, `token_bucket`, `fixed_window` or `sliding_window`.
        ladder: What comes to an address that goes on; None for 429 for ever.

    Raises:
        ValueError: If a number is not positive, the algorithm is unknown, or rules contradict each other.

    Example:
        >>> Sandbox(limits=Limits(rules=(Rule("GET", "/manga/{id}", 3, 10, "look"),), ladder=None))
    """

    general: int | None = 5
    rules: tuple[Rule, ...] = RULES
    algorithm: Algorithm = "mixed"
    ladder: Ladder | None = field(default_factory=Ladder)

    def __post_init__(self) -> None:
        if self.general is not None:
            at_least_one("Limits(general)", self.general)
        if self.algorithm not in {"mixed", *METERS}:
            known = ", ".join(map(repr, ("mixed", *METERS)))
            raise ValueError(f"Limits(algorithm) must be one of {known}, not {self.algorithm!r}")
        object.__setattr__(self, "rules", tuple(self.rules))
        _check_rules(self.rules)


def _check_rules(rules: tuple[Rule, ...]) -> None:
    endpoints: set[tuple[str, str]] = set()
    budgets: dict[str, tuple[int, float]] = {}
    for rule in rules:
        where = f"the limit of {rule.method} {rule.path}"
        at_least_one(f"the amount of {where}", rule.amount)
        positive(f"the window of {where}", rule.seconds)
        if (rule.method, rule.path) in endpoints:
            raise ValueError(f"{where} is there twice")
        endpoints.add((rule.method, rule.path))
        if not rule.bucket or rule.bucket == GENERAL:
            raise ValueError(f"the bucket of {where} needs a name other than {rule.bucket!r}")
        if budgets.setdefault(rule.bucket, (rule.amount, rule.seconds)) != (rule.amount, rule.seconds):
            raise ValueError(f"{where} shares the bucket {rule.bucket!r} with another amount or window")
