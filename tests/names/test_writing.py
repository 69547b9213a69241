"""The names by which AsyncDex 1.1 wrote: making, changing, following, marking."""

import json

import pytest

from asyncdex import (
    Author,
    CoverArt,
    CustomList,
    Demographic,
    FollowStatus,
    Group,
    InvalidArgument,
    InvalidCaptcha,
    InvalidID,
    Manga,
    MangaLinks,
    MangaList,
    NotOffered,
    Tag,
    TitleList,
)
from tests.names.calls import leaves_out, reads
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, fake_client, made, one, page, rel, uid

DONE = json_answer({"result": "ok"})
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
KINDS = {"Author": Author, "CoverArt": CoverArt, "Group": Group}


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock, anonymous=False, session_token="a-token-of-names")


def sent(transport, at=-1):
    request = transport.requests[at]
    return request.method, "/" + transport.paths[at].partition("?")[0]


def body(transport, at=-1):
    return json.loads(transport.requests[at].body)


# Making


@reads("MangadexClient.create_author", "name")
async def test_an_author_is_made(client, transport):
    transport.add(one(entity("author", 1, name="Wren")))
    author = await client.create_author(name="Wren")
    assert (author.name, author.id) == ("Wren", uid(1))
    assert sent(transport) == ("POST", "/author")
    assert body(transport) == {"name": "Wren"}


@reads("MangadexClient.create_group", "name", "members")
@leaves_out("MangadexClient.create_group")
async def test_a_group_is_made(client, transport):
    transport.add(one(entity("scanlation_group", 1, name="HS")))
    group = await client.create_group("HS", None)
    assert isinstance(group, Group)
    assert (sent(transport), body(transport)) == (("POST", "/group"), {"name": "HS"})


@reads("MangadexClient.create_group", "name", "members", "leader")
async def test_a_group_is_made_with_its_people(client, transport):
    made_group = entity("scanlation_group", 1, rel("leader", 9))
    transport.add(one(made_group), one(entity("scanlation_group", 1, rel("leader", 2), rel("member", 3))))
    leader, member = client.get_user(uid(2)), client.get_user(uid(3))
    group = await client.create_group("HS", members=[member], leader=leader)
    assert sent(transport) == ("PUT", f"/group/{uid(1)}")
    assert (body(transport)["leader"], body(transport)["members"]) == (uid(2), [uid(3)])
    assert (group.leader, group.members) == (leader, [member])


@reads(
    "MangadexClient.create_manga",
    *("title", "alt_titles", "descriptions", "authors", "artists", "links", "language", "last_volume"),
    *("last_chapter_number", "demographic", "status", "year", "rating"),
)
async def test_a_manga_is_made(client, transport):
    transport.add(one(entity("manga", 1, state="draft")))
    manga = await client.create_manga(
        title={"en": "Sea"},
        alt_titles=[{"ja": "海"}],
        descriptions={"en": "Waves."},
        authors=[client.get_author(uid(2))],
        artists=[uid(3)],
        links=MangaLinks(anilist_id="5"),
        language="ja",
        last_volume="3",
        last_chapter_number="30",
        demographic=Demographic.SEINEN,
        status="completed",
        year=2020,
        rating="safe",
    )
    assert manga.state == "draft"
    assert sent(transport) == ("POST", "/manga")
    assert body(transport) == {
        "title": {"en": "Sea"},
        "altTitles": [{"ja": "海"}],
        "description": {"en": "Waves."},
        "authors": [uid(2)],
        "artists": [uid(3)],
        "links": {"al": "5"},
        "originalLanguage": "ja",
        "lastVolume": "3",
        "lastChapter": "30",
        "publicationDemographic": "seinen",
        "status": "completed",
        "year": 2020,
        "contentRating": "safe",
    }


@reads("MangadexClient.create_manga", "all_titles", "language", "status", "rating")
@leaves_out(
    "MangadexClient.create_manga",
    *("title", "alt_titles", "descriptions", "authors", "artists", "links", "last_volume"),
    *("last_chapter_number", "demographic", "year", "notes"),
)
async def test_a_manga_is_made_of_all_its_titles(client, transport):
    transport.add(one(entity("manga", 1)))
    titles = {"en": TitleList(["Sea", "Ocean"]), "ja": TitleList(["海"])}
    await client.create_manga(all_titles=titles, language="ja", status="ongoing", rating="safe")
    assert body(transport) == {
        "title": {"en": "Sea"},
        "altTitles": [{"en": "Ocean"}, {"ja": "海"}],
        "originalLanguage": "ja",
        "status": "ongoing",
        "contentRating": "safe",
    }


