"""The names of models that read: making, parsing, fetching, loading what they are related to."""

import pytest

from asyncdex import (
    Author,
    Chapter,
    ClientUser,
    CoverArt,
    FollowStatus,
    GenericModelList,
    Group,
    InvalidID,
    Manga,
    MangaLinks,
    PermissionMismatch,
    Tag,
    TagDict,
    TitleList,
    User,
)
from asyncdex.models import CoverList, CustomList, MangaAggregate, MangaList, VolumeAggregate
from tests.names.calls import leaves_out, reads
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, made, one, page, rel, uid, values

KINDS = {
    "Author": Author,
    "Chapter": Chapter,
    "CoverArt": CoverArt,
    "CustomList": CustomList,
    "Group": Group,
    "Manga": Manga,
    "Model": Manga,
    "Tag": Tag,
    "User": User,
}


def data_of(kind, number=1, **changes):
    """Return an object of a kind as MangaDex sends it."""
    if kind is CustomList:
        attributes = {"name": "Sea", "visibility": "public", "version": 2} | changes
        return {"id": uid(number), "type": "custom_list", "attributes": attributes, "relationships": []}
    return entity(kind.kind, number, **changes)


def _each(*arguments, only=None, suffix=""):
    """Return a decorator that runs a test for each kind of which AsyncDex names something."""
    names = only or KINDS
    return pytest.mark.parametrize(
        "kind",
        [pytest.param(KINDS[name], marks=reads(f"{name}{suffix}", *arguments), id=name) for name in names],
    )


# Every model

_MADE = ("Author", "Chapter", "Manga", "Model", "Tag")


@_each("client", "id", "version", only=_MADE)
def test_a_model_made_from_an_id(client, kind):
    model = kind(client=client, id=uid(1), version=3)
    assert (model.client, model.id, model.version, model.fetched) == (client, uid(1), 3, False)


@_each("client", "data", only=_MADE)
def test_a_model_made_from_an_answer(client, kind):
    model = kind(client=client, data=data_of(kind, version=9))
    assert (model.id, model.version, model.fetched) == (uid(1), 9, True)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(KINDS[name], marks=leaves_out(name, "version", "data"), id=name) for name in _MADE],
)
def test_a_model_of_which_nothing_more_is_said(client, kind):
    model = kind(client, id=uid(1))
    assert not model.fetched
    assert not hasattr(model, "version")


@pytest.mark.parametrize(
    "kind", [pytest.param(KINDS[name], marks=leaves_out(name, "id"), id=name) for name in _MADE]
)
def test_the_id_of_a_model_may_stand_in_its_data(client, kind):
    assert kind(client, data=data_of(kind, 7)).id == uid(7)


@_each("data", suffix=".parse")
def test_parse(client, kind):
    model = kind(client, id=uid(1))
    assert model.parse(data=data_of(kind, version=4)) is None
    assert (model.version, model.fetched) == (4, True)
    model.parse(data={"data": data_of(kind, version=5)})
    assert model.version == 5


@_each(suffix=".fetch")
async def test_fetch(client, transport, kind):
    answers = [one(data_of(kind, version=version)) for version in (1, 2)]
    if kind is Tag:
        answers = [page([data_of(kind, version=version)]) for version in (1, 2)]
    gone = page([]) if kind is Tag else api_error(404)
    transport.add(*answers, gone)
    model = kind(client, id=uid(1))
    await model.fetch()
    assert model.version == 1
    await model.fetch()
    assert model.version == 2
    with pytest.raises(InvalidID):
        await model.fetch()


@reads("Model.transfer", "new_obj")
def test_transfer(client):
    known, other = made(Manga, client), Manga(client, id=uid(1))
    known.transfer(new_obj=other)
    assert other.titles == known.titles
    assert other.version == known.version


@reads("ModelList.id_map")
@reads("ModelList.fetch_all")
async def test_a_list_of_models(client, transport):
    authors = GenericModelList([made(Author, client, 1), Author(client, id=uid(2))])
    assert authors.id_map() == {uid(1): authors[0], uid(2): authors[1]}
    transport.add(page([entity("author", 2, version=8)]))
    await authors.fetch_all()
    assert values(transport.requests[0], "ids[]") == [uid(2)]
    assert authors[1].version == 8


# Authors, groups, users, covers


@reads("Author.load_mangas")
async def test_load_mangas_of_an_author(client, transport):
    author = made(Author, client, 1, rel("manga", 2), rel("manga", 3))
    transport.add(page([entity("manga", 2), entity("manga", 3)]))
    await author.load_mangas()
    assert [manga.fetched for manga in author.mangas] == [True, True]


