"""How long a program waits for the library before it begins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.row import Row, Settings
from benchmarks.team import ASYNCDEX, HERE, HONDANA, OURS, present

__all__ = ["ROWS"]

#: What programs begin with, and the package that it is of.
_BEGINNINGS = {
    HONDANA: ("import hondana; hondana.Client", "hondana"),
    ASYNCDEX: ("from asyncdex import MangadexClient", "asyncdex"),
    OURS: ("from asyncdex import MangadexClient", "asyncdex"),
}


def _imported(name: str, others: list[str], compiled: str) -> dict[str, Any]:
    """Import in a process of its own, after what it needs of others.

    Args:
        name: Whose library.
        others: What it needs.
        compiled: The folder in which Python finds all modules compiled.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled, "PYTHONHASHSEED": "0"}
    environment["PYTHONPATH"] = os.environ["ASYNCDEX_1"] if name == ASYNCDEX else ""
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, str(HERE / "peers" / "imported.py"), *_BEGINNINGS[name]]
    given = json.dumps(others)
    run = subprocess.run(command, input=given, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def imports(settings: Settings) -> dict[str, str]:
    """Measure importing the client, the modules of others being there already."""
    names = [name for name in _BEGINNINGS if present(name)]
    found: dict[str, list[float]] = {name: [] for name in names}
    with TemporaryDirectory() as compiled:
        needed = {name: _imported(name, [], compiled)["others"] for name in names}
        for _ in range(settings.pick(21, 5)):
            for name in names:
                found[name].append(_imported(name, needed[name], compiled)["seconds"])
    return {name: f"{median(seconds) * 1e3:.1f} ms" for name, seconds in found.items()}


ROWS = [Row("import", "warm import of the client: own modules", "12 ms", "8 ms", imports)]
