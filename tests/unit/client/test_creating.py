"""Making manga, covers, authors, groups and lists: what is sent, and what is refused before."""

import io
from datetime import UTC, datetime

import pytest

from asyncdex import (
    Author,
    BadRequest,
    CoverArt,
    CustomList,
    Group,
    InvalidArgument,
    Manga,
    MangaState,
    NotFound,
    Unauthorized,
    User,
    Visibility,
)
from asyncdex.models.pictures import media_type_of, picture_of
from tests.support import api_error
from tests.unit.models.builders import entity, fake_client, one, page, query, rel, uid
from tests.unit.models.edits import logged_in, sent

LEAST = {"language": "ja", "status": "ongoing", "rating": "safe"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
MADE_LIST = entity("custom_list", 1, attributes={"name": "Mine", "visibility": "private", "version": 1})


@pytest.fixture
def client(transport, clock):
    return logged_in(transport, clock)


def a_draft(**changes):
    return one(entity("manga", 1, rel("creator", 2), state="draft", version=1, **changes))


# Manga


async def test_a_manga(client, transport):
    transport.add(a_draft())
    manga = await client.create_manga(
        title={"en": "The Sea"},
        **LEAST,
        authors=[client.get_author(uid(3))],
        year=1999,
        alt_titles=[{"ja": "海"}],
    )
    assert isinstance(manga, Manga)
    assert (manga.id, manga.state, manga.version) == (uid(1), MangaState.DRAFT, 1)
    assert manga.client is client
    [request] = transport.requests
    assert (request.method, transport.paths) == ("POST", ["manga"])
    assert sent(transport) == {
        "title": {"en": "The Sea"},
        "originalLanguage": "ja",
        "status": "ongoing",
        "contentRating": "safe",
        "authors": [uid(3)],
        "year": 1999,
        "altTitles": [{"ja": "海"}],
    }


@pytest.mark.parametrize(
    ("titles", "title", "others"),
    [
        ({"en": ["A", "B"], "ja": ["C"]}, {"en": "A"}, [{"en": "B"}, {"ja": "C"}]),
        ({"fr": [], "en": "A"}, {"en": "A"}, []),
        ({"en": ("A" for _ in range(2)), "ja": None}, {"en": "A"}, [{"en": "A"}]),
    ],
)
async def test_all_titles_together(client, transport, titles, title, others):
    transport.add(a_draft())
    await client.create_manga(all_titles=titles, **LEAST)
    assert (sent(transport)["title"], sent(transport)["altTitles"]) == (title, others)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "title must hold at least one"),
        ({"title": "The Sea"}, "^title must map"),
        ({"title": {"en": 5}}, "^title"),
        ({"all_titles": {}}, "^all_titles holds no title"),
        ({"all_titles": {"en": []}}, "^all_titles holds no title"),
        ({"all_titles": ["A"]}, "^all_titles must map"),
        ({"all_titles": {"en": 5}}, "^all_titles"),
        ({"all_titles": {"en": [5]}}, "^all_titles"),
        ({"all_titles": {5: ["A"]}}, "^all_titles"),
        ({"all_titles": {"en": ["A"]}, "title": {"en": "A"}}, "either it or them"),
        ({"all_titles": {"en": ["A"]}, "alt_titles": []}, "either it or them"),
        ({"title": {"en": "A"}, "language": "Japanese"}, "^language"),
        ({"title": {"en": "A"}, "language": None}, "language must be given"),
        ({"title": {"en": "A"}, "status": "resting"}, "^status"),
        ({"title": {"en": "A"}, "rating": "none"}, "^rating"),
        ({"title": {"en": "A"}, "authors": ["Wren"]}, "^authors"),
        ({"title": {"en": "A"}, "year": 0}, "^year"),
        ({"title": {"en": "x" * 70_000}}, "at most 65536 bytes"),
    ],
)
async def test_a_manga_that_cannot_be(client, transport, given, named):
    with pytest.raises(InvalidArgument, match=named):
        await client.create_manga(**{**LEAST, **given})
    assert transport.requests == []


async def test_a_detail_there_is_none_of(client, transport):
    with pytest.raises(TypeError, match="'colour'"):
        await client.create_manga(title={"en": "A"}, **LEAST, colour="red")
    with pytest.raises(TypeError, match="'version'"):
        await client.create_manga(title={"en": "A"}, **LEAST, version=3)
    assert transport.requests == []


async def test_notes_are_no_longer_taken(client, transport):
    transport.add(a_draft())
    with pytest.warns(DeprecationWarning, match="takes no notes") as caught:
        await client.create_manga(title={"en": "A"}, **LEAST, notes="Found it")
    assert caught[0].filename == __file__


# Drafts


