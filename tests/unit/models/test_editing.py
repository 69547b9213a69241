"""A manga changed here and then at MangaDex: what goes out, what comes back, what is refused."""

import asyncio
import copy
import json
import pickle

import pytest

from asyncdex import (
    Author,
    BadRequest,
    Conflict,
    Demographic,
    InvalidArgument,
    InvalidID,
    Manga,
    MangaStatus,
    NotFetched,
    NotFound,
    Tag,
)
from tests.support import api_error
from tests.unit.models.builders import MANGA, entity, made, one, page, rel, uid
from tests.unit.models.edits import echo, logged_in, sent, stale

TAGS = [{"id": uid(40 + n), "type": "tag", "attributes": {"name": {"en": f"Tag {n}"}}} for n in range(2)]

#: What goes out of a manga that nobody touched.
WHOLE = {
    "title": MANGA["title"],
    "altTitles": MANGA["altTitles"],
    "description": MANGA["description"],
    "authors": [uid(2)],
    "artists": [uid(3)],
    "links": MANGA["links"],
    "officialLinks": MANGA["officialLinks"],
    "originalLanguage": "ja",
    "lastVolume": "9",
    "lastChapter": "80.5",
    "publicationDemographic": "seinen",
    "status": "completed",
    "year": 2011,
    "contentRating": "suggestive",
    "chapterNumbersResetOnNewVolume": True,
    "tags": [tag["id"] for tag in TAGS],
    "version": 12,
}
PEOPLE = [
    rel("author", 2, {"name": "Wren", "version": 3}),
    rel("artist", 3, {"name": "Ida", "version": 4}),
    rel("cover_art", 4, {"fileName": "c.png", "volume": "1", "locale": "ja", "version": 5}),
    rel("manga", 5, {"title": {"en": "After"}}, related="sequel"),
    rel("creator", 6),
]


@pytest.fixture
def client(transport, clock):
    return logged_in(transport, clock)


def a_manga(client, *relationships, **changes):
    return made(Manga, client, 1, *(relationships or PEOPLE), **{"tags": TAGS, **changes})


async def told(client, transport, manga, **changes):
    """Update a manga, and return how what went out differs from the whole."""
    transport.add(echo("manga", 1, *PEOPLE, tags=TAGS, **changes))
    await manga.update()
    body = sent(transport)
    assert body.keys() >= WHOLE.keys()
    return {name: value for name, value in body.items() if name not in WHOLE or value != WHOLE[name]}


async def test_an_appended_title(client, transport):
    manga = a_manga(client)
    manga.titles.en.append("The Sea, the Sea")
    assert await told(client, transport, manga) == {
        "altTitles": [*MANGA["altTitles"], {"en": "The Sea, the Sea"}]
    }
    [request] = transport.requests
    assert (request.method, request.url) == ("PUT", f"https://api.mangadex.org/manga/{uid(1)}")
    assert request.headers["Content-Type"] == "application/json"
    assert manga.version == 13


async def test_all_is_told_exactly_as_it_came(client, transport):
    manga = a_manga(client)
    for name in manga._fields:
        getattr(manga, name)
    _ = manga.titles.fr, manga.descriptions.fr, manga.covers, manga.to_dict()
    assert await told(client, transport, manga) == {}


async def test_notes_are_no_longer_taken(client, transport):
    manga = a_manga(client)
    transport.add(echo("manga", 1))
    with pytest.warns(DeprecationWarning, match="takes no notes") as caught:
        await manga.update("Corrected the year")
    assert caught[0].filename == __file__
    assert "Corrected" not in transport.requests[0].body.decode()


ODD = {
    "status": "resting",
    "contentRating": "harmless",
    "publicationDemographic": "toddlers",
    "originalLanguage": "nobody-knows-it",
    "links": {"al": "1", "xx-new": "  spaced "},
    "officialLinks": {"?": ""},
    "description": {"nobody-knows-it": "Qa", "en": None},
    "altTitles": [{"en": "A"}, {"en": "A"}, {"nobody-knows-it": "Qa'"}, {"x_1": "one", "ja": "two"}],
    "title": {"nobody-knows-it": "Qapla'"},
    "lastVolume": "",
    "lastChapter": "eleven",
    "year": 0,
}


async def test_what_is_unknown_here_survives(client, transport):
    manga = a_manga(client, **ODD)
    transport.add(echo("manga", 1), echo("manga", 1))
    await manga.update()
    assert sent(transport).items() >= ODD.items()


