"""Says how long an import takes in this process, which has imported nothing of it yet.

Arguments are the statement and the name of the package. What it needs of others is read as a list of names,
and imported before; what it has needed in the end is told.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from importlib import import_module


def main(statement: str, package: str) -> None:
    """Import, and tell how long it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for name in json.load(sys.stdin):
        # Some are there under a name that cannot be imported.
        with suppress(ImportError):
            import_module(name)
    began = time.perf_counter()
    exec(statement, {})
    seconds = time.perf_counter() - began
    others = [name for name in sys.modules if name.partition(".")[0] not in {package, "__main__"}]
    print(json.dumps({"seconds": seconds, "others": others}))


if __name__ == "__main__":
    main(*sys.argv[1:])
