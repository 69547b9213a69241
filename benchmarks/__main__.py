"""The whole table: ``python -m benchmarks``; ``--short`` for a quick look."""

from __future__ import annotations

import argparse
import platform
from importlib.metadata import version

from benchmarks.row import Row, Settings
from benchmarks.rows import ROWS
from benchmarks.team import LIMIT, OURS, PEERS

_COLUMNS = (*PEERS, OURS, LIMIT)


def _line(row: Row, settings: Settings) -> str:
    found = row.measure(settings)
    cells = [row.about, *(found.get(name, "") for name in _COLUMNS), row.must, row.aim]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure the rows that were asked for, and print each as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few rounds of little: seconds, not minutes")
    parser.add_argument("--only", nargs="+", choices=[row.name for row in ROWS], metavar="ROW", default=[])
    chosen = parser.parse_args()
    versions = ", ".join(f"{name} {version(name)}" for name in ("aiohttp", "msgspec"))
    print(f"Python {platform.python_version()}, {versions}\n")
    print(f"| what | {' | '.join(_COLUMNS)} | at most | aim |")
    print(f"|---|{'---|' * len(_COLUMNS)}---|---|", flush=True)
    for row in ROWS:
        wanted = row.name in chosen.only if chosen.only else not (chosen.short and row.growth)
        if wanted:
            print(_line(row, Settings(short=chosen.short)), flush=True)


if __name__ == "__main__":
    main()