@reads("Chapter.load_groups")
async def test_load_groups(client, transport):
    chapter = made(Chapter, client, 1, rel("scanlation_group", 2))
    transport.add(page([entity("scanlation_group", 2)]))
    await chapter.load_groups()
    assert chapter.groups[0].name == "Harbour Scans"


@pytest.mark.parametrize(
    ("kind", "parameter"),
    [
        pytest.param(Group, "groups[]", marks=reads("Group.load_chapters")),
        pytest.param(User, "uploader", marks=reads("User.load_chapters")),
    ],
)
async def test_load_chapters(client, transport, kind, parameter):
    model = made(kind, client, 1)
    transport.add(page([entity("chapter", 2), entity("chapter", 3)]))
    await model.load_chapters()
    assert [chapter.id for chapter in model.chapters] == [uid(2), uid(3)]
    [request] = transport.requests
    assert values(request, parameter) + values(request, f"{parameter}[]") == [uid(1)]


@reads("CoverArt.url")
@reads("CoverArt.url_512")
@reads("CoverArt.url_256")
async def test_the_addresses_of_a_cover(client):
    cover = made(CoverArt, client, 1, rel("manga", 2))
    base = f"https://uploads.mangadex.org/covers/{uid(2)}/first%20cover.jpg"
    addresses = [await cover.url(), await cover.url_512(), await cover.url_256()]
    assert addresses == [base, f"{base}.512.jpg", f"{base}.256.jpg"]


@reads("CoverList", "manga", "entries")
@leaves_out("CoverList")
@reads("CoverList.get")
async def test_the_covers_of_a_manga(client, transport):
    manga = made(Manga, client)
    covers = CoverList(manga=manga, entries=[CoverArt(client, id=uid(9))])
    assert [cover.id for cover in covers] == [uid(9)]
    assert CoverList(manga) == []
    transport.add(page([entity("cover_art", 1), entity("cover_art", 2)]))
    await covers.get()
    assert [cover.id for cover in covers] == [uid(1), uid(2)]
    assert values(transport.requests[0], "manga[]") == [manga.id]


# Manga


@reads("Manga.load_authors")
async def test_load_authors(client, transport):
    manga = made(Manga, client, 1, rel("author", 2), rel("artist", 3))
    transport.add(page([entity("author", 2), entity("author", 3)]))
    await manga.load_authors()
    assert [manga.authors[0].name, manga.artists[0].name] == ["Wren Hollow", "Wren Hollow"]


_VOLUMES = {
    "1": {"volume": "1", "count": 2, "chapters": {"1": {"chapter": "1", "id": uid(1), "count": 2}}},
    "none": {
        "volume": "none",
        "count": 1,
        "chapters": {"none": {"chapter": "none", "id": uid(2), "count": 1}},
    },
}


@reads("Manga.aggregate", "languages")
@leaves_out("Manga.aggregate")
async def test_the_aggregate_of_a_manga(client, transport):
    manga = made(Manga, client)
    transport.add(*[json_answer({"result": "ok", "volumes": _VOLUMES})] * 2)
    aggregate = await manga.aggregate(languages=["en", "de"])
    assert aggregate == {"1": {"1": 2}, None: {None: 1}}
    assert await manga.aggregate() == aggregate
    asked, everything = transport.requests
    assert values(asked, "translatedLanguage[]") == ["en", "de"]
    assert values(everything, "translatedLanguage[]") == []


@reads("MangaAggregate.parse", "data")
@reads("MangaAggregate.volumes")
@reads("MangaAggregate.total")
@reads("VolumeAggregate.parse", "data")
@reads("VolumeAggregate.chapters")
@reads("VolumeAggregate.total")
def test_an_aggregate():
    whole = MangaAggregate()
    whole.parse(data=_VOLUMES)
    assert whole.volumes() == ["1", None]
    assert whole.total() == 3
    volume = VolumeAggregate()
    volume.parse(data=_VOLUMES["1"]["chapters"])
    assert volume.chapters() == ["1"]
    assert volume.total() == 2


@reads("Manga.get_reading_status")
@reads("MangaList", "client", "entries")
@leaves_out("MangaList")
@reads("MangaList.get_reading_status")
async def test_reading_statuses(client, transport):
    client.session_token = "s3ss10n-t0k3n"
    first, second = mangas = MangaList(
        client=client, entries=[made(Manga, client, number) for number in (1, 2)]
    )
    assert MangaList(client) == []
    transport.add(
        json_answer({"result": "ok", "status": "dropped"}),
        json_answer({"result": "ok", "statuses": {uid(1): "on_hold"}}),
    )
    await first.get_reading_status()
    assert first.reading_status is FollowStatus.DROPPED
    await mangas.get_reading_status()
    assert (first.reading_status, second.reading_status) == (FollowStatus.ON_HOLD, None)


