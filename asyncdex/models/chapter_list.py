"""The chapters of a manga."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self, Unpack

from natsort import natsort_keygen

from asyncdex._api import ALL_RATINGS, FeedFilters
from asyncdex._api.table import MANGA_FEED

from .abc import ModelList
from .chapter import Chapter
from .pager import Pager

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["ChapterList"]

_natural = natsort_keygen()

#: All three or none: any of them alone has MangaDex show chapters that are still to come.
_READABLE = {"include_external": False, "include_empty_pages": False, "include_future_publish": False}


class ChapterList(ModelList[Chapter]):
    """The chapters of one manga, as far as they have been asked for.

    Args:
        manga: The manga.
        entries: Chapters to begin with.
    """

    def __init__(self, manga: "Manga", *, entries: Iterable[Chapter] | None = None) -> None:
        super().__init__(entries or ())
        self.manga = manga

    def walk(
        self, *, limit: int | None = None, readable: bool = False, **filters: Unpack[FeedFilters]
    ) -> Pager[Chapter]:
        """Return an iterator over the chapters at MangaDex, leaving the list as it is.

        Args:
            limit: How many chapters at most.
            readable: Whether only chapters that have pages at MangaDex now are wanted, neither external nor
                empty nor still to come; a filter of the same meaning wins over it.
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
            prepare=self._adopt,
        )

    async def get(
        self, *, limit: int | None = None, readable: bool = False, **filters: Unpack[FeedFilters]
    ) -> Self:
        """Fill the list with the chapters at MangaDex; what it held is replaced.

        Args:
            limit: How many chapters at most.
            readable: Whether only chapters that have pages at MangaDex now are wanted; see :meth:`walk`.
            filters: What narrows them; every content rating is asked for unless ``rating`` says otherwise.

        Returns:
            The list itself.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        Example:
            >>> await manga.chapters.get(languages=["en"], order=MangaFeedListOrder(chapter=ASCENDING))
        """
        self[:] = [chapter async for chapter in self.walk(limit=limit, readable=readable, **filters)]
        return self

    def sort(self, *, key: Callable[[Chapter], Any] | None = None, reverse: bool = False) -> None:
        """Sort the list, by volume and number in natural order unless told otherwise.

        Args:
            key: What to sort by.
            reverse: Whether the last comes first.
        """
        super().sort(key=key or _reading_order, reverse=reverse)

    def _adopt(self, chapter: Chapter) -> None:
        chapter.manga = self.manga


def _reading_order(chapter: Chapter) -> tuple[Any, ...]:
    """Order 1, 1.5, 2, 10; what has no volume or number comes behind."""
    volume, number = chapter.volume, chapter.number
    return (not volume, _natural(volume or ""), not number, _natural(number or ""))