async def test_the_account_s_drafts(client, transport):
    transport.add(page([entity("manga", 1, state="draft")]))
    [manga] = await client.get_drafts(limit=5, state="draft", order={"createdAt": "desc"}).as_list()
    assert manga.state is MangaState.DRAFT
    assert {("state", "draft"), ("order[createdAt]", "desc"), ("limit", "5")} <= set(
        query(transport.requests[0])
    )
    assert transport.paths[0].startswith("manga/draft?")
    with pytest.raises(InvalidArgument, match=r"^state"):
        client.get_drafts(state="published")
    with pytest.raises(TypeError, match="title"):
        client.get_drafts(title="sea")


async def test_a_draft_is_handed_in(client, transport):
    transport.add(a_draft())
    draft = await client.get_manga(uid(1)).fetch_draft()
    assert draft.state is MangaState.DRAFT
    assert transport.paths[0].partition("?")[0] == f"manga/draft/{uid(1)}"
    transport.add(api_error(400, "validation_exception", "A cover is missing"))
    with pytest.raises(BadRequest):
        await draft.commit_draft()
    transport.add(one(entity("manga", 1, state="submitted", version=2)))
    creator = draft.creator
    await draft.commit_draft()
    assert sent(transport) == {"version": 1}
    assert transport.paths[-1] == f"manga/draft/{uid(1)}/commit"
    assert (draft.state, draft.version) == (MangaState.SUBMITTED, 2)
    assert next(model for model in draft.__dict__["_related"] if model == creator) is creator


# Covers


def form_of(request):
    """Return the texts and the files of a form that was made for a request."""
    writer = request.options["data"]
    return [(part.headers["Content-Disposition"], part.headers["Content-Type"]) for part, _, _ in writer]


async def test_a_cover(client, transport, tmp_path):
    path = tmp_path / "volume 3.png"
    path.write_bytes(PNG)
    transport.add(one(entity("cover_art", 9, rel("manga", 1))))
    cover = await client.create_cover(client.get_manga(uid(1)), path, volume="3", locale="ja")
    assert isinstance(cover, CoverArt)
    assert (cover.id, cover.manga.id) == (uid(9), uid(1))
    [request] = transport.requests
    assert (request.method, transport.paths, request.body) == ("POST", [f"cover/{uid(1)}"], None)
    assert form_of(request) == [
        ('form-data; name="volume"', "text/plain; charset=utf-8"),
        ('form-data; name="locale"', "text/plain; charset=utf-8"),
        ('form-data; name="file"; filename="volume 3.png"', "image/png"),
    ]


async def test_a_cover_that_cannot_be(client, transport, tmp_path):
    (tmp_path / "page.webp").write_bytes(b"RIFF....WEBP")
    for file in (
        tmp_path / "none.png",
        tmp_path,
        tmp_path / "page.webp",
        b"",
        b"text",
        5,
        None,
        io.StringIO("x"),
    ):
        with pytest.raises(InvalidArgument, match=r"^file "):
            await client.create_cover(uid(1), file)
    for name, value in (("volume", "three"), ("description", "x" * 513), ("locale", "Japanese")):
        with pytest.raises(InvalidArgument, match=rf"^{name} "):
            await client.create_cover(uid(1), PNG, **{name: value})
    with pytest.raises(InvalidArgument, match=r"^manga "):
        await client.create_cover("sea", PNG)
    assert transport.requests == []
    transport.add(api_error(404))
    with pytest.raises(NotFound):
        await client.create_cover(uid(1), PNG)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(8), "image/jpeg"),
        (b"GIF87a" + bytes(8), "image/gif"),
        (b"GIF89a" + bytes(8), "image/gif"),
        (b"GIF88a" + bytes(8), None),
        (b"RIFF", None),
        (b"", None),
    ],
)
def test_pictures_are_known_by_their_first_bytes(head, kind):
    assert media_type_of(head) == kind
    if kind is not None:
        name, told, content = picture_of("file", head)
        assert (name, told, content) == (f"file.{kind[6:]}", kind, head)


