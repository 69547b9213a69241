"""One page, fetched to where it belongs."""

from pathlib import Path

from asyncdex._http.messages import Transport

from .fetch import fetch_page
from .results import PageResult
from .server import Page, PageServer
from .store import FileSink, MemorySink

__all__ = ["PageSaver"]


class PageSaver:
    """Fetches the pages of one chapter, each to its file or into memory.

    Args:
        server: Where the pages are.
        transport: What carries requests.
        retries: How many attempts may follow the first, for each page.
    """

    def __init__(self, server: PageServer, transport: Transport, *, retries: int) -> None:
        self._server = server
        self._transport = transport
        self._retries = retries

    async def read(self, page: Page) -> PageResult:
        """Fetch a page into memory."""
        sink = MemorySink()
        fetched = await fetch_page(page, self._server, self._transport, sink, retries=self._retries)
        return PageResult(page.number, page.name, None, sink.data, fetched.size, fetched.verified)

    async def save(self, page: Page, path: Path, *, overwrite: bool) -> PageResult:
        """Fetch a page into a file, which is whole or is not there.

        Args:
            page: The page.
            path: The file, in a folder that exists.
            overwrite: Whether a file that is there is replaced, rather than left alone.

        Returns:
            What is there now.

        Raises:
            PageFailed: No node had the page.
            OSError: The file could not be written.
        """
        if not overwrite and (size := _size(path)) is not None:
            return PageResult(page.number, page.name, path, None, size, None, skipped=True)
        with FileSink(path) as sink:
            fetched = await fetch_page(page, self._server, self._transport, sink, retries=self._retries)
            sink.keep()
        return PageResult(page.number, page.name, path, None, fetched.size, fetched.verified)


def _size(path: Path) -> int | None:
    """Return the size of a file in bytes, or None where there is no file."""
    return path.stat().st_size if path.is_file() else None
