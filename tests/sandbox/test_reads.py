from __future__ import annotations

import pytest

from asyncdex.sandbox.server.render import php_map

OTHERS = ("chapter", "author", "group", "cover")


@pytest.fixture
async def web(make):
    return await make(manga=40, chapters=400)


async def test_ping(web):
    answer = await web.get("/ping")
    assert (answer.status, answer.raw) == (200, b"pong")
    assert answer.headers["Content-Type"].startswith("text/plain")


async def test_every_answer_has_an_id_and_the_date_of_the_clock(web):
    first, second = await web.get("/ping"), await web.get("/nowhere")
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]
    assert first.headers["Date"] == "Thu, 28 May 2026 20:26:40 GMT"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("manga", "manga"),
        ("chapter", "chapters"),
        ("author", "authors"),
        ("group", "groups"),
        ("cover", "covers"),
    ],
)
async def test_entities_by_id(web, path, kind):
    record = next(iter(getattr(web.box.catalogue, kind).values()))
    answer = await web.get(f"/{path}/{record.id}")
    assert answer.status == 200
    assert (answer.body["result"], answer.body["response"]) == ("ok", "entity")
    data = answer.body["data"]
    assert (data["id"], data["type"], data["attributes"]) == (record.id, record.type, record.attributes)
    assert all(set(entry) <= {"id", "type", "related"} for entry in data["relationships"])


async def test_ids_are_found_whatever_their_case(web):
    assert (await web.get(f"/manga/{web.box.sample_manga_id.upper()}")).status == 200


@pytest.mark.parametrize("path", ["manga", "chapter", "author", "group", "cover", "user", "at-home/server"])
async def test_unknown_ids_are_404(web, path):
    for identifier in ("00000000-0000-4000-8000-000000000000", "12"):
        answer = await web.get(f"/{path}/{identifier}")
        assert answer.status == 404
        assert answer.body["result"] == "error"
        error = answer.body["errors"][0]
        assert set(error) == {"id", "status", "title", "detail", "context"}
        assert (error["status"], error["title"]) == (404, "not_found_http_exception")


@pytest.mark.parametrize("path", ["manga", "chapter", "author", "group", "cover"])
async def test_lists(web, path):
    answer = await web.get(f"/{path}")
    body = answer.body
    assert (body["response"], body["limit"], body["offset"]) == ("collection", 10, 0)
    assert len(body["data"]) == 10 < body["total"]


async def test_text_outside_ascii_is_escaped(web):
    answer = await web.get(f"/manga/{web.box.sample_manga_id}")
    assert answer.raw.isascii()
    assert b"\\u706f" in answer.raw


async def test_tags_come_on_one_page(web):
    body = (await web.get("/manga/tag")).body
    assert (len(body["data"]), body["limit"], body["total"]) == (77, 77, 77)
    assert set(body["data"][0]["attributes"]) == {"name", "description", "group", "version"}


async def test_random_respects_the_filters(web):
    answer = await web.get("/manga/random", ("contentRating[]", "pornographic"))
    found = answer.body["data"]["attributes"]
    assert found["contentRating"] == "pornographic"
    answer = await web.get("/manga/random", *[("excludedTags[]", tag["id"]) for tag in found["tags"]])
    assert not {tag["id"] for tag in answer.body["data"]["attributes"]["tags"]} & {
        t["id"] for t in found["tags"]
    }
    seen = {(await web.get("/manga/random")).body["data"]["id"] for _ in range(8)}
    assert len(seen) > 1


async def test_random_with_nothing_to_choose_from_is_404(web):
    pairs = [("includedTags[]", tag) for tag in web.box.catalogue.tags]
    assert (await web.get("/manga/random", *pairs)).status == 404


async def test_a_manga_id_stands_for_its_primary_cover(web):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    answer = await web.get(f"/cover/{manga.id}", ("includes[]", "manga"))
    assert answer.body["data"]["id"] == manga.linked("cover_art")[0]
    entry = next(entry for entry in answer.body["data"]["relationships"] if entry["type"] == "manga")
    assert entry["attributes"] == manga.attributes


async def test_users_by_id(web):
    record = list(web.box.catalogue.users.values())[1]
    assert (await web.get(f"/user/{record.id}")).body["data"]["attributes"] == record.attributes


async def test_includes_expand_one_level(web):
    pairs = [("includes[]", kind) for kind in ("author", "artist", "cover_art", "manga", "creator", "tag")]
    data = (await web.get("/manga", ("limit", "100"), *pairs)).body["data"]
    entries = [entry for manga in data for entry in manga["relationships"]]
    assert {entry["type"] for entry in entries} == {"author", "artist", "cover_art", "manga", "creator"}
    assert all("attributes" in entry and "relationships" not in entry for entry in entries)
    related = [entry for entry in entries if entry["type"] == "manga"]
    assert related
    assert all(entry["related"] for entry in related)


