"""Chapters, covers, authors, groups and lists changed and deleted; what all of them have in common."""

import pickle

import pytest

from asyncdex import (
    Author,
    Chapter,
    Conflict,
    CoverArt,
    CustomList,
    Group,
    InvalidArgument,
    InvalidID,
    Manga,
    NotFetched,
    User,
    Visibility,
)
from tests.support import api_error, json_answer
from tests.unit.models.builders import FULL, entity, made, one, rel, uid
from tests.unit.models.edits import logged_in, sent, stale

FULL_LIST = {"name": "By the sea", "visibility": "public", "version": 9}
GROUPS = [rel("scanlation_group", 5, {"name": "HS", "version": 1}), rel("scanlation_group", 6)]
PEOPLE = [rel("leader", 7, {"username": "ann"}), rel("member", 7), rel("member", 8)]
MANGAS = [rel("manga", 3), rel("manga", 4)]
AUTHOR = FULL["author"]

#: Each kind: its model, path, attributes and relationships, and what goes out of one that nobody touched.
KINDS = {
    "chapter": (
        Chapter,
        "chapter",
        [rel("manga", 2), *GROUPS, rel("user", 9)],
        {"title": "Ashore", "volume": "2", "chapter": "12.5", "translatedLanguage": "en"}
        | {"groups": [uid(5), uid(6)], "version": 4},
    ),
    "cover_art": (
        CoverArt,
        "cover",
        [rel("manga", 2), rel("user", 9)],
        {"volume": "1", "description": "The first one.", "locale": "ja", "version": 7},
    ),
    "author": (
        Author,
        "author",
        MANGAS,
        {
            "name": "Wren Hollow",
            "biography": {"en": "Draws boats."},
            "twitter": "https://twitter.example/wren",
            "melonBook": "https://melon.example/wren",
            "version": 3,
        }
        | dict.fromkeys(
            ["pixiv", "fanBox", "booth", "nicoVideo", "skeb", "fantia", "tumblr", "youtube", "weibo", "naver"]
        )
        | {"website": None},
    ),
    "scanlation_group": (
        Group,
        "group",
        PEOPLE,
        {
            name: value
            for name, value in FULL["scanlation_group"].items()
            if name not in {"altNames", "official", "verified", "exLicensed", "createdAt", "updatedAt"}
        }
        | {"focusedLanguages": ["en", None], "leader": uid(7), "members": [uid(7), uid(8)]},
    ),
    "custom_list": (
        CustomList,
        "list",
        [*MANGAS, rel("user", 9)],
        {"name": "By the sea", "visibility": "public", "manga": [uid(3), uid(4)], "version": 9},
    ),
}

#: An attribute of each, another value, and how that goes out.
CHANGES = [
    ("chapter", "title", None, "title", None),
    ("chapter", "title", "The Harbour", "title", "The Harbour"),
    ("chapter", "volume", None, "volume", None),
    ("chapter", "number", "13", "chapter", "13"),
    ("chapter", "language", "pt-br", "translatedLanguage", "pt-br"),
    ("chapter", "groups", [uid(6)], "groups", [uid(6)]),
    ("chapter", "groups", [], "groups", []),
    ("cover_art", "volume", "3a", "volume", "3a"),
    ("cover_art", "volume", None, "volume", None),
    ("cover_art", "description", None, "description", None),
    ("cover_art", "locale", "en", "locale", "en"),
    ("author", "name", "Wren", "name", "Wren"),
    ("author", "biographies", {"de": "Boote."}, "biography", {"de": "Boote."}),
    ("author", "twitter", None, "twitter", None),
    ("author", "fan_box", "https://wren.fanbox.cc/", "fanBox", "https://wren.fanbox.cc/"),
    ("scanlation_group", "name", "Pier Scans", "name", "Pier Scans"),
    ("scanlation_group", "leader", uid(8), "leader", uid(8)),
    ("scanlation_group", "members", [], "members", []),
    ("scanlation_group", "focused_languages", ["de"], "focusedLanguages", ["de"]),
    ("scanlation_group", "website", None, "website", None),
    ("scanlation_group", "inactive", False, "inactive", False),
    ("scanlation_group", "publish_delay", "PT12H", "publishDelay", "PT12H"),
    ("custom_list", "name", "At sea", "name", "At sea"),
    ("custom_list", "visibility", Visibility.PRIVATE, "visibility", "private"),
    ("custom_list", "mangas", [uid(4), uid(3)], "manga", [uid(4), uid(3)]),
]

