"""What stands between a chapter and its pages: whether it can be read here, and what its files are called."""

from datetime import datetime
from typing import TYPE_CHECKING

from asyncdex.exceptions import ChapterUnreadable

if TYPE_CHECKING:
    from .chapter import Chapter
    from .manga import Manga

__all__ = ["check_readable", "folder_fields"]


def check_readable(chapter: "Chapter", now: datetime) -> None:
    """Make sure that a chapter has pages at MangaDex.

    Args:
        chapter: A fetched chapter.
        now: The time, aware of its zone.

    Raises:
        ChapterUnreadable: It has none, with the reason.
    """
    if chapter.unavailable:
        raise ChapterUnreadable(chapter.id, "unavailable", "it has been taken down.")
    if chapter.external_url and not chapter.page_count:
        raise ChapterUnreadable(chapter.id, "external", f"it is published at {chapter.external_url}.")
    if chapter.readable_time > now:
        text = f"it can be read from {chapter.readable_time:%Y-%m-%d %H:%M} UTC on."
        raise ChapterUnreadable(chapter.id, "future", text)
    if not chapter.page_count:
        raise ChapterUnreadable(chapter.id, "empty", "it has no pages.")


def folder_fields(chapter: "Chapter", manga: "Manga | None") -> dict[str, object]:
    """Return what the name of a chapter's folder can be made of.

    Args:
        chapter: A fetched chapter.
        manga: Its manga, fetched, where it has one.

    Returns:
        Values by field name.
    """
    number, title = chapter.number or "", chapter.title or ""
    return {
        "chapter": chapter.name,
        "chapter_id": chapter.id,
        "chapter_num": number,
        "groups": ", ".join(group.name for group in chapter.groups) or "No Group",
        "language": chapter.language,
        "manga": (manga.best_title() or manga.id) if manga is not None else "No Manga",
        "manga_id": manga.id if manga is not None else "",
        "separator": " - " if number and title else "",
        "title": title if number or title else "Oneshot",
        "volume": chapter.volume or "",
    }
