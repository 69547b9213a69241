from __future__ import annotations

import pytest

ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]
UNKNOWN = "00000000-0000-4000-8000-000000000000"
KINDS = {"manga": "manga", "group": "scanlation_group", "user": "user", "list": "custom_list"}


@pytest.mark.parametrize("name", KINDS)
async def test_what_is_followed_is_listed_page_by_page(web, login, name):
    followed = web.box.catalogue.shelf.follows[KINDS[name]]
    path = f"/user/follows/{name}"
    first = await web.get(path, **login)
    assert (first.body["response"], first.body["limit"]) == ("collection", 10)
    assert (first.ids, first.body["total"]) == (followed[:10], len(followed))
    assert {entry["type"] for entry in first.body["data"]} == {KINDS[name]}
    assert (await web.get(path, ("limit", "2"), ("offset", "1"), **login)).ids == followed[1:3]
    assert (await web.get(path, ("offset", "500"), **login)).ids == []


async def test_followed_manga_of_all_ratings_are_listed(web, login):
    answer = await web.get("/user/follows/manga", ("limit", "100"), **login)
    ratings = {entry["attributes"]["contentRating"] for entry in answer.body["data"]}
    assert ratings == {"safe", "suggestive", "erotica", "pornographic"}


@pytest.mark.parametrize(("name", "role"), [("manga", "author"), ("manga", "cover_art"), ("group", "leader")])
async def test_relations_are_expanded_on_request(web, login, name, role):
    path = f"/user/follows/{name}"
    for asked in ([], [("includes[]", role)]):
        data = (await web.get(path, *asked, **login)).body["data"]
        entries = [entry for record in data for entry in record["relationships"]]
        expanded = {entry["type"] for entry in entries if "attributes" in entry}
        assert expanded == ({role} if asked else set())


@pytest.mark.parametrize("name", KINDS)
async def test_probes_say_yes_or_404(web, login, name):
    catalogue = web.box.catalogue
    kind = KINDS[name]
    everything = {"manga": catalogue.manga, "group": catalogue.groups}.get(name)
    everything = everything or {"user": catalogue.users, "list": catalogue.lists}[name]
    followed = catalogue.shelf.follows[kind]
    yes = await web.get(f"/user/follows/{name}/{followed[-1].upper()}", **login)
    assert (yes.status, yes.body) == (200, {"result": "ok"})
    for identifier in (next(identifier for identifier in everything if identifier not in followed), UNKNOWN):
        no = await web.get(f"/user/follows/{name}/{identifier}", **login)
        assert (no.status, no.body["result"]) == (404, "error")
        assert no.body["errors"][0]["status"] == 404


async def test_the_feed_has_the_chapters_of_what_is_followed(web, login):
    catalogue = web.box.catalogue
    asked = [*ALL, ("includeUnavailable", "1"), ("limit", "500"), ("includeFuturePublishAt", "0")]
    found, page = [], None
    while page is None or len(found) < page.body["total"]:
        page = await web.get("/user/follows/manga/feed", *asked, ("offset", str(len(found))), **login)
        found += page.ids
    wanted = {
        chapter.id
        for manga in catalogue.shelf.follows["manga"]
        for chapter in catalogue.chapters_of(manga)
        if chapter.attributes["publishAt"] < "2030"
    }
    assert len(found) == len(set(found))
    assert set(found) == wanted


async def test_the_feed_takes_filters_orders_and_includes(web, login):
    asked = [("translatedLanguage[]", "en"), ("order[readableAt]", "desc"), ("includes[]", "manga")]
    answer = await web.get("/user/follows/manga/feed", *asked, **login)
    data = answer.body["data"]
    assert (len(data), answer.body["limit"]) == (100, 100)
    assert {entry["attributes"]["translatedLanguage"] for entry in data} == {"en"}
    readable = [entry["attributes"]["readableAt"] for entry in data]
    assert readable == sorted(readable, reverse=True)
    manga = [entry for found in data for entry in found["relationships"] if entry["type"] == "manga"]
    assert {entry["attributes"]["contentRating"] for entry in manga} == {"safe", "suggestive", "erotica"}


async def test_what_was_deleted_is_listed_no_more(web, login):
    catalogue = web.box.catalogue
    gone = catalogue.shelf.follows["user"][0]
    catalogue.leave(gone)
    answer = await web.get("/user/follows/user", ("limit", "100"), **login)
    assert gone not in answer.ids
    assert answer.body["total"] == len(catalogue.shelf.follows["user"]) - 1


@pytest.mark.parametrize("path", [*KINDS, *(f"{name}/{UNKNOWN}" for name in KINDS), "manga/feed"])
async def test_all_of_it_needs_a_login(web, path):
    answer = await web.get(f"/user/follows/{path}")
    assert (answer.status, answer.body["errors"][0]["title"]) == (401, "unauthorized_http_exception")


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        *((kind, "limit", value) for kind in KINDS for value in ("0", "101")),
        *((kind, "offset", "9991") for kind in KINDS),
        *((kind, "order[createdAt]", "asc") for kind in KINDS),
        ("manga", "contentRating[]", "safe"),
        ("manga", "includes[]", "leader"),
        ("group", "includes[]", "author"),
        ("user", "includes[]", "scanlation_group"),
        ("list", "includes[]", "manga"),
        ("manga/" + UNKNOWN, "includes[]", "author"),
        ("manga/feed", "limit", "0"),
        ("manga/feed", "limit", "501"),
        ("manga/feed", "offset", "9901"),
        ("manga/feed", "order[title]", "asc"),
    ],
)
async def test_wrong_values_are_400(web, login, path, name, value):
    answer = await web.get(f"/user/follows/{path}", (name, value), **login)
    assert answer.status == 400
    assert name.partition("[")[0] in answer.details
