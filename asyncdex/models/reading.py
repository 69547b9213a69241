"""What stands between a chapter and its pages: whether it can be read here, and what its files are called."""

import re
from typing import TYPE_CHECKING, cast

from asyncdex.exceptions import ChapterUnreadable, InvalidArgument, Missing, NotFetched
from asyncdex.pages import format_path
from asyncdex.pages.layout import check_format

if TYPE_CHECKING:
    from .chapter_fields import ChapterFields
    from .group import Group
    from .manga import Manga

__all__ = ["check_formats", "check_readable", "folder_fields"]

#: What a path cannot hold is a zero byte, and half of a character.
_WRITABLE = re.compile("[^\x00\ud800-\udfff]+")

_FIELDS = (
    "chapter",
    "chapter_id",
    "chapter_num",
    "groups",
    "language",
    "manga",
    "manga_id",
    "separator",
    "title",
    "volume",
)


def check_formats(folder_format: str, file_format: str) -> None:
    """Refuse formats that cannot be used, before anything is sent.

    Args:
        folder_format: The format of the folder.
        file_format: The format of the files' names.

    Raises:
        InvalidArgument: One is broken, holds what no path can hold, or names an unknown field.
    """
    for name, text in (("folder_format", folder_format), ("file_format", file_format)):
        if not isinstance(cast("object", text), str) or not _WRITABLE.fullmatch(text):
            raise InvalidArgument(f"{name} must be a text that a path can hold, not {text!r}")
    format_path(folder_format, dict.fromkeys(_FIELDS, ""))
    check_format(file_format)


def check_readable(chapter: "ChapterFields") -> None:
    """Make sure that a chapter has pages at MangaDex.

    Args:
        chapter: A fetched chapter.

    Raises:
        ChapterUnreadable: It has none, with the reason.
    """
    reason = chapter.unreadable_reason
    if reason is None:
        return
    url = chapter.external_url if reason == "external" else None
    instant = chapter.readable_time if reason == "future" else None
    details = {
        "unavailable": "it has been taken down.",
        "external": f"it is published at {url}.",
        "future": "" if instant is None else f"it can be read from {instant:%Y-%m-%d %H:%M} UTC on.",
        "empty": "it has no pages.",
    }
    raise ChapterUnreadable(chapter.id, reason, details[reason], url, instant)


def folder_fields(chapter: "ChapterFields", manga: "Manga | None") -> dict[str, object]:
    """Return what the name of a chapter's folder can be made of.

    Args:
        chapter: A fetched chapter.
        manga: Its manga, where it has one.

    Returns:
        Values by field name.
    """
    number, title = chapter.number or "", chapter.title or ""
    return {
        "chapter": chapter.name,
        "chapter_id": chapter.id,
        "chapter_num": number,
        "groups": ", ".join(_group_name(group) for group in chapter.groups) or "No Group",
        "language": chapter.language or "",
        "manga": _manga_name(manga),
        "manga_id": manga.id if manga is not None else "",
        "separator": " - " if number and title else "",
        "title": title if number or title else "Oneshot",
        "volume": chapter.volume or "",
    }


def _manga_name(manga: "Manga | None") -> str:
    if manga is None:
        return "No Manga"
    return (manga.best_title() if manga.fetched else "") or manga.id


def _group_name(group: "Group") -> str:
    """Return the name of a group, or its id where the group is gone."""
    try:
        return group.name
    except (Missing, NotFetched):
        return group.id