def test_where_a_picture_comes_from(tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(PNG)
    assert picture_of("file", path) == ("a.bin", "image/png", path)
    assert picture_of("file", str(path)) == ("a.bin", "image/png", path)
    assert picture_of("file", bytearray(PNG)) == ("file.png", "image/png", PNG)
    assert picture_of("file", memoryview(PNG)) == ("file.png", "image/png", PNG)
    assert picture_of("file", io.BytesIO(PNG)) == ("file.png", "image/png", PNG)
    with path.open("rb") as opened:
        assert picture_of("file", opened) == ("a.bin", "image/png", PNG)


# Authors, groups, lists


async def test_an_author(client, transport):
    transport.add(one(entity("author", 1)))
    author = await client.create_author("Mori Aoi", biographies={"en": "Born."}, fan_box=None)
    assert isinstance(author, Author)
    assert sent(transport) == {"name": "Mori Aoi", "biography": {"en": "Born."}, "fanBox": None}
    for name, value in (("name", 5), ("name", None), ("skeb", "https://elsewhere.example")):
        with pytest.raises(InvalidArgument, match=name):
            await client.create_author(**{"name": "A", name: value})
    assert len(transport.requests) == 1


async def test_a_group(client, transport):
    transport.add(one(entity("scanlation_group", 1)))
    group = await client.create_group("Harbour Scans", discord="harbour", publish_delay=None)
    assert isinstance(group, Group)
    assert sent(transport) == {"name": "Harbour Scans", "discord": "harbour", "publishDelay": None}
    assert transport.paths == ["group"]


async def test_a_group_of_several_people(client, transport):
    made = entity("scanlation_group", 1, rel("leader", 2), version=1, publishDelay=None)
    transport.add(one(made), one({**made, "attributes": {**made["attributes"], "version": 2}}))
    group = await client.create_group("Harbour Scans", [User(client, id=uid(3))], leader=uid(4))
    assert [request.method for request in transport.requests] == ["POST", "PUT"]
    assert (sent(transport)["leader"], sent(transport)["members"]) == (uid(4), [uid(3)])
    assert (sent(transport)["version"], group.version) == (1, 2)


async def test_a_group_whose_people_are_refused(client, transport):
    transport.add(one(entity("scanlation_group", 1)), api_error(403))
    with pytest.raises(Exception, match="403") as caught:
        await client.create_group("Harbour Scans", [uid(3)])
    group = caught.value.succeeded["group"]
    assert (type(group), group.id) == (Group, uid(1))


async def test_a_group_that_cannot_be(client, transport):
    for given in ({"members": ["ann"]}, {"members": 5}, {"leader": "ann"}, {"publish_delay": "5 days"}):
        with pytest.raises(InvalidArgument, match=next(iter(given))):
            await client.create_group("A", **given)
    assert transport.requests == []


async def test_a_list(client, transport):
    transport.add(*[one(MADE_LIST)] * 5)
    found = await client.create_list("Mine")
    assert isinstance(found, CustomList)
    assert found.visibility is Visibility.PRIVATE
    assert sent(transport) == {"name": "Mine", "visibility": "private"}
    manga = client.get_manga(uid(2))
    for given, told in (
        ([manga, uid(3)], [uid(2), uid(3)]),
        (manga, [uid(2)]),
        (uid(3), [uid(3)]),
        ((uid(n) for n in (5, 4)), [uid(5), uid(4)]),
    ):
        await client.create_list("Mine", visibility="public", mangas=given)
        assert sent(transport)["manga"] == told
    for name, value in (("visibility", "friends"), ("mangas", "sea"), ("mangas", 5), ("name", 5)):
        with pytest.raises(InvalidArgument, match=rf"^{name} "):
            await client.create_list(**{"name": "A", name: value})
    with pytest.raises(InvalidArgument, match="at most 8192 bytes"):
        await client.create_list("A", mangas=[uid(n) for n in range(250)])
    assert len(transport.requests) == 5


async def test_nothing_can_be_made_without_a_login(transport, clock):
    anonymous = fake_client(transport, clock)
    for call in (
        anonymous.create_manga(title={"en": "A"}, **LEAST),
        anonymous.create_cover(uid(1), PNG),
        anonymous.create_author("A"),
        anonymous.create_group("A"),
        anonymous.create_list("A"),
    ):
        with pytest.raises(Unauthorized):
            await call
    assert transport.requests == []


async def test_what_is_made_is_not_made_twice(client, transport, clock):
    calls = [
        lambda: client.create_author("A"),
        lambda: client.create_group("A"),
        lambda: client.create_list("A"),
        lambda: client.create_cover(uid(1), PNG),
        lambda: client.create_manga(title={"en": "A"}, **LEAST),
    ]
    for call in calls:
        transport.add(api_error(502))
        with pytest.raises(Exception, match="502"):
            await clock.run(call())
    assert len(transport.requests) == len(calls)
    assert clock.now() < datetime(2026, 1, 2, tzinfo=UTC)


# Users


async def test_users(client, transport):
    transport.add(page([entity("user", 1)]))
    [user] = await client.get_users(username="pier", ids=[uid(1)], order={"username": "asc"}).as_list()
    assert (type(user), user.username) == (User, "pier")
    assert {("username", "pier"), ("ids[]", uid(1)), ("order[username]", "asc")} <= set(
        query(transport.requests[0])
    )
    assert transport.paths[0].startswith("user?")
    with pytest.raises(InvalidArgument, match=r"^username"):
        client.get_users(username=5)
