"""Sixty calls at once, five a second: how close to the ideal eleven seconds, and how many refusals."""

import asyncio
import time

from asyncdex import MangadexClient
from asyncdex.sandbox import Sandbox

CALLS, PACE = 60, 5


async def main() -> None:
    ideal = CALLS / PACE - 1
    async with Sandbox() as box, MangadexClient(**box.anonymous_kwargs()) as client:
        ids = list(box.catalogue.manga)[:CALLS]
        start = time.perf_counter()
        await asyncio.gather(*(client.get_manga(id).fetch() for id in ids))
        seconds = time.perf_counter() - start
        print(f"{CALLS} calls at once: {seconds:.3f} s, {seconds / ideal:.3f} of the ideal {ideal:.0f} s")
        print(f"refusals (429): {box.stats.too_many}; most in one second: {box.stats.busiest_second}")


if __name__ == "__main__":
    asyncio.run(main())
