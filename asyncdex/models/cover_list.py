"""The covers of a manga."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from asyncdex._api.table import COVER_LIST

from .abc import ModelList
from .cover_art import CoverArt
from .pager import Pager

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

    async def get(self) -> Self:
        """Fill the list with all covers of the manga; what it held is replaced.

        Returns:
            The list itself.

        Example:
            >>> for cover in await manga.covers.get():
            ...     print(cover.volume, await cover.url_256())
        """
        params = {"mangas": [self.manga]}
        self.take([cover async for cover in Pager(COVER_LIST, CoverArt, self.manga.client, params=params)])
        return self

    def take(self, covers: Iterable[CoverArt]) -> None:
        """Hold these covers of the manga and no others.

        Args:
            covers: The covers.
        """
        self[:] = covers
        for cover in self:
            cover.adopt("manga", self.manga)
