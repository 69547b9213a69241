"""What one small call costs on top of plain aiohttp, one by one and fifty at once."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable

import aiohttp
import msgspec
from aiohttp import web

from asyncdex import MangadexClient, Ratelimits
from asyncdex._wire import Entity, MangaAttributes, One

ROUNDS, CALLS = 9, 300
ID = "6a1af720-b033-4b32-8b3e-7f17a911c860"
BODY = msgspec.json.encode(
    {"result": "ok", "data": {"id": ID, "type": "manga", "attributes": {"title": {"en": "The Sea"}}}}
)


async def serve() -> tuple[web.AppRunner, str]:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=BODY, content_type="application/json")

    app = web.Application()
    app.router.add_get("/manga/{id}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


async def timed(call: Callable[[], Awaitable[object]], at_once: int) -> float:
    """Return the seconds one call took."""
    start = time.perf_counter()
    for _ in range(CALLS // at_once):
        await asyncio.gather(*(call() for _ in range(at_once)))
    return (time.perf_counter() - start) / (CALLS // at_once * at_once)


async def main() -> None:
    runner, url = await serve()
    decoder = msgspec.json.Decoder(One[Entity[MangaAttributes]])
    async with aiohttp.ClientSession() as session, MangadexClient(api_url=url) as client:
        client.api.ratelimits = Ratelimits()  # no limits, so that the calls are measured and not the waiting

        async def plain() -> object:
            async with session.get(f"{url}/manga/{ID}") as response:
                return decoder.decode(await response.read())

        async def ours() -> object:
            return await client.get_manga(ID).fetch()

        for at_once in (1, 50):
            pairs = [(await timed(plain, at_once), await timed(ours, at_once)) for _ in range(ROUNDS)]
            limit = statistics.median(first for first, _ in pairs)
            ratio = statistics.median(second / first for first, second in pairs)
            added = statistics.median(second - first for first, second in pairs)
            print(
                f"{at_once:>2} at once: plain {limit * 1e6:.0f} us, ours {ratio:.2f} times that, "
                f"{added * 1e6:.0f} us more"
            )
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
