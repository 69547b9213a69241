"""The chapters of a manga as they stand: sorted, grouped and counted without asking MangaDex."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from .abc import ModelList
from .aggregate import ChapterEntry, MangaAggregate, VolumeAggregate
from .chapter import Chapter
from .reading_order import Place, naturally, restarts, whole_number

if TYPE_CHECKING:
    from .manga import Manga

__all__ = ["ChapterPlaces"]

K = TypeVar("K")


class ChapterPlaces(ModelList[Chapter]):
    """The part of a :class:`~asyncdex.ChapterList` that needs no client.

    Args:
        manga: The manga.
        entries: Chapters to begin with.
    """

    def __init__(self, manga: "Manga", *, entries: Iterable[Chapter] | None = None) -> None:
        super().__init__(entries or ())
        self.manga = manga

    @property
    def restarts(self) -> bool:
        """Whether every volume counts its chapters from one, as the manga says or the chapters show."""
        if self.manga.fetched and self.manga.chapter_numbers_reset:
            return True
        return restarts((chapter.volume, chapter.number) for chapter in self)

    def places(self, chapters: Iterable[Chapter] | None = None) -> dict[Place, list[Chapter]]:
        """Return the uploads of each chapter, by where it stands in reading order.

        Args:
            chapters: Some chapters of the list; None for all.

        Returns:
            Keys that can be sorted, and the uploads in the order of the list.
        """
        restarting = self.restarts
        return _grouped(self if chapters is None else chapters, lambda one: one.place(restarting=restarting))

    def sort(self, *, key: Callable[[Chapter], Any] | None = None, reverse: bool = False) -> None:
        """Sort the list, by default in reading order: 1, 1.5, 2, 10, then those without a number.

        Where every volume counts from one the volume goes first. Uploads of one chapter keep their order.

        Args:
            key: What to sort by.
            reverse: Whether the last comes first.
        """
        restarting = self.restarts
        super().sort(key=key or (lambda one: one.place(restarting=restarting)), reverse=reverse)

    # Groups

    def group_by_volumes(self) -> dict[str | None, Self]:
        """Return the chapters by volume, None for those that belong to none, in natural order."""
        groups = _grouped(self, lambda chapter: chapter.volume or None)
        return {key: self._like(groups[key]) for key in sorted(groups, key=naturally)}

    def group_by_numbers(self) -> dict[str | None, Self]:
        """Return the chapters by number, None for those that have none, in natural order."""
        groups = _grouped(self, lambda chapter: chapter.number or None)
        return {key: self._like(groups[key]) for key in sorted(groups, key=naturally)}

    def group_by_volume_and_chapters(self) -> dict[tuple[str | None, str | None], Self]:
        """Return the chapters by volume and number, in natural order."""
        groups = _grouped(self, lambda chapter: (chapter.volume or None, chapter.number or None))
        keys = sorted(groups, key=lambda key: (naturally(key[0]), naturally(key[1])))
        return {key: self._like(groups[key]) for key in keys}

    def _like(self, chapters: Iterable[Chapter]) -> Self:
        """Return a list of some chapters of the same manga."""
        return type(self)(self.manga, entries=chapters)

    # Counts

    def calculate_aggregate(self) -> MangaAggregate:
        """Return how many uploads each chapter has in this list, as ``manga.aggregate()`` has it for all."""
        aggregate = MangaAggregate()
        for volume, chapters in self.group_by_volumes().items():
            aggregate[volume] = VolumeAggregate()
            aggregate[volume].hold(
                ChapterEntry(number, found[0].id, tuple(one.id for one in found[1:]), len(found))
                for number, found in chapters.group_by_numbers().items()
            )
        return aggregate

    def languages(self) -> list[str]:
        """Return the codes of the languages there are chapters in, sorted."""
        return sorted({chapter.language for chapter in self if chapter.language is not None})

    def missing_numbers(self) -> list[tuple[str | None, int]]:
        """Return the whole numbers between 1 and the last chapter that no chapter has.

        A part such as 12.1 stands for the whole, and numbers above 9,999 are taken for dates.

        Returns:
            Pairs of volume and number; the volume is None unless every volume counts from one.

        Example:
            >>> manga.chapters.filter(languages=["en"]).missing_numbers()
            [(None, 3), (None, 7)]
        """
        found: dict[str | None, set[int]] = {}
        restarting = self.restarts
        for chapter in self:
            number = whole_number(chapter.number)
            if number is not None and (chapter.volume or not restarting):
                found.setdefault(chapter.volume if restarting else None, set()).add(number)
        return [
            (volume, number)
            for volume in sorted(found, key=naturally)
            for number in range(1, max(found[volume]))
            if number not in found[volume]
        ]


def _grouped(chapters: Iterable[Chapter], key: Callable[[Chapter], K]) -> dict[K, list[Chapter]]:
    """Return chapters by some key, each group in the order given."""
    groups: dict[K, list[Chapter]] = {}
    for chapter in chapters:
        groups.setdefault(key(chapter), []).append(chapter)
    return groups
