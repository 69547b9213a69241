from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asyncdex.sandbox.server.catalogue.chance import Chance
from asyncdex.sandbox.server.catalogue.dates import LATEST
from asyncdex.sandbox.server.catalogue.facts import chapter_facts, manga_facts
from asyncdex.sandbox.server.catalogue.figures import average_of
from asyncdex.sandbox.server.catalogue.idspace import IdSpace
from asyncdex.sandbox.server.catalogue.records import KINDS
from asyncdex.sandbox.server.catalogue.store import Catalogue
from asyncdex.sandbox.server.catalogue.summary import recount
from asyncdex.sandbox.server.catalogue.world import World

sizes = st.tuples(st.integers(0, 5), st.integers(1, 12), st.integers(0, 150))


@given(st.text(max_size=9), st.sampled_from(KINDS), st.integers(0, 2**40))
def test_an_id_leads_back_to_its_place_and_to_no_other(seed, kind, place):
    ids = IdSpace(seed)
    known = ids.id(kind, place)
    assert ids.place(kind, known) == place
    others = [other for other in KINDS if other != kind]
    assert {ids.place(other, known) for other in others} == {None}
    assert IdSpace(seed + "!").place(kind, known) is None


@given(st.uuids(version=4))
def test_ids_from_elsewhere_lead_nowhere(identifier):
    assert IdSpace("a world").place("manga", str(identifier)) is None


@pytest.mark.parametrize("wrong", ["", "manga", "x" * 36, "-" * 36, "12345678-1234-4234-8234-12345678901"])
def test_what_is_no_id_leads_nowhere(wrong):
    assert IdSpace("a world").place("manga", wrong) is None


@settings(max_examples=40, deadline=None)
@given(sizes)
def test_what_searches_know_is_what_the_entities_say(size):
    catalogue = Catalogue(World(*size))
    chapters = catalogue.tables.chapters
    for position in catalogue.chapters.positions():
        assert chapters.row(position) == chapter_facts(catalogue.chapters.at(position))
    for position in catalogue.manga.positions():
        record = catalogue.manga.at(position)
        created = [chapters.row(place).created for place in catalogue.places_of("chapter", record.id)]
        figures = catalogue.figures
        follows, votes = figures.follows_of("manga", record.id), figures.votes_of(record.id)
        facts = manga_facts(record, max(created, default=None), follows, average_of(votes))
        assert catalogue.tables.manga.row(position) == facts


@settings(max_examples=40, deadline=None)
@given(sizes)
def test_a_manga_says_of_its_chapters_what_they_say(size):
    catalogue = Catalogue(World(*size))
    for record in list(catalogue.manga.values()):
        names = ("availableTranslatedLanguages", "latestUploadedChapter", "lastVolume", "lastChapter")
        before = {name: record.attributes[name] for name in names}
        recount(catalogue, record, LATEST)
        attributes = catalogue.manga[record.id].attributes
        assert {name: attributes[name] for name in names} == before
        chapters = catalogue.chapters_of(record.id)
        if attributes["status"] == "completed" and chapters:
            last = chapters[-1].attributes
            assert (before["lastVolume"] or None, before["lastChapter"] or None) == (
                last["volume"],
                last["chapter"],
            )


@settings(max_examples=30, deadline=None)
@given(sizes)
def test_everything_belongs_to_what_says_so(size):
    world = World(*size)
    owners = {"chapter": ("manga", "manga"), "cover_art": ("manga", "manga"), "custom_list": ("user", "user")}
    for kind, (role, owner_kind) in owners.items():
        seen = []
        for owner in world.ids(owner_kind):
            places = world.parts_of(kind, owner)
            seen += places
            assert all(world.make(kind, place).linked(role)[:1] == [owner] for place in places)
        assert seen == list(range(world.count(kind)))


@settings(max_examples=30, deadline=None)
@given(sizes)
def test_both_sides_of_a_bond_know_of_it(size):
    catalogue = Catalogue(World(*size))
    for author in catalogue.authors.values():
        mine = {
            m.id for m in catalogue.manga.values() if author.id in m.linked("author") + m.linked("artist")
        }
        assert set(author.linked("manga")) == mine
    for user in catalogue.users.values():
        mine = {group.id for group in catalogue.groups.values() if user.id in group.linked("member")}
        assert set(user.linked("scanlation_group")) == mine
    for manga in catalogue.manga.values():
        for entry in manga.relationships:
            if entry.related is not None:
                assert manga.id in catalogue.manga[entry.id].linked("manga")


@given(st.integers(-5, 50), st.integers(1, 60), st.integers(1, 7))
def test_chances_stay_in_their_range(start, length, step):
    chance = Chance(f"{start} {length} {step}")
    numbers = range(start, start + length, step)
    assert all(chance.randrange(start, start + length, step) in numbers for _ in range(20))
    assert all(0 <= chance.randrange(length) < length for _ in range(20))
    found = chance.sample(numbers, len(numbers) // 2)
    assert len(set(found)) == len(found) == len(numbers) // 2
    assert sorted(chance.sample(numbers, len(numbers))) == list(numbers)
    assert chance.sample(["a"], 3, counts=[3]) == ["a", "a", "a"]


def test_a_huge_world_is_made_on_demand():
    world = World(7, 50_000, 1_000_000)
    catalogue = Catalogue(world)
    assert (len(catalogue.manga), len(catalogue.chapters)) == (50_000, 1_000_000)
    last = world.id("chapter", 999_999)
    assert catalogue.chapters[last].linked("manga") == [catalogue.manga_of(catalogue.chapters[last]).id]
    places = catalogue.places_of("chapter", world.id("manga", 31_415))
    assert all(
        catalogue.chapters.at(place).linked("manga") == [world.id("manga", 31_415)] for place in places
    )
    assert len(catalogue.shelf.follows["manga"]) > 500


def test_what_was_deleted_costs_a_search_nothing():
    catalogue = Catalogue(World(7, 50_000, 1_000_000))
    first = catalogue.base.id("chapter", 0)
    catalogue.remove([catalogue.chapters[first]])
    asked = []
    catalogue.base.id = asked.append
    assert sum(1 for _ in catalogue.chapters.positions()) == 999_999
    assert asked == []
