"""Filling the gaps of a recorded catalogue with invented entities, so that every link leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.chapters import Crew, Release, make_chapter
from asyncdex.sandbox.server.catalogue.covers import make_cover
from asyncdex.sandbox.server.catalogue.manga import make_manga
from asyncdex.sandbox.server.catalogue.people import make_author, make_group, make_user
from asyncdex.sandbox.server.catalogue.records import STORED_AS
from asyncdex.sandbox.server.catalogue.tags import make_tags

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue

_READABLE = 4


def complete(catalogue: Catalogue, rng: Random) -> None:
    """Invent what a recorded catalogue lacks, and index it.

    Args:
        catalogue: The catalogue; recorded attributes stay as they are.
        rng: Decides everything invented.
    """
    before = sum(map(len, _all(catalogue)))
    crew = _crew(catalogue, rng)
    _resolve(catalogue, rng, crew)
    _adopt(catalogue, rng, crew)
    _staff(catalogue, rng, crew)
    _publish(catalogue, rng, crew)
    catalogue.notes.append(
        f"{sum(map(len, _all(catalogue))) - before} entities were invented around the recorded ones"
    )


def _all(catalogue: Catalogue) -> tuple[dict[str, Record], ...]:
    return (
        catalogue.manga,
        catalogue.chapters,
        catalogue.authors,
        catalogue.groups,
        catalogue.covers,
        catalogue.users,
        catalogue.tags,
        catalogue.lists,
    )


def _crew(catalogue: Catalogue, rng: Random) -> Crew:
    """Return invented people to make what is invented; one of them is the sandbox's own account."""
    users = [catalogue.add(make_user(rng)) for _ in range(4)]
    groups = [catalogue.add(make_group(rng, users)) for _ in range(2)]
    catalogue.me = users[0].id
    if not catalogue.tags:
        for tag in make_tags():
            catalogue.add(tag)
    return Crew(groups, users)


def _resolve(catalogue: Catalogue, rng: Random, crew: Crew) -> None:
    """Invent the entities that recorded ones only refer to."""
    owners = [record for records in _all(catalogue) for record in records.values()]
    for owner in owners:
        for entry in owner.relationships:
            kind = STORED_AS.get(entry.type, entry.type)
            # A custom list that is only referred to may be private, or gone: none takes its place.
            known = catalogue.knows(kind) and kind != "custom_list"
            if known and catalogue.find(kind, entry.id) is None:
                catalogue.add(_invent(catalogue, rng, crew, kind, entry.id, owner.id))


def _invent(catalogue: Catalogue, rng: Random, crew: Crew, kind: str, identifier: str, owner: str) -> Record:
    if kind == "author":
        return make_author(rng, identifier)
    if kind == "scanlation_group":
        return make_group(rng, crew.users, identifier)
    if kind == "cover_art":
        return make_cover(rng, owner, crew.users[0].id, None, identifier)
    if kind == "user":
        return make_user(rng, identifier)
    if kind == "chapter":
        return make_chapter(rng, owner, Release(None, None, "en"), crew, identifier)
    record = make_manga(rng, list(catalogue.tags.values()), identifier)
    record.attributes["contentRating"] = "safe"
    return record


def _adopt(catalogue: Catalogue, rng: Random, crew: Crew) -> None:
    """Tie loose ends: covers know their manga, and every chapter has one."""
    for record in catalogue.manga.values():
        for cover in map(catalogue.covers.get, record.linked("cover_art")):
            if cover is not None:
                cover.link("manga", record.id)
    catalogue.index()
    for cover in catalogue.covers.values():
        owner = catalogue.manga_of(cover)
        if owner is not None and not owner.linked("cover_art"):
            owner.link("cover_art", cover.id)
        if not cover.linked("user"):
            cover.link("user", rng.choice(crew.users).id)
    orphans = [record for record in catalogue.chapters.values() if not record.linked("manga")]
    if orphans:
        home = catalogue.add(make_manga(rng, list(catalogue.tags.values())))
        home.attributes["contentRating"] = "safe"
        for chapter in orphans:
            chapter.link("manga", home.id)


def _staff(catalogue: Catalogue, rng: Random, crew: Crew) -> None:
    """Give every manga people and a cover, and let its people know it."""
    for record in catalogue.manga.values():
        if not record.linked("author"):
            record.link("author", catalogue.add(make_author(rng)).id)
        if not record.linked("artist"):
            record.link("artist", record.linked("author")[0])
        for person in (*record.linked("author"), *record.linked("artist")):
            catalogue.authors[person].link("manga", record.id)
        if not record.linked("cover_art"):
            cover = make_cover(rng, record.id, rng.choice(crew.users).id, None)
            record.link("cover_art", catalogue.add(cover).id)
        catalogue.follows[record.id] = rng.randrange(100_000)
        catalogue.ratings[record.id] = round(rng.uniform(4, 9.6), 4)


def _publish(catalogue: Catalogue, rng: Random, crew: Crew) -> None:
    """See to it that every manga has a few chapters that can be read."""
    catalogue.index()
    for record in catalogue.manga.values():
        languages = [
            code for code in record.attributes.get("availableTranslatedLanguages") or () if code
        ] or ["en"]
        lacking = max(0, _READABLE - len(catalogue.readable_chapters(record.id)))
        # The manga names its newest chapter; where that one is missing, an invented one takes its place.
        newest: str | None = record.attributes.get("latestUploadedChapter")
        if newest in catalogue.chapters:
            newest = None
        for number in range(1, lacking + 1):
            release = Release("1", str(number), languages[number % len(languages)])
            identifier = newest if number == lacking else None
            catalogue.add(make_chapter(rng, record.id, release, crew, identifier))
    catalogue.index()
