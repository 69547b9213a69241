"""Those whose chapters can be listed: groups and users."""

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, Unpack

import msgspec

from asyncdex._api import ChapterFilters
from asyncdex._api.table import CHAPTER_LIST

from .abc import GenericModelList, Model
from .feeds import feed
from .pager import READ_AHEAD

if TYPE_CHECKING:
    from .chapter import Chapter

__all__ = ["Uploading"]

A = TypeVar("A", bound=msgspec.Struct)


class Uploading(Model[A], Generic[A]):
    """The part of a model that lists its chapters."""

    #: The filter of the chapter list that names this kind.
    _filter: ClassVar[str]

    @property
    def chapters(self) -> "GenericModelList[Chapter]":
        """The chapters; empty until ``await load_chapters()``."""
        chapters: GenericModelList[Chapter] = self.__dict__.setdefault("_chapters", GenericModelList())
        return chapters

    async def load_chapters(
        self, *, limit: int | None = None, read_ahead: int = READ_AHEAD, **filters: Unpack[ChapterFilters]
    ) -> None:
        """Fill :attr:`chapters`; what they held is replaced.

        MangaDex no longer tells the chapters of a group or of a user with them, so that they are listed, in
        the order in which they were made unless ``order`` says otherwise. Some have tens of thousands.

        Args:
            limit: How many chapters at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none. In the usual order
                none ever is.
            filters: What narrows them; what it leaves open the client's defaults do.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.
        """
        params: dict[str, Any] = {"order": {"createdAt": "asc"}, **filters, self._filter: [self]}
        found = feed(self.client, CHAPTER_LIST, params, limit=limit, read_ahead=read_ahead)
        self.chapters[:] = await found.as_list()
