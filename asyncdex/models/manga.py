"""Manga."""

from collections.abc import Sequence

from asyncdex._api.table import MANGA_GET, MANGA_LIST
from asyncdex._wire import MangaAttributes

from .abc import Wiring
from .batch import fetch_missing
from .cover_art import CoverArt
from .cover_list import CoverList
from .fields import relation
from .links import MangaLinks
from .manga_account import MangaAccount
from .relations import register, related_one
from .texts import at_once, best, codes_of

__all__ = ["Manga", "MangaLinks"]


@register("manga")
class Manga(MangaAccount):
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
            The first title in one of the languages; else the one MangaDex leads with, one in the language
            of the work, or any. Empty only for a manga without a title.

        Raises:
            NotFetched: The manga has not been fetched.
        """
        known = self.__dict__
        if "titles" not in known and "primary_titles" not in known and "_attributes" in known:
            # Nobody has changed them, and usually nobody needs the others.
            found = at_once(self._attributes.title, languages)
            if found is not None:
                return found
        leading = self.primary_titles.values()
        return best(self.titles, languages, before_any=leading, original=self._attributes.original_language)

    def best_description(self, languages: Sequence[str] = ("en",)) -> str:
        """Return a description to show, preferably in certain languages.

        Args:
            languages: Language codes, the best first.

        Returns:
            The description in one of the languages; else the English one, one in the language of the work,
            or any. Empty only for a manga without a description.

        Raises:
            NotFetched: The manga has not been fetched.
        """
        known = self.__dict__
        if "descriptions" not in known and "_attributes" in known:
            text = at_once(self._attributes.description, languages)
            if text is not None:
                return text
        found = {language: [text] for language, text in self.descriptions.items()}
        return best(found, [*codes_of(languages), "en"], original=self._attributes.original_language)

    # Covers

    @relation
    def cover(self) -> CoverArt | None:
        """The cover to show."""
        cover: CoverArt | None = related_one(self, self._related_to, "cover_art")
        if cover is not None:
            cover.belong_to(self)
        return cover

    @property
    def covers(self) -> CoverList:
        """All its covers; empty until ``await manga.covers.get()``."""
        covers = self.__dict__.get("_covers")
        if not isinstance(covers, CoverList):
            covers = self.__dict__["_covers"] = CoverList(self)
        return covers

    # What takes a call of its own

    async def load_authors(self) -> None:
        """Fetch the authors and artists that have not come with the manga, in as few calls as possible.

        Raises:
            NotFetched: The manga has not been fetched.
        """
        await fetch_missing([*self.authors, *self.artists])
