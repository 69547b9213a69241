"""The programs that are measured, side by side: each a process, and one at a time at work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "ASYNCDEX",
    "HERE",
    "HONDANA",
    "LIMIT",
    "OURS",
    "PEERS",
    "Figures",
    "Team",
    "afresh",
    "differences",
    "images",
    "interleaved",
    "medians",
    "paced",
    "present",
    "ratios",
    "stub",
]

HERE = Path(__file__).parent

LIMIT, OURS, HONDANA, ASYNCDEX = "limit", "ours", "Hondana", "AsyncDex 1.1"
#: All but the limit and this library.
PEERS = (HONDANA, ASYNCDEX)

_PROGRAMS = {LIMIT: "limit", OURS: "ours", HONDANA: "hondana_3", ASYNCDEX: "asyncdex_1"}

#: What each program measured, round by round.
Figures = dict[str, list[dict[str, float]]]


def present(name: str) -> bool:
    """Return whether what a program measures is installed."""
    if name == ASYNCDEX:
        return Path(os.environ.get("ASYNCDEX_1", ""), "asyncdex", "client.py").is_file()
    return name != HONDANA or find_spec("hondana") is not None


def _process(program: Path, *arguments: str, path: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [sys.executable, str(program), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


class Team:
    """Programs that take orders.

    Args:
        names: Which ones; those that are not installed stay away.
    """

    def __init__(self, names: Sequence[str] = tuple(_PROGRAMS)) -> None:
        self._processes = {
            name: _process(
                HERE / "peers" / f"{_PROGRAMS[name]}.py",
                path=os.environ["ASYNCDEX_1"] if name == ASYNCDEX else "",
            )
            for name in names
            if present(name)
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            _pipe(process.stdin).close()
            process.wait()

    @property
    def names(self) -> list[str]:
        """Those that are there."""
        return list(self._processes)

    def order(self, name: str, action: str, **arguments: Any) -> dict[str, float]:
        """Have one carry something out, and return the figures.

        Args:
            name: Which one.
            action: What.
            arguments: With which arguments.
        """
        process = self._processes[name]
        _pipe(process.stdin).write(json.dumps({"do": action, **arguments}) + "\n")
        _pipe(process.stdin).flush()
        answer = _pipe(process.stdout).readline()
        if not answer:
            raise RuntimeError(f"{name} ended while it was asked for {action}")
        found: dict[str, float] = json.loads(answer)
        return found


def interleaved(team: Team, action: str, rounds: int, **arguments: Any) -> Figures:
    """Have everybody carry something out, in turn and several times, after a round that does not count.

    Args:
        team: Who.
        action: What.
        rounds: How often.
        arguments: With which arguments.
    """
    found: Figures = {name: [] for name in team.names}
    for number in range(rounds + 1):
        for name in team.names:
            figures = team.order(name, action, **arguments)
            if number and figures:
                found[name].append(figures)
    return {name: figures for name, figures in found.items() if figures}


def afresh(action: str, rounds: int, teams: int, **arguments: Any) -> Figures:
    """Have everybody carry something out in turn, and again in other processes.

    Where a process has its memory is chance, and can make it slower by a tenth for as long as it lives.

    Args:
        action: What.
        rounds: How often in each process.
        teams: How many processes of each program.
        arguments: With which arguments.
    """
    found: Figures = {}
    for _ in range(teams):
        with Team() as team:
            for name, figures in interleaved(team, action, rounds, **arguments).items():
                found.setdefault(name, []).extend(figures)
    return found


def medians(figures: Figures, what: str = "seconds") -> dict[str, float]:
    """Return the median of one figure by program."""
    return {name: median(one[what] for one in found) for name, found in figures.items()}


def ratios(figures: Figures, what: str = "seconds", *, by: str = LIMIT) -> dict[str, float]:
    """Return the median of the ratios to one of the programs, round by round."""
    return {
        name: median(one[what] / other[what] for one, other in zip(found, figures[by], strict=True))
        for name, found in figures.items()
    }


def differences(figures: Figures, what: str = "seconds", *, by: str = LIMIT) -> dict[str, float]:
    """Return the median of the differences to one of the programs, round by round."""
    return {
        name: median(one[what] - other[what] for one, other in zip(found, figures[by], strict=True))
        for name, found in figures.items()
    }


@contextmanager
def stub(pages: int) -> Iterator[str]:
    """Run the server that everybody asks for lists.

    Args:
        pages: How many pages of each kind it has.

    Yields:
        Its address.
    """
    with _running("stub.py", str(pages)) as url:
        yield url


@contextmanager
def images() -> Iterator[str]:
    """Run the server that everybody asks for the pages of chapters, and return its address."""
    with _running("images.py") as url:
        yield url


@contextmanager
def paced() -> Iterator[str]:
    """Run the server that refuses who asks too fast, and return its address."""
    with _running("paced.py") as url:
        yield url


@contextmanager
def _running(program: str, *arguments: str) -> Iterator[str]:
    process = _process(HERE / program, *arguments, path=str(HERE.parent))
    try:
        yield _pipe(process.stdout).readline().strip()
    finally:
        _pipe(process.stdin).close()
        process.wait()
