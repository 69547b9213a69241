"""Chapters on disk: time, and how much memory it takes beside what was there before."""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks.row import Row, Settings
from benchmarks.team import LIMIT, OURS, PEERS, Figures, Team, images, medians, present, ratios

__all__ = ["ROWS"]

_MIB = 1 << 20


def _alone(name: str, **arguments: Any) -> dict[str, float]:
    """Have a program download a chapter while no other is there: those that begin take time from others."""
    with Team([name]) as team:
        return team.order(name, "files", **arguments)


def chapter(settings: Settings, *, late: str) -> dict[str, str]:
    """Measure downloading a chapter, each time in a process that has done nothing else."""
    found: Figures = {name: [] for name in (LIMIT, OURS, *PEERS) if present(name)}
    checked: Figures = {LIMIT: [], OURS: found[OURS]}
    pages = settings.pick(200, 20)
    with images() as url:
        for _ in range(settings.pick(3 if late else 7, 1)):
            for name, figures in found.items():
                figures.append(_alone(name, url=url, late=late, pages=pages))
            checked[LIMIT].append(_alone(LIMIT, url=url, late=late, pages=pages, check=True))
    seconds, growth = medians(found), medians(found, "bytes")
    told = {name: f"{ratio:.2f}" for name, ratio in ratios(found).items()} | {
        LIMIT: f"{seconds[LIMIT]:.2f} s"
    }
    told[OURS] += f" ({ratios(checked)[OURS]:.2f} where both check)"
    return {name: f"{text}; {growth[name] / _MIB:.1f} MiB" for name, text in told.items()}


ROWS = [
    Row(
        "files",
        "one chapter of 200 x 1 MiB pages to disk: time / plain streaming; growth of memory",
        "1.10; 8 MiB",
        "1.03; 5 MiB",
        partial(chapter, late=""),
    ),
    Row("late", "the same, every image 40 ms late", "1.10", "1.03", partial(chapter, late="/late")),
]
