"""Read markers: which chapters an account has read."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, cast

from asyncdex._api import Identified, identifier, several
from asyncdex._api.table import READ_SET
from asyncdex.exceptions import AsyncDexException, InvalidArgument, InvalidID, NotFound

if TYPE_CHECKING:
    from .abc import Model
    from .chapter import Chapter
    from .chapter_account import ChapterAccount

__all__ = ["ids_read", "mark_read", "set_markers"]

#: How many chapters go into one call, whose body may have 10 KB.
_MOST = 200


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


def mark_read(chapters: "Iterable[ChapterAccount]", ids: Collection[str]) -> None:
    """Note of chapters whether they have been read.

    Args:
        chapters: The chapters.
        ids: The ids of all that were read of their manga.
    """
    for chapter in chapters:
        chapter.read = chapter.id in ids


async def set_markers(
    manga: "Model[Any]",
    read: Iterable[Identified],
    unread: Iterable[Identified],
    *,
    known: "Iterable[Chapter]" = (),
    update_history: bool | None = None,
) -> None:
    """Mark chapters of a manga as read or unread, in as few calls as possible.

    Args:
        manga: The manga.
        read: Chapters that have been read.
        unread: Chapters that have not.
        known: Objects that stand for chapters of the manga, and are marked as well.
        update_history: Whether those that were read go into the account's history.
    """
    objects: list[object] = [*known]
    marks: list[tuple[str, bool]] = []
    for argument, things, mark in (("read", read, True), ("unread", unread, False)):
        given = several(things)
        objects += given
        marks += [(identifier(argument, thing), mark) for thing in given]
    both = {id for id, mark in marks if mark} & {id for id, mark in marks if not mark}
    if both or not marks:
        text = f"{min(both)} is both" if both else "there are none"
        raise InvalidArgument(f"read and unread must be chapters, each in one of them: {text}")
    for start in range(0, len(marks), _MOST):
        part = dict(marks[start : start + _MOST])
        try:
            await _send(manga, part, update_history=update_history)
        except AsyncDexException as error:
            error.succeeded = dict(marks[:start])
            raise
        for thing in objects:
            id = getattr(thing, "id", None)
            if id in part and hasattr(type(thing), "read"):
                cast("Chapter", thing).read = part[id]


async def _send(manga: "Model[Any]", marks: dict[str, bool], *, update_history: bool | None) -> None:
    read = [id for id, mark in marks.items() if mark]
    unread = [id for id, mark in marks.items() if not mark]
    body = {"read": read or None, "unread": unread or None}
    try:
        await manga.client.api.call(READ_SET, manga.id, filters={"update_history": update_history}, body=body)
    except NotFound as error:
        raise InvalidID(manga.id, type(manga)) from error
