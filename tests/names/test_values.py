"""What AsyncDex's models held, on models made from today's answers."""

from datetime import UTC, datetime

import pytest

from asyncdex import (
    ChapterList,
    ContentRating,
    Demographic,
    FollowStatus,
    InclusionExclusionPair,
    Interval,
    MangaLinks,
    MangaStatus,
    Pager,
    TagDict,
    TitleList,
    Visibility,
)
from asyncdex.models import (
    Author,
    Chapter,
    ClientUser,
    CoverArt,
    CoverList,
    CustomList,
    Group,
    Manga,
    MangaList,
    Tag,
    User,
)
from asyncdex.utils import DefaultAttrDict
from tests.support import json_answer
from tests.unit.models.builders import entity, fake_client, made, page, rel, uid

CREATED = datetime(2020, 5, 6, 7, 8, 9, tzinfo=UTC)
UPDATED = datetime(2021, 6, 7, 8, 9, 10, tzinfo=UTC)

LINKS = {
    "al": "1",
    "ap": "two",
    "bw": "series/3",
    "mu": "4",
    "nu": "five",
    "kt": "6",
    "amz": "https://amazon.example/7",
    "cdj": "https://cdjapan.example/8",
    "ebj": "https://ebookjapan.example/9",
    "mal": "10",
    "raw": "https://raw.example/11",
    "engtl": "https://english.example/12",
}


@pytest.fixture
async def holders(transport, clock):
    """Return an object of each class, with all that can be known of it."""
    client = fake_client(transport, clock, session_token="s3ss10n-t0k3n", anonymous=False)
    tag = {"id": uid(70), "type": "tag", "attributes": entity("tag", 70)["attributes"]}
    people = rel("author", 20), rel("artist", 21), rel("cover_art", 30)
    manga = made(Manga, client, 1, *people, tags=[tag])
    transport.add(json_answer({"result": "ok", "status": "reading"}))
    await manga.get_reading_status()
    chapter = made(Chapter, client, 10, rel("manga", 1), rel("user", 40), rel("scanlation_group", 50))
    node = {"hash": "h4sh", "data": ["1.png"], "dataSaver": ["1.jpg"]}
    transport.add(json_answer({"result": "ok", "baseUrl": "https://node.example/t", "chapter": node}))
    await chapter.pages()
    transport.add(json_answer({"result": "ok", "data": [uid(10)]}))
    await chapter.get_read()
    group = made(Group, client, 50, rel("leader", 40), rel("member", 41))
    uploads = page([entity("chapter", 10)])
    transport.add(uploads)
    await group.load_chapters()
    user = made(User, client, 40)
    transport.add(uploads)
    await user.load_chapters()
    me = ClientUser(client)
    roles = {"isAuthenticated": True, "roles": ["ROLE_MEMBER"], "permissions": ["manga.view"]}
    transport.add(
        lambda request: (
            json_answer({"result": "ok", **roles})
            if request.url.endswith("/auth/check")
            else json_answer({"data": entity("user", 40)})
        ),
        lambda request: (
            json_answer({"result": "ok", **roles})
            if request.url.endswith("/auth/check")
            else json_answer({"data": entity("user", 40)})
        ),
    )
    await me.fetch()
    listed = {"name": "Sea", "visibility": "private", "version": 2}
    own = CustomList(
        client,
        data={
            "id": uid(60),
            "type": "custom_list",
            "attributes": listed,
            "relationships": [rel("manga", 1), rel("user", 40)],
        },
    )
    links = MangaLinks()
    links.parse(LINKS)
    return {
        "client": client,
        "MangadexClient": client,
        "Model": manga,
        "Manga": manga,
        "Chapter": chapter,
        "ChapterList": manga.chapters,
        "Author": made(Author, client, 20, rel("manga", 1)),
        "ClientUser": me,
        "CoverArt": made(CoverArt, client, 30, rel("manga", 1), rel("user", 40)),
        "CoverList": manga.covers,
        "CustomList": own,
        "Group": group,
        "MangaLinks": links,
        "MangaList": MangaList(client, entries=[manga]),
        "DatetimeMixin": manga,
        "Pager": Pager("/manga", Manga, client, params={"title": "sea"}, limit=3),
        "Tag": made(Tag, client, 70),
        "TitleList": TitleList(["Sea", "Ocean"]),
        "User": user,
        "DefaultAttrDict": DefaultAttrDict(default=list),
        "Interval": Interval(1, 2, inclusive=False),
        "InclusionExclusionPair": InclusionExclusionPair([1], [2]),
    }


def ids(*numbers):
    """Return a check for a list of models with these ids."""
    return lambda models, _: [one.id for one in models] == [uid(number) for number in numbers]


def one(kind, number):
    """Return a check for a model."""
    return lambda model, _: type(model) is kind and model.id == uid(number)


def of(kind, check=lambda *_: True):
    """Return a check for a value of some type."""
    return lambda value, holders: type(value) is kind and check(value, holders)


def held(name):
    """Return a check for an object among those held here."""
    return lambda value, holders: value is holders[name]


