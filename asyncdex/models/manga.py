"""Manga."""

from collections.abc import Sequence
from itertools import chain

from asyncdex._api.table import MANGA_GET, MANGA_LIST
from asyncdex._wire import MangaAttributes

from .abc import Wiring
from .batch import fetch_missing
from .chapter_list import ChapterList
from .cover_art import CoverArt
from .fields import relation
from .manga_fields import MangaFields
from .relations import register, related_one

__all__ = ["Manga"]


@register("manga")
class Manga(MangaFields):
    """A manga.

    Example:
        >>> manga = client.get_manga("f9c33607-9180-4ba6-b85c-e4b5faee7192")
        >>> await manga.fetch()
        >>> manga.titles.en.primary
    """

    kind = "manga"
    _called = "best_title"
    wiring = Wiring(MangaAttributes, MANGA_GET, MANGA_LIST)

    def best_title(self, languages: Sequence[str] = ("en",)) -> str:
        """Return a title to show, preferably in certain languages.

        Args:
            languages: Language codes, the best first.

        Returns:
            The first title in one of the languages; else the one MangaDex leads with; else any. Empty only
            for a manga without a title.

        Raises:
            NotFetched: The manga has not been fetched.
        """
        wanted = (self.titles[language] for language in languages if language in self.titles)
        titles = chain(*wanted, self.primary_titles.values(), *self.titles.values())
        return next((title for title in titles if title), "")

    @relation
    def cover(self) -> CoverArt | None:
        """The cover to show."""
        cover: CoverArt | None = related_one(self, self._relationships, "cover_art")
        if cover is not None:
            cover.manga = self
        return cover

    @property
    def chapters(self) -> ChapterList:
        """Its chapters; empty until ``await manga.chapters.get()``."""
        chapters = self.__dict__.get("_chapters")
        if not isinstance(chapters, ChapterList):
            chapters = self.__dict__["_chapters"] = ChapterList(self)
        return chapters

    async def load_authors(self) -> None:
        """Fetch the authors and artists that have not come with the manga, in as few calls as possible.

        Raises:
            NotFetched: The manga has not been fetched.
        """
        await fetch_missing([*self.authors, *self.artists])
