"""An overview of a manga: how many uploads each chapter has, by volume and number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .reading_order import naturally

__all__ = ["ChapterEntry", "MangaAggregate", "VolumeAggregate"]


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """One chapter in an overview."""

    #: Its number, or None.
    number: str | None
    #: The id of one upload of it.
    id: str | None
    #: The ids of the other uploads.
    others: tuple[str, ...]
    #: How many uploads there are.
    count: int
    #: Whether it has been taken down.
    unavailable: bool = False


class VolumeAggregate(dict[str | None, int]):
    """How many uploads each chapter of a volume has, by its number; None stands for none."""

    #: The chapters with the ids of their uploads, in natural order.
    entries: list[ChapterEntry]

    def __init__(self, counts: Mapping[str | None, int] | None = None) -> None:
        super().__init__(counts or {})
        self.entries = []

    def chapters(self) -> list[str | None]:
        """Return the numbers of the chapters, in natural order."""
        return sorted(self, key=naturally)

    def total(self) -> int:
        """Return how many uploads the volume has."""
        return sum(self.values())

    def parse(self, data: Any) -> None:
        """Take a volume as MangaDex sends it; what was known is replaced.

        Args:
            data: The volume, or its chapters: a mapping, or a list where MangaDex makes it one.
        """
        self.hold(_entries(data))

    def hold(self, entries: Iterable[ChapterEntry]) -> None:
        """Take chapters in place of what was known.

        Args:
            entries: The chapters, in any order; the uploads of a number that comes twice are added up.
        """
        self.entries = sorted(entries, key=lambda entry: naturally(entry.number))
        self.clear()
        for entry in self.entries:
            self[entry.number] = self.get(entry.number, 0) + entry.count


class MangaAggregate(dict[str | None, VolumeAggregate]):
    """The chapters of a manga by volume; None stands for those that belong to none.

    Example:
        >>> aggregate = await manga.aggregate(languages=["en"])
        >>> aggregate["1"]["2.5"]
        2
    """

    def volumes(self) -> list[str | None]:
        """Return the numbers of the volumes, in natural order."""
        return sorted(self, key=naturally)

    def total(self) -> int:
        """Return how many uploads the manga has."""
        return sum(volume.total() for volume in self.values())

    def parse(self, data: Any) -> None:
        """Take an overview as MangaDex sends it; what was known is replaced.

        Args:
            data: The answer, or its volumes: a mapping, or a list where MangaDex makes it one.
        """
        # A volume in several parts is one volume.
        found: dict[str | None, list[ChapterEntry]] = {}
        for key, item in _items(_inner(data, "volumes"), "volume"):
            found.setdefault(key, []).extend(_entries(item))
        self.clear()
        for key in sorted(found, key=naturally):
            self[key] = VolumeAggregate()
            self[key].hold(found[key])


def _inner(data: Any, name: str) -> Any:
    """Return what a mapping holds under a name, or the data itself where that is what it would hold."""
    if isinstance(data, Mapping):
        return cast("Mapping[str, Any]", data).get(name, cast("object", data))
    return data


def _items(data: Any, name: str) -> Iterable[tuple[str | None, Mapping[str, Any]]]:
    """Return the items of a mapping, or of the list that stands for one, by their number."""
    pairs: list[tuple[object, object]] = []
    if isinstance(data, Mapping):
        pairs = list(cast("Mapping[object, object]", data).items())
    elif isinstance(data, list | tuple):
        pairs = list(enumerate(cast("list[object]", data)))
    for key, item in pairs:
        if isinstance(item, Mapping):
            found = cast("Mapping[str, Any]", item)
            yield _number(found.get(name, key)), found


def _number(value: object) -> str | None:
    # What is neither text nor number names no chapter.
    return None if not isinstance(value, str | int | float) or value in {"", "none"} else str(value)


def _entries(data: Any) -> list[ChapterEntry]:
    """Return the chapters of a volume as MangaDex sends it."""
    return [_entry(key, item) for key, item in _items(_inner(data, "chapters"), "chapter")]


def _entry(number: str | None, item: Mapping[str, Any]) -> ChapterEntry:
    id, others, count = item.get("id"), item.get("others"), item.get("count")
    ids = (
        [one for one in cast("list[object]", others) if isinstance(one, str)]
        if isinstance(others, list)
        else []
    )
    # The one that stands for all is named among the others now and then.
    rest = tuple(dict.fromkeys(one for one in ids if one != id))
    counted = count if isinstance(count, int) and not isinstance(count, bool) else len(rest) + 1
    return ChapterEntry(
        number, id if isinstance(id, str) else None, rest, counted, item.get("isUnavailable") is True
    )
