"""Reading timestamps of entities; recorded ones may lack any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.clocks import sortable, stamp

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.clocks import Clock


def moment_of(record: Record, name: str) -> str | None:
    """Return a timestamp as sortable text, or None if the entity has none.

    Args:
        record: The entity.
        name: The attribute.
    """
    value: str | None = record.attributes.get(name)
    return sortable(value) if value else None


def now_of(clock: Clock) -> str:
    """Return the present as sortable text.

    Args:
        clock: Where the time comes from.
    """
    return sortable(stamp(clock.wall()))


def published(chapter: Record, now: str) -> bool:
    """Tell whether a chapter's time has come; one without a date counts as published.

    Args:
        chapter: The chapter.
        now: The present as sortable text.
    """
    return (moment_of(chapter, "publishAt") or "") <= now
