"""Lend the client a session of your own: your connector, your headers, your timeouts.

    python own_session.py

The client uses the session as it is, and never closes it.

It asks MangaDex, without an account. Another server, such as the sandbox, is asked when the variables
ASYNCDEX_API_URL, ASYNCDEX_AUTH_URL and ASYNCDEX_UPLOADS_URL say where it is.
"""

import asyncio
import os
from typing import Any

import aiohttp

from asyncdex import MangadexClient

_NAMES = ("api_url", "auth_url", "uploads_url")
SERVER: dict[str, Any] = {
    name: os.environ[key] for name in _NAMES if (key := f"ASYNCDEX_{name.upper()}") in os.environ
}


async def main() -> None:
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit_per_host=4, ttl_dns_cache=600),
        headers={"User-Agent": "my-catalogue/2.1 (+https://example.org/contact)"},
        timeout=aiohttp.ClientTimeout(total=20),
    )
    async with session:
        async with MangadexClient(session=session, **SERVER) as client:
            manga = await client.random_manga()
            print(f"A random manga: {manga.best_title()}")
            # The same session also serves calls the models do not offer.
            response = await client.request("GET", f"/manga/{manga.id}/aggregate")
            volumes = (await response.json())["volumes"]
            print(f"It has {len(volumes)} volumes, as MangaDex counts them.")
        print(f"The client is closed: {client.closed}; the session is closed: {session.closed}")
        print(f"The session's own name was sent: {response.request_info.headers['User-Agent']}")


if __name__ == "__main__":
    asyncio.run(main())