async def test_what_is_unknown_here_survives_a_change_beside_it(client, transport):
    manga = a_manga(client, **ODD)
    manga.titles.en.append("B")
    manga.descriptions.de = "Meer"
    manga.links.kitsu_id = "7"
    manga.official_links["en"] = "https://en.example"
    transport.add(echo("manga", 1))
    await manga.update()
    body = sent(transport)
    assert body["altTitles"] == [*ODD["altTitles"], {"en": "B"}]
    assert body["title"] == ODD["title"]
    assert body["description"] == {"nobody-knows-it": "Qa", "de": "Meer"}
    assert body["links"] == {**ODD["links"], "kt": "7"}
    assert body["officialLinks"] == {**ODD["officialLinks"], "en": "https://en.example"}
    assert body["status"] == "resting"


async def test_what_is_null_or_empty_stays_so(client, transport):
    names = ("lastVolume", "lastChapter", "publicationDemographic", "year")
    nothing = dict.fromkeys(names)
    maps = {"links": [], "officialLinks": None, "description": [], "altTitles": None}
    manga = a_manga(client, rel("author", 2), **nothing, **maps, chapterNumbersResetOnNewVolume=None)
    transport.add(echo("manga", 1))
    await manga.update()
    body = sent(transport)
    assert {name: body[name] for name in names} == nothing
    assert (body["links"], body["description"], body["altTitles"]) == ({}, {}, [])
    assert (body["authors"], body["artists"]) == ([uid(2)], [])
    assert body.keys().isdisjoint({"officialLinks", "chapterNumbersResetOnNewVolume", "primaryCover"})


async def test_each_attribute_can_be_changed(client, transport):
    manga = a_manga(client)
    manga.descriptions.en = "Another"
    manga.descriptions.de = None
    manga.authors = [client.get_author(uid(8)), uid(9)]
    manga.artists.append(manga.authors[0])
    manga.links.anilist_id = None
    manga.original_language = "ko"
    manga.last_volume, manga.last_chapter = None, "81"
    manga.demographic = Demographic.NONE
    manga.status = MangaStatus.HIATUS
    manga.year = 2012
    manga.rating = "safe"
    manga.chapter_numbers_reset = False
    manga.tags.append(Tag(client, id=uid(7)))
    manga.cover = client.get_cover(uid(10))
    assert await told(client, transport, manga) == {
        "description": {"en": "Another"},
        "authors": [uid(8), uid(9)],
        "artists": [uid(3), uid(8)],
        "links": {"mu": "200", "raw": "https://read.example/1", "zz": "odd"},
        "originalLanguage": "ko",
        "lastVolume": None,
        "lastChapter": "81",
        "publicationDemographic": None,
        "status": "hiatus",
        "year": 2012,
        "contentRating": "safe",
        "chapterNumbersResetOnNewVolume": False,
        "tags": [*WHOLE["tags"], uid(7)],
        "primaryCover": uid(10),
    }


async def test_what_could_not_be_read_can_be_put_right(client, transport):
    manga = a_manga(client, status=None, state="draft", createdAt="soon")
    manga.status = "ongoing"
    assert await told(client, transport, manga) == {"status": "ongoing"}
    manga = a_manga(client, createdAt="soon")
    manga.created_at = None
    with pytest.raises(InvalidArgument, match=r"created_at of .* cannot be changed"):
        await manga.update()


async def test_the_newest_cover_is_shown_again(client, transport):
    manga = a_manga(client)
    manga.cover = None
    assert await told(client, transport, manga) == {"primaryCover": None}


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("titles", None),
        ("titles", ["The Sea"]),
        ("titles", {"en": 5}),
        ("titles", {"en": [5]}),
        ("titles", {"en": [["A"]]}),
        ("titles", {5: ["A"]}),
        ("titles", {"not a code": ["A"]}),
        ("titles", {"en": ["\ud800"]}),
        ("primary_titles", {"en": 5}),
        ("primary_titles", "A"),
        ("descriptions", {"en": 5}),
        ("descriptions", None),
        ("links", 5),
        ("links", None),
        ("links", {"al": 5}),
        ("official_links", "https://en.example"),
        ("original_language", None),
        ("original_language", "Japanese"),
        ("last_volume", 9),
        ("demographic", "toddlers"),
        ("status", "resting"),
        ("status", None),
        ("year", "2012"),
        ("rating", "none"),
        ("chapter_numbers_reset", None),
        ("authors", ["Wren"]),
        ("authors", None),
        ("tags", ["sea"]),
        ("tags", None),
        ("cover", "c.png"),
        ("version", "12"),
    ],
)
async def test_a_value_that_cannot_be_right(client, transport, attribute, value):
    manga = a_manga(client)
    setattr(manga, attribute, value)
    with pytest.raises(InvalidArgument, match=attribute):
        await manga.update()
    assert transport.requests == []


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("locked", False),
        ("state", "published"),
        ("languages", []),
        ("creator", None),
        ("latest_uploaded_chapter", None),
        ("related_mangas", {}),
        ("created_at", None),
    ],
)
async def test_what_nobody_can_change_is_not_lost_silently(client, transport, attribute, value):
    manga = a_manga(client, state="draft")
    setattr(manga, attribute, value)
    with pytest.raises(InvalidArgument, match=rf"{attribute} of .* cannot be changed at MangaDex; it takes "):
        await manga.update()
    assert transport.requests == []


