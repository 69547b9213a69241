"""What all programs that are measured share: they take orders, and say what carrying them out came to.

Each runs as a process of its own, pinned to one processor. An order is a line of JSON: the name of an action
and its arguments; the answer is another line, with figures by name.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["ID", "Action", "memory", "page_id", "run", "seconds"]

#: The manga that is asked for alone.
ID = "6a1af720-b033-4b32-8b3e-7f17a911c860"

Action = Callable[..., Awaitable[Mapping[str, float]]]


def page_id(page: int) -> str:
    """Return the id of the manga, or the list, whose feed is a page."""
    return f"{page:08}-0000-4000-8000-000000000000"


def memory() -> int:
    """Return how many bytes of memory this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def seconds(work: Callable[[], Awaitable[object]], *, times: int = 1) -> float:
    """Return how many seconds something takes, as one of several in a row.

    Args:
        work: What to do.
        times: How often.
    """
    gc.collect()
    began = time.perf_counter()
    for _ in range(times):
        await work()
    return (time.perf_counter() - began) / times


async def _obey(actions: Mapping[str, Action]) -> None:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order: dict[str, Any] = json.loads(line)
        figures = await actions[order.pop("do")](**order)
        print(json.dumps(figures), flush=True)


def run(actions: Mapping[str, Action]) -> None:
    """Take orders until there are no more.

    Args:
        actions: What can be ordered, by name.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    asyncio.run(_obey(actions))
