"""From answers to objects: time and memory."""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks.row import Row, Settings
from benchmarks.team import Figures, Team, afresh, interleaved, medians, ratios, stub

__all__ = ["ROWS"]


def _shown(figures: Figures, what: str = "seconds") -> dict[str, str]:
    """Return each ratio to the limit, and the limit itself."""
    limit = medians(figures, what)["limit"]
    own = f"{limit * 1e3:.1f} ms" if what == "seconds" else f"{limit / 1024:.1f} KiB"
    return {name: own if name == "limit" else f"{ratio:.2f}" for name, ratio in ratios(figures, what).items()}


def pages(settings: Settings, *, action: str, **arguments: Any) -> dict[str, str]:
    """Measure getting pages and reading them."""
    amount = settings.pick(20, 4)
    with stub(amount) as url:
        rounds, teams = settings.pick(4, 3), settings.pick(4, 1)
        return _shown(afresh(action, rounds, teams, url=url, amount=amount, **arguments))


def pauses(settings: Settings) -> dict[str, str]:
    """Measure for how long the event loop stands still while a page comes and is read."""
    with stub(1) as url, Team() as team:
        order = {"url": url, "amount": 1, "titles": False, "pauses": True}
        found = interleaved(team, "manga", settings.pick(5, 1), **order)
    return {name: f"{value * 1e3:.1f} ms" for name, value in medians(found).items()}


def decoding(settings: Settings) -> dict[str, str]:
    """Measure making objects of pages that are there."""
    amount = settings.pick(20, 4)
    with stub(amount) as url:
        return _shown(afresh("decoding", settings.pick(5, 3), settings.pick(4, 1), url=url, amount=amount))


def kept(settings: Settings) -> dict[str, str]:
    """Measure what memory a manga takes, in processes that have done nothing else."""
    found: Figures = {}
    # Fewer would fit into what the first two have left behind.
    amount = settings.pick(30, 12)
    with stub(amount) as url:
        for _ in range(settings.pick(3, 1)):
            with Team() as team:
                for name in team.names:
                    found.setdefault(name, []).append(team.order(name, "kept", url=url, amount=amount))
    return _shown(found, "bytes")


ROWS = [
    Row(
        "manga",
        "20 x 100 manga, fields read: time / limit",
        "1.35",
        "1.15",
        partial(pages, action="manga", titles=False),
    ),
    Row(
        "titles",
        "the same, only ids and titles read",
        "1.0",
        "0.65",
        partial(pages, action="manga", titles=True),
    ),
    Row(
        "chapters",
        "20 x 500 chapters, fields read: time / limit",
        "1.4",
        "1.2",
        partial(pages, action="chapters", manga=False),
    ),
    Row(
        "expanded",
        "20 x 500 chapters with the manga expanded in each",
        "1.3",
        "1.0",
        partial(pages, action="chapters", manga=True),
    ),
    Row(
        "decoding",
        "a 100-manga page from bytes to models, fields read, no network / limit",
        "1.4",
        "1.2",
        decoding,
    ),
    Row(
        "pause", "the longest pause of the event loop while 100 manga come and are read", "10 ms", "", pauses
    ),
    Row("kept", "memory a manga kept alive, fields read / limit", "0.9", "0.6", kept),
]
