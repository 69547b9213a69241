"""The limiter of this library by itself: what waiting, a place in line and looking up a rule cost."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from pathlib import Path as File

sys.path.insert(0, str(File(__file__).parent))

from typing import TYPE_CHECKING

from worker import page_id, seconds

from asyncdex import Path, PathRatelimit, Ratelimits

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["reserving", "waiting"]

#: So many calls a second that nobody waits for it.
_ANY = 100_000


def limits(pace: int, rules: int = 0) -> Ratelimits:
    """Return a registry with a general pace, and rules for single endpoints."""
    found = Ratelimits(PathRatelimit(Path("*", re.compile(".*", re.DOTALL)), pace, 1))
    for number in range(rules):
        found.add(PathRatelimit(Path.of(f"/kind-{number}/{{id}}", "GET"), _ANY, 1))
    return found


async def waiting(tasks: int, wall: float) -> Mapping[str, float]:
    """Have many tasks wait at five calls a second: what share of a core that takes, and a grant."""
    found = limits(5)
    waiters = [asyncio.ensure_future(found.acquire("/manga", "GET")) for _ in range(tasks)]
    await asyncio.sleep(0.5)  # for all to stand in line
    began, used = time.perf_counter(), time.process_time()
    await asyncio.sleep(wall)
    share = (time.process_time() - used) / (time.perf_counter() - began)
    left = sum(not waiter.done() for waiter in waiters)
    assert found.general is not None
    began = time.perf_counter()
    found.general.ratelimit_amount = _ANY
    await asyncio.gather(*waiters)
    return {"share": share, "granted": (time.perf_counter() - began) / left}


async def reserving(calls: int, rules: int) -> Mapping[str, float]:
    """Take places that are free, each for another object, of kinds asked for before, and leave at once."""
    found = limits(_ANY, rules)
    ids = [page_id(number) for number in range(calls)]
    kinds = max(rules, 1)

    async def work() -> None:
        for number, id in enumerate(ids):
            places = await found.acquire(f"/kind-{number % kinds}/{id}", "GET", leaving=True)
            found.depart(places)

    await work()
    return {"seconds": await seconds(work) / calls}
