"""Statistics and ratings, of one and of any number."""

import asyncio
from datetime import UTC, datetime

import pytest

from asyncdex import (
    Chapter,
    Group,
    InvalidArgument,
    InvalidID,
    InvalidResponse,
    Manga,
    MangaStatistics,
    NotFound,
    Statistics,
    Unauthorized,
    UserRating,
)
from asyncdex.models.parts import ids_of, in_parts
from tests.support import api_error, json_answer
from tests.unit.models.builders import fake_client, uid, values
from tests.unit.models.edits import logged_in, sent

WHOLE = {
    "comments": {"threadId": 4756728, "repliesCount": 12},
    "rating": {"average": 7.5, "bayesian": 7.25, "distribution": {"1": 2, "10": 5}},
    "follows": 1000,
    "unavailableChaptersCount": 3,
}
NOTHING = {"comments": None, "rating": {"average": None, "bayesian": 7.0}, "follows": 0}


@pytest.fixture
def client(transport, clock):
    return logged_in(transport, clock)


def statistics(**by_id):
    return json_answer({"result": "ok", "statistics": by_id})


def answering(numbers, missing=()):
    """Return a step that knows of whatever it is asked for, in another order."""

    def step(request):
        name = next(name for name in ("manga[]", "chapter[]", "group[]") if values(request, name))
        found = [id for id in reversed(values(request, name)) if id not in missing]
        return json_answer({"statistics": dict.fromkeys(found, numbers)})

    return step


async def test_one_manga(client, transport):
    transport.add(json_answer({"statistics": {uid(1): WHOLE}}))
    found = await client.get_manga(uid(1)).get_statistics()
    assert found == MangaStatistics(4756728, 12, 1000, 7.5, 7.25, {1: 2, 10: 5}, 3)
    assert found.thread_url == "https://forums.mangadex.org/threads/4756728"
    assert transport.paths == [f"statistics/manga/{uid(1)}"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (NOTHING, MangaStatistics(bayesian=7.0)),
        ({}, MangaStatistics()),
        ({"rating": None, "comments": {}}, MangaStatistics()),
        ({"rating": {"distribution": []}}, MangaStatistics()),
        ({"rating": {"distribution": {"5": 1, "x": 2}}}, MangaStatistics(distribution={5: 1})),
        ({"comments": {"threadId": 5.0}}, MangaStatistics(thread_id=5)),
        ({"unavailableChapterCount": 2}, MangaStatistics(unavailable_chapters=2)),
        (
            {"unavailableChapterCount": 2, "unavailableChaptersCount": 0},
            MangaStatistics(unavailable_chapters=0),
        ),
        ({"something": "new"}, MangaStatistics()),
    ],
)
async def test_shapes_that_come(client, transport, numbers, expected):
    transport.add(json_answer({"statistics": {uid(1): numbers}}))
    assert await client.get_manga(uid(1)).get_statistics() == expected


@pytest.mark.parametrize("answer", [{}, {"statistics": []}, {"statistics": None}, {"statistics": {}}])
async def test_no_statistics_at_all(client, transport, answer):
    transport.add(*[json_answer(answer)] * 3)
    assert await client.get_manga(uid(1)).get_statistics() == MangaStatistics()
    assert await client.get_chapter(uid(1)).get_statistics() == Statistics()
    assert await client.batch_manga_statistics(uid(1)) == {}


@pytest.mark.parametrize("numbers", [5, [], {"follows": "many"}, {"comments": {"threadId": 1e308}}, None])
async def test_another_shape_is_an_error_of_its_own(client, transport, numbers):
    transport.add(json_answer({"statistics": {uid(1): numbers}}))
    if isinstance(numbers, dict) and "comments" in numbers:
        assert (await client.get_manga(uid(1)).get_statistics()).thread_id == int(1e308)
        return
    with pytest.raises(InvalidResponse, match=f"statistics of {uid(1)}"):
        await client.get_manga(uid(1)).get_statistics()


async def test_a_chapter_and_a_group(client, transport):
    numbers = json_answer({"statistics": {uid(1): {"comments": {"threadId": 7, "repliesCount": None}}}})
    transport.add(numbers, numbers)
    for model in (Chapter, Group):
        assert await model(client, id=uid(1)).get_statistics() == Statistics(7, 0)
    assert transport.paths == [f"statistics/chapter/{uid(1)}", f"statistics/group/{uid(1)}"]
    assert Statistics().thread_url is None


async def test_what_there_is_none_of(client, transport):
    transport.add(*[api_error(404)] * 3)
    for model in (Manga, Chapter, Group):
        with pytest.raises(InvalidID):
            await model(client, id=uid(1)).get_statistics()


BATCHES = [
    ("batch_manga_statistics", "manga", WHOLE, MangaStatistics),
    ("batch_chapter_statistics", "chapter", {"comments": {"threadId": 1}}, Statistics),
    ("batch_group_statistics", "group", {"comments": {"threadId": 1}}, Statistics),
]


@pytest.mark.parametrize(("call", "name", "numbers", "kind"), BATCHES)
async def test_any_number(client, transport, call, name, numbers, kind):
    ids = [uid(n) for n in range(250)]
    gone = set(ids[::7])
    transport.add(*[answering(numbers, gone)] * 3)
    found = await getattr(client, call)(
        *ids[:100], getattr(client, f"get_{name}")(ids[100]), *ids[101:], ids[5].upper()
    )
    assert list(found) == [id for id in ids if id not in gone]
    assert {type(one) for one in found.values()} == {kind}
    assert sorted(len(values(request, f"{name}[]")) for request in transport.requests) == [50, 100, 100]
    assert {path.partition("?")[0] for path in transport.paths} == {f"statistics/{name}"}


