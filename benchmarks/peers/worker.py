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
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

__all__ = [
    "ID",
    "Action",
    "bodies",
    "chapter_id",
    "kept_alive",
    "memory",
    "on_disk",
    "page_id",
    "peak",
    "repeated",
    "run",
    "seconds",
    "timed",
]

#: The manga that is asked for alone.
ID = "6a1af720-b033-4b32-8b3e-7f17a911c860"

Action = Callable[..., Awaitable[Mapping[str, float]]]


def page_id(page: int) -> str:
    """Return the id of the manga, or the list, whose feed is a page."""
    return f"{page:08}-0000-4000-8000-000000000000"


def memory() -> int:
    """Return how many bytes of memory this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def peak() -> int:
    """Return how many bytes of memory this process had at most."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def chapter_id(pages: int) -> str:
    """Return the id of a chapter with so many pages."""
    return f"0d2f3a5c-6b7e-4f81-9a2b-{pages:012}"


async def on_disk(download: Callable[[str], Awaitable[object]], pages: int) -> Mapping[str, float]:
    """Return what it takes to download a chapter whose pages have a mebibyte each.

    Args:
        download: Puts the files into a folder.
        pages: How many there have to be.
    """
    with TemporaryDirectory() as folder:
        gc.collect()
        before = memory()
        began, worked = time.perf_counter(), time.process_time()
        await download(folder)
        figures = {
            "seconds": time.perf_counter() - began,
            "worked": time.process_time() - worked,
            "bytes": peak() - before,
        }
        sizes = [file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()]
    if sizes != [1 << 20] * pages:
        raise RuntimeError(f"{len(sizes)} files of {sum(sizes)} bytes are there")
    return figures


async def bodies(url: str, amount: int) -> list[bytes]:
    """Get pages of manga, as they come."""
    found: list[bytes] = []
    async with aiohttp.ClientSession() as session:
        for page in range(amount):
            async with session.get(f"{url}/manga?title={page}") as answer:
                found.append(await answer.read())
    return found


async def longest_pause(work: Callable[[], Awaitable[object]], *, times: int) -> float:
    """Return for how many seconds something keeps the event loop from all else, as the median of some times.

    Args:
        work: What to do.
        times: How often.
    """
    pauses: list[float] = []

    async def watch() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            pauses[-1], last = max(pauses[-1], now - last), now

    gc.collect()
    for _ in range(times):
        pauses.append(0.0)
        watcher = asyncio.create_task(watch())
        await asyncio.sleep(0)
        await work()
        await asyncio.sleep(0)  # what came last is seen, too
        watcher.cancel()
    return median(pauses)


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


async def timed(work: Callable[[], Awaitable[object]], *, pauses: bool = False) -> Mapping[str, float]:
    """Return the seconds something takes, or those for which it keeps the event loop from all else.

    Args:
        work: What to do.
        pauses: Whether the pauses are wanted.
    """
    return {"seconds": await longest_pause(work, times=20) if pauses else await seconds(work)}


async def repeated(one: Callable[[], Awaitable[object]], calls: int, at_once: int) -> Mapping[str, float]:
    """Return the seconds that one of many calls takes, after as many that do not count.

    Args:
        one: Makes a call.
        calls: How many are made.
        at_once: How many at a time.
    """

    async def work() -> None:
        for _ in range(calls // at_once):
            await asyncio.gather(*(one() for _ in range(at_once)))

    await work()
    return {"seconds": await seconds(work) / (calls // at_once * at_once)}


async def kept_alive(page: Callable[[int], Awaitable[Iterable[object]]], amount: int) -> Mapping[str, float]:
    """Return the bytes that one of a hundred objects a page takes, of all pages but the first two.

    Args:
        page: Returns the objects of a page, read.
        amount: How many pages there are.
    """
    alive: list[object] = []

    async def more(places: range) -> None:
        for place in places:
            alive.extend(await page(place))

    await more(range(2))
    gc.collect()
    before = memory()
    await more(range(2, amount))
    gc.collect()
    return {"bytes": (memory() - before) / ((amount - 2) * 100)}


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
