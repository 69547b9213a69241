from __future__ import annotations

import uuid

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"
RELATIONS = (
    "monochrome", "main_story", "adapted_from", "based_on", "prequel", "side_story", "doujinshi",
    "same_franchise", "shared_universe", "sequel", "spin_off", "alternate_story", "alternate_version",
    "preserialization", "colored", "serialization",
)  # fmt: skip


@pytest.fixture
def two(web):
    """Two manga that do not belong together yet."""
    return [m for m in web.box.catalogue.manga.values() if not m.linked("manga")][:2]


async def test_relations_are_listed_as_entities(web):
    manga = next(m for m in web.box.catalogue.manga.values() if m.linked("manga"))
    known = [(entry.related, entry.id) for entry in manga.relationships if entry.related]
    answer = await web.get(f"/manga/{manga.id}/relation")
    page = (answer.body["response"], answer.body["limit"], answer.body["offset"], answer.body["total"])
    assert page == ("collection", len(known), 0, len(known))
    data = answer.body["data"]
    assert [entry["attributes"] for entry in data] == [{"relation": name, "version": 1} for name, _ in known]
    assert [entry["relationships"] for entry in data] == [[{"id": i, "type": "manga"}] for _, i in known]
    assert {entry["type"] for entry in data} == {"manga_relation"}
    expanded = (await web.get(f"/manga/{manga.id}/relation", ("includes[]", "manga"))).body["data"]
    assert all(entry["relationships"][0]["attributes"]["title"] for entry in expanded)
    assert [entry["id"] for entry in expanded] == answer.ids


async def test_relations_come_and_go(web, send, two):
    for relation in RELATIONS:
        await come_and_go(web, send, two, relation)


async def come_and_go(web, send, two, relation):
    manga, target = two
    answer = await send(
        "POST", f"/manga/{manga.id}/relation", {"targetManga": target.id.upper(), "relation": relation}
    )
    assert (answer.status, answer.body["response"]) == (200, "entity")
    data = answer.body["data"]
    assert uuid.UUID(data["id"]).version == 4
    assert (data["type"], data["attributes"]) == ("manga_relation", {"relation": relation, "version": 1})
    assert (await web.get(f"/manga/{manga.id}/relation")).body["data"] == [data]
    entry = {"id": target.id, "type": "manga", "related": relation}
    assert entry in (await web.get(f"/manga/{manga.id}")).body["data"]["relationships"]
    answer = await send("DELETE", f"/manga/{manga.id}/relation/{data['id'].upper()}")
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    assert (await web.get(f"/manga/{manga.id}/relation")).body["data"] == []
    assert (await send("DELETE", f"/manga/{manga.id}/relation/{data['id']}")).status == 404


async def test_two_manga_belong_together_in_more_than_one_way(web, send, two):
    manga, target = two
    path = f"/manga/{manga.id}/relation"
    made = [
        (await send("POST", path, {"targetManga": target.id, "relation": relation})).body["data"]["id"]
        for relation in ("sequel", "spin_off")
    ]
    assert len(set(made)) == 2
    await send("DELETE", f"{path}/{made[1]}")
    assert (await web.get(path)).ids == made[:1]


async def test_drafts_have_relations_too(web, send, two):
    least = {"title": {"en": "A"}, "originalLanguage": "ja", "status": "ongoing", "contentRating": "safe"}
    draft = (await send("POST", "/manga", least)).body["data"]["id"]
    body = {"targetManga": two[0].id, "relation": "sequel"}
    made = (await send("POST", f"/manga/{draft}/relation", body)).body["data"]
    assert (await send("GET", f"/manga/{draft}/relation")).ids == [made["id"]]
    assert (await web.get(f"/manga/{draft}/relation")).status == 404
    assert (await send("POST", f"/manga/{two[0].id}/relation", {**body, "targetManga": draft})).status == 404


async def test_relations_that_make_no_sense(send, two):
    manga, target = two
    path = f"/manga/{manga.id}/relation"
    body = {"targetManga": target.id, "relation": "sequel"}
    assert (await send("POST", path, body)).status == 200
    for wrong, name in (
        (body, "/relation"),
        ({**body, "targetManga": manga.id}, "/targetManga"),
        ({**body, "targetManga": "x"}, "/targetManga"),
        ({**body, "relation": "twin"}, "/relation"),
        ({"relation": "sequel"}, "/targetManga"),
        ({"targetManga": target.id}, "/relation"),
    ):
        answer = await send("POST", path, wrong)
        assert (answer.status, name in answer.details) == (400, True)
    assert (await send("POST", path, {**body, "targetManga": UNKNOWN})).status == 404


async def test_recommendations_are_of_manga_with_the_same_tags(web):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    answer = await web.get(f"/manga/{manga.id}/recommendation", ("includes[]", "manga"))
    data = answer.body["data"]
    page = (answer.body["response"], answer.body["limit"], answer.body["offset"], answer.body["total"])
    assert page == ("collection", len(data), 0, len(data))
    assert 1 < len(data) <= 20
    scores = [entry["attributes"]["score"] for entry in data]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    own = {tag["id"] for tag in manga.attributes["tags"]}
    for entry in data:
        first, second = entry["relationships"]
        assert (entry["id"], entry["type"]) == (f"{manga.id}_{second['id']}", "manga_recommendation")
        assert (first["id"], first["type"], second["type"]) == (manga.id, "manga", "manga")
        assert second["id"] != manga.id
        assert {tag["id"] for tag in second["attributes"]["tags"]} & own
        assert second["attributes"]["contentRating"] != "pornographic"


async def test_there_are_twenty_recommendations_at_most(web):
    manga = max(web.box.catalogue.manga.values(), key=lambda record: len(record.attributes["tags"]))
    ratings = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]
    own = {tag["id"] for tag in manga.attributes["tags"]}
    alike = [
        other
        for other in web.box.catalogue.manga.values()
        if other is not manga and own & {tag["id"] for tag in other.attributes["tags"]}
    ]
    assert len(alike) > 20
    assert len((await web.get(f"/manga/{manga.id}/recommendation", *ratings)).ids) == 20


async def test_recommendations_are_sorted_and_filtered(web):
    path = f"/manga/{web.box.sample_manga_id}/recommendation"
    assert (await web.get(path, ("order[score]", "asc"))).ids == (await web.get(path)).ids[::-1]
    asked = [("contentRating[]", "pornographic"), ("includes[]", "manga")]
    data = (await web.get(path, *asked)).body["data"]
    assert {entry["relationships"][1]["attributes"]["contentRating"] for entry in data} == {"pornographic"}
    assert (await web.get(f"/manga/{UNKNOWN}/recommendation")).status == 404
    for name, value in (
        ("limit", "5"),
        ("order[title]", "asc"),
        ("includes[]", "tag"),
        ("contentRating[]", "x"),
    ):
        assert (await web.get(path, (name, value))).status == 400
