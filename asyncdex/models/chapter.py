"""Chapters."""

from collections.abc import Sequence

from asyncdex._api import Identified
from asyncdex._api.table import CHAPTER_GET, CHAPTER_LIST
from asyncdex._wire import ChapterAttributes

from .abc import Wiring
from .batch import fetch_missing
from .chapter_account import ChapterAccount
from .relations import register

__all__ = ["Chapter"]


@register("chapter")
class Chapter(ChapterAccount):
    """A chapter of a manga in one language, as one group published it.

    Example:
        >>> chapter = client.get_chapter("a54c491c-8e4c-4e97-8873-5b79e59da210")
        >>> files = await chapter.download_chapter()
    """

    kind = "chapter"
    _called = "name"
    wiring = Wiring(ChapterAttributes, CHAPTER_GET, CHAPTER_LIST, hidden={"include_future_publish": True})

    async def load_groups(self) -> None:
        """Fetch the groups that have not come with the chapter, in as few calls as possible.

        Raises:
            NotFetched: The chapter has not been fetched.
        """
        await fetch_missing(self.groups)

    # Reading on

    async def next(
        self,
        *,
        languages: Sequence[str] | None = None,
        groups: Sequence[Identified] = (),
        readable: bool = True,
    ) -> "Chapter | None":
        """Return the chapter that comes after this one in reading order.

        The order is natural: 1, 1.5, 2, 10, then chapters without a number. Other uploads of this chapter do
        not come after it. The chapters of the manga are listed once, 500 a call, and remembered for five
        minutes, so that reading on from the chapter returned costs nothing.

        Args:
            languages: Codes of the languages to read in, the best first; None for that of this chapter.
            groups: Groups whose upload is preferred, the best first, before the groups of this chapter.
            readable: Whether only chapters that can be read here and now count.

        Returns:
            A chapter, or None after the last one.

        Raises:
            InvalidArgument: An argument cannot be right.
            Missing: MangaDex does not say which manga the chapter belongs to.

        Example:
            >>> while chapter is not None:
            ...     await chapter.download_chapter()
            ...     chapter = await chapter.next()
        """
        manga = await self._its_manga()
        return await manga.chapter_after(self, languages=languages, groups=groups, readable=readable)

    async def previous(
        self,
        *,
        languages: Sequence[str] | None = None,
        groups: Sequence[Identified] = (),
        readable: bool = True,
    ) -> "Chapter | None":
        """Return the chapter that comes before this one in reading order; see :meth:`next`."""
        manga = await self._its_manga()
        return await manga.chapter_before(self, languages=languages, groups=groups, readable=readable)
