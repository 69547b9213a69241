"""All pages of a chapter, several at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from pathlib import Path

from asyncdex._http.messages import Transport
from asyncdex.exceptions import InvalidArgument

from .layout import check_format, page_paths
from .results import PageProgress, PageResult
from .saver import PageSaver
from .server import Page, PageServer
from .store import remove_leftovers

__all__ = ["download_pages", "read_pages"]

_Progress = Callable[[PageProgress], object]


class _CalledOff(Exception):
    """A callback ended in a cancellation of its own, which a group of tasks would pass over."""

    def __init__(self, error: asyncio.CancelledError) -> None:
        super().__init__()
        self.error = error


async def download_pages(
    server: PageServer,
    transport: Transport,
    *,
    folder: Path | None,
    file_format: str = "{num}",
    overwrite: bool = True,
    retries: int = 3,
    concurrency: int = 4,
    progress: Callable[[PageProgress], object] | None = None,
) -> list[PageResult]:
    """Download all pages of a chapter.

    A file appears under its name only when it is whole. When one page fails for good, or the call is
    cancelled, the pages under way are dropped and the whole ones stay.

    Args:
        server: Where the pages are.
        transport: What carries requests.
        folder: Where the files go, made if need be; None keeps the pages in memory.
        file_format: How files are called, without extension: ``{num}`` is the page's number, padded with
            zeros to the width of the last one, and ``{name}`` its name at MangaDex.
        overwrite: Whether files that exist are fetched again and replaced, rather than left alone.
        retries: How many attempts may follow the first, for each page.
        concurrency: How many pages are fetched at a time.
        progress: Called, and awaited where it is a coroutine function, after each page; an exception from
            it ends the download.

    Returns:
        The pages in reading order.

    Raises:
        InvalidArgument: The format or a number cannot be right.
        ChapterUnreadable: The chapter has no pages.
        PageFailed: A page could not be had from any node.
        OSError: A file could not be written.
    """
    if retries < 0:
        raise InvalidArgument(f"retries must be at least 0, not {retries}")
    if concurrency < 1:
        raise InvalidArgument(f"concurrency must be at least 1, not {concurrency}")
    check_format(file_format)
    pages = (await server.current()).pages
    saver = PageSaver(server, transport, retries=retries)
    if folder is None:
        return await _all(pages, saver.read, concurrency, progress)
    paths = page_paths(folder, file_format, pages)
    _make(folder)
    return await _all(
        pages, lambda page: saver.save(page, paths[page], overwrite=overwrite), concurrency, progress
    )


async def read_pages(
    server: PageServer,
    transport: Transport,
    *,
    retries: int = 3,
    concurrency: int = 4,
    progress: Callable[[PageProgress], object] | None = None,
) -> list[bytes]:
    """Return the content of all pages of a chapter.

    Args:
        server: Where the pages are.
        transport: What carries requests.
        retries: How many attempts may follow the first, for each page.
        concurrency: How many pages are fetched at a time.
        progress: Called after each page; an exception from it ends the download.

    Returns:
        The pages' bytes in reading order.

    Raises:
        InvalidArgument: A number cannot be right.
        ChapterUnreadable: The chapter has no pages.
        PageFailed: A page could not be had from any node.
    """
    results = await download_pages(
        server, transport, folder=None, retries=retries, concurrency=concurrency, progress=progress
    )
    return [result.data for result in results if result.data is not None]


def _make(folder: Path) -> None:
    """Make a folder and those above it, without what a killed run left; quick enough for the event loop."""
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)


async def _all(
    pages: Sequence[Page],
    one: Callable[[Page], Awaitable[PageResult]],
    concurrency: int,
    progress: _Progress | None,
) -> list[PageResult]:
    """Fetch pages by a few workers and return the results in the pages' order."""
    results: dict[Page, PageResult] = {}
    waiting = iter(pages)

    async def work() -> None:
        for page in waiting:
            result = results[page] = await one(page)
            if progress is not None:
                news = PageProgress(page.number, len(pages), len(results), result.size, result.path)
                await _tell(progress, news)

    failure: BaseException | None = None
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(concurrency, len(pages))):
                group.create_task(work())
    except BaseExceptionGroup as failures:
        # The first failure called off the rest; callers know it by its own type.
        failure = failures.exceptions[0]
        if isinstance(failure, _CalledOff):
            failure = failure.error
    if failure is not None:
        raise failure
    return [results[page] for page in pages]


async def _tell(progress: _Progress, news: PageProgress) -> None:
    """Call back about a page."""
    task = asyncio.current_task()
    try:
        told = progress(news)
        if isawaitable(told):
            await told
    except asyncio.CancelledError as error:
        if task is not None and task.cancelling():
            raise
        raise _CalledOff(error) from None