async def test_what_was_never_read_cannot_be_sent(client, transport):
    for manga in (client.get_manga(uid(1)), Manga(client, id=uid(1), version=3)):
        manga.year = 2012
        manga.locked = True
        with pytest.raises(NotFetched):
            await manga.update()
        with pytest.raises(NotFetched):
            _ = manga.titles
    assert transport.requests == []


async def test_a_manga_that_came_along_lacks_its_people(client, transport):
    whole = made(Manga, client, 2, rel("manga", 1, MANGA, related="sequel"))
    manga = whole.related_mangas["sequel"][0]
    manga.year = 2012
    with pytest.raises(NotFetched, match="authors"):
        await manga.update()
    assert transport.requests == []


# What comes back


async def test_afterwards_it_is_what_the_server_made_of_it(client, transport):
    manga = a_manga(client)
    manga.year, manga.titles.en = 2012, ["  The Sea  "]
    transport.add(echo("manga", 1, year=2013, title={"en": "The Sea"}, altTitles=[]))
    await manga.update()
    assert (manga.year, manga.titles, manga.version) == (2013, {"en": ["The Sea"]}, 13)
    transport.add(echo("manga", 1))
    await manga.update()
    assert (sent(transport)["year"], sent(transport)["version"]) == (2013, 13)


async def test_related_objects_stay_the_same_ones(client, transport):
    manga = a_manga(client)
    before = [*manga.authors, *manga.artists, manga.cover, manga.related_mangas["sequel"][0]]
    new = made(Author, client, 9, name="Nell")
    manga.authors.append(new)
    # Without attributes, since nothing is expanded in the answer.
    bare = [{"id": data["id"], "type": data["type"], "related": data.get("related")} for data in PEOPLE]
    transport.add(echo("manga", 1, *bare[:1], rel("author", 9), *bare[1:]))
    await manga.update()
    after = [manga.authors[0], *manga.artists, manga.cover, manga.related_mangas["sequel"][0]]
    assert all(now is then for now, then in zip(after, before, strict=True))
    assert manga.authors[1] is new


async def test_what_was_put_in_place_of_what_it_came_with_stays_until_a_fetch(client, transport):
    manga, other = made(Manga, client, 1), made(Manga, client, 1, year=5)
    transport.add(page([entity("chapter", 2, rel("manga", 1))]))
    [chapter] = await manga.chapters.walk().as_list()
    chapter.manga, chapter.title = other, "B"
    transport.add(echo("chapter", 2, rel("manga", 1), title="B"))
    await chapter.update()
    assert chapter.manga is other
    transport.add(one(entity("chapter", 2, rel("manga", 1))))
    await chapter.fetch()
    assert chapter.manga is manga


async def test_what_came_along_is_still_known_where_nobody_had_looked(client, transport):
    manga = a_manga(client)
    transport.add(echo("manga", 1, rel("author", 2), rel("artist", 3), rel("cover_art", 4)))
    await manga.update()
    assert (manga.authors[0].name, manga.artists[0].name, manga.cover.file_name) == ("Wren", "Ida", "c.png")
    assert manga.cover.manga is manga


async def test_what_is_kept_beside_it_stays(client, transport):
    manga = a_manga(client)
    chapters, covers = manga.chapters, manga.covers
    manga.reading_status = None
    transport.add(echo("manga", 1))
    await manga.update()
    assert manga.chapters is chapters
    assert manga.covers is covers
    assert manga.reading_status is None


# Somebody else was faster


