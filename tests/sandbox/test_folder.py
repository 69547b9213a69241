from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from asyncdex.sandbox import Sandbox

ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]

BOATS = {"name": {"en": "Boats"}, "description": [], "group": "theme", "version": 1}


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def entity(kind, number, attributes=None, relationships=()):
    found = {"id": uid(number), "type": kind, "relationships": list(relationships)}
    return found if attributes is None else {**found, "attributes": attributes}


def dated(version=1, **attributes):
    dates = {"createdAt": "2024-01-01T00:00:00+00:00", "updatedAt": "2024-02-01T00:00:00+00:00"}
    return {**attributes, **dates, "version": version}


def manga(version=1, **attributes):
    return dated(
        version,
        **{
            "title": {"en": "A Kettle at Sea"},
            "altTitles": [],
            "description": [],
            "links": None,
            "originalLanguage": "ja",
            "lastVolume": "",
            "lastChapter": None,
            "publicationDemographic": None,
            "status": "ongoing",
            "year": None,
            "contentRating": "safe",
            "tags": [
                entity(
                    "tag", 900, {"name": {"en": "Boats"}, "description": [], "group": "theme", "version": 1}
                )
            ],
            "availableTranslatedLanguages": ["fr", None],
            "latestUploadedChapter": uid(777),
            "surprise": {"kept": [1, None]},
            **attributes,
        },
    )


HIDDEN = manga(contentRating="pornographic", latestUploadedChapter=uid(31))


def reference(kind, number):
    return {"id": uid(number), "type": kind}


def chapter(**attributes):
    published = {"publishAt": "2024-01-01T00:00:00+00:00", "readableAt": "2024-01-01T00:00:00+00:00"}
    return dated(
        **{
            "volume": "1",
            "chapter": "1",
            "title": "",
            "translatedLanguage": "en",
            "externalUrl": None,
            "isUnavailable": False,
            "pages": 3,
            **published,
            **attributes,
        }
    )


def recorded_manga():
    old_author = {**reference("author", 10), "attributes": dated(5, name="Expanded copies count less")}
    return [
        entity("manga", 1, manga(), [old_author, reference("cover_art", 20), reference("manga", 2)]),
        entity("manga", 3, HIDDEN),
    ]


def recorded_chapters():
    expanded = {**reference("manga", 4), "attributes": manga(title={"ko": "x"})}
    return [
        entity(
            "chapter", 30, chapter(), [expanded, reference("scanlation_group", 40), reference("user", 50)]
        ),
        entity("chapter", 31, chapter(isUnavailable=True), [reference("manga", 3)]),
        entity("chapter", 32, chapter()),
    ]


beyond = pytest.mark.beyond_the_file("what is recorded is served as it is, also where it is odd")


@pytest.fixture
def folder(tmp_path):
    cover = dated(volume=None, fileName="one.png", description="", locale="ja")
    listed = {**reference("manga", 5), "attributes": manga()}
    answers = {
        "manga_list": recorded_manga(),
        "author": entity("author", 10, dated(2, name="Newer"), [reference("manga", 1)]),
        "author_older": entity("author", 10, dated(1, name="Older")),
        "chapters": recorded_chapters(),
        "cover": entity("cover_art", 60, cover, [reference("manga", 4)]),
        "list": entity("custom_list", 70, {"name": "x"}, [listed]),
        "bare": [7, {"id": 1}, entity("manga", 8, None, [{"nothing": True}, "text"])],
    }
    for name, data in answers.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"result": "ok", "data": data}))
    (tmp_path / "notes.json").write_text("[1, 2]")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "readme.txt").write_text("not looked at")
    return tmp_path


@pytest.fixture
async def web(make, folder):
    return await make(catalogue=folder)


@beyond
async def test_recorded_custom_lists_are_served_as_they_are(web):
    answer = (await web.get(f"/list/{uid(70)}")).body["data"]
    assert answer["attributes"] == {"name": "x"}
    assert [(one["type"], one["id"]) for one in answer["relationships"]] == [("manga", uid(5))]
    assert (await web.get(f"/manga/{uid(5)}")).status == 200
    assert (await web.get(f"/list/{uid(70)}/feed")).body["total"] > 0


@beyond
async def test_recorded_attributes_are_served_as_they_are(web):
    for number, wanted in (
        (1, manga()),
        (3, manga(contentRating="pornographic", latestUploadedChapter=uid(31))),
    ):
        assert (await web.get(f"/manga/{uid(number)}")).body["data"]["attributes"] == wanted
    assert (await web.get(f"/chapter/{uid(30)}")).body["data"]["attributes"] == chapter()
    assert (await web.get(f"/cover/{uid(60)}")).body["data"]["attributes"]["fileName"] == "one.png"


async def test_full_entities_win_over_expanded_copies_and_newer_over_older(web):
    assert (await web.get(f"/author/{uid(10)}")).body["data"]["attributes"]["name"] == "Newer"


@beyond
async def test_expanded_copies_are_entities_too(web):
    assert (await web.get(f"/manga/{uid(4)}")).body["data"]["attributes"]["title"] == {"ko": "x"}
    assert (await web.get(f"/manga/{uid(5)}")).status == 200


async def test_what_is_only_referred_to_is_invented(web):
    for path in (f"/manga/{uid(2)}", f"/cover/{uid(20)}", f"/group/{uid(40)}", f"/user/{uid(50)}"):
        assert (await web.get(path)).status == 200


