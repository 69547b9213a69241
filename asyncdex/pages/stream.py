"""Pages one after the other, in memory: for programs that never touch a disk."""

import asyncio
import os
import weakref
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from inspect import isawaitable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from asyncdex._http.messages import Transport
from asyncdex.exceptions import InvalidArgument

from .fetch import fetch_page
from .layout import extension_of
from .results import check_count
from .server import Page, PageServer
from .store import FileSink, MemorySink

__all__ = ["PageStream", "StreamedPage", "Writable"]

#: How many bytes a piece of a page has unless told otherwise.
_PIECE = 64 * 1024

#: How many pages are fetched ahead at a time, and how many bytes of such pages have the next one wait.
_PARALLEL, _BUDGET = 4, 64 * 1024 * 1024


class Writable(Protocol):
    """A file opened for writing bytes; its ``write`` may be a coroutine function."""

    def write(self, data: bytes, /) -> Any:
        """Take bytes."""
        ...


class StreamedPage:
    """One page of a chapter, whose content is whole and checked before anybody gets a byte of it.

    It is fetched once and kept as long as the page is.
    """

    _task: asyncio.Task[bytes] | None = None

    def __init__(self, page: Page, fetch: Callable[[MemorySink], Coroutine[Any, Any, bytes]]) -> None:
        #: Its number, from 1.
        self.number = page.number
        #: Its file name at MangaDex, such as ``x1-<64 hexadecimal digits>.png``; not to be trusted as a path.
        self.name = page.name
        #: Its extension, such as ``.png``, made of letters and digits whatever the name holds.
        self.extension = extension_of(page.name)
        self._fetch = fetch
        self._sink = MemorySink()

    def __repr__(self) -> str:
        return f"<Page {self.number}: {self.name}>"

    async def read(self) -> bytes:
        """Return the content.

        Raises:
            PageFailed: The page could not be had from any node; reading again tries again.
            ChapterUnreadable: The chapter has no pages any more.
        """
        task = self.begin()
        try:
            # Shielded, since another reader of the page may be waiting for it too.
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            raise
        except BaseException:
            self._task = None
            raise

    async def stream(self, chunk_size: int = _PIECE) -> AsyncIterator[bytes]:
        """Iterate over the content.

        Args:
            chunk_size: How many bytes a piece has at most.

        Raises:
            InvalidArgument: The size is below one.
            PageFailed: The page could not be had from any node; nothing has come out then.
        """
        if chunk_size < 1:
            raise InvalidArgument(f"chunk_size must be at least 1, not {chunk_size}")
        content = await self.read()
        for start in range(0, len(content), chunk_size):
            yield content[start : start + chunk_size]

    async def save(self, target: "str | os.PathLike[str] | Writable") -> None:
        """Write the content to a file.

        Args:
            target: A path, whose file appears whole or not at all and replaces one that is there; or a file
                opened for writing bytes.

        Raises:
            PageFailed: The page could not be had from any node; nothing has been written then.
            OSError: The file could not be written.

        Example:
            >>> await page.save(f"{page.number:03}{page.extension}")
        """
        content = await self.read()
        if isinstance(target, str | os.PathLike):
            with FileSink(Path(target)) as sink:
                sink.write(content)
                sink.keep()
            return
        written = target.write(content)
        if isawaitable(written):
            await written

    def begin(self) -> "asyncio.Task[bytes]":
        """Begin to fetch the content, if nobody has, and return what will have it."""
        if self._task is None or self._task.cancelled():
            self._sink = MemorySink()
            self._task = asyncio.create_task(self._fetch(self._sink))
            self._task.add_done_callback(_look)
        return self._task

    @property
    def begun(self) -> bool:
        """Whether the content has been asked for."""
        return self._task is not None

    @property
    def running(self) -> bool:
        """Whether the content is on its way."""
        return self._task is not None and not self._task.done()

    @property
    def held(self) -> int:
        """How many bytes of the content are here."""
        task = self._task
        if task is not None and task.done() and not task.cancelled() and task.exception() is None:
            return len(task.result())
        return self._sink.size

    def close(self) -> None:
        """Call off the fetching, if it is under way."""
        if self._task is not None and not self._task.get_loop().is_closed():
            self._task.cancel()

    def __del__(self) -> None:
        # Nobody can ask for the content any more.
        self.close()


class PageStream(AsyncIterator[StreamedPage]):
    """The pages of a chapter in reading order, a few of them fetched ahead.

    Used in ``async for``; inside ``async with`` what is under way is called off at the end of the block.

    Args:
        begin: Returns where the pages are.
        transport: What carries requests.
        ahead: How many pages are fetched behind the one given out, as far as they fit into 64 MiB and four at
            a time; 0 has each page fetched when it is read.
        retries: How many attempts may follow the first, for each page.

    Raises:
        InvalidArgument: A number cannot be right.
    """

    def __init__(
        self, begin: Callable[[], Awaitable[PageServer]], transport: Transport, *, ahead: int, retries: int
    ) -> None:
        self._ready: deque[StreamedPage] = deque()
        check_count("ahead", ahead)
        check_count("retries", retries)
        self._begin = begin
        self._transport = transport
        self._ahead = ahead
        self._retries = retries
        self._rest: deque[Page] | None = None
        self._server: PageServer | None = None
        self._closed = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> StreamedPage:
        if self._closed:
            raise StopAsyncIteration
        if self._server is None or self._rest is None:
            self._server = await self._begin()
            self._rest = deque((await self._server.current()).pages)
        while self._rest and len(self._ready) <= self._ahead:
            self._ready.append(self._made(self._rest.popleft(), self._server))
        if not self._ready:
            raise StopAsyncIteration
        self._fill()
        return self._ready.popleft()

    def _fill(self) -> None:
        """Begin with the next pages, as far as there is room for them."""
        if not self._ahead or sum(page.held for page in self._ready) >= _BUDGET:
            return
        room = _PARALLEL - sum(page.running for page in self._ready)
        for page in [page for page in self._ready if not page.begun][: max(room, 0)]:
            page.begin().add_done_callback(_refill(weakref.ref(self)))

    def _made(self, page: Page, server: PageServer) -> StreamedPage:
        # Nothing under way may hold on to this object, or it would not be gone when nobody iterates any more.
        transport, retries = self._transport, self._retries

        async def fetch(sink: MemorySink) -> bytes:
            await fetch_page(page, server, transport, sink, retries=retries)
            data = sink.data
            sink.reset()  # or it would be kept twice
            return data

        return StreamedPage(page, fetch)

    async def aclose(self) -> None:
        """Call off what is under way and end the iteration; pages that were given out stay."""
        self._closed = True
        self._close()

    def _close(self) -> None:
        while self._ready:
            self._ready.popleft().close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        # A loop that was left by break leaves nothing else behind that could do it.
        self._close()


def _look(task: "asyncio.Task[bytes]") -> None:
    """Take notice of how a page ended, which nobody may ever ask for."""
    if not task.cancelled():
        task.exception()


def _refill(stream: "weakref.ref[PageStream]") -> Callable[["asyncio.Task[bytes]"], None]:
    """Return what begins with further pages when one has arrived, unless nobody iterates any more."""

    def fill(task: "asyncio.Task[bytes]") -> None:
        found = stream()
        if found is not None and not task.cancelled():
            found._fill()  # noqa: SLF001 - a part of the stream, which must not hold on to it

    return fill
