"""Search manga and show what is new in them.

    python browse.py rain umbrella

It asks MangaDex, without an account. Another server, such as the sandbox, is asked when the variables
ASYNCDEX_API_URL, ASYNCDEX_AUTH_URL and ASYNCDEX_UPLOADS_URL say where it is.
"""

import asyncio
import os
import sys
from typing import Any

from asyncdex import AsyncDexException, Manga, MangadexClient, MangaFeedListOrder, OrderDirection

_NAMES = ("api_url", "auth_url", "uploads_url")
SERVER: dict[str, Any] = {
    name: os.environ[key] for name in _NAMES if (key := f"ASYNCDEX_{name.upper()}") in os.environ
}


async def show(manga: Manga) -> None:
    """Print a manga with its newest English chapters."""
    # Authors, artists and the cover came with the search, so nothing more is sent for them.
    people = dict.fromkeys(person.name for person in [*manga.authors, *manga.artists])
    print(f"{manga.best_title()} ({manga.status}, {manga.rating}) by {', '.join(people) or 'nobody known'}")
    newest = MangaFeedListOrder(readable_time=OrderDirection.DESCENDING)
    async for chapter in manga.chapters.walk(languages=["en"], order=newest, limit=3):
        groups = ", ".join(group.name for group in chapter.groups) or "no group"
        print(f"  {chapter.readable_time:%Y-%m-%d}  {chapter.name} [{groups}]")


async def main(words: str) -> int:
    async with MangadexClient(user_agent="asyncdex-example-browse/1.0", **SERVER) as client:
        pager = client.get_mangas(title=words, limit=5)
        async for manga in pager:
            await show(manga)
        print(f"{pager.returned} of {pager.total} manga from MangaDex, chapters by the groups named.")
    return 0 if pager.returned else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:  # noqa: PLR2004 - the program's own name and a word
        sys.exit("usage: python browse.py WORDS")
    try:
        sys.exit(asyncio.run(main(" ".join(sys.argv[1:]))))
    except AsyncDexException as error:
        sys.exit(str(error))
