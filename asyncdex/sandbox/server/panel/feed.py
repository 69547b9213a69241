"""Telling the open pages what is going on, without letting a slow one cost anything."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.stats import Seen

#: How many requests wait for a page at most; a busy server drops what is older.
QUEUE = 200


class Feed:
    """The requests that one open page has not been told of yet."""

    def __init__(self) -> None:
        self._waiting: deque[Seen] = deque(maxlen=QUEUE)
        self._missed = 0
        self._news = asyncio.Event()

    def put(self, seen: Seen) -> None:
        """Add a request; if too many wait, the oldest one goes.

        Args:
            seen: The request.
        """
        self._missed += len(self._waiting) == QUEUE
        self._waiting.append(seen)
        self._news.set()

    def take(self) -> tuple[list[Seen], int]:
        """Return the requests that wait, the oldest first, and how many were dropped before them."""
        taken = list(self._waiting), self._missed
        self._waiting.clear()
        self._missed = 0
        self._news.clear()
        return taken

    async def wait(self, at_most: float) -> None:
        """Wait for a request.

        Args:
            at_most: How long, in seconds of the machine's clock.
        """
        try:
            async with asyncio.timeout(at_most):
                await self._news.wait()
        except TimeoutError:
            return
