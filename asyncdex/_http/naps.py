"""Pauses that end when the client is closed."""

import asyncio

from asyncdex.clock import Clock, sleep
from asyncdex.exceptions import ClientClosed

__all__ = ["Naps"]


class Naps:
    """The pauses that calls make.

    Args:
        clock: What they are measured with.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._sleeping: set[asyncio.Task[None]] = set()

    async def take(self, seconds: float) -> None:
        """Pause.

        Args:
            seconds: How long.

        Raises:
            ClientClosed: The client was closed meanwhile.
        """
        nap = asyncio.get_running_loop().create_task(sleep(self.clock, seconds))
        self._sleeping.add(nap)
        try:
            await asyncio.wait([nap])
        finally:
            self._sleeping.discard(nap)
            nap_was_ended = nap.cancelled()
            nap.cancel()
        if nap_was_ended:
            raise ClientClosed("the client was closed while a call paused")

    def end(self) -> None:
        """Wake everybody, whose calls raise ClientClosed."""
        for nap in list(self._sleeping):
            nap.cancel()
