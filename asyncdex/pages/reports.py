"""Delivery reports: sent in the background, and given up where nobody takes them."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable

import msgspec

from asyncdex._http.messages import Answer, Request, Transport
from asyncdex.clock import Clock
from asyncdex.exceptions import AsyncDexException

from .delivery import Delivery

__all__ = ["Reporter", "post"]

#: How many reports wait at most; further ones are dropped.
_MOST = 100
#: Seconds for one report.
_PATIENCE = 5.0
#: After so many failures in a row nothing is reported for so many seconds.
_FAILURES, _REST = 3, 300.0

_logger = logging.getLogger("asyncdex.pages")


async def post(transport: Transport, url: str, delivery: Delivery) -> Answer:
    """Send one report.

    Args:
        transport: What carries it, without a token.
        url: Where reports are taken.
        delivery: What to tell.

    Returns:
        The answer, which may be an error.

    Raises:
        ConnectionFailed: No answer arrived.
    """
    headers = {"Content-Type": "application/json"}
    body = msgspec.json.encode(delivery)
    return await transport.send(Request("POST", url, headers, body, stranger=True))


class Reporter:
    """Tells MangaDex how pages were delivered, without holding anybody up.

    Args:
        transport: What carries reports.
        clock: What rests are measured by.
        address: Returns where reports are taken.
    """

    def __init__(self, transport: Transport, clock: Clock, address: Callable[[], str]) -> None:
        self._transport = transport
        self._clock = clock
        self._address = address
        self._waiting: deque[Delivery] = deque()
        self._task: asyncio.Task[None] | None = None
        self._failures = 0
        self._resting_until = 0.0

    def tell(self, delivery: Delivery) -> None:
        """Have a report sent some time soon, or never; it returns at once and raises nothing."""
        resting = self._clock.monotonic() < self._resting_until
        if resting or not delivery.wanted or len(self._waiting) >= _MOST:
            return
        self._waiting.append(delivery)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._send_all())

    def close(self) -> None:
        """Drop what has not been sent."""
        self._waiting.clear()
        if self._task is not None and not self._task.get_loop().is_closed():
            self._task.cancel()

    async def _send_all(self) -> None:
        while self._waiting:
            taken = await self._send(self._waiting.popleft())
            self._failures = 0 if taken else self._failures + 1
            if self._failures >= _FAILURES:
                self._failures = 0
                self._waiting.clear()
                self._resting_until = self._clock.monotonic() + _REST
                _logger.info("delivery reports are not taken; none for the next %d seconds", _REST)

    async def _send(self, delivery: Delivery) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                return (await post(self._transport, self._address(), delivery)).ok
        except (AsyncDexException, TimeoutError, OSError, ValueError):
            return False