@pytest.mark.parametrize(("call", "name", "numbers", "kind"), BATCHES)
async def test_none_at_all_takes_no_call(client, transport, call, name, numbers, kind):
    assert await getattr(client, call)() == {}
    with pytest.raises(InvalidArgument, match=rf"^{name}s must be"):
        await getattr(client, call)(uid(1), "sea")
    with pytest.raises(InvalidArgument, match=rf"^{name}s must be"):
        await getattr(client, call)(*[uid(1)] * 200, None)
    assert transport.requests == []


async def test_an_error_carries_what_succeeded(client, transport):
    ids = [uid(n) for n in range(250)]

    def step(request):
        return api_error(403) if ids[150] in values(request, "manga[]") else answering(WHOLE)(request)

    transport.add(*[step] * 3)
    with pytest.raises(Exception, match="403") as caught:
        await client.batch_manga_statistics(*ids)
    assert list(caught.value.succeeded) == ids[:100] + ids[200:]
    assert any("1 of 3 calls failed" in note for note in caught.value.__notes__)


# Ratings


def rated(**ratings):
    return json_answer({"result": "ok", "ratings": ratings})


async def test_the_rating_of_one(client, transport):
    transport.add(
        json_answer({"ratings": {uid(1): {"rating": 8, "createdAt": "2024-05-06T09:08:09+02:00"}}}),
        json_answer({"ratings": []}),
        json_answer({"ratings": {uid(1): {"rating": 8}}}),
    )
    manga = client.get_manga(uid(1))
    assert await manga.get_rating() == UserRating(8, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
    assert await manga.get_rating() is None
    assert await manga.get_rating() == UserRating(8)
    assert values(transport.requests[0], "manga[]") == [uid(1)]


async def test_rating_and_taking_it_back(client, transport):
    manga = client.get_manga(uid(1))
    transport.add(*[json_answer({"result": "ok"})] * 2, api_error(404), api_error(404))
    await manga.rate(10)
    assert sent(transport) == {"rating": 10}
    await manga.remove_rating()
    assert [request.method for request in transport.requests] == ["POST", "DELETE"]
    assert set(transport.paths) == {f"rating/{uid(1)}"}
    with pytest.raises(NotFound):
        await manga.remove_rating()
    with pytest.raises(InvalidID):
        await manga.rate(1)
    for wrong in (0, 11, 7.5, "8", True, None):
        with pytest.raises(InvalidArgument, match=r"^rating must be"):
            await manga.rate(wrong)
    assert len(transport.requests) == 4


@pytest.mark.parametrize("through", ["client", "user"])
async def test_ratings_of_any_number(client, transport, through):
    ids = [uid(n) for n in range(120)]

    def step(request):
        found = reversed(values(request, "manga[]"))
        return json_answer({"ratings": {id: {"rating": None if id == ids[3] else 5} for id in found}})

    transport.add(step, step)
    call = client.batch_ratings if through == "client" else client.user.ratings
    found = await call(*ids)
    assert list(found) == [id for id in ids if id != ids[3]]
    assert await call() == {}
    with pytest.raises(InvalidArgument, match=r"^mangas must be"):
        await call("sea")
    assert len(transport.requests) == 2


async def test_a_date_that_is_none(client, transport):
    transport.add(json_answer({"ratings": {uid(1): {"rating": 8, "createdAt": "soon"}}}))
    with pytest.raises(InvalidResponse, match="createdAt 'soon', which is no instant"):
        await client.batch_ratings(uid(1))


async def test_ratings_need_a_login(transport, clock):
    anonymous = fake_client(transport, clock)
    for call in (anonymous.batch_ratings(uid(1)), anonymous.get_manga(uid(1)).rate(5)):
        with pytest.raises(Unauthorized):
            await call
    assert transport.requests == []


# In parts


def test_ids_are_named_once_in_their_order():
    class Thing:
        id = uid(7)

    assert ids_of("x", [uid(2), Thing(), uid(1), uid(2).upper()]) == [uid(2), uid(7), uid(1)]
    assert ids_of("x", uid(1)) == ids_of("x", (uid(1) for _ in range(2))) == [uid(1)]
    assert ids_of("x", Thing()) == [uid(7)]
    for wrong in (5, None, [5], ["sea"], "sea"):
        with pytest.raises(InvalidArgument, match=r"^x must be"):
            ids_of("x", wrong)


async def test_calls_run_together_and_fill_one_answer():
    started, go = [], asyncio.Event()

    async def call(keys):
        started.append(list(keys))
        await go.wait()
        return {key: -key for key in reversed(keys) if key % 2}

    task = asyncio.ensure_future(in_parts(range(7), call, most=3))
    for _ in range(5):
        await asyncio.sleep(0)
    assert started == [[0, 1, 2], [3, 4, 5], [6]]
    go.set()
    assert list((await task).items()) == [(1, -1), (3, -3), (5, -5)]


async def test_of_several_failures_the_first_counts():
    async def call(keys):
        if keys[0] in {1, 2}:
            raise InvalidArgument(f"number {keys[0]}")
        return {keys[0]: True}

    with pytest.raises(InvalidArgument, match="number 1") as caught:
        await in_parts([0, 1, 2, 3], call, most=1)
    assert caught.value.succeeded == {0: True, 3: True}
    assert any("2 of 4 calls failed" in note for note in caught.value.__notes__)

    async def broken(_keys):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await in_parts([0], broken)
