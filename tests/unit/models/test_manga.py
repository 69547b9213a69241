import pytest

from asyncdex import Chapter, ChapterList, Manga, MangaLinks, NotFetched, Tag, TitleList
from asyncdex.enum import ContentRating, Demographic, MangaState, MangaStatus
from tests.unit.models.builders import entity, made, one, page, rel, uid, values

MAPS = ["title", "description", "links", "officialLinks"]


def manga_of(client, *relationships, **changes):
    return made(Manga, client, 1, *relationships, **changes)


def test_every_attribute(client):
    manga = manga_of(client, tags=[entity("tag", 5)])
    assert manga.titles == {
        "en": ["The Lantern Keeper", "Keeper of Lanterns"],
        "ja": ["灯台守"],
        "pt-br": ["O Faroleiro"],
    }
    assert manga.primary_titles == {"en": "The Lantern Keeper"}
    assert manga.descriptions == {"en": "A keeper and a light.", "de": "Ein Wärter und ein Licht."}
    assert manga.original_language == "ja"
    assert manga.languages == ["en", "pt-br"]
    assert manga.locked is True
    assert manga.last_volume == "9"
    assert manga.last_chapter == "80.5"
    assert manga.demographic is Demographic.SEINEN
    assert manga.status is MangaStatus.COMPLETED
    assert manga.state is MangaState.PUBLISHED
    assert manga.year == 2011
    assert manga.rating is ContentRating.SUGGESTIVE
    assert manga.chapter_numbers_reset is True
    assert manga.official_links == {"en": "https://official.example/1"}
    assert manga.version == 12
    assert isinstance(manga.latest_uploaded_chapter, Chapter)
    assert manga.latest_uploaded_chapter.id == uid(777)
    assert not manga.latest_uploaded_chapter.fetched
    assert manga.links.anilist_id == "100"
    assert [tag.name for tag in manga.tags] == ["Sea"]
    assert isinstance(manga.tags[0], Tag)


def test_texts_by_attribute_and_for_languages_without_one(client):
    manga = manga_of(client)
    assert manga.titles.pt_br.primary == "O Faroleiro"
    assert manga.titles.en.parts() == ("The Lantern Keeper", ["Keeper of Lanterns"])
    assert manga.titles.fr == []
    assert isinstance(manga.titles.fr, TitleList)
    assert manga.titles.fr.primary is None
    assert manga.titles.fr.parts() == (None, [])
    assert manga.descriptions.de.startswith("Ein")
    assert manga.descriptions.fr is None


def test_what_may_be_absent(client):
    manga = manga_of(
        client,
        isLocked=None,
        year=None,
        lastVolume="",
        latestUploadedChapter=None,
        publicationDemographic=None,
        chapterNumbersResetOnNewVolume=None,
        availableTranslatedLanguages=None,
        tags=None,
        altTitles=None,
    )
    assert manga.locked is False
    assert manga.year is None
    assert manga.last_volume == ""
    assert manga.latest_uploaded_chapter is None
    assert manga.demographic is Demographic.NONE
    assert manga.chapter_numbers_reset is False
    assert manga.languages == []
    assert manga.tags == []
    assert manga.titles == {"en": ["The Lantern Keeper"]}


@pytest.mark.parametrize("nothing", [[], {}, None])
def test_a_map_may_come_as_an_empty_list(client, nothing):
    manga = manga_of(client, **dict.fromkeys(MAPS, nothing), altTitles=[nothing, {"en": "Only"}, nothing])
    assert manga.titles == {"en": ["Only"]}
    assert manga.primary_titles == {}
    assert manga.descriptions == {}
    assert manga.official_links == {}
    assert manga.links == MangaLinks()
    assert manga.best_title() == "Only"


def test_texts_that_are_null_are_left_out(client):
    manga = manga_of(
        client, title={"en": None, "ja": "灯"}, description={"en": None}, altTitles=[{"de": None}]
    )
    assert manga.titles == {"ja": ["灯"]}
    assert manga.descriptions == {}


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("status", "status"),
        ("state", "state"),
        ("contentRating", "rating"),
        ("publicationDemographic", "demographic"),
    ],
)
def test_values_that_are_new_are_kept(client, wire, name):
    value = getattr(manga_of(client, **{wire: "brand-new"}), name)
    assert value == "brand-new"
    assert value.known is False
    assert getattr(manga_of(client), name).known is True


