"""A bot in the style of Discord's libraries, and a prompt to talk to it; test_discord_bot.py tests it.

    python discord_bot.py        then type: !manga umbrella, !follow ADDRESS_OR_ID, and an empty line to end

It logs in with ASYNCDEX_USERNAME, ASYNCDEX_PASSWORD, ASYNCDEX_CLIENT_ID and ASYNCDEX_CLIENT_SECRET. Another
server, such as the sandbox, is asked where ASYNCDEX_API_URL, ASYNCDEX_AUTH_URL and ASYNCDEX_UPLOADS_URL say.
"""

import asyncio
import os
import sys
from dataclasses import dataclass
from typing import Any

from asyncdex import AsyncDexException, Manga, MangadexClient

_NAMES = ("api_url", "auth_url", "uploads_url", "username", "password", "client_id", "client_secret")
SERVER: dict[str, Any] = {
    name: os.environ[key] for name in _NAMES if (key := f"ASYNCDEX_{name.upper()}") in os.environ
}


class Channel:
    async def send(self, text: str) -> None:
        print(text, flush=True)


@dataclass
class Message:
    content: str
    channel: Channel


class MangaBot:
    """What the bot does; a library for Discord calls ``on_message``."""

    def __init__(self, client: MangadexClient) -> None:
        self.client = client

    async def on_message(self, message: Message) -> None:
        command, _, rest = message.content.partition(" ")
        try:
            if command in {"!manga", "!follow"}:
                await message.channel.send(await (self.search if command == "!manga" else self.follow)(rest))
        except AsyncDexException as error:
            await message.channel.send(f"Sorry: {error}")

    async def search(self, words: str) -> str:
        found = [manga async for manga in self.client.get_mangas(title=words, limit=3)]
        lines = [f"{manga.best_title()}: https://mangadex.org/title/{manga.id}" for manga in found]
        return "\n".join(lines) or "MangaDex has nothing of that name."

    async def follow(self, address: str) -> str:
        manga = await self.client.resolve(address)
        if isinstance(manga, Manga):
            await manga.follow()
            return f"Following {manga.best_title()}."
        return f"This is no manga but a {manga.kind}."


async def main() -> None:
    async with MangadexClient(user_agent="asyncdex-example-discord-bot/1.0", **SERVER) as client:
        bot = MangaBot(client)
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            await bot.on_message(Message(line, Channel()))


if __name__ == "__main__":
    asyncio.run(main())
