"""What one small call costs on top of plain aiohttp, and how that grows."""

from __future__ import annotations

from functools import partial
from statistics import median
from urllib.request import urlopen

from benchmarks.row import Row, Settings
from benchmarks.team import (
    ASYNCDEX,
    HONDANA,
    OURS,
    Team,
    afresh,
    differences,
    interleaved,
    medians,
    paced,
    stub,
)

__all__ = ["ROWS"]


def small(settings: Settings, *, at_once: int) -> dict[str, str]:
    """Measure getting one manga, so many at a time: what everybody adds to the limit's microseconds."""
    calls = max(settings.pick(500, 50), at_once)
    with stub(1) as url:
        rounds, teams = settings.pick(5, 3), settings.pick(5, 1)
        found = afresh("small", rounds, teams, url=url, calls=calls, at_once=at_once)
    limit = medians(found)["limit"]
    shown = {name: f"{seconds * 1e6:.0f}" for name, seconds in differences(found).items()}
    return shown | {"limit": f"{limit * 1e6:.0f} us"}


def pace(settings: Settings) -> dict[str, str]:
    """Measure many calls at once at five a second, each program asking a server of its own."""
    calls = settings.pick(60, 10)
    shown: dict[str, str] = {}
    with Team([OURS, HONDANA, ASYNCDEX]) as team:
        for name in team.names:
            with paced() as url:
                found = team.order(name, "burst", url=url, calls=calls)["seconds"]
                with urlopen(f"{url}/refusals") as refusals:
                    shown[name] = f"{found / (calls / 5 - 1):.3f}, {refusals.read().decode()}"
    return shown


def waiting(settings: Settings) -> dict[str, str]:
    """Measure tasks that wait for the limiter, and what it costs to let one of them go."""
    with Team([OURS]) as team:
        found = team.order(OURS, "waiting", tasks=10_000, wall=settings.pick(10, 1))
    return {OURS: f"{found['share']:.2%}, {found['granted'] * 1e6:.1f} us"}


def reserving(settings: Settings, *, rules: int) -> dict[str, str]:
    """Measure taking a free place, with so many rules for single endpoints."""
    with Team([OURS]) as team:
        found = interleaved(team, "reserving", settings.pick(15, 3), calls=5000, rules=rules)
    return {OURS: f"{median(one['seconds'] for one in found[OURS]) * 1e6:.1f} us"}


ROWS = [
    Row(
        "small",
        "one small GET, one by one: microseconds added to plain aiohttp",
        "60",
        "35",
        partial(small, at_once=1),
    ),
    Row("small-50", "the same, 50 at once", "60", "40", partial(small, at_once=50)),
    *(
        Row(
            f"small-{at_once}",
            f"the same, {at_once:,} at once",
            "",
            "",
            partial(small, at_once=at_once),
            growth=True,
        )
        for at_once in (10, 100, 1000)
    ),
    Row(
        "pace",
        "60 requests at once at 5 a second: seconds / ideal 11.0, and 429s",
        "1.03, 0",
        "1.01, 0",
        pace,
    ),
    Row(
        "waiting",
        "10,000 tasks waiting for the limiter: CPU while waiting, granting one",
        "1 %, 20 us",
        "0.3 %, 8 us",
        waiting,
    ),
    *(
        Row(
            f"rules-{rules}",
            f"a free place taken and left, {rules:,} rules in the table",
            "20 us",
            "8 us, flat",
            partial(reserving, rules=rules),
            growth=rules > 1,
        )
        for rules in (1, 10, 100, 1000)
    ),
]
