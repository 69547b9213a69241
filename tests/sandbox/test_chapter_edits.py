from __future__ import annotations

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"
ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]


@pytest.fixture
def chapter(web):
    return web.box.catalogue.change(web.box.catalogue.chapters[web.box.sample_chapter_id])


@pytest.fixture
def manga(web):
    return web.box.catalogue.change(web.box.catalogue.manga[web.box.sample_manga_id])


async def test_an_edit_is_seen_by_all(web, send, chapter, manga):
    groups = list(web.box.catalogue.groups)[:2]
    said = {"title": "Rain", "volume": "7", "chapter": "70.5a", "translatedLanguage": "pt-br"}
    body = {**said, "groups": [groups[0].upper(), groups[1]], "version": chapter.attributes["version"]}
    data = (await send("PUT", f"/chapter/{chapter.id}", body)).body["data"]
    assert data["attributes"].items() >= said.items()
    assert [e["id"] for e in data["relationships"] if e["type"] == "scanlation_group"] == groups
    found = await web.get("/chapter", ("manga", manga.id), ("volume[]", "7"), ("chapter", "70.5a"), *ALL)
    assert found.ids == [chapter.id]
    assert (await web.get("/chapter", ("groups[]", groups[1]), ("ids[]", chapter.id), *ALL)).ids == [
        chapter.id
    ]
    volumes = (await web.get(f"/manga/{manga.id}/aggregate", ("translatedLanguage[]", "pt-br"))).body[
        "volumes"
    ]
    assert volumes["7"]["chapters"]["70.5a"]["id"] == chapter.id
    data = (await web.get(f"/manga/{manga.id}")).body["data"]
    assert "pt-br" in data["attributes"]["availableTranslatedLanguages"]
    assert (
        manga.id
        in (await web.get("/manga", ("availableTranslatedLanguage[]", "pt-br"), ("limit", "100"))).ids
    )


async def test_numbers_can_be_taken_away(send, chapter):
    for nothing in (None, ""):
        body = {
            "volume": nothing,
            "chapter": nothing,
            "title": None,
            "groups": [],
            "version": chapter.attributes["version"],
        }
        data = (await send("PUT", f"/chapter/{chapter.id}", body)).body["data"]
        assert {data["attributes"][name] for name in ("volume", "chapter", "title")} == {None}
        assert chapter.linked("scanlation_group") == []


async def test_a_deleted_chapter_is_missed_nowhere(web, send, manga):
    catalogue = web.box.catalogue
    latest = catalogue.chapters[manga.attributes["latestUploadedChapter"]]
    await send("POST", f"/manga/{manga.id}/read?updateHistory=true", {"chapterIdsRead": [latest.id]})
    total = (await web.get(f"/manga/{manga.id}/feed")).body["total"]
    assert (await send("DELETE", f"/chapter/{latest.id}")).status == 200
    feed = await web.get(f"/manga/{manga.id}/feed", ("limit", "500"))
    assert (feed.body["total"], latest.id in feed.ids) == (total - 1, False)
    assert latest.id not in (await send("GET", f"/manga/{manga.id}/read")).body["data"]
    assert (await send("GET", "/user/history")).body["ratings"] == []
    newest = (await web.get(f"/manga/{manga.id}")).body["data"]["attributes"]["latestUploadedChapter"]
    assert newest in {chapter.id for chapter in catalogue.chapters_of(manga.id)}


async def test_languages_go_with_the_last_chapter_in_them(web, send, manga):
    catalogue = web.box.catalogue
    for chapter in list(catalogue.chapters_of(manga.id)):
        await send("DELETE", f"/chapter/{chapter.id}")
        left = {c.attributes["translatedLanguage"] for c in catalogue.chapters_of(manga.id)}
        languages = manga.attributes["availableTranslatedLanguages"]
        assert set(languages) <= left
        assert len(set(languages)) == len(languages)
    attributes = (await web.get(f"/manga/{manga.id}")).body["data"]["attributes"]
    assert (attributes["availableTranslatedLanguages"], attributes["latestUploadedChapter"]) == ([], None)


async def test_pages_of_a_deleted_chapter_are_served_no_more(web, send, chapter):
    home = (await web.get(f"/at-home/server/{chapter.id}")).body
    url = f"{home['baseUrl']}/data/{home['chapter']['hash']}/{home['chapter']['data'][0]}"
    assert (await web.get(url)).status == 200
    await send("DELETE", f"/chapter/{chapter.id}")
    assert (await web.get(url)).status == 403
    assert (await web.get(f"/at-home/server/{chapter.id}")).status == 404


async def test_groups_have_to_be_there(send, chapter):
    before = dict(chapter.attributes), list(chapter.relationships)
    body = {"groups": [UNKNOWN], "title": "Rain", "version": chapter.attributes["version"]}
    assert (await send("PUT", f"/chapter/{chapter.id}", body)).status == 404
    assert (chapter.attributes, chapter.relationships) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "x" * 256),
        ("title", 1),
        ("volume", "01"),
        ("volume", "123456789"),
        ("chapter", "1."),
        ("chapter", "1ab"),
        ("chapter", 1),
        ("translatedLanguage", None),
        ("translatedLanguage", "EN"),
        ("groups", [UNKNOWN] * 11),
        ("groups", None),
    ],
)
async def test_wrong_fields_are_400(send, chapter, name, value):
    answer = await send(
        "PUT", f"/chapter/{chapter.id}", {name: value, "version": chapter.attributes["version"]}
    )
    assert (answer.status, f"/{name}" in answer.details) == (400, True)
