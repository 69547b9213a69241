"""The skeleton of a chat bot: two handlers to paste into a bot for Discord, Telegram or anything else.

    python bot.py        then type: search umbrella, newest 60, quit

It asks MangaDex, without an account. Another server, such as the sandbox, is asked when the variables
ASYNCDEX_API_URL, ASYNCDEX_AUTH_URL and ASYNCDEX_UPLOADS_URL say where it is.
"""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from asyncdex import AsyncDexException, ContentRating, MangadexClient

_NAMES = ("api_url", "auth_url", "uploads_url")
SERVER: dict[str, Any] = {
    name: os.environ[key] for name in _NAMES if (key := f"ASYNCDEX_{name.upper()}") in os.environ
}


class Bot:
    """What the bot does, whatever the chat library; each card becomes an embed or a message."""

    def __init__(self, client: MangadexClient) -> None:
        self.client = client
        client.content_ratings = (ContentRating.SAFE,)  # for every search and list that follows

    async def search(self, text: str) -> list[dict[str, str | None]]:
        """Handle a command such as ``/manga umbrella``."""
        return [
            {
                "title": manga.best_title(),
                "url": f"https://mangadex.org/title/{manga.id}",
                "description": (manga.descriptions["en"] or "")[:200],
                "image": await manga.cover.url_256() if manga.cover else None,
                "footer": f"by {', '.join(person.name for person in manga.authors)} - from MangaDex",
            }
            async for manga in self.client.get_mangas(title=text, limit=3)
        ]

    async def newest(self, minutes: int) -> list[dict[str, str | None]]:
        """Handle a timer: what became readable in the last minutes, oldest first."""
        since, order = datetime.now(UTC) - timedelta(minutes=minutes), {"readableAt": "desc"}
        pager = self.client.get_chapters(language="en", published_after=since, order=order, limit=10)
        cards: list[dict[str, str | None]] = []
        for chapter in reversed(await pager.as_list()):
            name = f"{chapter.manga.best_title() if chapter.manga else ''}, {chapter.name}"
            footer = f"by {', '.join(group.name for group in chapter.groups) or 'no group'} - from MangaDex"
            url = f"https://mangadex.org/chapter/{chapter.id}"
            cards.append({"title": name, "url": url, "footer": footer})
        return cards


async def main() -> None:
    async with MangadexClient(user_agent="asyncdex-example-bot/1.0", **SERVER) as client:
        bot = Bot(client)
        while (line := await asyncio.to_thread(sys.stdin.readline)).strip() not in {"", "quit"}:
            command, _, rest = line.strip().partition(" ")
            try:
                cards = await (bot.newest(int(rest)) if command == "newest" else bot.search(rest))
            except (AsyncDexException, ValueError, OverflowError) as error:
                cards = [{"title": "Sorry", "description": str(error)}]
            print(json.dumps(cards, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
