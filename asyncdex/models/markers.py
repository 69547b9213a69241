"""Read markers: which chapters an account has read."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from .chapter import Chapter

__all__ = ["ids_read", "mark_read"]


def ids_read(data: Any) -> set[str]:
    """Return the ids of chapters in read markers, whichever way MangaDex put them.

    Args:
        data: A list of ids, or such lists by manga.
    """
    if isinstance(data, dict):
        groups = cast("dict[str, Any]", data).values()
        return {id for group in groups for id in ids_read(group)}
    return (
        {id for id in cast("list[object]", data) if isinstance(id, str)} if isinstance(data, list) else set()
    )


def mark_read(chapters: "Iterable[Chapter]", ids: Collection[str]) -> None:
    """Note of chapters whether they have been read.

    Args:
        chapters: The chapters.
        ids: The ids of all that were read of their manga.
    """
    for chapter in chapters:
        chapter.read = chapter.id in ids
