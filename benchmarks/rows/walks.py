"""How the cost of a walk grows with its length."""

from __future__ import annotations

from functools import partial

from benchmarks.row import Row, Settings
from benchmarks.team import LIMIT, OURS, Team, stub

__all__ = ["ROWS"]


def walk(_: Settings, *, total: int) -> dict[str, str]:
    """Measure a walk by creation date, in processes that have done nothing else."""
    shown: dict[str, str] = {}
    with stub(1) as url, Team([LIMIT, OURS]) as team:
        for name in team.names:
            found = team.order(name, "walk", url=url, total=total)
            shown[name] = f"{found['seconds'] * 1e6:.1f} us, {found['bytes'] / (1 << 20):.1f} MiB"
    return shown


ROWS = [
    Row(
        f"walk-{total}",
        f"{total:,} chapters walked: microseconds each, growth of memory",
        "",
        "flat",
        partial(walk, total=total),
        growth=total > 1_000,
    )
    for total in (1_000, 10_000, 100_000, 1_000_000)
]
