"""Invented manga."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.dates import DAY, EARLIEST, dates
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.catalogue.tags import as_attribute
from asyncdex.sandbox.server.catalogue.titles import make_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_RATINGS = ("safe",) * 10 + ("suggestive",) * 5 + ("erotica",) * 3 + ("pornographic",) * 2
_LANGUAGES = ("ja",) * 6 + ("ko", "ko", "zh", "en", "fr")
_DEMOGRAPHICS = ("shounen", "shoujo", "josei", "seinen", None)
_STATUSES = ("ongoing", "ongoing", "completed", "completed", "hiatus", "cancelled")
_MADE_WITHIN = 2000 * DAY
_ENTERED_BEFORE = 40 * DAY


def make_manga(
    rng: Random, tags: Sequence[Record], identifier: str | None = None, before: int | None = None
) -> Record:
    """Invent a manga without chapters, covers or people.

    Args:
        rng: Decides everything.
        tags: The tags to choose from.
        identifier: The id; without one it is invented too.
        before: The latest instant it was entered at, UNIX seconds; without one that is invented too.
    """
    created = EARLIEST + rng.randrange(_MADE_WITHIN)
    if before is not None:
        created = max(EARLIEST, before - rng.randrange(_ENTERED_BEFORE))
    chosen = rng.sample(tags, min(len(tags), rng.randrange(1, 9)))
    attributes: dict[str, Any] = {
        **make_texts(rng),
        "isLocked": not rng.randrange(10),
        "links": _links(rng),
        "originalLanguage": rng.choice(_LANGUAGES),
        "lastVolume": rng.choice(("", None)),
        "lastChapter": rng.choice(("", None)),
        "publicationDemographic": rng.choice(_DEMOGRAPHICS),
        "status": rng.choice(_STATUSES),
        "year": rng.randrange(1985, 2026) if rng.randrange(8) else None,
        "contentRating": rng.choice(_RATINGS),
        "tags": [as_attribute(tag) for tag in chosen],
        "state": "published",
        "chapterNumbersResetOnNewVolume": not rng.randrange(15),
        **dates(rng, created),
        "availableTranslatedLanguages": [],
        "latestUploadedChapter": None,
    }
    # A newer attribute that not every answer carries yet.
    if not rng.randrange(3):
        attributes["officialLinks"] = None
    return Record("manga", identifier or new_id(rng), attributes)


def _links(rng: Random) -> dict[str, str] | list[str] | None:
    kind = rng.randrange(10)
    if kind == 0:
        return None
    links = {
        "al": str(rng.randrange(30_000, 180_000)),
        "ap": f"invented-title-{rng.randrange(1000)}",
        "bw": f"series/{rng.randrange(1000, 400_000)}",
        "kt": str(rng.randrange(1000, 90_000)),
        "mu": str(rng.randrange(1000, 200_000)),
        "mal": str(rng.randrange(1000, 170_000)),
        "raw": f"https://example.com/read/{rng.randrange(1000)}",
    }
    chosen = {key: value for key, value in links.items() if rng.randrange(2)} if kind > 1 else {}
    return chosen or []