async def test_only_what_was_asked_for_is_expanded(web):
    data = (await web.get(f"/manga/{web.box.sample_manga_id}", ("includes[]", "author"))).body["data"]
    expanded = {entry["type"] for entry in data["relationships"] if "attributes" in entry}
    assert expanded == {"author"}


async def test_what_cannot_be_found_stays_unexpanded(web):
    manga = web.box.catalogue.change(web.box.catalogue.manga[web.box.sample_manga_id])
    manga.link("author", "00000000-0000-4000-8000-000000000000")
    data = (await web.get(f"/manga/{manga.id}", ("includes[]", "author"))).body["data"]
    assert {"id": "00000000-0000-4000-8000-000000000000", "type": "author"} in data["relationships"]


async def test_groups_expand_their_people(web):
    data = (await web.get("/group", ("includes[]", "leader"), ("includes[]", "member"))).body["data"]
    assert {entry["type"] for group in data for entry in group["relationships"]} == {"leader", "member"}
    assert all("username" in entry["attributes"] for group in data for entry in group["relationships"])


async def test_aggregate_counts_what_the_feed_lists(web):
    manga = web.box.sample_manga_id
    volumes = (await web.get(f"/manga/{manga}/aggregate")).body["volumes"]
    chapters = [
        chapter
        for volume in (volumes.values() if isinstance(volumes, dict) else volumes)
        for chapter in (
            volume["chapters"].values() if isinstance(volume["chapters"], dict) else volume["chapters"]
        )
    ]
    listed = {identifier for chapter in chapters for identifier in (chapter["id"], *chapter["others"])}
    feed = await web.get(f"/manga/{manga}/feed", ("limit", "500"))
    assert listed == set(feed.ids)
    assert all(chapter["count"] == 1 + len(chapter["others"]) for chapter in chapters)


async def test_aggregate_filters(web):
    catalogue = web.box.catalogue
    hidden = next(record for record in catalogue.chapters.values() if record.attributes["isUnavailable"])
    manga = hidden.linked("manga")[0]
    path = f"/manga/{manga}/aggregate"
    assert hidden.id not in str((await web.get(path)).body)
    assert hidden.id in str((await web.get(path, ("includeUnavailable", "1"))).body)
    assert (await web.get(path, ("translatedLanguage[]", "xx"))).body["volumes"] == []
    assert (await web.get(path, ("groups[]", manga))).body["volumes"] == []


def test_php_turns_counting_maps_into_lists():
    assert php_map({}) == []
    assert php_map({"0": "a", "1": "b"}) == ["a", "b"]
    assert php_map({"1": "a"}) == {"1": "a"}
    assert php_map({"none": "a"}) == {"none": "a"}


async def test_unknown_paths_and_methods(web):
    answer = await web.get("/titles")
    assert (answer.status, answer.body["errors"][0]["title"]) == (404, "not_found_http_exception")
    answer = await web.request("DELETE", "/manga/random")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")
    assert answer.body["errors"][0]["status"] == 405
    assert (await web.request("HEAD", "/manga/random")).status == 405
    assert (await web.request("POST", "/nowhere")).status == 404


async def test_a_user_agent_is_required(web):
    answer = await web.get("/ping", headers={"User-Agent": ""})
    assert answer.status == 400
    assert "User-Agent" in answer.details


async def test_proxies_are_refused(web):
    answer = await web.get("/ping", headers={"Via": "1.1 somewhere"})
    assert answer.status == 400
    assert "Via" in answer.details


async def test_delivery_reports_are_counted(web):
    report = {"url": "http://127.0.0.1/x.png", "success": True, "cached": False, "bytes": 5, "duration": 3}
    assert (await web.request("POST", "/network/report", json=report)).status == 200
    assert list(web.box.stats.reports) == [report]
    assert web.box.stats.report_count == 1
    assert (await web.request("POST", "/network/report", data=b"no")).status == 400


async def test_requests_are_remembered(web):
    await web.get("/ping")
    await web.get("/nowhere")
    stats = web.box.stats
    assert (stats.requests, stats.busiest_second) == (2, 2)
    assert [seen[:4] for seen in stats.recent] == [
        ("api", "GET", "/ping", 200),
        ("api", "GET", "/nowhere", 404),
    ]


async def test_the_busiest_second_slides(web, clock):
    for step in (0.0, 0.6, 0.39, 0.02):
        clock.advance(step)
        await web.get("/ping")
    assert web.box.stats.busiest_second == 3
