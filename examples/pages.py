"""Fetch the pages of a chapter in memory, without a file, as a chat bot would.

    python pages.py ADDRESS_OR_ID

It asks MangaDex, without an account. Another server, such as the sandbox, is asked when the variables
ASYNCDEX_API_URL, ASYNCDEX_AUTH_URL and ASYNCDEX_UPLOADS_URL say where it is.
"""

import asyncio
import os
import sys
from typing import Any

from asyncdex import AsyncDexException, Chapter, ChapterUnreadable, MangadexClient

_NAMES = ("api_url", "auth_url", "uploads_url")
SERVER: dict[str, Any] = {
    name: os.environ[key] for name in _NAMES if (key := f"ASYNCDEX_{name.upper()}") in os.environ
}


async def main(text: str) -> None:
    async with MangadexClient(user_agent="asyncdex-example-pages/1.0", **SERVER) as client:
        chapter = await client.resolve(text)
        if not isinstance(chapter, Chapter):
            sys.exit(f"This is no chapter but a {chapter.kind}.")
        total = 0
        async with chapter.stream_pages(ahead=2) as pages:  # no more than three pages at a time
            async for page in pages:
                content = await page.read()  # whole and checked; a bot would send it off here
                total += len(content)
                print(f"{page.number:3} {page.name}: {len(content)} bytes")
        print(f"{chapter.name}: {total} bytes")


if __name__ == "__main__":
    if len(sys.argv) < 2:  # noqa: PLR2004 - the program's own name and a text
        sys.exit("usage: python pages.py ADDRESS_OR_ID")
    try:
        asyncio.run(main(sys.argv[1]))
    except ChapterUnreadable as error:
        sys.exit(f"Not at MangaDex ({error.reason}): {error.detail}")
    except AsyncDexException as error:
        sys.exit(str(error))