#: What MangaDex lets nobody change of each.
FIXED = [
    ("chapter", "page_count", 9),
    ("chapter", "external_url", "https://elsewhere.example"),
    ("chapter", "publish_time", None),
    ("chapter", "manga", None),
    ("cover_art", "file_name", "other.png"),
    ("cover_art", "manga", None),
    ("author", "image", None),
    ("author", "namicomi", "https://namicomi.example"),
    ("author", "mangas", []),
    ("author", "links", {}),
    ("scanlation_group", "official", False),
    ("scanlation_group", "alt_names", []),
    ("custom_list", "owner", None),
]

WRONG = [
    ("chapter", "language", None),
    ("chapter", "number", "twelve"),
    ("chapter", "title", "x" * 256),
    ("chapter", "groups", [uid(n) for n in range(11)]),
    ("chapter", "groups", None),
    ("cover_art", "locale", "Japanese"),
    ("cover_art", "volume", "x"),
    ("author", "name", None),
    ("author", "pixiv", "https://elsewhere.example/wren"),
    ("author", "biographies", {"en": 5}),
    ("scanlation_group", "leader", None),
    ("scanlation_group", "leader", "ann"),
    ("scanlation_group", "manga_updates", "https://elsewhere.example"),
    ("scanlation_group", "publish_delay", "5 days"),
    ("scanlation_group", "publish_delay", None),
    ("scanlation_group", "focused_languages", ["German"]),
    ("scanlation_group", "locked", "no"),
    ("custom_list", "visibility", "friends"),
    ("custom_list", "mangas", [5]),
]


@pytest.fixture
def client(transport, clock):
    return logged_in(transport, clock)


def data_of(kind, **changes):
    attributes = {**(FULL_LIST if kind == "custom_list" else FULL[kind]), **changes}
    return entity(kind, 1, *KINDS[kind][2], attributes=attributes)


def make(client, kind, **changes):
    return KINDS[kind][0](client, data=data_of(kind, **changes))


def later(kind, **changes):
    return one(data_of(kind, version=20, **changes))


@pytest.mark.parametrize("kind", KINDS)
async def test_all_is_told_exactly_as_it_came(client, transport, kind):
    model, path, _, whole = KINDS[kind]
    it = make(client, kind)
    it.to_dict()
    transport.add(later(kind))
    await it.update()
    [request] = transport.requests
    assert (request.method, request.url) == ("PUT", f"https://api.mangadex.org/{path}/{uid(1)}")
    assert request.headers["Authorization"] == "Bearer access-0"
    assert sent(transport) == whole
    assert type(it) is model
    assert it.version == 20


@pytest.mark.parametrize(("kind", "attribute", "value", "name", "written"), CHANGES)
async def test_one_change(client, transport, kind, attribute, value, name, written):
    it = make(client, kind)
    it.to_dict()
    setattr(it, attribute, value)
    twin = pickle.loads(pickle.dumps(it)).attach(client)  # noqa: S301 - our own
    for changed in (it, twin):
        transport.add(later(kind))
        await changed.update()
        assert sent(transport) == {**KINDS[kind][3], name: written}


@pytest.mark.parametrize(("kind", "attribute", "value"), FIXED)
async def test_what_nobody_can_change_is_not_lost_silently(client, transport, kind, attribute, value):
    it = make(client, kind)
    setattr(it, attribute, value)
    with pytest.raises(
        InvalidArgument, match=rf"^{attribute} of .* cannot be changed at MangaDex; it takes "
    ):
        await it.update()
    assert transport.requests == []


@pytest.mark.parametrize(("kind", "attribute", "value"), WRONG)
async def test_a_value_that_cannot_be_right(client, transport, kind, attribute, value):
    it = make(client, kind)
    setattr(it, attribute, value)
    with pytest.raises(InvalidArgument, match=rf"^{attribute}\b"):
        await it.update()
    assert transport.requests == []


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_never_read_cannot_be_sent(client, transport, kind):
    it = KINDS[kind][0](client, id=uid(1), version=3)
    with pytest.raises(NotFetched):
        await it.update()
    assert transport.requests == []


