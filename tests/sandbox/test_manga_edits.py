from __future__ import annotations

import uuid

import pytest

UNKNOWN = "00000000-0000-4000-8000-000000000000"
LEAST = {
    "title": {"en": "The Kettle"},
    "originalLanguage": "ja",
    "status": "ongoing",
    "contentRating": "safe",
}
ALL = [("contentRating[]", value) for value in ("safe", "suggestive", "erotica", "pornographic")]


async def test_a_new_manga_is_a_draft(web, send, clock):
    answer = await send("POST", "/manga", LEAST)
    assert (answer.status, answer.body["result"], answer.body["response"]) == (200, "ok", "entity")
    data = answer.body["data"]
    assert uuid.UUID(data["id"]).version == 4
    assert data["type"] == "manga"
    now = "2026-05-28T20:26:40+00:00"
    assert data["attributes"] == {
        "title": {"en": "The Kettle"},
        "altTitles": [],
        "description": [],
        "isLocked": False,
        "links": None,
        "officialLinks": None,
        "originalLanguage": "ja",
        "lastVolume": None,
        "lastChapter": None,
        "publicationDemographic": None,
        "status": "ongoing",
        "year": None,
        "contentRating": "safe",
        "tags": [],
        "state": "draft",
        "chapterNumbersResetOnNewVolume": False,
        "availableTranslatedLanguages": [],
        "latestUploadedChapter": None,
        "createdAt": now,
        "updatedAt": now,
        "version": 1,
    }
    assert data["relationships"] == [{"id": web.box.catalogue.me, "type": "creator"}]
    again = await send("POST", "/manga", LEAST)
    assert again.body["data"]["id"] != data["id"]


async def test_a_draft_is_not_among_the_manga(web, send):
    draft = (await send("POST", "/manga", LEAST)).body["data"]["id"]
    for path in (
        f"/manga/{draft}",
        f"/manga/{draft}/feed",
        f"/manga/{draft}/aggregate",
        f"/statistics/manga/{draft}",
    ):
        assert (await send("GET", path)).status == 404
    assert (await web.get("/manga", ("ids[]", draft), *ALL)).ids == []
    assert (await send("POST", f"/manga/{draft}/follow")).status == 404
    assert (await send("GET", f"/manga/draft/{draft}")).status == 200


async def test_everything_can_be_said_of_a_manga(web, send):
    catalogue = web.box.catalogue
    authors, tags = list(catalogue.authors)[:3], list(catalogue.tags)[:2]
    said = {
        "title": {"en": "The Kettle", "ja-ro": "Yakan"},
        "altTitles": [{"ja": "やかん"}, {}],
        "description": {"en": "It *whistles*."},
        "links": {"al": "1"},
        "officialLinks": {"raw": "https://example.com"},
        "originalLanguage": "ko",
        "lastVolume": "2",
        "lastChapter": "12.5",
        "publicationDemographic": "josei",
        "status": "completed",
        "year": 2001,
        "contentRating": "suggestive",
        "chapterNumbersResetOnNewVolume": True,
    }
    body = {**said, "authors": [authors[0].upper(), authors[1]], "artists": [authors[2]], "tags": tags}
    for method, path in (("POST", "/manga"), ("PUT", f"/manga/{web.box.sample_manga_id}")):
        body["version"] = catalogue.manga[web.box.sample_manga_id].attributes["version"]
        data = (await send(method, path, body)).body["data"]
        attributes = data["attributes"]
        assert attributes["altTitles"] == [{"ja": "やかん"}, []]
        assert attributes.items() >= {**said, "altTitles": [{"ja": "やかん"}, []]}.items()
        assert [tag["id"] for tag in attributes["tags"]] == tags
        assert attributes["tags"][0]["attributes"] == catalogue.tags[tags[0]].attributes
        linked = {
            role: [e["id"] for e in data["relationships"] if e["type"] == role]
            for role in ("author", "artist")
        }
        assert linked == {"author": authors[:2], "artist": authors[2:]}


async def test_authors_know_what_is_published_of_them(web, send):
    catalogue = web.box.catalogue
    manga = catalogue.manga[web.box.sample_manga_id]
    old = manga.linked("author")[0]
    new = next(a for a in catalogue.authors if a not in (*manga.linked("author"), *manga.linked("artist")))
    draft = (await send("POST", "/manga", {**LEAST, "authors": [new]})).body["data"]["id"]
    assert draft not in catalogue.authors[new].linked("manga")
    body = {"authors": [new], "artists": [new], "version": manga.attributes["version"]}
    await send("PUT", f"/manga/{manga.id}", body)
    assert manga.id in catalogue.authors[new].linked("manga")
    assert manga.id not in catalogue.authors[old].linked("manga")
    found = await web.get("/manga", ("authors[]", new), *ALL, ("limit", "100"))
    assert manga.id in found.ids


