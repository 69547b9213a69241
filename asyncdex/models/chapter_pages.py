"""The pages of a chapter: their addresses, and their content."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal, overload

from asyncdex._api.table import AT_HOME
from asyncdex._wire import AtHome, AtHomeChapter
from asyncdex.exceptions import ChapterUnreadable, InvalidID, NotFetched, NotFound
from asyncdex.pages import (
    PageProgress,
    PageServer,
    PageStream,
    download_pages,
    format_path,
    read_pages,
)
from asyncdex.pages.results import check_count
from asyncdex.pages.server import FRESH_SECONDS

from .batch import fetch_missing
from .chapter_fields import ChapterFields
from .reading import check_formats, check_readable, folder_fields

__all__ = ["ChapterPages"]


class ChapterPages(ChapterFields):
    """The part of a :class:`~asyncdex.Chapter` that gets its pages."""

    @property
    def hash(self) -> str:
        """The name of the chapter's folder on the image nodes, known after :meth:`pages`."""
        return self._named("hash").hash

    @property
    def page_names(self) -> list[str]:
        """The pages' file names, known after :meth:`pages`."""
        return list(self._named("page_names").data)

    @property
    def data_saver_page_names(self) -> list[str]:
        """The recompressed pages' file names, known after :meth:`pages`."""
        return list(self._named("data_saver_page_names").data_saver)

    async def pages(self, *, data_saver: bool = False, ssl_only: bool = False) -> list[str]:
        """Return the addresses of the pages, good for this chapter and about fifteen minutes.

        Args:
            data_saver: Whether the smaller, recompressed pages are wanted.
            ssl_only: Whether only a node on port 443 will do.

        Returns:
            URLs in reading order.

        Raises:
            ChapterUnreadable: The chapter has no pages here, and why; the node was not asked for.
            InvalidID: There is no such chapter.

        MangaDex: ``GET /at-home/server/{chapterId}``, forty times a minute.
        """
        node = await (await self._server(data_saver=data_saver, ssl_only=ssl_only)).current()
        return [node.url(page) for page in node.pages]

    @overload
    async def download_chapter(
        self,
        *,
        folder_format: str | os.PathLike[str] = ...,
        file_format: str = ...,
        as_bytes_list: Literal[False] = False,
        overwrite: bool = ...,
        retries: int = ...,
        use_data_saver: bool = ...,
        ssl_only: bool = ...,
        progress: Callable[[PageProgress], object] | None = ...,
    ) -> list[Path]: ...

    @overload
    async def download_chapter(
        self,
        *,
        as_bytes_list: Literal[True],
        folder_format: str | os.PathLike[str] = ...,
        file_format: str = ...,
        overwrite: bool = ...,
        retries: int = ...,
        use_data_saver: bool = ...,
        ssl_only: bool = ...,
        progress: Callable[[PageProgress], object] | None = ...,
    ) -> list[bytes]: ...

    @overload
    async def download_chapter(
        self,
        *,
        as_bytes_list: bool,
        folder_format: str | os.PathLike[str] = ...,
        file_format: str = ...,
        overwrite: bool = ...,
        retries: int = ...,
        use_data_saver: bool = ...,
        ssl_only: bool = ...,
        progress: Callable[[PageProgress], object] | None = ...,
    ) -> list[Path] | list[bytes]: ...

    async def download_chapter(
        self,
        *,
        folder_format: str | os.PathLike[str] = "{manga}/{chapter_num}{separator}{title}",
        file_format: str = "{num}",
        as_bytes_list: bool = False,
        overwrite: bool = True,
        retries: int = 3,
        use_data_saver: bool = False,
        ssl_only: bool = False,
        progress: Callable[[PageProgress], object] | None = None,
    ) -> list[Path] | list[bytes]:
        """Download the pages, as files that appear whole or not at all.

        Args:
            folder_format: Where the files go. Fields are ``manga``, ``manga_id``, ``chapter``,
                ``chapter_id``, ``chapter_num``, ``volume``, ``title``, ``separator``, ``language`` and
                ``groups``.
            file_format: How a file is called, without its extension. Fields are ``num`` and ``name``.
            as_bytes_list: Whether the pages are returned instead of written.
            overwrite: Whether files that exist are fetched again.
            retries: How many more attempts a page gets, each at another node.
            use_data_saver: Whether the smaller, recompressed pages are wanted.
            ssl_only: Whether only nodes on port 443 will do.
            progress: Called, and awaited where it is a coroutine function, after each page.

        Returns:
            The files' paths, or the pages' bytes, in reading order.

        Raises:
            InvalidArgument: A format has an unknown field; nothing was sent.
            ChapterUnreadable: The chapter has no pages here, and why.
            PageFailed: A page could not be had from any node; the whole pages stay.
            OSError: A file could not be written.

        Example:
            >>> files = await chapter.download_chapter(folder_format="downloads/{manga}/{chapter_num}")
        """
        folder_format = os.fspath(folder_format) if isinstance(folder_format, os.PathLike) else folder_format
        check_count("retries", retries)
        if not as_bytes_list:
            check_formats(folder_format, file_format)
        server = await self._server(data_saver=use_data_saver, ssl_only=ssl_only)
        transport = self.client.api.transport
        if as_bytes_list:
            return await read_pages(server, transport, retries=retries, progress=progress)
        folder = await self.folder(folder_format)
        results = await download_pages(
            server,
            transport,
            folder=folder,
            file_format=file_format,
            overwrite=overwrite,
            retries=retries,
            progress=progress,
        )
        return [result.path for result in results if result.path is not None]

    def stream_pages(
        self, *, ahead: int = 3, data_saver: bool = False, ssl_only: bool = False, retries: int = 3
    ) -> PageStream:
        """Iterate over the pages in memory, in reading order.

        Each page is whole and checked before anybody gets a byte of it, and no more than ``ahead`` and the
        one in hand are kept at a time, however many pages the chapter has; four are fetched at a time, and no
        further ones while 64 MiB wait to be read.

        Args:
            ahead: How many pages are fetched behind the one in hand; 0 has each fetched when it is read.
            data_saver: Whether the smaller, recompressed pages are wanted.
            ssl_only: Whether only nodes on port 443 will do.
            retries: How many more attempts a page gets, each at another node.

        Returns:
            An asynchronous iterator over pages with ``name``, ``number``, ``read()``, ``stream()`` and
            ``save()``.

        Raises:
            InvalidArgument: A number cannot be right; nothing was sent.
            ChapterUnreadable: On the first page, where the chapter has none here, and why.

        Example:
            >>> async for page in chapter.stream_pages():
            ...     name = f"{page.number:03}{page.extension}"
            ...     await channel.send(file=File(BytesIO(await page.read()), name))
        """
        begin = partial(self._server, data_saver=data_saver, ssl_only=ssl_only)
        return PageStream(begin, self.client.api.transport, ahead=ahead, retries=retries)

    async def folder(self, folder_format: str = "{manga}/{chapter_num}{separator}{title}") -> Path:
        """Return where :meth:`download_chapter` puts the files; nothing is made.

        Args:
            folder_format: As there.

        Raises:
            InvalidArgument: It has an unknown field.
        """
        if not self.fetched:
            await self.fetch()
        return format_path(folder_format, await self._folder_fields())

    async def _folder_fields(self) -> dict[str, object]:
        manga = self.manga
        if manga is not None and not manga.fetched:
            with suppress(InvalidID):  # a manga that is gone is called by its id
                await manga.fetch()
        await fetch_missing(self.groups)
        return folder_fields(self, manga)

    async def _server(self, *, data_saver: bool, ssl_only: bool) -> PageServer:
        """Return the source of the pages; the same one as long as it is asked for the same."""
        if not self.fetched:
            await self.fetch()
        check_readable(self)
        servers: dict[tuple[bool, bool], PageServer] = self.__dict__.setdefault("_servers", {})
        key = (data_saver, ssl_only)
        if key not in servers:
            ask = partial(self._ask_at_home, ssl_only=ssl_only)
            tell = self.client.tell_delivery
            servers[key] = PageServer(
                self.id,
                ask,
                self.client.clock,
                data_saver=data_saver,
                demand=self.client.node_demand,
                tell=tell,
                asked=self._answered,
            )
        return servers[key]

    async def _ask_at_home(self, other: bool, *, ssl_only: bool) -> AtHome:  # noqa: FBT001 - as a server asks
        """Return where the pages are; one answer serves both qualities as long as it is good."""
        clock = self.client.clock
        kept: tuple[float, bool, AtHome] | None = self.__dict__.get("_at_home_kept")
        if (
            kept is not None
            and not other
            and kept[1] is ssl_only
            and clock.monotonic() - kept[0] < FRESH_SECONDS
        ):
            return kept[2]
        filters = {"ssl_only": True} if ssl_only else {}
        try:
            answer = await self.client.api.call(AT_HOME, self.id, filters=filters)
        except NotFound as error:
            raise ChapterUnreadable(
                self.id, "unavailable", "MangaDex has no pages of it any more."
            ) from error
        self.__dict__["_at_home_kept"] = (clock.monotonic(), ssl_only, answer)
        # Without the address, which holds a token: this is what is pickled.
        self.__dict__["_at_home_chapter"] = answer.chapter
        return answer

    def _answered(self) -> float:
        """Return when the answer in use was given: a second server must not take it for a new one."""
        kept: tuple[float, bool, AtHome] = self.__dict__["_at_home_kept"]
        return kept[0]

    def _named(self, name: str) -> AtHomeChapter:
        """Return the names of the pages, or say that they are not known yet."""
        named = self.__dict__.get("_at_home_chapter")
        if not isinstance(named, AtHomeChapter):
            raise NotFetched(self, name, "await its pages() first")
        return named
