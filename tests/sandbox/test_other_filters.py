from __future__ import annotations

import pytest


@pytest.fixture
async def web(make):
    return await make(manga=40, chapters=100)


async def names(web, path, *pairs):
    answer = await web.get(path, ("limit", "100"), *pairs)
    assert answer.status == 200, answer.details
    return [entry["attributes"]["name"] for entry in answer.body["data"]]


@pytest.mark.parametrize("path", ["/author", "/group"])
async def test_names(web, path):
    everyone = await names(web, path, ("order[name]", "asc"))
    assert everyone == sorted(everyone, key=str.casefold)
    assert await names(web, path, ("order[name]", "desc")) == sorted(everyone, key=str.casefold, reverse=True)
    part = everyone[0][1:4].upper()
    found = await names(web, path, ("name", part))
    assert found
    assert all(part.casefold() in name.casefold() for name in found)


async def test_authors_know_their_manga(web):
    manga = web.box.sample_manga_id
    author = web.box.catalogue.manga[manga].linked("author")[0]
    data = (await web.get(f"/author/{author}", ("includes[]", "manga"))).body["data"]
    entry = next(entry for entry in data["relationships"] if entry["id"] == manga)
    assert entry["attributes"]["title"]


async def test_groups_by_language(web):
    answer = await web.get("/group", ("focusedLanguage", "fr"), ("limit", "100"))
    groups = web.box.catalogue.groups.values()
    assert set(answer.ids) == {r.id for r in groups if "fr" in (r.attributes["focusedLanguages"] or ())}
    assert answer.ids


@pytest.mark.parametrize("name", ["createdAt", "updatedAt", "followedCount"])
async def test_group_orders(web, name):
    catalogue = web.box.catalogue
    answer = await web.get("/group", (f"order[{name}]", "desc"), ("limit", "100"))
    values = [
        catalogue.figures.follows_of("scanlation_group", identifier)
        if name == "followedCount"
        else catalogue.groups[identifier].attributes[name]
        for identifier in answer.ids
    ]
    assert values == sorted(values, reverse=True)


async def test_group_relevance_prefers_the_closest_name(web):
    catalogue = web.box.catalogue
    first, second = map(catalogue.change, list(catalogue.groups.values())[:2])
    first.attributes["name"], second.attributes["name"] = "The Zebra Readers", "Zebra"
    assert await names(web, "/group", ("name", "zebra"), ("order[relevance]", "desc")) == [
        "Zebra",
        "The Zebra Readers",
    ]


async def test_covers(web):
    catalogue = web.box.catalogue
    cover = next(record for record in catalogue.covers.values() if record.attributes["locale"] == "en")
    manga, user = cover.linked("manga")[0], cover.linked("user")[0]
    for check, pair in (
        (lambda r: manga in r.linked("manga"), ("manga[]", manga)),
        (lambda r: user in r.linked("user"), ("uploaders[]", user)),
        (lambda r: r.attributes["locale"] == "en", ("locales[]", "en")),
        (lambda r: r is cover, ("ids[]", cover.id)),
    ):
        answer = await web.get("/cover", pair, ("limit", "100"))
        assert set(answer.ids) == {record.id for record in catalogue.covers.values() if check(record)}


@pytest.mark.parametrize("name", ["createdAt", "updatedAt", "volume"])
async def test_cover_orders(web, name):
    answer = await web.get("/cover", (f"order[{name}]", "asc"), ("limit", "100"))
    values = [cover["attributes"][name] for cover in answer.body["data"]]
    present = [value for value in values if value is not None]
    assert present == sorted(present)


async def test_covers_expand_manga_and_uploader(web):
    data = (await web.get("/cover", ("includes[]", "manga"), ("includes[]", "user"))).body["data"]
    assert all("attributes" in entry for cover in data for entry in cover["relationships"])
