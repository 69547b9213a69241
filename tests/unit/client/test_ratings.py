"""That MangaDex is always told which content ratings are wanted, for each call that can be told."""

import pytest

from asyncdex import Chapter, CustomList, Manga, MangadexClient
from asyncdex._api.table import ROWS
from tests.support import json_answer
from tests.unit.models.builders import entity, fake_client, page, uid, values

USUAL = ["safe", "suggestive", "erotica"]
ALL = [*USUAL, "pornographic"]


async def _feed(client):
    client.session_token = "s3ss10n-t0k3n"
    await client.user.manga_chapters().as_list()


async def _titles(client):
    await client.get_mangas(title="sea").as_list()


#: Searches, a random manga and feeds of many manga, by the row they call.
MIXED = {
    "get-search-manga": _titles,
    "get-manga-random": lambda client: client.random_manga(),
    "get-chapter": lambda client: client.get_chapters(title="sea").as_list(),
    "get-list-id-feed": lambda client: CustomList(client, id=uid(1)).manga_chapters().as_list(),
    "get-user-follows-manga-feed": _feed,
    "get-manga-recommendation": lambda client: Manga(client, id=uid(1)).get_recommendations(),
}

#: What is named, by its own id or that of its manga.
NAMED = {
    "manga by ids": lambda client: client.get_mangas(ids=[uid(1)]).as_list(),
    "chapters by ids": lambda client: client.get_chapters(ids=[uid(1)]).as_list(),
    "a batch of manga": lambda client: client.batch_mangas(Manga(client, id=uid(1))),
    "a batch of chapters": lambda client: client.batch_chapters(Chapter(client, id=uid(1))),
    "the chapters of a manga": lambda client: client.get_chapters(manga=uid(1)).as_list(),
    "the feed of a manga": lambda client: Manga(client, id=uid(1)).chapters.get(),
    "a new list of them": lambda client: Manga(client, id=uid(1)).chapters.get_new(),
}


def answer(request):
    return json_answer({"data": entity("manga", 1)}) if "/random" in request.url else page([])


@pytest.fixture
def asked(transport, clock):
    """Return the ratings that a call asks for, of a client made with some arguments."""

    async def ask(call, **options):
        transport.add(*[answer] * 3)
        await call(fake_client(transport, clock, **options))
        return [values(request, "contentRating[]") for request in transport.requests]

    return ask


def test_every_row_with_ratings_is_tried():
    # The feed of a manga is named, all others are mixed.
    assert {row.id for row in ROWS if "rating" in row.params} == {*MIXED, "get-manga-id-feed"}


@pytest.mark.parametrize("name", MIXED)
@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, USUAL), ({"content_ratings": "safe"}, ["safe"]), ({"content_ratings": ALL}, ALL)],
)
async def test_searches_and_mixed_feeds_ask_for_the_client_s(asked, name, options, expected):
    [ratings] = await asked(MIXED[name], **options)
    assert ratings == expected


@pytest.mark.parametrize("name", NAMED)
async def test_what_is_named_is_asked_for_whatever_its_rating(asked, name):
    found = await asked(NAMED[name], content_ratings="safe")
    assert found
    assert all(ratings == ALL for ratings in found)


async def test_the_preset_can_be_set_later(asked):
    async def later(client):
        client.content_ratings = "safe"
        await _titles(client)

    assert await asked(later) == [["safe"]]


def test_the_preset_is_one_word():
    assert MangadexClient(content_ratings="safe").content_ratings == ("safe",)
