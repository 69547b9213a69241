"""The covers of a manga."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from asyncdex._api.table import COVER_LIST

from .abc import ModelList
from .cover_art import CoverArt
from .pager import Pager
from .reading_order import naturally

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["CoverList"]


class CoverList(ModelList[CoverArt]):
    """The covers of one manga, as far as they have been asked for.

    Args:
        manga: The manga.
        entries: Covers to begin with.
    """

    def __init__(self, manga: "Manga", *, entries: Iterable[CoverArt] | None = None) -> None:
        super().__init__(entries or ())
        self.manga = manga

    async def get(self, *, locales: Sequence[str] | None = None) -> Self:
        """Fill the list with all covers of the manga; what it held is replaced.

        Args:
            locales: Codes of the languages whose editions are wanted; None for all.

        Returns:
            The list itself.

        Raises:
            InvalidArgument: A code cannot be right; nothing was sent.

        Example:
            >>> for cover in await manga.covers.get(locales=["ja"]):
            ...     print(cover.volume, await cover.url_256())

        MangaDex: ``GET /cover``.
        """
        params: dict[str, object] = {"mangas": [self.manga], "locales": locales}
        self.take([cover async for cover in Pager(COVER_LIST, CoverArt, self.manga.client, params=params)])
        return self

    def by_volume(self) -> dict[str | None, "CoverList"]:
        """Return the covers by volume, in natural order; None stands for those that belong to none.

        Example:
            >>> covers = (await manga.covers.get()).by_volume()
            >>> [cover.locale for cover in covers["3"]]
        """
        found: dict[str | None, CoverList] = {}
        for cover in sorted(self, key=lambda cover: naturally(cover.volume)):
            found.setdefault(cover.volume or None, CoverList(self.manga)).append(cover)
        return found

    def find(self, *, volume: str | None = None, locale: str | None = None) -> CoverArt | None:
        """Return the first cover of a volume and an edition, among those that the list holds.

        Args:
            volume: The number of the volume; None for any.
            locale: The language code of the edition; None for any.

        Returns:
            A cover, or None where there is none.
        """
        fits = (
            cover
            for cover in self
            if (volume is None or cover.volume == volume) and (locale is None or cover.locale == locale)
        )
        return next(fits, None)

    def take(self, covers: Iterable[CoverArt]) -> None:
        """Hold these covers of the manga and no others.

        Args:
            covers: The covers.
        """
        self[:] = covers
        for cover in self:
            cover.adopt("manga", self.manga)