async def test_every_manga_can_be_read_and_has_people_and_a_cover(web):
    catalogue = web.box.catalogue
    for record in catalogue.manga.values():
        assert len(catalogue.readable_chapters(record.id)) >= 4
        for role in ("author", "artist", "cover_art"):
            assert catalogue.find(role, record.linked(role)[0]) is not None
        assert record.id in catalogue.covers[record.linked("cover_art")[0]].linked("manga")
        assert record.id in catalogue.authors[record.linked("author")[0]].linked("manga")
    at_home = (await web.get(f"/at-home/server/{uid(30)}")).body
    assert len(at_home["chapter"]["data"]) == 3


async def test_a_recorded_cover_is_used_before_one_is_invented(web):
    assert web.box.catalogue.manga[uid(4)].linked("cover_art") == [uid(60)]
    assert web.box.catalogue.manga[uid(1)].linked("cover_art") == [uid(20)]


async def test_the_named_newest_chapter_exists(web):
    assert (await web.get(f"/chapter/{uid(777)}")).status == 200
    record = web.box.catalogue.chapters[uid(777)]
    assert record.attributes["translatedLanguage"] == "fr"


async def test_a_chapter_without_a_manga_gets_one(web):
    assert (await web.get("/chapter", ("ids[]", uid(32)))).ids == [uid(32)]


@beyond
async def test_recorded_worlds_answer_searches(web):
    assert uid(4) in (await web.get("/manga", ("title", "x"), *ALL)).ids
    found = await web.get("/manga", ("includedTags[]", uid(900)), *ALL)
    assert {uid(1), uid(3), uid(4), uid(5)} <= set(found.ids)
    assert web.box.sample_manga_id in web.box.catalogue.manga
    assert (await web.token()).status == 200


async def test_what_is_skipped_is_noted(web):
    notes = "\n".join(web.box.notes)
    assert "notes.json" in notes
    assert "broken.json" in notes
    assert "readme.txt" not in notes
    assert "entities were invented" in notes


def test_folders_that_cannot_be_read(tmp_path):
    with pytest.raises(ValueError, match=r"catalogue: .* cannot be read"):
        Sandbox(catalogue=tmp_path / "missing")
    with pytest.raises(ValueError, match=r"catalogue: .* no recorded manga"):
        Sandbox(catalogue=str(tmp_path))


async def test_a_folder_without_tags_gets_the_usual_ones(make, tmp_path):
    attributes = {**manga(), "tags": [], "availableTranslatedLanguages": None}
    (tmp_path / "a.json").write_text(json.dumps({"data": entity("manga", 1, attributes)}))
    web = await make(catalogue=tmp_path)
    assert len(web.box.catalogue.tags) == 77


async def test_a_chapter_that_is_only_referred_to_is_invented(make, tmp_path):
    data = entity("manga", 1, manga(), [{"id": uid(9), "type": "chapter"}, {"id": uid(8), "type": "report"}])
    (tmp_path / "a.json").write_text(json.dumps({"data": data}))
    web = await make(catalogue=tmp_path)
    assert (await web.get(f"/chapter/{uid(9)}")).status == 200


async def test_sparse_entities_do_no_harm(make, tmp_path):
    """Old recordings lack attributes that newer ones have."""
    data = [
        entity("manga", 1, {"title": [], "contentRating": "safe"}),
        entity("chapter", 2, {"title": None}, [reference("manga", 1)]),
        entity("author", 3, {"imageUrl": None}),
        entity("scanlation_group", 4, {"website": None}),
        entity("cover_art", 5, {"volume": None}, [reference("manga", 6)]),
    ]
    (tmp_path / "a.json").write_text(json.dumps({"data": data}))
    web = await make(catalogue=tmp_path)
    for path in (
        f"/manga/{uid(1)}/aggregate",
        f"/manga/{uid(1)}/feed?order[publishAt]=asc&publishAtSince=2020-01-01T00:00:00",
        "/manga?title=x&order[relevance]=desc&order[createdAt]=asc&availableTranslatedLanguage[]=en",
        "/manga?order[year]=asc&order[title]=asc&includedTags[]=" + uid(1),
        "/chapter?includeEmptyPages=1&order[volume]=asc&title=x",
        "/author?name=a&order[name]=asc",
        "/group?name=a&order[name]=asc&focusedLanguage=en",
        "/cover?order[volume]=asc&order[createdAt]=asc",
        f"/at-home/server/{uid(2)}",
        f"/chapter/{uid(2)}",
    ):
        assert (await web.get(path)).status == 200, path
    assert (await web.get(f"/covers/{uid(6)}/nothing.png")).status == 404


RECORDED = os.environ.get("ASYNCDEX_RECORDED")
PATHS = {
    "manga": "manga",
    "chapter": "chapter",
    "author": "author",
    "artist": "author",
    "scanlation_group": "group",
    "cover_art": "cover",
    "user": "user",
    "leader": "user",
    "member": "user",
    "custom_list": "list",
}


def recorded_bodies():
    return [json.loads(file.read_bytes()) for file in sorted(Path(RECORDED).glob("*.json"))]


@pytest.mark.skipif(not RECORDED, reason="ASYNCDEX_RECORDED names no folder of recorded answers")
async def test_a_folder_of_real_answers(make, tell):
    web = await make(catalogue=RECORDED)
    compared = copies = 0
    for body in recorded_bodies():
        data = body.get("data", [])
        for entry in data if isinstance(data, list) else [data]:
            if (path := PATHS.get(entry["type"])) is not None:
                answer = await web.get(f"/{path}/{entry['id']}")
                assert answer.body["data"]["attributes"] == entry["attributes"]
                compared += 1
            for other in entry["relationships"]:
                if "attributes" in other:
                    answer = await web.get(f"/{PATHS[other['type']]}/{other['id']}")
                    copies += answer.body["data"]["attributes"] == other["attributes"]
    tell(f"the sandbox serves {compared} recorded objects as recorded, and {copies} expanded copies")
    assert compared