@reads("MangadexClient.create_manga", "notes", "title")
@leaves_out("MangadexClient.create_manga", "all_titles")
async def test_notes_are_taken_no_more(client, transport):
    transport.add(one(entity("manga", 1)))
    given = {"title": {"en": "Sea"}, "language": "ja", "status": "ongoing", "rating": "safe"}
    with pytest.warns(DeprecationWarning, match="notes is not sent"):
        await client.create_manga(**given, notes="Please.")
    assert "notes" not in body(transport)
    with pytest.raises(InvalidArgument, match="title must hold at least one"):
        await client.create_manga(language="ja", status="ongoing", rating="safe")


@reads("MangadexClient.create_cover", "manga", "file")
async def test_a_cover_is_made(client, transport):
    transport.add(one(entity("cover_art", 1)))
    cover = await client.create_cover(manga=client.get_manga(uid(2)), file=PNG)
    assert isinstance(cover, CoverArt)
    assert sent(transport) == ("POST", f"/cover/{uid(2)}")


# Changing and deleting


@pytest.mark.parametrize(
    "kind", [pytest.param(KINDS[name], marks=reads(f"{name}.update"), id=name) for name in KINDS]
)
async def test_update(client, transport, kind):
    model = made(kind, client, version=4)
    path = f"/{kind.wiring.get.path.split('/')[1]}/{uid(1)}"
    transport.add(one(entity(kind.kind, 1, version=5)), api_error(404))
    assert await model.update() is None
    assert sent(transport) == ("PUT", path)
    assert body(transport)["version"] == 4
    assert model.version == 5
    with pytest.raises(InvalidID):
        await model.update()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(one, marks=reads(f"{name}.delete"), id=name)
        for name, one in {**KINDS, "Manga": Manga}.items()
    ],
)
async def test_delete(client, transport, kind):
    transport.add(DONE)
    model = kind(client, id=uid(1))
    assert await model.delete() is None
    assert sent(transport) == ("DELETE", f"/{kind.wiring.get.path.split('/')[1]}/{uid(1)}")
    assert model.missing


@reads("Manga.update", "notes")
async def test_a_manga_is_changed(client, transport):
    manga = made(Manga, client, version=12)
    manga.titles.en.append("Another")
    transport.add(one(entity("manga", 1, version=13)))
    await manga.update(notes=None)
    assert sent(transport) == ("PUT", f"/manga/{uid(1)}")
    assert {"en": "Another"} in body(transport)["altTitles"]
    assert (body(transport)["version"], manga.version) == (12, 13)
    transport.add(one(entity("manga", 1, version=14)))
    with pytest.warns(DeprecationWarning, match="notes is not sent"):
        await manga.update("I like it so.")


# Following, lists, statuses


@pytest.mark.parametrize(
    ("kind", "name", "method"),
    [
        pytest.param(kind, name, method, marks=reads(f"{kind.__name__}.{name}"), id=f"{kind.__name__}.{name}")
        for kind in (Manga, Group)
        for name, method in (("follow", "POST"), ("unfollow", "DELETE"))
    ],
)
async def test_follow_and_unfollow(client, transport, kind, name, method):
    transport.add(DONE, api_error(404))
    model = kind(client, id=uid(1))
    assert await getattr(model, name)() is None
    assert sent(transport) == (method, f"/{kind.wiring.get.path.split('/')[1]}/{uid(1)}/follow")
    with pytest.raises(InvalidID):
        await getattr(model, name)()


@pytest.mark.parametrize(
    ("name", "method"),
    [
        pytest.param(name, method, marks=reads(f"Manga.{name}", "custom_list"), id=name)
        for name, method in (("add_to_list", "POST"), ("remove_from_list", "DELETE"))
    ],
)
async def test_lists(client, transport, name, method):
    transport.add(DONE, DONE)
    manga = Manga(client, id=uid(1))
    for custom_list in (CustomList(client, id=uid(2)), uid(2)):
        assert await getattr(manga, name)(custom_list=custom_list) is None
        assert sent(transport) == (method, f"/manga/{uid(1)}/list/{uid(2)}")


@reads("Manga.set_reading_status", "status")
@pytest.mark.parametrize("status", [FollowStatus.READING, "reading", None])
async def test_a_reading_status_is_set(client, transport, status):
    transport.add(DONE)
    manga = Manga(client, id=uid(1))
    await manga.set_reading_status(status=status)
    assert sent(transport) == ("POST", f"/manga/{uid(1)}/status")
    assert body(transport) == {"status": status}
    assert manga.reading_status == status


