from __future__ import annotations

import itertools
import uuid

import pytest

from asyncdex.sandbox import Sandbox
from asyncdex.sandbox.server.catalogue.store import Catalogue
from asyncdex.sandbox.server.catalogue.world import World


def build_world(seed, manga, chapters):
    return Catalogue(World(seed, manga, chapters))


def everything(catalogue):
    kinds = ("manga", "chapters", "authors", "groups", "covers", "users", "tags")
    return {
        kind: [(r.id, r.attributes, r.relationships) for r in getattr(catalogue, kind).values()]
        for kind in kinds
    }


@pytest.fixture(scope="module")
def world():
    return build_world(7, 200, 5000)


def test_the_same_seed_gives_the_same_world():
    assert everything(build_world(3, 12, 90)) == everything(build_world(3, 12, 90))
    assert set(build_world(3, 12, 90).manga).isdisjoint(build_world(4, 12, 90).manga)


def test_the_world_has_the_size_that_was_asked_for(world):
    assert len(world.manga) == 200
    assert len(world.chapters) == 5000
    assert len(world.tags) == 77
    assert {tag.attributes["group"] for tag in world.tags.values()} == {"content", "format", "genre", "theme"}


@pytest.mark.parametrize(("manga", "chapters"), [(1, 0), (1, 7), (2, 100), (3, 1)])
def test_small_worlds_work_too(manga, chapters):
    world = build_world(1, manga, chapters)
    assert (len(world.manga), len(world.chapters)) == (manga, chapters)


def test_ids_are_version_four_uuids(world):
    for identifier in itertools.chain(world.manga, world.chapters, world.tags, world.users):
        assert uuid.UUID(identifier).version == 4


def test_every_reference_leads_somewhere(world):
    for records in (world.manga, world.chapters, world.authors, world.groups, world.covers, world.users):
        for record in records.values():
            for entry in record.relationships:
                assert world.find(entry.type, entry.id) is not None


CHAPTER_ODDITIES = {
    "no group": lambda record: not record.linked("scanlation_group"),
    "two groups": lambda record: len(record.linked("scanlation_group")) == 2,
    "no volume": lambda record: record.attributes["volume"] is None and record.attributes["chapter"],
    "half number": lambda record: (record.attributes["chapter"] or "").endswith(".5"),
    "no number": lambda record: record.attributes["chapter"] is None,
    "external": lambda record: record.attributes["externalUrl"] and record.attributes["pages"] == 0,
    "external with pages": lambda record: record.attributes["externalUrl"] and record.attributes["pages"],
    "unavailable": lambda record: record.attributes["isUnavailable"],
    "future": lambda record: record.attributes["publishAt"] > "2030" and not record.attributes["externalUrl"],
    "readable before published": lambda r: r.attributes["publishAt"] > "2030" > r.attributes["readableAt"],
    "empty": lambda record: not record.attributes["pages"] and not record.attributes["externalUrl"],
    "empty title": lambda record: record.attributes["title"] == "",
    "no title": lambda record: record.attributes["title"] is None,
    "no language": lambda record: record.attributes["translatedLanguage"] is None,
    "entity in the title": lambda record: "&amp;" in (record.attributes["title"] or ""),
}


@pytest.mark.parametrize("name", CHAPTER_ODDITIES)
def test_chapters_have_the_oddities_of_the_real_ones(world, name):
    assert any(map(CHAPTER_ODDITIES[name], world.chapters.values()))


def languages(record):
    return [language for titles in record.attributes["altTitles"] for language in titles]


MANGA_ODDITIES = {
    "only romanised": lambda record: set(record.attributes["title"]) == {"ja-ro"},
    "titles in one language": lambda record: not record.attributes["altTitles"],
    "only another language": lambda record: not set(record.attributes["title"]) & {"en", "ja-ro"},
    "repeating languages": lambda record: len(languages(record)) > len(set(languages(record))),
    "empty description": lambda record: record.attributes["description"] == [],
    "empty links": lambda record: record.attributes["links"] == [],
    "no links": lambda record: record.attributes["links"] is None,
    "empty last volume": lambda record: record.attributes["lastVolume"] == "",
    "no last chapter": lambda record: record.attributes["lastChapter"] is None,
    "no chapters": lambda record: record.attributes["latestUploadedChapter"] is None,
    "null among languages": lambda record: None in record.attributes["availableTranslatedLanguages"],
    "markdown": lambda record: "**" in str(record.attributes["description"]),
    "entities": lambda record: "&mdash;" in str(record.attributes["description"]),
    "pornographic": lambda record: record.attributes["contentRating"] == "pornographic",
    "no year": lambda record: record.attributes["year"] is None,
    "no demographic": lambda record: record.attributes["publicationDemographic"] is None,
    "author is artist": lambda record: record.linked("author") == record.linked("artist"),
    "author is not artist": lambda record: record.linked("author") != record.linked("artist"),
    "related": lambda record: any(entry.related for entry in record.relationships),
    "official links": lambda record: "officialLinks" in record.attributes,
}


@pytest.mark.parametrize("name", MANGA_ODDITIES)
def test_manga_have_the_oddities_of_the_real_ones(world, name):
    assert any(map(MANGA_ODDITIES[name], world.manga.values()))


def test_a_number_may_have_several_releases(world):
    chapters = world.chapters_of(world.base.showpiece)
    releases = {}
    for record in chapters:
        releases.setdefault(record.attributes["chapter"], []).append(record.attributes["translatedLanguage"])
    assert any(len(made) > len(set(made)) for made in releases.values())
    assert any(len(set(made)) > 1 for made in releases.values())


def test_tags_have_empty_maps_in_both_spellings(world):
    assert {str(tag.attributes["description"]) for tag in world.tags.values()} == {"[]", "{}"}


def test_samples_can_be_read(world):
    assert world.sample_manga().attributes["contentRating"] == "safe"
    chapter = world.sample_chapter()
    assert chapter.attributes["pages"] > 0
    assert world.manga_of(chapter) is world.sample_manga()


def test_a_world_without_chapters_has_no_sample_chapter():
    with pytest.raises(LookupError):
        build_world(7, 1, 0).sample_chapter()


def test_arguments_are_checked():
    with pytest.raises(ValueError, match="manga"):
        Sandbox(manga=0)
    with pytest.raises(ValueError, match="limits"):
        Sandbox(limits="some")
