"""Filling the gaps of recorded entities with invented ones, so that every link leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.covers import make_cover
from asyncdex.sandbox.server.catalogue.inventing import Inventor
from asyncdex.sandbox.server.catalogue.records import STORED_AS, Record
from asyncdex.sandbox.server.clocks import stamp

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.gathered import Gathered

_READABLE = 4
# Later dates than this one stand for "not yet".
_NEVER = stamp(1_893_456_000)


def complete(gathered: Gathered, rng: Random) -> None:
    """Invent what recorded entities lack.

    Args:
        gathered: The entities; recorded attributes stay as they are.
        rng: Decides everything invented.
    """
    before = sum(map(len, gathered.kinds.values()))
    inventor = Inventor(gathered, rng)
    _resolve(gathered, inventor)
    _adopt(gathered, inventor, rng)
    _staff(gathered, inventor, rng)
    _publish(gathered, inventor)
    inventor.lists()
    after = sum(map(len, gathered.kinds.values()))
    gathered.notes.append(f"{after - before} entities were invented around the recorded ones")


def readable(chapter: Record) -> bool:
    """Tell whether a chapter has pages, is available and long published.

    Args:
        chapter: The chapter; a recorded one may lack any attribute.
    """
    get = chapter.attributes.get
    return bool(get("pages")) and not get("isUnavailable") and (get("publishAt") or "") < _NEVER


def _resolve(gathered: Gathered, inventor: Inventor) -> None:
    """Invent the entities that recorded ones only refer to."""
    for owner in list(gathered.everything()):
        for entry in owner.relationships:
            kind = STORED_AS.get(entry.type, entry.type)
            # A custom list that is only referred to may be private, or gone: none takes its place.
            known = kind in gathered.kinds and kind != "custom_list"
            if known and gathered.find(kind, entry.id) is None:
                inventor.invent(kind, entry.id, owner.id)


def _adopt(gathered: Gathered, inventor: Inventor, rng: Random) -> None:
    """Tie loose ends: covers know their manga, and every chapter has one."""
    manga, covers = gathered.kinds["manga"], gathered.kinds["cover_art"]
    for record in manga.values():
        for cover in map(covers.get, record.linked("cover_art")):
            if cover is not None:
                cover.link("manga", record.id)
    for cover in covers.values():
        owner = next((manga[owner] for owner in cover.linked("manga") if owner in manga), None)
        if owner is not None and not owner.linked("cover_art"):
            owner.link("cover_art", cover.id)
        if not cover.linked("user"):
            cover.link("user", rng.choice(inventor.users))
    orphans = [record for record in gathered.kinds["chapter"].values() if not record.linked("manga")]
    if orphans:
        home = inventor.manga()
        for chapter in orphans:
            chapter.link("manga", home.id)


def _staff(gathered: Gathered, inventor: Inventor, rng: Random) -> None:
    """Give every manga people and a cover, and let its people know it."""
    for record in gathered.kinds["manga"].values():
        if not record.linked("author"):
            record.link("author", inventor.author().id)
        if not record.linked("artist"):
            record.link("artist", record.linked("author")[0])
        for person in (*record.linked("author"), *record.linked("artist")):
            gathered.kinds["author"][person].link("manga", record.id)
        if not record.linked("cover_art"):
            cover = make_cover(rng, record.id, rng.choice(inventor.users), None)
            record.link("cover_art", gathered.add(cover).id)


def _publish(gathered: Gathered, inventor: Inventor) -> None:
    """See to it that every manga has a few chapters that can be read."""
    known = gathered.by_owner("chapter")
    for record in gathered.kinds["manga"].values():
        languages = [
            code for code in record.attributes.get("availableTranslatedLanguages") or () if code
        ] or ["en"]
        lacking = max(0, _READABLE - sum(map(readable, known.get(record.id, ()))))
        # The manga names its newest chapter; where that one is missing, an invented one takes its place.
        newest: str | None = record.attributes.get("latestUploadedChapter")
        if newest in gathered.kinds["chapter"]:
            newest = None
        for number in range(1, lacking + 1):
            language = languages[number % len(languages)]
            inventor.chapter(record.id, ("1", str(number), language), newest if number == lacking else None)
