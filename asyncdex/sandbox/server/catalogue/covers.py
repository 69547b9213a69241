"""Invented covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.dates import dates, some_moment
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record

if TYPE_CHECKING:
    from random import Random


def make_cover(
    rng: Random, manga: str, uploader: str, volume: str | None, identifier: str | None = None
) -> Record:
    """Invent a cover.

    Args:
        rng: Decides everything else.
        manga: The id of its manga.
        uploader: The id of the user who sent it.
        volume: The volume it is on, if any.
        identifier: The id; without one it is invented too.
    """
    attributes: dict[str, Any] = {
        "description": rng.choice(("", None, "Scan of the *first* printing")),
        "volume": volume,
        "fileName": f"{new_id(rng)}.{rng.choice(('jpg', 'jpg', 'png'))}",
        "locale": rng.choice(("ja", "ja", "en", "ko", None)),
        **dates(rng, some_moment(rng)),
    }
    record = Record("cover_art", identifier or new_id(rng), attributes)
    record.link("manga", manga)
    record.link("user", uploader)
    return record