@pytest.mark.parametrize("status", [409, 400])
async def test_a_version_of_yesterday(client, transport, status):
    manga = a_manga(client)
    manga.titles.en.append("Mine")
    manga.year = 2012
    theirs = entity("manga", 1, *PEOPLE, year=1999, version=14)
    transport.add(stale(status), one(theirs))
    with pytest.raises(Conflict) as caught:
        await manga.update()
    error = caught.value
    assert error.status == status
    assert isinstance(error.current, Manga)
    assert (error.current.year, error.current.version) == (1999, 14)
    assert error.current is not manga
    assert any("current" in note for note in error.__notes__)
    assert (manga.year, manga.titles.en[-1], manga.version) == (2012, "Mine", 12)
    # It can be merged by hand.
    error.current.titles.en.append("Mine")
    transport.add(echo("manga", 1))
    await error.current.update()
    assert sent(transport)["version"] == 14


async def test_a_draft_is_looked_for_among_the_drafts(client, transport):
    manga = a_manga(client, state="draft")
    transport.add(stale(), one(entity("manga", 1, state="draft", version=13)))
    with pytest.raises(Conflict) as caught:
        await manga.update()
    assert caught.value.current.version == 13
    assert transport.paths[-1].partition("?")[0] == f"manga/draft/{uid(1)}"


async def test_what_it_is_now_may_be_out_of_reach(client, transport):
    manga = a_manga(client)
    transport.add(stale(), api_error(403))
    with pytest.raises(Conflict) as caught:
        await manga.update()
    assert caught.value.current is None
    assert any("could not be fetched" in note for note in caught.value.__notes__)


@pytest.mark.parametrize("detail", ["The year lies in the future", "The conversion of the year failed"])
async def test_another_mistake_is_no_conflict(client, transport, detail):
    manga = a_manga(client)
    manga.year = 2012
    transport.add(api_error(400, "validation_exception", detail))
    with pytest.raises(BadRequest) as caught:
        await manga.update()
    assert not isinstance(caught.value, Conflict)
    assert manga.year == 2012
    assert len(transport.requests) == 1


async def test_an_edit_is_never_sent_twice(client, transport, clock):
    manga = a_manga(client)
    transport.add(api_error(502))
    with pytest.raises(Exception, match="502"):
        await clock.run(manga.update())
    assert len(transport.requests) == 1


async def test_a_manga_that_is_gone(client, transport):
    manga = a_manga(client)
    transport.add(api_error(404), api_error(404))
    for change in (manga.update, manga.delete):
        with pytest.raises(InvalidID):
            await change()
    assert manga.missing


async def test_a_404_about_somebody_else(client, transport):
    manga = a_manga(client)
    manga.authors.append(uid(9))
    for detail in (f"author with id {uid(9)} not found", f"Author {uid(9).upper()}"):
        transport.add(api_error(404, "not_found_http_exception", detail))
        with pytest.raises(NotFound, match=r"404"):
            await manga.update()
    assert not manga.missing
    assert manga.authors[-1] == uid(9)
    for detail in (f"Manga {uid(1)} has no author {uid(9)}", "Not found", None):
        transport.add(api_error(404, "not_found_http_exception", detail))
        with pytest.raises(InvalidID):
            await manga.update()
    assert manga.missing


# Copies


def packed(manga):
    return pickle.loads(pickle.dumps(manga))  # noqa: S301 - our own


@pytest.mark.parametrize("how", ["copy", "deepcopy", "pickle"])
async def test_a_copy_keeps_the_edits(client, transport, how):
    manga = a_manga(client)
    manga.titles.en.append("Mine")
    manga.descriptions.fr = "La mer"
    manga.links.kitsu_id = "7"
    manga.year = 2012
    manga.authors.append(made(Author, client, 9))
    twin = packed(manga).attach(client) if how == "pickle" else getattr(copy, how)(manga)
    expected = {
        "altTitles": [*MANGA["altTitles"], {"en": "Mine"}],
        "description": {**MANGA["description"], "fr": "La mer"},
        "links": {**MANGA["links"], "kt": "7"},
        "year": 2012,
        "authors": [uid(2), uid(9)],
    }
    assert await told(client, transport, twin) == expected
    assert manga.year == 2012
    assert await told(client, transport, manga) == expected


async def test_two_edits_at_once(client, transport):
    first, second = a_manga(client), made(Author, client, 2, name="Wren")
    second.name = "Wren Hollow II"
    transport.add(echo("manga", 1), echo("author", 2, name="Wren Hollow II"))
    await asyncio.gather(first.update(), second.update())
    assert json.loads(transport.requests[1].body)["name"] == second.name == "Wren Hollow II"
