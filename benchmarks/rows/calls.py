"""What one small call costs on top of plain aiohttp, and how that grows."""

from __future__ import annotations

from functools import partial

from benchmarks.row import Row, Settings
from benchmarks.team import Team, differences, interleaved, medians, stub

__all__ = ["ROWS"]


def small(settings: Settings, *, at_once: int) -> dict[str, str]:
    """Measure getting one manga, so many at a time: what everybody adds to the limit's microseconds."""
    calls = max(settings.pick(500, 50), at_once)
    with stub(1) as url, Team() as team:
        found = interleaved(team, "small", settings.pick(15, 3), url=url, calls=calls, at_once=at_once)
    limit = medians(found)["limit"]
    shown = {name: f"{seconds * 1e6:.0f}" for name, seconds in differences(found).items()}
    return shown | {"limit": f"{limit * 1e6:.0f} us"}


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
        Row(f"small-{at_once}", f"the same, {at_once:,} at once", "", "", partial(small, at_once=at_once))
        for at_once in (10, 100, 1000)
    ),
]
