"""Where the pages of a chapter come from, kept fresh."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import msgspec

from asyncdex._wire.at_home import AtHome
from asyncdex.clock import Clock
from asyncdex.exceptions import ChapterUnreadable, PageFailed

from .delivery import Delivery, host_of
from .pace import Demand

__all__ = ["FRESH_SECONDS", "MOST_QUESTIONS", "Node", "Page", "PageServer"]

#: MangaDex guarantees an address for 15 minutes; the last one is left for the download itself.
FRESH_SECONDS = 14 * 60

#: How often another node is asked for within that time; MangaDex allows 40 questions a minute in all.
MOST_QUESTIONS = 20


class Page(msgspec.Struct, frozen=True):
    """One page of a chapter.

    Args:
        number: Its number, from 1.
        name: Its file name at MangaDex, which is not to be trusted as a path.
    """

    number: int
    name: str


# Compared by identity: a second answer that names the same node again is still a new answer.
@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One answer about where a chapter is.

    Args:
        base_url: The address, good for this chapter only and without a slash at its end.
        folder: The path below it that holds the pages, escaped already.
        names: The pages' names, in reading order.
        asked: When it was given, in seconds of the clock.
    """

    base_url: str = field(repr=False)
    folder: str
    names: tuple[str, ...]
    asked: float

    @property
    def host(self) -> str:
        """The address without its port and path, which may hold a token."""
        return host_of(self.base_url)

    @property
    def pages(self) -> list[Page]:
        """The pages, in reading order."""
        return [Page(number, name) for number, name in enumerate(self.names, 1)]

    def url(self, page: Page) -> str:
        """Return where a page is.

        Args:
            page: The page; its name is escaped into one segment of the path.

        Returns:
            The URL, whose path may hold a token.

        Raises:
            PageFailed: The name is no file name at all.
        """
        # No escaping helps against these: clients resolve dots however they are written.
        if page.name in {"", ".", ".."}:
            raise PageFailed(page.number, page.name, "the server gave it no usable name")
        return f"{self.base_url}/{self.folder}/{_segment(page.name)}"


class PageServer:
    """The image node of one chapter, asked for once however many pages want it.

    Args:
        chapter_id: The chapter's id, for messages.
        ask: Asks MangaDex for a node, at whatever pace its limits allow. It is told whether another one than
            before is wanted, or any that is good.
        clock: Where time is read.
        data_saver: Whether the recompressed pages are wanted.
        demand: How fast a node has to be.
        tell: Takes note of each attempt to get a page.
        asked: Returns when the last answer was given; None where each is given when it arrives.
    """

    def __init__(
        self,
        chapter_id: str,
        ask: Callable[[bool], Awaitable[AtHome]],
        clock: Clock,
        *,
        data_saver: bool = False,
        demand: Demand | None = None,
        tell: Callable[[Delivery], object] | None = None,
        asked: Callable[[], float] | None = None,
    ) -> None:
        self.chapter_id = chapter_id
        self.data_saver = data_saver
        self.clock = clock
        self.demand = demand or Demand()
        self._tell = tell
        self._ask = ask
        self._asked = asked or clock.monotonic
        self._questions: deque[float] = deque()
        self._node: Node | None = None
        self._flight: asyncio.Task[Node] | None = None
        self._waiting = 0

    def tell(self, delivery: Delivery) -> None:
        """Take note of an attempt to get a page."""
        if self._tell is not None:
            self._tell(delivery)

    async def current(self) -> Node:
        """Return a node whose address is still good, asking for one where there is none.

        Returns:
            The node.

        Raises:
            ChapterUnreadable: The chapter has no pages.
        """
        node = self._node
        # While a failed node is being replaced, nobody new is sent to it.
        if node is not None and self._flight is None and self.clock.monotonic() - node.asked < FRESH_SECONDS:
            return node
        return await self._join(other=False)

    async def replace(self, failed: Node) -> Node:
        """Return another node than one that failed.

        Args:
            failed: The node as it was returned from here.

        Returns:
            The node that replaced it in the meantime, or a newly asked one, which may have the same address.
            After too many questions it is the failed one again, as long as its address is good.

        Raises:
            ChapterUnreadable: The chapter has no pages any more.
        """
        if self._node is not failed or not (self._flight is not None or self._may_ask()):
            return await self.current()
        return await self._join(other=True)

    def _may_ask(self) -> bool:
        """Return whether another node may be asked for, and take note of it."""
        now = self.clock.monotonic()
        while self._questions and now - self._questions[0] >= FRESH_SECONDS:
            self._questions.popleft()
        if len(self._questions) >= MOST_QUESTIONS:
            return False
        self._questions.append(now)
        return True

    async def _join(self, *, other: bool) -> Node:
        """Wait for the one question under way, starting it where there is none."""
        if self._flight is None:
            self._flight = asyncio.create_task(self._renew(other=other))
            self._flight.add_done_callback(self._landed)
        flight = self._flight
        self._waiting += 1
        try:
            # Shielded, so that one page being called off does not take the answer from the others.
            return await asyncio.shield(flight)
        finally:
            self._waiting -= 1
            if not self._waiting and not flight.done():
                # Nobody wants the answer any more, and no task may outlive the download it was for.
                self._landed(flight)
                flight.cancel()
                await asyncio.wait([flight])

    def _landed(self, flight: asyncio.Task[Node]) -> None:
        """Let the next one ask anew."""
        if self._flight is flight:
            self._flight = None

    async def _renew(self, *, other: bool) -> Node:
        """Ask, and keep the answer."""
        answer = await self._ask(other)
        chapter = answer.chapter
        names = chapter.data_saver if self.data_saver else chapter.data
        # MangaDex answers in this way for chapters that live elsewhere, too.
        if not names or chapter.hash in {"", ".", ".."}:
            raise ChapterUnreadable(self.chapter_id, "empty", "MangaDex has no pages of it.")
        quality = "data-saver" if self.data_saver else "data"
        folder = f"{quality}/{_segment(chapter.hash)}"
        self._node = Node(answer.base_url.rstrip("/"), folder, names, self._asked())
        return self._node


def _segment(text: str) -> str:
    """Return a text escaped into one segment of a URL's path."""
    return quote(text, safe="", errors="replace")
