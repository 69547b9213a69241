"""Edits that would be lost: made while others are under way, never sent, or put nowhere."""

import asyncio

import pytest

from asyncdex import Chapter, Group, InvalidArgument, Manga, NotFetched
from tests.support import api_error
from tests.unit.models.builders import entity, fake_client, made, one, rel, uid


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock, anonymous=False, session_token="a-token-of-edits-under-way")


@pytest.fixture
def manga(client):
    return made(Manga, client, 1, rel("author", 2), version=3)


def slowly(data, started, go):
    async def step(_request):
        started.set()
        await go.wait()
        return one(data)

    return step


# Under way


async def test_an_edit_made_meanwhile_stays_and_goes_with_the_next(client, transport, manga):
    started, go = asyncio.Event(), asyncio.Event()
    transport.add(slowly(entity("manga", 1, rel("author", 2), version=4, year=2020), started, go))
    manga.year = 2020
    task = asyncio.create_task(manga.update())
    await started.wait()
    manga.last_volume = "9"
    manga.titles.en.append("Meanwhile")
    go.set()
    await task
    assert (manga.year, manga.version, manga.last_volume) == (2020, 4, "9")
    assert manga.titles.en[-1] == "Meanwhile"
    transport.add(one(entity("manga", 1, rel("author", 2), version=5)))
    await manga.update()
    body = transport.requests[-1].body.decode()
    assert '"lastVolume":"9"' in body
    assert "Meanwhile" in body


async def test_what_was_sent_gives_way_to_what_the_server_made_of_it(client, transport, manga):
    transport.add(one(entity("manga", 1, version=4, lastVolume="10")))
    manga.last_volume = "9"
    await manga.update()
    assert manga.last_volume == "10"


async def test_an_edit_made_meanwhile_may_be_one_that_cannot_be_sent(client, transport, manga):
    started, go = asyncio.Event(), asyncio.Event()
    transport.add(slowly(entity("manga", 1, version=4), started, go))
    manga.year = 2020
    task = asyncio.create_task(manga.update())
    await started.wait()
    manga.last_volume = 9
    go.set()
    await task
    assert (manga.last_volume, manga.version) == (9, 4)


# Never sent


@pytest.fixture
def draft(client):
    return made(Manga, client, 1, state="draft", version=1)


async def test_a_draft_with_edits_is_not_handed_in(client, transport, draft):
    draft.year = 2001
    draft.titles.en.append("Unsent")
    with pytest.raises(InvalidArgument, match=r"titles, year of .* was changed and not sent: update"):
        await draft.commit_draft()
    assert transport.requests == []
    assert (draft.year, draft.titles.en[-1]) == (2001, "Unsent")


async def test_a_draft_that_was_only_looked_at_is_handed_in(client, transport, draft):
    assert draft.titles.fr == []
    assert draft.descriptions.fr is None
    assert draft.titles.en.primary
    transport.add(one(entity("manga", 1, state="submitted", version=2)))
    await draft.commit_draft()
    assert draft.state == "submitted"


async def test_a_draft_that_was_never_read(client, transport):
    with pytest.raises(NotFetched, match=r"await its fetch_draft\(\) first"):
        await client.get_manga(uid(1)).commit_draft()
    assert transport.requests == []


@pytest.mark.parametrize("titles", [{}, {"en": []}, {"en": [" "]}])
async def test_a_manga_keeps_a_title(client, transport, manga, titles):
    manga.titles = titles
    with pytest.raises(InvalidArgument, match=r"titles of Manga.* must hold at least one title"):
        await manga.update()
    assert transport.requests == []


# Spelt wrong


@pytest.mark.parametrize(
    ("kind", "name", "hint"),
    [
        (Manga, "titels", "did you mean 'titles'"),
        (Manga, "descriptionss", "did you mean 'descriptions'"),
        (Manga, "content_rating", None),
        (Chapter, "pages", "it is a method"),
        (Chapter, "titel", "did you mean 'title'"),
        (Group, "focused_language", "did you mean 'focused_languages'"),
        (Group, "my_own_note", None),
    ],
)
async def test_an_attribute_that_there_is_not(client, transport, kind, name, hint):
    model = made(kind, client)
    setattr(model, name, "x")
    if hint is None:
        transport.add(one(entity(kind.kind, 1)))
        await model.update()
        assert getattr(model, name) == "x"
        return
    with pytest.raises(InvalidArgument, match=f"'{name}' is no attribute of {kind.__name__}.*; {hint}"):
        await model.update()
    assert transport.requests == []


# A version in the words of something else


@pytest.mark.parametrize(
    ("detail", "conflict"),
    [
        ("Error validating /version: outdated", True),
        ("The version is not the one of today", True),
        ("Error validating /altTitles/3/en: English version is too long", False),
    ],
)
async def test_what_a_refusal_is_about(client, transport, manga, detail, conflict):
    transport.add(api_error(400, "validation_exception", detail), one(entity("manga", 1, version=9)))
    with pytest.raises(Exception, match="HTTP 400") as caught:
        await manga.update()
    assert type(caught.value).__name__ == ("Conflict" if conflict else "BadRequest")
    assert len(transport.requests) == (2 if conflict else 1)
