"""Chapters."""

from asyncdex._api.table import CHAPTER_GET, CHAPTER_LIST
from asyncdex._wire import ChapterAttributes

from .abc import Wiring
from .batch import fetch_missing
from .chapter_pages import ChapterPages
from .relations import register

__all__ = ["Chapter"]


@register("chapter")
class Chapter(ChapterPages):
    """A chapter of a manga in one language, as one group published it.

    Example:
        >>> chapter = client.get_chapter("a54c491c-8e4c-4e97-8873-5b79e59da210")
        >>> files = await chapter.download_chapter()
    """

    kind = "chapter"
    _called = "name"
    wiring = Wiring(ChapterAttributes, CHAPTER_GET, CHAPTER_LIST)

    async def load_groups(self) -> None:
        """Fetch the groups that have not come with the chapter, in as few calls as possible.

        Raises:
            NotFetched: The chapter has not been fetched.
        """
        await fetch_missing(self.groups)
