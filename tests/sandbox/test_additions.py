from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

ALL = [("contentRating[]", rating) for rating in ("safe", "suggestive", "erotica", "pornographic")]
MINE = "11111111-2222-4333-8444-555555555555"


async def test_a_manga_is_found_by_all_that_is_said_of_it(web):
    tags = web.box.catalogue.tags
    tag = next(iter(tags))
    manga = web.box.add_manga(
        "The Kettle at Sea",
        alt_titles=[{"ja": "海のやかん"}],
        description={"fr": "Une bouilloire."},
        original_language="ko",
        content_rating="erotica",
        status="hiatus",
        demographic="josei",
        year=1987,
        tags=[tag, next(reversed(list(tags.values()))).attributes["name"]["en"].upper()],
        authors=["Ada Vex", next(iter(web.box.catalogue.authors))],
        artists=["Ada Vex"],
        id=MINE.upper(),
    )
    assert manga.id == MINE
    for pairs in (
        [("title", "kettle at")],
        [("title", "やかん")],
        [("originalLanguage[]", "ko"), ("status[]", "hiatus"), ("year", "1987")],
        [("includedTags[]", tag), ("publicationDemographic[]", "josei")],
        [("authors[]", manga.linked("author")[0])],
        [("ids[]", MINE)],
    ):
        assert MINE in (await web.get("/manga", *pairs, *ALL, ("limit", "100"))).ids
    includes = [("includes[]", name) for name in ("author", "artist", "cover_art")]
    data = (await web.get(f"/manga/{MINE}", *includes)).body["data"]
    names = [e["attributes"]["name"] for e in data["relationships"] if e["type"] in {"author", "artist"}]
    assert names[0] == names[2] == "Ada Vex"
    assert data["attributes"]["description"] == {"fr": "Une bouilloire."}
    assert (data["attributes"]["state"], data["attributes"]["latestUploadedChapter"]) == ("published", None)
    cover = next(e for e in data["relationships"] if e["type"] == "cover_art")
    assert (await web.get(f"/covers/{MINE}/{cover['attributes']['fileName']}.256.jpg")).status == 200
    author = (await web.get(f"/author/{manga.linked('author')[0]}")).body["data"]
    assert {"id": MINE, "type": "manga"} in author["relationships"]
    assert web.box.add_manga("Another", authors=["Ada Vex"]).linked("author") == manga.linked("author")[:1]


async def test_a_published_chapter_is_news(web, login):
    box = web.box
    manga = box.add_manga("The Kettle at Sea", chapters=2)
    before = (await web.get("/chapter", ("manga", manga.id))).ids
    assert len(before) == 2
    chapter = box.publish_chapter(manga, title="At last", volume="2", pages=3)
    attributes = chapter.attributes
    assert (attributes["chapter"], attributes["volume"], attributes["pages"]) == ("3", "2", 3)
    assert attributes["publishAt"] == attributes["readableAt"] == attributes["createdAt"]
    for path in ("/chapter", f"/manga/{manga.id}/feed"):
        pairs = [("order[readableAt]", "desc"), ("limit", "1")] + (
            [("manga", manga.id)] if "feed" not in path else []
        )
        found = (await web.get(path, *pairs)).ids
        assert len(found) == 1
    assert set((await web.get(f"/manga/{manga.id}/feed")).ids) == {*before, chapter.id}
    shown = (await web.get(f"/manga/{manga.id}")).body["data"]["attributes"]
    assert shown["latestUploadedChapter"] == chapter.id
    assert shown["availableTranslatedLanguages"] == ["en"]
    # The newest upload comes first in a search that asks for nothing.
    assert (await web.get("/manga", ("limit", "1"))).ids == [manga.id]
    server = (await web.get(f"/at-home/server/{chapter.id}")).body
    assert len(server["chapter"]["data"]) == 3
    await web.request("POST", f"/manga/{manga.id}/follow", **login)
    newest = (await web.get("/user/follows/manga/feed", ("order[readableAt]", "desc"), **login)).ids
    assert chapter.id in newest[:3]


async def test_numbers_go_on(web):
    manga = web.box.add_manga("The Kettle at Sea")
    numbers = [None, "next", "12.5", "next", "extra", "next", "3", "next"]
    numbers.remove("extra")
    made = [web.box.publish_chapter(manga.id, number).attributes["chapter"] for number in numbers]
    assert made == [None, "1", "12.5", "13", "14", "3", "15"]


