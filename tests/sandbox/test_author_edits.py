from __future__ import annotations

import uuid

NOW = "2026-05-28T20:26:40+00:00"
LINKS = {
    "twitter": "https://twitter.com/someone",
    "pixiv": "https://www.pixiv.net/users/1",
    "melonBook": "https://www.melonbooks.co.jp/circle/1",
    "fanBox": "https://someone.fanbox.cc",
    "booth": "https://someone.booth.pm",
    "nicoVideo": "https://www.nicovideo.jp/user/1",
    "skeb": "https://skeb.jp/@someone",
    "fantia": "https://fantia.jp/fanclubs/1",
    "tumblr": "https://someone.tumblr.com",
    "youtube": "https://m.youtube.com/@someone",
    "weibo": "https://weibo.cn/someone",
    "naver": "https://blog.naver.com/someone",
    "website": "http://example.com",
}


async def test_a_new_author(web, send):
    answer = await send("POST", "/author", {"name": "Someone New"})
    assert (answer.status, answer.body["response"]) == (200, "entity")
    data = answer.body["data"]
    assert uuid.UUID(data["id"]).version == 4
    assert (data["type"], data["relationships"]) == ("author", [])
    assert data["attributes"] == {
        "name": "Someone New",
        "imageUrl": None,
        "biography": [],
        **dict.fromkeys(LINKS),
        "namicomi": None,
        "createdAt": NOW,
        "updatedAt": NOW,
        "version": 1,
    }
    assert (await web.get(f"/author/{data['id']}")).body["data"] == data
    assert (await web.get("/author", ("name", "someone new"))).ids == [data["id"]]


async def test_everything_can_be_said_of_an_author(web, send):
    known = web.box.catalogue.change(next(iter(web.box.catalogue.authors.values())))
    said = {"name": "Someone Else", "biography": {"en": "Draws."}, **LINKS}
    version = {"version": known.attributes["version"]}
    for method, path, more in (("POST", "/author", {}), ("PUT", f"/author/{known.id}", version)):
        data = (await send(method, path, {**said, **more})).body["data"]
        assert data["attributes"].items() >= said.items()
    nothing = {**dict.fromkeys(LINKS), "biography": {}, "version": known.attributes["version"]}
    data = (await send("PUT", f"/author/{known.id}", nothing)).body["data"]
    assert data["attributes"].items() >= {**dict.fromkeys(LINKS), "biography": []}.items()
    assert data["attributes"]["name"] == "Someone Else"


async def test_manga_name_a_deleted_author_no_longer(web, send):
    known = next(author for author in web.box.catalogue.authors.values() if author.linked("manga"))
    manga = known.linked("manga")
    await send("DELETE", f"/author/{known.id}")
    for identifier in manga:
        entries = (await web.get(f"/manga/{identifier}")).body["data"]["relationships"]
        assert known.id not in {entry["id"] for entry in entries}


WRONG = [
    ("name", None),
    ("name", 1),
    ("biography", "Draws."),
    ("biography", None),
    *((name, "https://example.org/elsewhere") for name in LINKS if name != "website"),
    *((name, link.removeprefix("https://")) for name, link in LINKS.items() if name != "website"),
    ("website", "example.com"),
    ("pixiv", "https://notpixiv.net/"),
    ("twitter", "https://twitter.com.example.org"),
]


async def test_wrong_fields_are_400(web, send):
    known = next(iter(web.box.catalogue.authors.values()))
    for name, value in WRONG:
        body = {"name": "Someone", "version": known.attributes["version"], name: value}
        for method, path in (("POST", "/author"), ("PUT", f"/author/{known.id}")):
            answer = await send(method, path, body)
            assert (answer.status, f"/{name}" in answer.details) == (400, True), (method, name, value)


async def test_a_new_author_has_a_name(send):
    answer = await send("POST", "/author", {"biography": {}})
    assert (answer.status, "/name" in answer.details) == (400, True)
