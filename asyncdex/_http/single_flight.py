"""Doing something once for all who want it done at the same time."""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

__all__ = ["SingleFlight"]

#: The flight that the running code belongs to.
_aboard: ContextVar["asyncio.Task[None] | None"] = ContextVar("asyncdex_flight", default=None)


class SingleFlight:
    """One task at a time, joined by all who come while it is under way."""

    __slots__ = ("_task",)

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @property
    def aboard(self) -> bool:
        """Whether the running code is part of the flight under way: joining, it would wait for itself."""
        task = self._task
        return task is not None and task is _aboard.get() and not task.done()

    async def join(self, start: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """Wait for the flight under way, or start one.

        Args:
            start: What to do if nothing is under way.

        Returns:
            Whether it came to its end; False where it was called off.

        Raises:
            Exception: What it came to.
        """
        loop = asyncio.get_running_loop()
        task = self._task
        if task is None or task.done() or task.get_loop() is not loop:
            task = self._task = loop.create_task(_fly(start))
            task.add_done_callback(_look_at)
        # Not awaited itself: who asked first may give up without taking the outcome from the others, and
        # calling it off cancels none of those who wait for it.
        await asyncio.wait([task])
        if task.cancelled() and self._task is not task:
            return False
        task.result()
        return True

    def call_off(self) -> None:
        """Cancel the flight under way, if there is one."""
        task, self._task = self._task, None
        if task is not None and not task.get_loop().is_closed():
            task.cancel()


async def _fly(start: Callable[[], Coroutine[Any, Any, None]]) -> None:
    _aboard.set(asyncio.current_task())
    await start()


def _look_at(task: asyncio.Task[None]) -> None:
    """Look at an outcome, so that one nobody waits for any more raises no alarm."""
    if not task.cancelled():
        task.exception()
