"""From what people paste to objects."""

import pytest

from asyncdex import (
    Author,
    Chapter,
    CoverArt,
    CustomList,
    Group,
    InvalidArgument,
    InvalidID,
    Manga,
    Tag,
    User,
)
from tests.support import api_error
from tests.unit.models.builders import entity, fake_client, one, page, uid

ID = "f9c33607-9180-4ba6-b85c-e4b5faee7192"


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"https://mangadex.org/title/{ID}/a-name", Manga),
        (f"https://mangadex.org/title/{ID}", Manga),
        (f"http://www.mangadex.org/manga/{ID}?tab=art#top", Manga),
        (f"mangadex.org/title/{ID}", Manga),
        (f"HTTPS://MANGADEX.ORG/TITLE/{ID.upper()}", Manga),
        (f"https://canary.mangadex.dev/title/{ID}/x", Manga),
        (f"https://api.mangadex.org/manga/{ID}", Manga),
        (f"https://uploads.mangadex.org/covers/{ID}/x.png", Manga),
        (f"https://mangadex.org/covers/{ID}/x.png", Manga),
        (f"https://mangadex.org/chapter/{ID}/3", Chapter),
        (f"  <https://mangadex.org/chapter/{ID}>\n", Chapter),
        (f"https://mangadex.org/author/{ID}/somebody", Author),
        (f"https://mangadex.org/artist/{ID}", Author),
        (f"https://mangadex.org/group/{ID}", Group),
        (f"https://mangadex.org/list/{ID}", CustomList),
        (f"https://mangadex.org/user/{ID}/name", User),
        (f"https://mangadex.org/tag/{ID}/action", Tag),
        (f"https://api.mangadex.org/cover/{ID}", CoverArt),
    ],
)
async def test_an_address_says_what_it_is(client, text, kind):
    found = await client.resolve(text)
    assert (type(found), found.id, found.fetched) == (kind, ID, False)
    assert found.client is client


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must be an address of MangaDex or a UUID"),
        ("umbrella", "must be an address of MangaDex or a UUID"),
        (None, "must be an address of MangaDex or a UUID, not None"),
        (f"https://mangadex.org.evil.example/title/{ID}", "must be an address of MangaDex"),
        (f"https://notmangadex.org/title/{ID}", "must be an address of MangaDex"),
        (f"https://evil.example/mangadex.org/title/{ID}", "must be an address of MangaDex"),
        ("https://mangadex.org/title/123/old-name", "123, an id from before 2021"),
        (" 123 ", "123, an id from before 2021"),
        (123, "123, an id from before 2021"),
        ("https://mangadex.org/title/abc", "'abc' where the UUID of a Manga has to be"),
        (f"https://mangadex.org/settings/{ID}", "names a 'settings'"),
    ],
)
async def test_what_is_neither_address_nor_id(client, text, told):
    with pytest.raises(InvalidArgument, match=told):
        await client.resolve(text)


@pytest.mark.parametrize(
    ("kind", "before"), [(Manga, 0), (Chapter, 1), (Author, 2), (Group, 3), (CoverArt, 4)]
)
async def test_a_bare_id_is_looked_for(client, transport, kind, before):
    nothing = [page([]), api_error(404), *[page([])] * 3]
    there = one(entity("chapter", 1)) if kind is Chapter else page([entity(kind.kind, 1)])
    transport.add(*nothing[:before], there)
    found = await client.resolve(f" {uid(1)} ")
    assert (type(found), found.id, found.fetched) == (kind, uid(1), True)
    assert len(transport.requests) == before + 1


async def test_a_bare_id_of_what_cannot_be_listed(client, transport):
    mine = {"id": uid(1), "type": "custom_list", "attributes": {"name": "Sea"}}
    transport.add(page([]), api_error(404), *[page([])] * 3, one(mine))
    assert (await client.resolve(uid(1))).name == "Sea"
    transport.add(page([]), api_error(404), *[page([])] * 3, api_error(404), one(entity("user", 1)))
    assert (await client.resolve(uid(1))).username == "pier"
    transport.add(page([]), api_error(404), *[page([])] * 3, api_error(404), api_error(404))
    with pytest.raises(InvalidID, match=f"MangaDex has nothing with the id '{uid(1)}'"):
        await client.resolve(uid(1))