@reads("MangaList.fetch_all")
@reads("MangaList.get_covers")
async def test_a_list_of_manga(client, transport):
    mangas = MangaList(client, entries=[Manga(client, id=uid(number)) for number in (1, 2)])
    transport.add(page([entity("manga", 1), entity("manga", 2)]))
    await mangas.fetch_all()
    assert all(manga.fetched for manga in mangas)
    transport.add(page([entity("cover_art", 5, rel("manga", 2)), entity("cover_art", 6, rel("manga", 2))]))
    await mangas.get_covers()
    assert [[cover.id for cover in manga.covers] for manga in mangas] == [[], [uid(5), uid(6)]]


@reads("MangaLinks.parse", "data")
@reads("MangaLinks.to_dict")
def test_links():
    links = MangaLinks()
    links.parse(data={"al": "1", "zz": "2"})
    assert links.to_dict() == {"al": "1", "zz": "2"}


@reads("TitleList.parts")
@reads("TagDict.groups")
def test_titles_and_tags(client):
    assert TitleList(["Sea", "Ocean"]).parts() == ("Sea", ["Ocean"])
    tag = made(Tag, client)
    assert TagDict({tag.id: tag}).groups() == {"theme": [tag]}


# Custom lists


@reads("CustomList.load_mangas")
async def test_load_mangas_of_a_list(client, transport):
    own = CustomList(client, data=data_of(CustomList) | {"relationships": [rel("manga", 2), rel("manga", 3)]})
    transport.add(page([entity("manga", 2), entity("manga", 3)]))
    await own.load_mangas()
    assert [manga.fetched for manga in own.mangas] == [True, True]


# The account


@pytest.fixture
def me(client):
    client.session_token = "s3ss10n-t0k3n"
    return client.user


def _rights(*permissions):
    roles = ["ROLE_MEMBER"]
    return json_answer(
        {"result": "ok", "isAuthenticated": True, "roles": roles, "permissions": list(permissions)}
    )


def _account(request):
    return _rights("manga.view") if request.url.endswith("/auth/check") else one(entity("user", 4))


@reads("ClientUser", "client", "version", "data")
@leaves_out("ClientUser")
def test_a_user_of_the_client(client):
    user = ClientUser(client=client, data=entity("user", 4), version=6)
    assert (user.id, user.username, user.version) == (uid(4), "pier", 6)
    assert not ClientUser(client).fetched


@reads("ClientUser.fetch")
@reads("ClientUser.permission_check", "permission_name")
@reads("ClientUser.permission_exception", "permission_name", "method", "path")
async def test_permissions(me, transport):
    transport.add(_account, _account)
    await me.fetch()
    assert (me.username, me.roles) == ("pier", ["ROLE_MEMBER"])
    assert me.permission_check(permission_name="manga.view")
    assert not me.permission_check(permission_name="manga.edit")
    me.permission_exception(permission_name="manga.view", method="PUT", path="/manga")
    with pytest.raises(PermissionMismatch) as caught:
        me.permission_exception(permission_name="manga.edit", method="PUT", path="/manga")
    assert (caught.value.permission, caught.value.method, caught.value.path) == (
        "manga.edit",
        "PUT",
        "/manga",
    )


@reads("ClientUser.fetch_user")
async def test_fetch_user(me, transport):
    transport.add(one(entity("user", 4)))
    await me.fetch_user()
    assert (me.id, me.username) == (uid(4), "pier")
    assert transport.paths == ["api.mangadex.org/user/me".partition("/")[2]]


_PAGERS = {
    "groups": (Group, "user/follows/group"),
    "lists": (CustomList, "user/list"),
    "manga": (Manga, "user/follows/manga"),
    "users": (User, "user/follows/user"),
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[reads(f"ClientUser.{name}", "limit"), leaves_out(f"ClientUser.{name}")])
        for name in _PAGERS
    ],
)
async def test_what_the_account_follows(me, transport, name):
    kind, path = _PAGERS[name]
    transport.add(*[page([data_of(kind, 1), data_of(kind, 2)], total=2)] * 2)
    assert [type(one) for one in await getattr(me, name)(limit=1).as_list()] == [kind]
    assert len(await getattr(me, name)().as_list()) == 2
    first, second = transport.requests
    assert first.url.startswith(f"https://api.mangadex.org/{path}?")
    assert (values(first, "limit"), values(second, "limit")) == (["1"], ["100"])
