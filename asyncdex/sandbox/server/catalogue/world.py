"""A whole catalogue from a seed: the same seed gives the same world, ids and dates included."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.chapters import Crew, make_run, some_languages
from asyncdex.sandbox.server.catalogue.covers import make_cover
from asyncdex.sandbox.server.catalogue.manga import make_manga
from asyncdex.sandbox.server.catalogue.people import make_author, make_group, make_user
from asyncdex.sandbox.server.catalogue.stocking import stock
from asyncdex.sandbox.server.catalogue.store import Catalogue
from asyncdex.sandbox.server.catalogue.summary import summarise
from asyncdex.sandbox.server.catalogue.tags import make_tags

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record

# How many manga stay without chapters, and how many chapters the showpiece gets at most.
_EMPTY_EVERY = 17
_SHOWPIECE_CHAPTERS = 48
_PAIRS = ("prequel", "sequel"), ("spin_off", "main_story"), ("colored", "monochrome")


def build_world(seed: int, manga: int, chapters: int) -> Catalogue:
    """Invent a catalogue.

    Args:
        seed: Decides everything.
        manga: How many manga to make, at least 1.
        chapters: How many chapters to make in all.

    Returns:
        The catalogue, indexed and ready.
    """
    rng = Random(f"asyncdex sandbox {seed}")
    catalogue = Catalogue()
    for tag in make_tags():
        catalogue.add(tag)
    people = _people(rng, catalogue, manga)
    authors, tags = list(catalogue.authors.values()), list(catalogue.tags.values())
    titles = [_title(rng, catalogue, people, authors, tags) for _ in range(manga)]
    _showpiece(titles[0])
    catalogue.showpiece = titles[0].id
    for place, amount in enumerate(_shares(rng, manga, chapters)):
        languages = some_languages(rng) if place else ["en", "en", "fr", "es-la"]
        for chapter in make_run(rng, titles[place].id, amount, languages, people):
            catalogue.add(chapter)
    _relate(rng, titles)
    catalogue.index()
    for record in titles:
        summarise(rng, record, catalogue.chapters_of(record.id))
    stock(catalogue, f"asyncdex sandbox {seed}")
    return catalogue


def _people(rng: Random, catalogue: Catalogue, manga: int) -> Crew:
    users = [catalogue.add(make_user(rng)) for _ in range(max(8, manga // 6))]
    groups = [catalogue.add(make_group(rng, users)) for _ in range(max(12, manga // 7))]
    for group in groups:
        catalogue.follows[group.id] = rng.randrange(20_000)
    for _ in range(max(12, manga * 2 // 3)):
        catalogue.add(make_author(rng))
    catalogue.me = users[0].id
    return Crew(groups, users)


def _title(
    rng: Random, catalogue: Catalogue, people: Crew, authors: list[Record], tags: list[Record]
) -> Record:
    """Invent a manga with its people and covers."""
    record = catalogue.add(make_manga(rng, tags))
    author = rng.choice(authors)
    artist = author if rng.randrange(3) else rng.choice(authors)
    record.link("author", author.id)
    record.link("artist", artist.id)
    author.link("manga", record.id)
    artist.link("manga", record.id)
    volumes = [None] if not rng.randrange(5) else [str(number + 1) for number in range(rng.randrange(1, 4))]
    covers = [
        catalogue.add(make_cover(rng, record.id, rng.choice(people.users).id, volume)) for volume in volumes
    ]
    # Only the newest volume's cover stands in the relationships; the others are found through /cover.
    record.link("cover_art", covers[-1].id)
    record.link("creator", rng.choice(people.users).id)
    catalogue.follows[record.id] = rng.randrange(100_000)
    catalogue.ratings[record.id] = round(rng.uniform(4, 9.6), 4)
    return record


def _showpiece(record: Record) -> None:
    """Make the first manga one to show around: an English title, for everybody, with many chapters."""
    record.attributes |= {
        "title": {"en": "The Lighthouse Keeper's Umbrella"},
        "altTitles": [
            {"ja-ro": "Toudaimori no Kasa"},
            {"ja": "灯台守の傘"},
            {"es-la": "El paraguas del farero"},
        ],
        "description": {
            "en": "It rains inside the lighthouse, and *only* there. Nanae means to find out why."
        },
        "contentRating": "safe",
        "status": "ongoing",
        "year": 2021,
        "originalLanguage": "ja",
    }


def _shares(rng: Random, manga: int, chapters: int) -> list[int]:
    """Spread the chapters over the manga: few with many, some with none."""
    shares = [0] * manga
    shares[0] = min(chapters, _SHOWPIECE_CHAPTERS)
    weights = [
        rng.random() ** 3 + 0.02 if place % _EMPTY_EVERY != _EMPTY_EVERY - 1 else 0 for place in range(manga)
    ]
    weights[0] = 0 if manga > 1 else 1
    for place in rng.choices(range(manga), weights, k=chapters - shares[0]):
        shares[place] += 1
    return shares


def _relate(rng: Random, titles: list[Record]) -> None:
    for first, second in zip(titles[1::10], titles[2::10], strict=False):
        forth, back = rng.choice(_PAIRS)
        # What is written is what the target is for this manga.
        first.link("manga", second.id, forth)
        second.link("manga", first.id, back)
