"""Chapters on disk: time, and how much memory it takes beside what was there before."""

from __future__ import annotations

from functools import partial

from benchmarks.row import Row, Settings
from benchmarks.team import LIMIT, Figures, Team, images, medians, ratios

__all__ = ["ROWS"]

_MIB = 1 << 20


def chapter(settings: Settings, *, late: str) -> dict[str, str]:
    """Measure downloading a chapter, each time in processes that have done nothing else."""
    found: Figures = {}
    with images() as url:
        for _ in range(settings.pick(7, 1)):
            with Team() as team:
                for name in team.names:
                    figures = team.order(name, "files", url=url, late=late, pages=settings.pick(200, 20))
                    found.setdefault(name, []).append(figures)
    seconds, growth = medians(found), medians(found, "bytes")
    told = {name: f"{ratio:.2f}" for name, ratio in ratios(found).items()} | {
        LIMIT: f"{seconds[LIMIT]:.2f} s"
    }
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