@reads("MangaList.set_reading_status", "status")
async def test_reading_statuses_are_set(client, transport):
    transport.add(DONE, DONE)
    mangas = MangaList(client, entries=[Manga(client, id=uid(number)) for number in (1, 2)])
    await mangas.set_reading_status(status=FollowStatus.DROPPED)
    assert [manga.reading_status for manga in mangas] == [FollowStatus.DROPPED] * 2
    assert sorted(transport.paths) == [f"manga/{uid(1)}/status", f"manga/{uid(2)}/status"]


# Read markers


@pytest.fixture
def chapter(client):
    from asyncdex import Chapter  # noqa: PLC0415 - of one fixture only

    return made(Chapter, client, 5, rel("manga", 1))


@reads("Chapter.mark_read")
async def test_a_chapter_is_marked_as_read(client, transport, chapter):
    transport.add(DONE)
    assert await chapter.mark_read() is None
    assert sent(transport) == ("POST", f"/manga/{uid(1)}/read")
    assert body(transport) == {"chapterIdsRead": [uid(5)]}
    assert chapter.read is True


@reads("Chapter.mark_unread")
async def test_a_chapter_is_marked_as_unread(client, transport, chapter):
    transport.add(DONE)
    assert await chapter.mark_unread() is None
    assert body(transport) == {"chapterIdsUnread": [uid(5)]}
    assert chapter.read is False


@reads("Chapter.toggle_read")
async def test_a_marker_is_toggled(client, transport, chapter):
    transport.add(json_answer({"data": [uid(5)]}), DONE, DONE)
    assert await chapter.toggle_read() is None
    assert chapter.read is False
    await chapter.toggle_read()
    assert chapter.read is True
    assert [request.method for request in transport.requests] == ["GET", "POST", "POST"]


# The service


@reads("MangadexClient.ping")
async def test_ping(client, transport):
    answer = type(DONE)(200, {"Content-Type": "text/plain"}, b"pong")
    transport.add(answer, api_error(404))
    assert await client.ping() is None
    with pytest.raises(Exception, match="HTTP 404"):
        await client.ping()


@reads("MangadexClient.solve_captcha", "answer")
async def test_a_captcha_is_handed_in(client, transport):
    transport.add(DONE, api_error(400))
    assert await client.solve_captcha(answer="an-answer") is None
    assert (sent(transport), body(transport)) == (
        ("POST", "/captcha/solve"),
        {"captchaChallenge": "an-answer"},
    )
    with pytest.raises(InvalidCaptcha):
        await client.solve_captcha("a-wrong-one")


@reads("MangadexClient.convert_legacy", "model", "ids")
async def test_old_ids_are_converted(client, transport):
    pairs = [(2, uid(20)), (1, uid(10))]
    mappings = [
        {"id": uid(9), "type": "mapping_id", "attributes": {"type": "tag", "legacyId": old, "newId": new}}
        for old, new in pairs
    ]
    transport.add(page(mappings))
    found = await client.convert_legacy(model=Tag, ids=[1, 2, 3])
    assert body(transport) == {"type": "tag", "ids": [1, 2, 3]}
    assert list(found) == [1, 2]
    assert (found[1].id, type(found[1])) == (uid(10), Tag)


# What MangaDex has taken out of its API


@reads("MangadexClient.create", "username", "password", "email", "login", "store_credentials")
@leaves_out("MangadexClient.create")
async def test_accounts_are_made_elsewhere(client, transport):
    secret = "a-password-of-old"
    for more in ({}, {"login": False, "store_credentials": False}):
        with pytest.raises(NotOffered, match=r"https://mangadex\.org") as caught:
            await client.create(username="me", password=secret, email="me@example.org", **more)
        assert secret not in str(caught.value)
    assert transport.requests == []


@reads("MangadexClient.finish_password_reset", "code", "new_password", "store_new_password")
@leaves_out("MangadexClient.finish_password_reset")
async def test_passwords_are_recovered_elsewhere(client, transport):
    for more in ({}, {"store_new_password": False}):
        with pytest.raises(NotOffered, match="recovery of passwords"):
            await client.finish_password_reset(code="a", new_password="b", **more)
    assert transport.requests == []


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        pytest.param(name, argument, marks=reads(f"MangadexClient.{name}", argument), id=name)
        for name, argument in (
            ("activate_account", "code"),
            ("resend_activation_code", "email"),
            ("reset_password_email", "email"),
        )
    ],
)
async def test_the_rest_is_done_elsewhere(client, transport, name, argument):
    with pytest.raises(NotOffered, match="through its API any more"):
        await getattr(client, name)(**{argument: "x"})
    assert transport.requests == []
