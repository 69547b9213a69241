from __future__ import annotations

import asyncio

from asyncdex.sandbox.server.panel.feed import QUEUE, Feed


async def test_a_feed_hands_over_what_came():
    feed = Feed()
    feed.put("one")
    feed.put("two")
    assert feed.take() == (["one", "two"], 0)
    assert feed.take() == ([], 0)


async def test_a_feed_that_nobody_empties_drops_the_oldest_and_counts_them():
    feed = Feed()
    for number in range(QUEUE + 30):
        feed.put(number)
    assert feed.take() == (list(range(30, QUEUE + 30)), 30)
    assert feed.take() == ([], 0)


async def test_waiting_ends_with_news_or_with_time():
    feed = Feed()
    await feed.wait(0)
    waiting = asyncio.create_task(feed.wait(60))
    await asyncio.sleep(0)
    assert not waiting.done()
    feed.put("one")
    async with asyncio.timeout(5):
        await waiting
