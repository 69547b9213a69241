from __future__ import annotations

import json

import pytest

from asyncdex.sandbox.server.catalogue.folder import read_folder
from asyncdex.sandbox.server.catalogue.store import Catalogue
from asyncdex.sandbox.server.catalogue.world import World


def build_world(seed, manga, chapters):
    return Catalogue(World(seed, manga, chapters))


@pytest.fixture(scope="module")
def world():
    return build_world(7, 200, 5000)


def kept(world):
    lists = [(r.id, r.attributes, r.relationships) for r in world.lists.values()]
    return lists, world.shelf


def test_the_same_seed_stocks_the_same_shelf():
    assert kept(build_world(3, 12, 90)) == kept(build_world(3, 12, 90))
    assert set(build_world(3, 12, 90).lists).isdisjoint(build_world(4, 12, 90).lists)


@pytest.mark.parametrize(("manga", "chapters"), [(1, 0), (1, 7), (3, 1)])
def test_small_worlds_have_lists_and_follows_too(manga, chapters):
    world = build_world(1, manga, chapters)
    assert {record.attributes["visibility"] for record in world.lists.values()} == {"public", "private"}
    assert all(world.shelf.follows.values())


def test_every_list_has_an_owner_and_manga_that_exist(world):
    assert set(world.lists) == {record.id for user in world.users for record in world.lists_of(user)}
    for record in world.lists.values():
        assert set(record.attributes) == {"name", "visibility", "version"}
        assert [entry.type for entry in record.relationships[:1]] == ["user"]
        assert {entry.type for entry in record.relationships[1:]} <= {"manga"}
        assert all(world.find(entry.type, entry.id) for entry in record.relationships)


def test_the_lists_are_of_many_kinds(world):
    own = world.lists_of(world.me)
    others = [record for record in world.lists.values() if record not in own]
    for records in (own, others):
        assert {record.attributes["visibility"] for record in records} == {"public", "private"}
    # More than one page of the usual size, more manga than one call takes, and none at all.
    assert len(own) > 10
    sizes = [len(record.linked("manga")) for record in own]
    assert max(sizes) > 100
    assert min(sizes) == 0


def test_what_is_followed_exists_and_is_not_everything(world):
    kinds = {"manga": world.manga, "scanlation_group": world.groups, "user": world.users}
    for kind, records in kinds.items():
        followed = world.shelf.follows[kind]
        assert len(followed) == len(set(followed))
        assert set(followed) < set(records)
    assert world.me not in world.shelf.follows["user"]
    assert len(world.shelf.follows["manga"]) > 100
    assert world.shelf.follows["manga"][0] == world.base.showpiece


def test_only_public_lists_of_others_are_followed(world):
    followed = [world.lists[identifier] for identifier in world.shelf.follows["custom_list"]]
    assert followed
    assert {record.attributes["visibility"] for record in followed} == {"public"}
    assert world.me not in {user for record in followed for user in record.linked("user")}


def test_statuses_and_follows_are_not_the_same(world):
    statuses, followed = set(world.shelf.statuses), set(world.shelf.follows["manga"])
    assert statuses - followed
    assert followed - statuses
    assert set(world.shelf.statuses.values()) == {
        "reading", "on_hold", "plan_to_read", "dropped", "re_reading", "completed",
    }  # fmt: skip


def test_read_chapters_belong_to_their_manga(world):
    assert world.shelf.read
    for manga, chapters in world.shelf.read.items():
        own = {record.id for record in world.chapters_of(manga)}
        assert chapters
        assert set(chapters) <= own
        assert world.shelf.statuses[manga] != "plan_to_read"
    # What is being read is half read.
    assert (
        0 < len(world.shelf.read[world.base.showpiece]) < len(world.readable_chapters(world.base.showpiece))
    )


def test_a_folder_of_recorded_answers_is_stocked_too(tmp_path):
    number = "00000000-0000-4000-8000-00000000000{}".format
    title = {"title": {"en": "A Kettle at Sea"}, "contentRating": "safe"}
    related = [{"id": number(2), "type": "custom_list"}]
    manga = {"id": number(1), "type": "manga", "attributes": title, "relationships": related}
    (tmp_path / "manga.json").write_text(json.dumps({"result": "ok", "data": manga}))
    world = Catalogue(read_folder(tmp_path, 7))
    assert kept(world) == kept(Catalogue(read_folder(tmp_path, 7)))
    assert world.shelf.follows["manga"] == [number(1)]
    # What a recorded entity says of a list is kept, and makes it neither a list nor a manga.
    assert list(world.manga) == [number(1)]
    assert number(2) not in world.lists
    assert world.manga[number(1)].linked("custom_list") == [number(2)]