#: What each value is, or how to tell.
EXPECTED = {
    "MangadexClient.tag_cache": TagDict(),
    "MangadexClient.user": lambda user, holders: user is holders["client"].user and type(user) is ClientUser,
    "Model.id": uid(1),
    "Model.version": 12,
    "Model.client": held("client"),
    "Author.name": "Wren Hollow",
    "Author.image": "https://pictures.example/wren.png",
    "Author.biographies": of(DefaultAttrDict, lambda value, _: value == {"en": "Draws boats."}),
    "Author.mangas": of(MangaList, ids(1)),
    "Chapter.volume": "2",
    "Chapter.number": "12.5",
    "Chapter.title": "Ashore",
    "Chapter.language": "en",
    "Chapter.hash": "h4sh",
    "Chapter.page_names": ["1.png"],
    "Chapter.data_saver_page_names": ["1.jpg"],
    "Chapter.publish_time": datetime(2020, 5, 7, tzinfo=UTC),
    "Chapter.manga": one(Manga, 1),
    "Chapter.user": one(User, 40),
    "Chapter.groups": ids(50),
    "Chapter.read": True,
    "Chapter.name": "Volume 2 Chapter 12.5: Ashore",
    "Chapter.sorting_number": 12.5,
    "ChapterList.manga": held("Manga"),
    "ClientUser.roles": ["ROLE_MEMBER"],
    "ClientUser.permissions": ["manga.view"],
    "CoverArt.description": "The first one.",
    "CoverArt.volume": "1",
    "CoverArt.file_name": "first cover.jpg",
    "CoverArt.manga": one(Manga, 1),
    "CoverArt.user": one(User, 40),
    "CoverList.manga": held("Manga"),
    "CustomList.name": "Sea",
    "CustomList.visibility": Visibility.PRIVATE,
    "CustomList.mangas": of(MangaList, ids(1)),
    "CustomList.owner": one(User, 40),
    "Group.name": "Harbour Scans",
    "Group.leader": one(User, 40),
    "Group.members": ids(41),
    "Group.chapters": ids(10),
    "MangaLinks.anilist_id": "1",
    "MangaLinks.animeplanet_id": "two",
    "MangaLinks.bookwalker_id": "series/3",
    "MangaLinks.mangaupdates_id": "4",
    "MangaLinks.novelupdates_id": "five",
    "MangaLinks.kitsu_id": "6",
    "MangaLinks.amazon_id": LINKS["amz"],
    "MangaLinks.cdjapan_id": LINKS["cdj"],
    "MangaLinks.ebookjapan_id": LINKS["ebj"],
    "MangaLinks.myanimelist_id": "10",
    "MangaLinks.raw_url": LINKS["raw"],
    "MangaLinks.english_translation_url": LINKS["engtl"],
    "MangaLinks.anilist_url": "https://anilist.co/manga/1",
    "MangaLinks.animeplanet_url": "https://www.anime-planet.com/manga/two",
    "MangaLinks.bookwalker_url": "https://bookwalker.jp/series/3",
    "MangaLinks.mangaupdates_url": "https://www.mangaupdates.com/series.html?id=4",
    "MangaLinks.novelupdates_url": "https://www.novelupdates.com/series/five",
    "MangaLinks.kitsu_url": "https://kitsu.app/manga/6",
    "MangaLinks.amazon_url": LINKS["amz"],
    "MangaLinks.cdjapan_url": LINKS["cdj"],
    "MangaLinks.ebookjapan_url": LINKS["ebj"],
    "MangaLinks.myanimelist_url": "https://myanimelist.net/manga/10",
    "Manga.titles": of(
        DefaultAttrDict, lambda value, _: value.en == ["The Lantern Keeper", "Keeper of Lanterns"]
    ),
    "Manga.descriptions": of(DefaultAttrDict, lambda value, _: value.de == "Ein Wärter und ein Licht."),
    "Manga.original_language": "ja",
    "Manga.locked": True,
    "Manga.last_volume": "9",
    "Manga.last_chapter": "80.5",
    "Manga.demographic": Demographic.SEINEN,
    "Manga.status": MangaStatus.COMPLETED,
    "Manga.year": 2011,
    "Manga.rating": ContentRating.SUGGESTIVE,
    "Manga.tags": ids(70),
    "Manga.authors": ids(20),
    "Manga.artists": ids(21),
    "Manga.chapters": of(ChapterList, ids()),
    "Manga.reading_status": FollowStatus.READING,
    "Manga.links": of(MangaLinks, lambda links, _: links.anilist_id == "100"),
    "Manga.cover": one(CoverArt, 30),
    "Manga.covers": of(CoverList, ids()),
    "MangaList.client": held("client"),
    "DatetimeMixin.created_at": CREATED,
    "DatetimeMixin.updated_at": UPDATED,
    "DatetimeMixin.modified_at": UPDATED,
    "Pager.url": "/manga",
    "Pager.model": Manga,
    "Pager.client": held("client"),
    "Pager.params": {"title": "sea"},
    "Pager.limit": 3,
    "Pager.returned": 0,
    "Pager.param_size": 150,
    "Tag.names": of(DefaultAttrDict, lambda value, _: value == {"en": "Sea"}),
    "Tag.descriptions": of(DefaultAttrDict, lambda value, _: value == {"en": "Water."}),
    "Tag.group": "theme",
    "TitleList.primary": "Sea",
    "User.username": "pier",
    "User.chapters": ids(10),
    "DefaultAttrDict.default": list,
    "Interval.min": 1,
    "Interval.max": 2,
    "Interval.inclusive": False,
    "InclusionExclusionPair.include": [1],
    "InclusionExclusionPair.exclude": [2],
}


@pytest.mark.parametrize("name", EXPECTED)
async def test_a_value_is_what_it_was(name, holders):
    owner, _, member = name.partition(".")
    value, expected = getattr(holders[owner], member), EXPECTED[name]
    if callable(expected) and not isinstance(expected, type):
        assert expected(value, holders), value
    else:
        assert value == expected