async def test_an_edit_is_seen_by_all(web, send):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    body = {
        "title": {"en": "Qwerty"},
        "description": {},
        "year": None,
        "version": manga.attributes["version"],
    }
    answer = await send("PUT", f"/manga/{manga.id}", body)
    assert answer.body["data"]["attributes"]["description"] == []
    assert (await web.get("/manga", ("title", "qwerty"))).ids == [manga.id]
    assert (await web.get("/manga", ("title", "qwerty"), ("year", "none"))).ids == [manga.id]
    chapter = next(iter(web.box.catalogue.chapters_of(manga.id)))
    data = (await web.get(f"/chapter/{chapter.id}", ("includes[]", "manga"))).body["data"]
    titles = [entry["attributes"]["title"] for entry in data["relationships"] if entry["type"] == "manga"]
    assert titles == [{"en": "Qwerty"}]


async def test_the_cover_that_stands_for_a_manga_is_chosen(web, send):
    catalogue = web.box.catalogue
    manga = next(m for m in catalogue.manga.values() if len(catalogue.covers_of(m.id)) > 2)
    manga = catalogue.change(manga)
    newest = manga.linked("cover_art")[0]
    other = next(cover.id for cover in catalogue.covers_of(manga.id) if cover.id != newest)
    for chosen, shown in ((other, other), (None, newest)):
        body = {"primaryCover": chosen, "version": manga.attributes["version"]}
        assert (await send("PUT", f"/manga/{manga.id}", body)).status == 200
        assert manga.linked("cover_art") == [shown]
        assert (await web.get(f"/cover/{manga.id}")).body["data"]["id"] == shown
    stranger = next(c.id for c in catalogue.covers.values() if manga.id not in c.linked("manga"))
    body = {"primaryCover": stranger, "year": 3, "version": manga.attributes["version"]}
    assert (await send("PUT", f"/manga/{manga.id}", body)).status == 404
    assert manga.attributes["year"] != 3


@pytest.mark.parametrize("name", ["authors", "artists", "tags"])
async def test_what_is_named_has_to_be_there(web, send, name):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    version = manga.attributes["version"]
    body = {**LEAST, name: [UNKNOWN], "version": version}
    for method, path in (("POST", "/manga"), ("PUT", f"/manga/{manga.id}")):
        answer = await send(method, path, body)
        assert (answer.status, UNKNOWN in answer.details) == (404, True)
    assert manga.attributes["version"] == version
    assert web.box.catalogue.drafts == {}


@pytest.mark.parametrize("name", LEAST)
async def test_a_new_manga_says_the_least(web, send, name):
    body = {key: value for key, value in LEAST.items() if key != name}
    answer = await send("POST", "/manga", body)
    assert (answer.status, f"/{name}" in answer.details) == (400, True)


WRONG = [
    ("title", "The Kettle"),
    ("title", {"en": 1}),
    ("altTitles", {"en": "a"}),
    ("altTitles", ["a"]),
    ("description", None),
    ("authors", "x"),
    ("authors", ["x"]),
    ("artists", [1]),
    ("links", {"al": 1}),
    ("officialLinks", "x"),
    ("originalLanguage", "japanese"),
    ("lastVolume", 1),
    ("lastChapter", 1),
    ("publicationDemographic", "none"),
    ("status", None),
    ("status", "resting"),
    ("year", 0),
    ("year", 10_000),
    ("year", "1999"),
    ("contentRating", "harmless"),
    ("chapterNumbersResetOnNewVolume", 1),
    ("tags", ["x"]),
    ("primaryCover", "x"),
]


async def test_wrong_fields_are_400(web, send):
    manga = web.box.catalogue.manga[web.box.sample_manga_id]
    for name, value in WRONG:
        body = {**LEAST, name: value, "version": manga.attributes["version"]}
        for method, path in (("POST", "/manga"), ("PUT", f"/manga/{manga.id}")):
            answer = await send(method, path, body)
            assert (answer.status, f"/{name}" in answer.details) == (400, True), (method, name, value)


async def test_a_deleted_manga_takes_its_chapters_and_covers_along(web, send):
    catalogue = web.box.catalogue
    manga = catalogue.manga[catalogue.shelf.follows["manga"][0]]
    chapters, covers = catalogue.chapters_of(manga.id), catalogue.covers_of(manga.id)
    assert chapters
    await send("DELETE", f"/manga/{manga.id}")
    for chapter in chapters[:3]:
        assert (await web.get(f"/chapter/{chapter.id}")).status == 404
        assert (await web.get(f"/at-home/server/{chapter.id}")).status == 404
    assert (await web.get(f"/cover/{covers[0].id}")).status == 404
    assert (await web.get("/chapter", ("manga", manga.id), *ALL)).ids == []
    assert (await send("GET", f"/user/follows/manga/{manga.id}")).status == 404
    for path in ("/user/follows/manga", "/user/list", "/manga/status"):
        assert manga.id not in (await send("GET", path)).raw.decode()
