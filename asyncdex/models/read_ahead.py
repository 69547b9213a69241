"""Pages asked for before they are needed."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from .page_source import Page, PageSource

__all__ = ["ReadAhead"]


class _Flight(NamedTuple):
    """One page under way."""

    offset: int
    limit: int
    task: "asyncio.Task[Page]"


class ReadAhead:
    """Asks for pages in advance, and gives them out in their order.

    Args:
        source: Where the pages come from.
        depth: How many pages are under way at a time; 0 for none.
    """

    def __init__(self, source: PageSource, depth: int) -> None:
        self.depth = depth
        self._source = source
        self._flights: deque[_Flight] = deque()

    async def page(self, *, limit: int, offset: int) -> Page:
        """Return a page: the one under way, where it is the one wanted.

        Args:
            limit: How many results.
            offset: How many results to pass over.
        """
        if not self._flights or self._flights[0][:2] != (offset, limit):
            self.close()
            return await self._source.page(limit=limit, offset=offset)
        flight = self._flights.popleft()
        try:
            return await flight.task
        except BaseException:
            # Whoever goes on afterwards asks anew, for this page and those behind it.
            self.close()
            raise

    def prepare(self, pages: Iterable[tuple[int, int]]) -> None:
        """Ask for pages that will be wanted next, unless they are under way.

        Args:
            pages: Offset and limit of each, in the order in which they will be wanted.
        """
        wanted = list(pages)
        under_way = [(flight.offset, flight.limit) for flight in self._flights]
        if under_way != wanted[: len(under_way)]:
            self.close()
            under_way = []
        for offset, limit in wanted[len(under_way) :]:
            task = asyncio.create_task(self._source.page(limit=limit, offset=offset))
            task.add_done_callback(_look)
            self._flights.append(_Flight(offset, limit, task))

    def close(self) -> None:
        """Call off all pages under way."""
        while self._flights:
            task = self._flights.popleft().task
            if not task.get_loop().is_closed():
                task.cancel()

    def __del__(self) -> None:
        # A loop that was left by break leaves nothing else behind that could do it.
        self.close()


def _look(task: "asyncio.Task[Page]") -> None:
    """Take notice of how a page ended, which nobody may ever ask for."""
    if not task.cancelled():
        task.exception()