async def test_a_chapter_of_the_future_waits(web, clock):
    box = web.box
    when = datetime.fromtimestamp(clock.wall(), UTC) + timedelta(hours=1)
    chapter = box.publish_chapter(box.sample_manga_id, publish_at=when)
    path, latest = f"/manga/{box.sample_manga_id}", ("ids[]", chapter.id)
    assert (await web.get("/chapter", latest)).ids == []
    attributes = (await web.get(path)).body["data"]["attributes"]
    assert attributes["latestUploadedChapter"] != chapter.id
    clock.advance(3600)
    assert (await web.get("/chapter", latest)).ids == [chapter.id]
    assert (await web.get(path)).body["data"]["attributes"]["latestUploadedChapter"] == chapter.id


async def test_chapters_of_every_kind(web):
    box, manga = web.box, web.box.sample_manga_id
    other = list(box.catalogue.groups)[2]
    link = "https://example.com/read"
    external = box.publish_chapter(manga, "next", pages=0, external_url=link, groups=[other], language="vi")
    assert external.linked("scanlation_group") == [other]
    assert external.attributes["externalUrl"] == link
    gone = box.publish_chapter(manga, None, unavailable=True, groups=[], uploader=box.catalogue.me)
    assert (gone.linked("scanlation_group"), gone.linked("user")) == ([], [box.catalogue.me])
    assert (await web.get("/chapter", ("ids[]", gone.id))).ids == []
    assert (await web.get("/chapter", ("ids[]", gone.id), ("includeUnavailable", "1"))).ids == [gone.id]
    nameless = box.publish_chapter(manga, language=None)
    assert nameless.attributes["translatedLanguage"] is None


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"title": ""}, "title"),
        ({"title": {}}, "title"),
        ({"original_language": "Japanese"}, "original_language"),
        ({"content_rating": "adult"}, "content_rating"),
        ({"status": "done"}, "status"),
        ({"demographic": "kids"}, "demographic"),
        ({"year": 0}, "year"),
        ({"tags": ["Kettles"]}, "tags"),
        ({"authors": [" "]}, "authors"),
        ({"chapters": -1}, "chapters"),
        ({"id": "7"}, "id"),
        ({"title": {"english": "x"}}, "title"),
        ({"title": 5}, "title"),
        ({"alt_titles": ["a"], "year": "x"}, "year"),
        ({"alt_titles": [5]}, "alt_titles"),
        ({"alt_titles": "Kettle"}, "alt_titles"),
        ({"tags": "Comedy"}, "tags"),
        ({"chapters": "3"}, "chapters"),
        ({"authors": ["New One"], "content_rating": "adult"}, "content_rating"),
    ],
)
async def test_wrong_manga_are_refused(web, options, named):
    catalogue = web.box.catalogue
    before = len(catalogue.manga), len(catalogue.authors)
    with pytest.raises((ValueError, TypeError), match=rf"^{named}\b"):
        web.box.add_manga(**{"title": "The Kettle at Sea", **options})
    assert (len(catalogue.manga), len(catalogue.authors)) == before


async def test_an_id_is_given_once(web):
    web.box.add_manga("The Kettle at Sea", id=MINE)
    with pytest.raises(ValueError, match="there is a manga"):
        web.box.add_manga("The Kettle at Sea", id=MINE)
    web.box.publish_chapter(MINE, id=MINE)
    with pytest.raises(ValueError, match="there is a chapter"):
        web.box.publish_chapter(MINE, id=MINE)
    with pytest.raises(TypeError, match="authors: several of them"):
        web.box.add_manga("The Kettle at Sea", authors="Ada Vex")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"manga": MINE}, "manga"),
        ({"chapter": "twelve"}, "chapter"),
        ({"volume": "II"}, "volume"),
        ({"title": "x" * 256}, "title"),
        ({"language": "english"}, "language"),
        ({"groups": ["x"]}, "groups"),
        ({"groups": [MINE]}, "scanlation_group"),
        ({"uploader": MINE}, "user"),
        ({"pages": -1}, "pages"),
        ({"pages": "8"}, "pages"),
        ({"external_url": "x"}, "external_url"),
        ({"publish_at": datetime(2026, 1, 1)}, "publish_at"),  # noqa: DTZ001 - what is refused
        ({"id": ""}, "id"),
    ],
)
async def test_wrong_chapters_are_refused(web, options, named):
    before = len(web.box.catalogue.chapters)
    with pytest.raises(ValueError, match=rf"^{named}\b"):
        web.box.publish_chapter(**{"manga": web.box.sample_manga_id, **options})
    assert len(web.box.catalogue.chapters) == before


async def test_what_was_added_is_gone_after_a_reset(web):
    manga = web.box.add_manga("The Kettle at Sea", chapters=2)
    web.box.reset()
    assert (await web.get(f"/manga/{manga.id}")).status == 404
    assert manga.id not in (await web.get("/manga", ("limit", "100"), *ALL)).ids