@pytest.mark.parametrize("kind", KINDS)
async def test_a_version_of_yesterday(client, transport, kind):
    it = make(client, kind)
    attribute, value = next((c[1], c[2]) for c in CHANGES if c[0] == kind)
    setattr(it, attribute, value)
    transport.add(stale(), later(kind))
    with pytest.raises(Conflict) as caught:
        await it.update()
    current = caught.value.current
    assert type(current) is type(it)
    assert (current.id, current.version) == (it.id, 20)
    assert getattr(it, attribute) == value
    assert getattr(current, attribute) != value


@pytest.mark.parametrize("kind", KINDS)
async def test_deleting(client, transport, kind):
    it = KINDS[kind][0](client, id=uid(1))
    transport.add(json_answer({"result": "ok"}), api_error(404), api_error(403))
    await it.delete()
    assert it.missing
    assert (transport.requests[0].method, transport.paths[0]) == ("DELETE", f"{KINDS[kind][1]}/{uid(1)}")
    with pytest.raises(InvalidID):
        await it.delete()
    other = KINDS[kind][0](client, id=uid(2))
    with pytest.raises(Exception, match="403"):
        await other.delete()
    assert not other.missing


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("chapter", ["manga", "groups"]),
        ("scanlation_group", ["leader", "members"]),
        ("custom_list", ["mangas"]),
    ],
)
async def test_related_objects_stay_the_same_ones(client, transport, kind, names):
    it = make(client, kind)
    before = {name: getattr(it, name) for name in names}
    transport.add(later(kind))
    await it.update()
    for name, then in before.items():
        now = getattr(it, name)
        pairs = [(now, then)] if not isinstance(then, list) else zip(now, then, strict=True)
        assert all(one is other for one, other in pairs)


async def test_a_cover_that_came_with_its_manga(client, transport):
    manga = made(Manga, client, 2, rel("cover_art", 1, FULL["cover_art"]))
    manga.cover.description = "Of the sea"
    transport.add(later("cover_art"))
    await manga.cover.update()
    assert sent(transport) == {**KINDS["cover_art"][3], "description": "Of the sea"}
    assert manga.cover.manga is manga


async def test_a_relation_that_did_not_come_along_is_not_lost_silently(client, transport):
    manga = made(Manga, client, 2, rel("author", 1, AUTHOR))
    author = manga.authors[0]
    author.mangas = [manga]
    with pytest.raises(InvalidArgument, match=r"^mangas of .* cannot be changed"):
        await author.update()
    assert transport.requests == []


async def test_links_show_what_was_read_and_leave_the_edits_alone(client, transport):
    author = make(client, "author")
    assert author.links["twitter"] == "https://twitter.example/wren"
    author.twitter = "https://twitter.com/wren"
    transport.add(later("author", twitter="https://twitter.com/wren"))
    await author.update()
    assert author.links["twitter"] == "https://twitter.com/wren"


# Groups have people


async def test_languages_that_came_under_their_other_name(client, transport):
    group = make(client, "scanlation_group", focusedLanguage=["en", "xx-xx-1"], focusedLanguages=None)
    transport.add(later("scanlation_group"))
    await group.update()
    assert sent(transport)["focusedLanguages"] == ["en", "xx-xx-1"]


async def test_saying_who_belongs_to_a_group(client, transport):
    group = make(client, "scanlation_group")
    transport.add(later("scanlation_group"), later("scanlation_group"))
    await group.set_people(leader=User(client, id=uid(8)), members=[uid(7), uid(8)])
    whole = KINDS["scanlation_group"][3]
    assert sent(transport) == {**whole, "leader": uid(8), "members": [uid(7), uid(8)]}
    await group.set_people(members=[])
    assert sent(transport) == {**whole, "members": [], "version": 20}
    for wrong in ({"leader": "ann"}, {"members": ["ann"]}, {"members": 5}):
        with pytest.raises(InvalidArgument, match=next(iter(wrong))):
            await group.set_people(**wrong)
    with pytest.raises(NotFetched):
        await client.get_group(uid(1)).set_people(members=[])
    assert len(transport.requests) == 2


async def test_a_group_without_a_leader(client, transport):
    group = made(Group, client, 1)
    transport.add(later("scanlation_group"))
    await group.update()
    assert "leader" not in sent(transport)
    assert sent(transport)["members"] == []
