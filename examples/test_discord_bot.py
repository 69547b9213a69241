"""The tests of discord_bot.py, which need pytest-asyncio and the extra sandbox.

pytest test_discord_bot.py
"""

from unittest.mock import AsyncMock

import pytest
from discord_bot import MangaBot, Message

pytestmark = [pytest.mark.asyncio, pytest.mark.mangadex(manga=20, chapters=100, limits="off")]


async def said(client, text):
    channel = AsyncMock()
    await MangaBot(client).on_message(Message(text, channel))
    return channel.send.await_args.args[0]


async def test_finds_what_is_there(mangadex_sandbox, mangadex_client):
    manga = mangadex_sandbox.add_manga("The Kettle at Sea")
    assert (
        await said(mangadex_client, "!manga kettle")
        == f"The Kettle at Sea: https://mangadex.org/title/{manga.id}"
    )
    assert await said(mangadex_client, "!manga no such thing") == "MangaDex has nothing of that name."


async def test_follows_for_good(mangadex_sandbox, mangadex_client):
    manga = mangadex_sandbox.add_manga("The Kettle at Sea")
    assert await said(mangadex_client, f"!follow {manga.id}") == "Following The Kettle at Sea."
    assert manga.id in mangadex_sandbox.catalogue.shelf.follows["manga"]


async def test_says_what_went_wrong(mangadex_sandbox, mangadex_client):
    mangadex_sandbox.fail("GET", "/manga", kind="html=403")
    assert (await said(mangadex_client, "!manga kettle")).startswith("Sorry: ")