@pytest.mark.parametrize(
    ("title", "alternatives", "languages", "expected"),
    [
        ({"en": "A"}, [], None, "A"),
        ({"ja-ro": "Akari"}, [{"en": "Light"}], None, "Light"),
        ({"ja-ro": "Akari"}, [{"ja": "灯"}], None, "Akari"),
        ({"ja-ro": "Akari"}, [{"en": "Light"}, {"de": "Licht"}], ("fr", "de", "en"), "Licht"),
        ({"ja-ro": "Akari"}, [{"en": "Light"}], (), "Akari"),
        ([], [{"ko": "빛"}, {"fr": "Lueur"}], None, "빛"),
        ([], [], None, ""),
        (None, None, None, ""),
        ({"en": ""}, [{"en": "Light"}], None, "Light"),
        ({"en": ""}, [{"de": "Licht"}], ("en", "de"), "Licht"),
        ({"en": ""}, [{"de": "Licht"}], None, "Licht"),
        ({"en": ""}, [], None, ""),
        ({"ja-ro": "", "fr": "Lueur"}, [{"ja-ro": "Akari"}], None, "Lueur"),
    ],
)
def test_best_title(client, title, alternatives, languages, expected):
    manga = manga_of(client, title=title, altTitles=alternatives)
    before = dict(manga.titles)
    assert (manga.best_title() if languages is None else manga.best_title(languages)) == expected
    assert manga.titles == before


def test_best_title_needs_a_fetch(client):
    with pytest.raises(NotFetched):
        client.get_manga(uid(1)).best_title()


def test_relations(client):
    manga = manga_of(
        client,
        rel("author", 2, {"name": "Wren"}),
        rel("artist", 2, {"name": "Wren"}),
        rel("artist", 3),
        rel("cover_art", 4, {"fileName": "a.jpg"}),
        rel("creator", 5),
        rel("manga", 6, related="sequel"),
        rel("manga", 7, {"title": {"en": "Seven"}}, related="sequel"),
        rel("manga", 8, related="prequel"),
        rel("manga", 9),
        rel("weather_report", 10, {"sky": "blue"}),
        rel("weather_report", 11, 5),
    )
    assert [author.id for author in manga.authors] == [uid(2)]
    assert manga.authors[0].name == "Wren"
    assert [artist.id for artist in manga.artists] == [uid(2), uid(3)]
    assert not manga.artists[1].fetched
    assert manga.cover.file_name == "a.jpg"
    assert manga.cover.manga is manga
    assert manga.creator.id == uid(5)
    assert {kind: [it.id for it in those] for kind, those in manga.related_mangas.items()} == {
        "sequel": [uid(6), uid(7)],
        "prequel": [uid(8)],
        "": [uid(9)],
    }
    assert manga.related_mangas["sequel"][1].best_title() == "Seven"


def test_no_relations(client):
    manga = manga_of(client)
    assert manga.authors == manga.artists == []
    assert manga.cover is None
    assert manga.creator is None
    assert manga.related_mangas == {}


def test_chapters_are_one_list_that_survives_a_fetch(client):
    manga = client.get_manga(uid(1))
    chapters = manga.chapters
    assert isinstance(chapters, ChapterList)
    assert chapters == []
    assert chapters.manga is manga
    manga.parse(entity("manga", 1))
    assert manga.chapters is chapters


async def test_load_authors_asks_once_for_those_that_did_not_come_along(client, transport):
    manga = manga_of(
        client, rel("author", 2), rel("artist", 2), rel("artist", 3, {"name": "Known"}), rel("artist", 4)
    )
    transport.add(page([entity("author", 4, name="Four"), entity("author", 2, name="Two")]))
    await manga.load_authors()
    [request] = transport.requests
    assert request.url.startswith("https://api.mangadex.org/author?")
    assert values(request, "ids[]") == [uid(2), uid(4)]
    assert values(request, "limit") == ["2"]
    assert [author.name for author in manga.authors] == ["Two"]
    assert [artist.name for artist in manga.artists] == ["Two", "Known", "Four"]
    await manga.load_authors()
    assert len(transport.requests) == 1


async def test_load_authors_takes_a_hundred_a_call(client, transport):
    manga = manga_of(client, *(rel("author", number) for number in range(1, 251)))
    for start in (1, 101, 201):
        transport.add(page([entity("author", number) for number in range(start, min(start + 100, 251))]))
    await manga.load_authors()
    assert [len(values(request, "ids[]")) for request in transport.requests] == [100, 100, 50]
    assert [values(request, "limit") for request in transport.requests] == [["100"], ["100"], ["50"]]
    assert all(author.fetched for author in manga.authors)


async def test_load_authors_bears_with_one_that_is_gone(client, transport):
    manga = manga_of(client, rel("author", 2), rel("author", 3))
    transport.add(page([entity("author", 3)]))
    await manga.load_authors()
    assert [author.fetched for author in manga.authors] == [False, True]


async def test_load_authors_without_any_sends_nothing(client, transport):
    await manga_of(client).load_authors()
    with pytest.raises(NotFetched):
        await client.get_manga(uid(2)).load_authors()
    assert transport.requests == []


async def test_a_manga_that_came_with_something_else_knows_no_relations(client, transport):
    chapter = made(Chapter, client, 1, rel("manga", 2, {"title": {"en": "Short"}}))
    assert chapter.manga.best_title() == "Short"
    assert not hasattr(chapter.manga, "authors")
    transport.add(one(entity("manga", 2, rel("author", 3))))
    await chapter.manga.fetch()
    assert chapter.manga.authors[0].id == uid(3)
