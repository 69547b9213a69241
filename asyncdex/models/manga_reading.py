"""Reading a manga: its chapters, an overview of them, and which comes after which."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from asyncdex._api import FeedFilters, Identified, identifier
from asyncdex._api.table import MANGA_AGGREGATE

from .aggregate import MangaAggregate
from .chapter import Chapter
from .chapter_list import ChapterList
from .manga_fields import MangaFields
from .texts import as_list

if TYPE_CHECKING:
    from .manga import Manga
    from .reading_order import Place

__all__ = ["MangaReading"]

#: For how many seconds the order of chapters is taken for current.
_CURRENT = 300.0


class MangaReading(MangaFields):
    """The part of a :class:`~asyncdex.Manga` that is about its chapters."""

    @property
    def chapters(self) -> ChapterList:
        """Its chapters; empty until ``await manga.chapters.get()``."""
        chapters = self.__dict__.get("_chapters")
        if not isinstance(chapters, ChapterList):
            chapters = self.__dict__["_chapters"] = ChapterList(cast("Manga", self))
        return chapters

    async def aggregate(
        self,
        languages: Sequence[str] | None = None,
        *,
        groups: Sequence[Identified] | None = None,
        include_unavailable: bool | None = None,
    ) -> MangaAggregate:
        """Fetch an overview of the chapters: numbers and ids only, but all of them in one call.

        Args:
            languages: Codes of the languages wanted; None for all.
            groups: Groups whose uploads are wanted; None for all.
            include_unavailable: Whether chapters that have been taken down are wanted too.

        Returns:
            The number of uploads by volume and chapter.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            InvalidID: There is no such manga.

        MangaDex: ``GET /manga/{id}/aggregate``.
        """
        filters = {"languages": languages, "groups": groups, "include_unavailable": include_unavailable}
        answer = await self._ask(MANGA_AGGREGATE, filters)
        aggregate = MangaAggregate()
        aggregate.parse(answer.volumes)
        return aggregate

    # Reading order

    async def first_chapter(
        self,
        *,
        languages: Sequence[str] | None = None,
        groups: Sequence[Identified] = (),
        readable: bool = True,
    ) -> Chapter | None:
        """Return the chapter to begin with.

        The chapters are listed once, 500 a call, and remembered for five minutes.

        Args:
            languages: Codes of the languages to read in, the best first; None for the client's, or any.
            groups: Groups whose upload is preferred, the best first.
            readable: Whether only chapters that can be read here and now count.

        Returns:
            A chapter, or None where there is none.
        """
        preferred = _ids(groups)
        order = await self._order(languages, readable=readable)
        return order.pick(order.places[:1], preferred)

    async def latest_chapter(
        self,
        *,
        languages: Sequence[str] | None = None,
        groups: Sequence[Identified] = (),
        readable: bool = True,
    ) -> Chapter | None:
        """Return the last chapter in reading order, one with a number if there is any.

        Args:
            languages: As for :meth:`first_chapter`.
            groups: As for :meth:`first_chapter`.
            readable: As for :meth:`first_chapter`.

        Returns:
            A chapter, or None where there is none.
        """
        preferred = _ids(groups)
        order = await self._order(languages, readable=readable)
        return order.pick((order.numbered() or order.places)[-1:], preferred)

    async def chapter_after(
        self,
        chapter: Chapter,
        *,
        languages: Sequence[str] | None = None,
        groups: Sequence[Identified] = (),
        readable: bool = True,
    ) -> Chapter | None:
        """Return what comes after a chapter in reading order; see :meth:`Chapter.next`."""
        preferred = _with_its_own(groups, chapter)
        order = await self._order(languages or _spoken(chapter), readable=readable)
        at = bisect_right(order.places, chapter.place(restarting=order.restarting))
        return order.pick(order.places[at : at + 1], preferred)

    async def chapter_before(
        self,
        chapter: Chapter,
        *,
        languages: Sequence[str] | None = None,
        groups: Sequence[Identified] = (),
        readable: bool = True,
    ) -> Chapter | None:
        """Return what comes before a chapter in reading order; see :meth:`Chapter.previous`."""
        preferred = _with_its_own(groups, chapter)
        order = await self._order(languages or _spoken(chapter), readable=readable)
        at = bisect_left(order.places, chapter.place(restarting=order.restarting))
        return order.pick(order.places[max(at - 1, 0) : at], preferred)

    async def _order(self, languages: Sequence[str] | None, *, readable: bool) -> "_Order":
        """Return the chapters in reading order, listed anew where that was too long ago."""
        wanted = tuple(as_list(languages or self.client.defaults.languages))
        key = (wanted, readable)
        orders: dict[tuple[tuple[str, ...], bool], tuple[float, _Order]] = self.__dict__.setdefault(
            "_orders", {}
        )
        asked, order = orders.get(key, (0.0, None))
        now = self.client.clock.monotonic()
        if order is None or now - asked > _CURRENT:
            filters: FeedFilters = {"languages": wanted} if wanted else {}
            walk = self.chapters.walk(readable=readable, **filters)
            if not self.fetched:
                await self.fetch()  # whether numbers restart is said there
            found = [chapter async for chapter in walk]
            order = _Order(ChapterList(cast("Manga", self), entries=found), wanted)
            orders[key] = now, order
        return order


class _Order:
    """Chapters by where they stand.

    Args:
        chapters: The chapters.
        languages: The languages they are wanted in, the best first.
    """

    def __init__(self, chapters: ChapterList, languages: Sequence[str]) -> None:
        self.restarting = chapters.restarts
        self._uploads = chapters.places()
        self._languages = list(languages)
        #: Where there are chapters, in reading order.
        self.places = sorted(self._uploads)

    def numbered(self) -> "list[Place]":
        """Return the places whose chapters have a number."""
        return [place for place in self.places if self._uploads[place][0].number]

    def pick(self, places: "Sequence[Place]", groups: Sequence[str]) -> Chapter | None:
        """Return the upload that suits best of those at the first of some places.

        Args:
            places: No place, or some.
            groups: The ids of groups whose upload is preferred, the best first, each once.
        """
        if not places:
            return None
        ranks = {id: rank for rank, id in enumerate(groups)}

        def suits(chapter: Chapter) -> tuple[object, ...]:
            spoken = (
                self._languages.index(chapter.language)
                if chapter.language in self._languages
                else len(self._languages)
            )
            rank = min((ranks.get(group.id, len(ranks)) for group in chapter.groups), default=len(ranks))
            return spoken, rank, chapter.created_at, chapter.id

        return min(self._uploads[places[0]], key=suits)


def _spoken(chapter: Chapter) -> Sequence[str] | None:
    """Return the language of a chapter as a list, or None where it has none."""
    return None if chapter.language is None else [chapter.language]


def _ids(groups: Sequence[Identified]) -> list[str]:
    """Return the ids of groups; one that is named twice counts where it stands first."""
    given = [groups] if isinstance(groups, str) else groups
    return list(dict.fromkeys(identifier("groups", group) for group in given))


def _with_its_own(groups: Sequence[Identified], chapter: Chapter) -> list[str]:
    """Return the ids of groups, and after them those of the groups that made a chapter."""
    return list(dict.fromkeys([*_ids(groups), *(group.id for group in chapter.groups)]))
