"""The chapters of a manga."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self, Unpack

from asyncdex._api import ALL_RATINGS, FeedFilters, Identified
from asyncdex._api.table import MANGA_FEED, READ_GET
from asyncdex.enum import DuplicateResolutionAlgorithm
from asyncdex.exceptions import (
    ChapterUnreadable,
    InvalidID,
    InvalidResponse,
    Missing,
    NotFound,
    PageFailed,
)
from asyncdex.utils import InclusionExclusionPair, Interval

from .chapter import Chapter
from .chapter_filter import ChapterFilter
from .chapter_places import ChapterPlaces
from .duplicates import Picker, by_groups, pickers_of, without_duplicates
from .group import Group
from .markers import ids_read, mark_read
from .pager import READ_AHEAD, Pager
from .reading import check_formats
from .user import User

__all__ = ["ChapterList"]

#: What is wrong with a single chapter, and says nothing of the others.
_BAD = (ChapterUnreadable, InvalidID, InvalidResponse, Missing, NotFound, PageFailed)

#: All three or none: any of them alone has MangaDex show chapters that are still to come.
_READABLE = {"include_external": False, "include_empty_pages": False, "include_future_publish": False}


class ChapterList(ChapterPlaces):
    """The chapters of one manga, as far as they have been asked for.

    Args:
        manga: The manga.
        entries: Chapters to begin with.
    """

    def walk(
        self,
        *,
        limit: int | None = None,
        readable: bool = False,
        read_ahead: int = READ_AHEAD,
        **filters: Unpack[FeedFilters],
    ) -> Pager[Chapter]:
        """Return an iterator over the chapters at MangaDex, leaving the list as it is.

        Args:
            limit: How many chapters at most.
            readable: Whether only chapters that have pages at MangaDex now are wanted, neither external nor
                empty nor still to come; a filter of the same meaning wins over it.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows them; every content rating is asked for unless ``rating`` says otherwise.

        Returns:
            An asynchronous iterator.
        """
        # A manga that was named is wanted whatever its rating.
        wanted = {**(_READABLE if readable else {}), "rating": ALL_RATINGS}
        given = {name: value for name, value in filters.items() if value is not None}
        return Pager(
            MANGA_FEED,
            Chapter,
            self.manga.client,
            ids=(self.manga.id,),
            params=self.manga.client.defaults.merged(MANGA_FEED, {**wanted, **given}),
            limit=limit,
            belonging=("manga", self.manga),
            read_ahead=read_ahead,
        )

    async def get(
        self,
        *,
        limit: int | None = None,
        readable: bool = False,
        read_ahead: int = READ_AHEAD,
        **filters: Unpack[FeedFilters],
    ) -> Self:
        """Fill the list with the chapters at MangaDex; what it held is replaced.

        Args:
            limit: How many chapters at most.
            readable: Whether only chapters that have pages at MangaDex now are wanted; see :meth:`walk`.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows them; every content rating is asked for unless ``rating`` says otherwise.

        Returns:
            The list itself.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        Example:
            >>> await manga.chapters.get(languages=["en"], order=MangaFeedListOrder(chapter=ASCENDING))

        MangaDex: ``GET /manga/{id}/feed``.
        """
        self[:] = [
            chapter
            async for chapter in self.walk(limit=limit, readable=readable, read_ahead=read_ahead, **filters)
        ]
        return self

    async def get_new(
        self,
        *,
        limit: int | None = None,
        readable: bool = False,
        read_ahead: int = READ_AHEAD,
        **filters: Unpack[FeedFilters],
    ) -> "ChapterList":
        """Return the chapters at MangaDex in a list of their own; this one stays as it is.

        Args:
            limit: How many chapters at most.
            readable: Whether only chapters that have pages at MangaDex now are wanted; see :meth:`walk`.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows them, as for :meth:`get`.

        Returns:
            A new list of chapters of the same manga.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.
        """
        return await ChapterList(self.manga).get(
            limit=limit, readable=readable, read_ahead=read_ahead, **filters
        )

    # Narrowing and sorting

    def filter(
        self,
        *,
        languages: Sequence[str] | None = None,
        creation_time: Interval[datetime] | None = None,
        update_time: Interval[datetime] | None = None,
        publish_time: Interval[datetime] | None = None,
        views: Interval[int] | None = None,
        has_number: bool | None = None,
        chapter_number_range: Interval[float] | None = None,
        chapter_numbers: InclusionExclusionPair[float | None] | None = None,
        remove_duplicates: bool = False,
        duplicate_strategy: Sequence[DuplicateResolutionAlgorithm] | None = None,
        duplicate_strategy_groups: Sequence[Identified] | None = None,
        duplicate_strategy_users: Sequence[Identified] | None = None,
        groups: InclusionExclusionPair[Group] | InclusionExclusionPair[str] | None = None,
        users: InclusionExclusionPair[User] | InclusionExclusionPair[str] | None = None,
        read: bool | None = None,
        volumes: InclusionExclusionPair[int] | InclusionExclusionPair[int | None] | None = None,
    ) -> "ChapterList":
        """Return the chapters for which all conditions hold, in a new list; without any, a copy.

        Args:
            languages: Language codes.
            creation_time: When the entry was made.
            update_time: When it was last changed, or made where it never was.
            publish_time: When it was published.
            views: Not to be asked for any more: MangaDex tells no views of chapters.
            has_number: Whether it has a number.
            chapter_number_range: The number; chapters without one are left out.
            chapter_numbers: Numbers, None for chapters without one; texts such as ``3a`` will do as well.
            remove_duplicates: Whether to keep one upload of each chapter in each language.
            duplicate_strategy: What decides between uploads, the first that has a preference first. Left
                out, the group of the chapter before goes on, and else the oldest upload is taken.
            duplicate_strategy_groups: The groups of ``SPECIFIC_GROUP``, the best first.
            duplicate_strategy_users: The uploaders of ``SPECIFIC_USER``, the best first.
            groups: Groups that worked on it, or their ids.
            users: Uploaders, or their ids.
            read: Whether the account has read it, once :meth:`get_read` was awaited.
            volumes: Volumes, None for chapters that belong to none; texts will do as well.

        Raises:
            InvalidArgument: A condition cannot be asked for, or a strategy lacks its groups or users.
            NotFetched: A condition is about what has not been fetched.

        Example:
            >>> english = manga.chapters.filter(languages=["en"], remove_duplicates=True)
        """
        conditions = ChapterFilter(
            languages=languages,
            creation_time=creation_time,
            update_time=update_time,
            publish_time=publish_time,
            views=views,
            has_number=has_number,
            chapter_number_range=chapter_number_range,
            chapter_numbers=chapter_numbers,
            groups=groups,
            users=users,
            read=read,
            volumes=volumes,
        )
        left = conditions.apply(self)
        if remove_duplicates:
            pickers = pickers_of(duplicate_strategy, duplicate_strategy_groups, duplicate_strategy_users)
            left = self._one_each(left, pickers)
        return ChapterList(self.manga, entries=left)

    def prefer_groups(self, *groups: Identified) -> "ChapterList":
        """Return one upload of each chapter in each language, by the first of some groups that has it.

        Args:
            groups: Groups or their ids, the best first. Where none of them has a chapter, the group of the
                chapter before goes on, and else the oldest upload is taken.

        Example:
            >>> best = manga.chapters.prefer_groups(favourite, second)
        """
        pickers = [by_groups(groups), *pickers_of(None, None, None)]
        return ChapterList(self.manga, entries=self._one_each(list(self), pickers))

    def _one_each(self, chapters: list[Chapter], pickers: Sequence[Picker]) -> list[Chapter]:
        """Return one upload of each chapter in each language, in the order of the list."""
        kept: set[int] = set()
        for language in dict.fromkeys(chapter.language for chapter in chapters):
            own = [chapter for chapter in chapters if chapter.language == language]
            places = self.places(own)
            picked = without_duplicates((places[place] for place in sorted(places)), pickers)
            kept.update(id(chapter) for chapter in picked)
        return [chapter for chapter in chapters if id(chapter) in kept]

    # What takes calls of its own

    async def get_read(self) -> None:
        """Fetch which of the chapters the account has read, in one call; each has its ``read`` afterwards.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.
        """
        answer = await self.manga.client.api.call(READ_GET, self.manga.id)
        mark_read(self, ids_read(answer.data))

    async def download_all(
        self,
        *,
        skip_bad: bool = True,
        folder_format: str = "{manga}/{chapter_num}{separator}{title}",
        file_format: str = "{num}",
        as_bytes_list: bool = False,
        overwrite: bool = True,
        retries: int = 3,
        use_data_saver: bool = False,
        ssl_only: bool = False,
    ) -> dict[Chapter, list[Path] | list[bytes] | None]:
        """Download the chapters one after the other.

        Args:
            skip_bad: Whether to go on after a chapter that cannot be read here, lacks a page, or of which
                MangaDex tells nothing that makes sense.
            folder_format: Where the files go; see :meth:`Chapter.download_chapter`. Where several chapters
                of the list would share a folder, as uploads of one chapter do, the id is added to the names
                of theirs.
            file_format: How a file is called, without its extension.
            as_bytes_list: Whether the pages are returned instead of written.
            overwrite: Whether files that exist are fetched again.
            retries: How many more attempts a page gets.
            use_data_saver: Whether the smaller, recompressed pages are wanted.
            ssl_only: Whether only nodes on port 443 will do.

        Returns:
            What :meth:`Chapter.download_chapter` returns of each chapter, None for one that was skipped.

        Raises:
            InvalidArgument: A format has an unknown field; nothing was sent.
            ChapterUnreadable: A chapter has no pages here, and none are to be skipped.
            PageFailed: A page could not be had, likewise.
        """
        check_formats(folder_format, file_format)
        shared: set[str] = set() if as_bytes_list else await self._sharing(folder_format)
        found: dict[Chapter, list[Path] | list[bytes] | None] = {}
        for chapter in self:
            apart = f"{folder_format} [{{chapter_id}}]" if chapter.id in shared else folder_format
            try:
                found[chapter] = await chapter.download_chapter(
                    folder_format=apart,
                    file_format=file_format,
                    as_bytes_list=as_bytes_list,
                    overwrite=overwrite,
                    retries=retries,
                    use_data_saver=use_data_saver,
                    ssl_only=ssl_only,
                )
            except _BAD:
                if not skip_bad:
                    raise
                found[chapter] = None
        return found

    async def _sharing(self, folder_format: str) -> set[str]:
        """Return the ids of the chapters whose files would go where those of another one go."""
        folders: dict[str, set[str]] = {}
        for chapter in self:
            with suppress(*_BAD):  # the download says so again
                folder = await chapter.folder(folder_format)
                folders.setdefault(str(folder).casefold(), set()).add(chapter.id)
        return {id for ids in folders.values() if len(ids) > 1 for id in ids}
