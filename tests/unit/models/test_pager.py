import asyncio
import re
from contextlib import suppress

import pytest

from asyncdex import (
    Author,
    Chapter,
    ConnectionFailed,
    Forbidden,
    GenericModelList,
    InvalidArgument,
    InvalidResponse,
    Manga,
    OffsetLimit,
    Pager,
    Path,
    PathRatelimit,
    Ratelimit,
    Ratelimits,
)
from tests.support import api_error
from tests.unit.models.builders import entity, one, page, query, rel, uid, values


class Shelf:
    """A list call that answers from a list of ids, by limit and offset as it is asked."""

    def __init__(self, count, total=None):
        self.ids = list(range(1, count + 1))
        self.total = total
        self.asked = []

    def __call__(self, request):
        limit, offset = (int(values(request, name)[0]) for name in ("limit", "offset"))
        self.asked.append((limit, offset))
        total = len(self.ids) if self.total is None else self.total
        return page([entity("manga", n) for n in self.ids[offset : offset + limit]], total, offset)


def serve(transport, count, total=None, pages=200):
    shelf = Shelf(count, total)
    transport.add(*[shelf] * pages)
    return shelf


def numbers(models):
    return [int(model.id[-12:]) for model in models]


async def test_each_page_is_asked_for_with_the_same_filters(client, transport):
    serve(transport, 150)
    await client.get_mangas(title="sea & sky", languages=["ja"]).as_list()
    common = [
        ("title", "sea & sky"),
        ("originalLanguage[]", "ja"),
        *(("contentRating[]", rating) for rating in ("safe", "suggestive", "erotica")),
        ("order[relevance]", "desc"),
        *(("includes[]", kind) for kind in ("author", "artist", "cover_art")),
    ]
    first, second = transport.requests
    assert first.url.partition("?")[0] == second.url.partition("?")[0] == "https://api.mangadex.org/manga"
    assert sorted(query(first)) == sorted([*common, ("limit", "100"), ("offset", "0")])
    assert sorted(query(second)) == sorted([*common, ("limit", "100"), ("offset", "99")])


@pytest.mark.parametrize(
    ("limit", "count", "asked"),
    [
        (3, 500, [(3, 0)]),
        (100, 500, [(100, 0)]),
        (101, 500, [(100, 0), (2, 99)]),
        (250, 500, [(100, 0), (100, 99), (52, 198)]),
        (250, 120, [(100, 0), (100, 99)]),
        (None, 201, [(100, 0), (100, 99), (100, 198)]),
        (None, 199, [(100, 0), (100, 99)]),
        (None, 0, [(100, 0)]),
    ],
)
async def test_what_a_limit_asks_for(client, transport, limit, count, asked):
    shelf = serve(transport, count)
    found = await client.get_mangas(limit=limit).as_list()
    assert numbers(found) == list(range(1, min(limit or count, count) + 1))
    assert shelf.asked == asked


async def test_pages_are_fetched_as_they_are_needed(client, transport):
    shelf = serve(transport, 150)
    pager = client.get_mangas()
    assert isinstance(pager, Pager)
    assert (pager.total, pager.returned) == (None, 0)
    assert repr(pager) == "<Pager of Manga: 0 returned of None>"
    assert shelf.asked == []
    first = await anext(pager)
    assert isinstance(first, Manga)
    assert first.fetched
    assert first.client is client
    assert (pager.total, pager.returned) == (150, 1)
    assert repr(pager) == "<Pager of Manga: 1 returned of 150>"
    for _ in range(99):
        await anext(pager)
    assert len(shelf.asked) == 1
    await anext(pager)
    assert len(shelf.asked) == 2


async def test_a_pager_that_has_ended_stays_so(client, transport):
    shelf = serve(transport, 3)
    pager = client.get_mangas(limit=2)
    assert numbers(await pager.as_list()) == [1, 2]
    assert await pager.as_list() == []
    with pytest.raises(StopAsyncIteration):
        await anext(pager)
    assert len(shelf.asked) == 1


async def test_as_list_returns_the_rest(client, transport):
    serve(transport, 5)
    pager = client.get_mangas()
    await anext(pager)
    rest = await pager.as_list()
    assert isinstance(rest, GenericModelList)
    assert numbers(rest) == [2, 3, 4, 5]
    assert pager.returned == 5


async def test_entries_that_shift_are_returned_once(client, transport):
    shelf = serve(transport, 200)
    pager = client.get_mangas()
    found = [await anext(pager)]
    shelf.ids.insert(0, 999)  # something new comes in at the front, and moves the 100th to the second page
    found += await pager.as_list()
    assert numbers(found) == list(range(1, 201))


async def test_a_limit_counts_entries_that_shift_once(client, transport):
    shelf = serve(transport, 300)
    pager = client.get_mangas(limit=150)
    found = [await anext(pager)]
    shelf.ids.insert(0, 999)
    found += await pager.as_list()
    assert numbers(found) == list(range(1, 151))
    assert shelf.asked == [(100, 0), (51, 99), (2, 149)]


async def test_a_page_of_nothing_new_is_not_the_end(client, transport):
    shelf = serve(transport, 150)
    pager = client.get_mangas(read_ahead=0)
    found = [await anext(pager)]
    shelf.ids[:0] = range(901, 1001)  # a hundred new ones push the first page to where the second was
    found += await pager.as_list()
    assert sorted(numbers(found)) == [*range(1, 151), *range(901, 1001)]
    assert shelf.asked == [(100, 0), (100, 99), (100, 0), (100, 99), (100, 198)]


async def test_a_list_that_is_another_one_each_time_has_an_end(client, transport):
    class Fickle(Shelf):
        def __call__(self, request):
            self.ids = list(range(1, 501))
            if values(request, "offset") != ["0"]:
                del self.ids[:3]
            return super().__call__(request)

    shelf = Fickle(500)
    transport.add(*[shelf] * 400)
    found = await client.get_mangas(order={"createdAt": "desc"}, read_ahead=0).as_list()
    assert len(set(numbers(found))) == len(found) == 500 - 2
    assert len(shelf.asked) < 60


@pytest.mark.parametrize("order", [None, {"createdAt": "asc"}])
async def test_an_empty_page_where_there_should_be_more_is_asked_for_again(client, transport, order):
    shelf = Shelf(350)
    transport.add(shelf, page([], 350), *[shelf] * 6)
    found = await client.get_mangas(order=order, read_ahead=0).as_list()
    assert numbers(found) == list(range(1, 351))


async def test_a_list_that_stays_empty_where_there_should_be_more_says_so(client, transport):
    shelf = serve(transport, 100, total=5000)
    pager = client.get_mangas(read_ahead=0)
    found = []
    with pytest.raises(InvalidResponse, match="GET /manga answers with an empty page, and counts 5000"):  # noqa: PT012
        async for manga in pager:
            found.append(manga)  # noqa: PERF401 - what came before the error is counted
    assert len(found) == 100
    assert shelf.asked == [(100, 0), (100, 99), (100, 100), (100, 100)]
    shelf.ids += range(101, 151)
    shelf.total = None
    assert numbers(await pager.as_list()) == list(range(101, 151))


async def test_a_few_results_that_are_counted_and_hidden_are_no_error(client, transport):
    serve(transport, 100, total=130)
    assert len(await client.get_mangas().as_list()) == 100


async def test_going_on_after_an_error_loses_and_repeats_nothing(client, transport, clock):
    shelf = Shelf(250)
    drop = ConnectionFailed("GET", "/manga", "it was cut off")
    transport.add(shelf, *[drop] * 4, api_error(403), shelf, shelf)
    pager = client.get_mangas(limit=230, read_ahead=0)
    found, errors = [], []
    for _ in range(3):
        try:
            while True:
                found.append(await clock.run(anext(pager)))
        except StopAsyncIteration:
            break
        except Exception as error:  # noqa: BLE001 - it is looked at below
            errors.append(type(error).__name__)
    assert errors == ["ConnectionFailed", "Forbidden"]
    assert numbers(found) == list(range(1, 231))
    assert shelf.asked == [(100, 0), (100, 99), (32, 198)]


async def test_going_on_after_a_limit(client, transport, clock):
    client.api.ratelimits = Ratelimits(
        PathRatelimit(Path("/manga", re.compile("/manga")), 1, 60), clock=clock
    )
    client.sleep_on_ratelimit = False
    shelf = serve(transport, 250)
    pager = client.get_mangas()
    found, refusals = [], 0
    while True:
        try:
            async for manga in pager:
                found.append(manga)  # noqa: PERF401 - what came before an error is kept
            break
        except Ratelimit:
            refusals += 1
            await clock.advance(61)
    assert refusals == 2
    assert numbers(found) == list(range(1, 251))
    assert len(shelf.asked) == 3


async def test_as_list_keeps_what_it_had_when_an_error_comes(client, transport):
    shelf = Shelf(250)
    transport.add(shelf, shelf, api_error(403), shelf)
    pager = client.get_mangas(limit=240, read_ahead=0)
    await anext(pager)
    with pytest.raises(Exception, match="403"):
        await pager.as_list()
    assert pager.returned == 1
    assert numbers(await pager.as_list()) == list(range(2, 241))
    assert pager.returned == 240
    assert shelf.asked == [(100, 0), (100, 99), (42, 198)]


async def test_mangadex_lists_no_more_than_ten_thousand(client, transport):
    shelf = serve(transport, 12_000)
    pager = client.get_mangas()
    found = []
    with pytest.raises(OffsetLimit, match=r"first 10000 .*createdAt"):  # noqa: PT012 - a whole walk
        async for manga in pager:
            found.append(manga)  # noqa: PERF401 - what came before the error is counted
    assert numbers(found) == list(range(1, 10_001))
    assert shelf.asked[-1] == (100, 9900)
    with pytest.raises(OffsetLimit):
        await anext(pager)
    assert len(shelf.asked) == 101


@pytest.mark.parametrize(("count", "limit"), [(9_999, None), (10_000, 10_000), (12_000, 10_000)])
async def test_what_is_within_the_ceiling_can_be_had(client, transport, count, limit):
    serve(transport, count)
    assert len(await client.get_mangas(limit=limit).as_list()) == min(count, 10_000)


async def test_a_count_of_just_the_ceiling_may_be_cut_off(client, transport):
    shelf = serve(transport, 10_000)
    pager = client.get_mangas()
    with pytest.raises(OffsetLimit):
        await pager.as_list()
    assert len(shelf.asked) == 101
    pager.limit = 10_000
    assert len(await pager.as_list()) == 10_000


async def test_no_page_reaches_behind_the_ten_thousandth(client, transport):
    shelf = Shelf(12_000)
    odd = [entity("manga", n) for n in shelf.ids[:50]]
    transport.add(page(odd, 12_000), *[shelf] * 120)  # a short page puts the others out of step
    with pytest.raises(OffsetLimit):
        await client.get_mangas().as_list()
    assert max(limit + offset for limit, offset in shelf.asked) == 10_000


@pytest.mark.parametrize("limit", [0, -1, True, False, 2.5, "5"])
def test_a_limit_that_cannot_be_right(client, limit):
    with pytest.raises(InvalidArgument, match="limit must be at least 1"):
        client.get_mangas(limit=limit)


async def test_values_that_can_be_read_only_once(client, transport):
    serve(transport, 150)
    await client.get_mangas(languages=(code for code in ("ja", "ko"))).as_list()
    assert [values(request, "originalLanguage[]") for request in transport.requests] == [["ja", "ko"]] * 2


async def test_a_server_that_sends_more_than_it_was_asked_for(client, transport):
    transport.add(page([entity("manga", n) for n in (1, 2, 3)]))
    assert numbers(await client.get_mangas(limit=2).as_list()) == [1, 2]


# Asking ahead


async def test_pages_are_asked_for_ahead_once_the_first_told_how_many_there_are(client, transport):
    shelf = serve(transport, 1000)
    pager = client.get_mangas(limit=500)
    found = [await anext(pager)]
    assert shelf.asked == [(100, 0)]
    await asyncio.sleep(0)
    for _ in range(20):
        await asyncio.sleep(0)
    assert shelf.asked == [(100, 0), (100, 99), (100, 198)]
    found += await pager.as_list()
    assert numbers(found) == list(range(1, 501))
    assert shelf.asked == [(100, 0), (100, 99), (100, 198), (100, 297), (100, 396), (5, 495)]


async def test_nothing_is_asked_for_beyond_what_is_wanted(client, transport):
    shelf = serve(transport, 1000)
    pager = client.get_mangas(limit=120)
    await pager.as_list()
    assert shelf.asked == [(100, 0), (21, 99)]
    assert client.get_mangas(limit=5, read_ahead=0).read_ahead == 0


@pytest.mark.parametrize("read_ahead", [-1, True, 1.5])
def test_so_many_pages_cannot_be_asked_for_ahead(client, read_ahead):
    with pytest.raises(InvalidArgument, match="read_ahead must be at least 0"):
        client.get_mangas(read_ahead=read_ahead)


async def test_leaving_early_leaves_nothing_behind(client, transport):
    serve(transport, 1000)
    async for _ in client.get_mangas():
        break
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_closing_calls_off_what_is_under_way(client, transport):
    shelf = serve(transport, 300)
    pager = client.get_mangas()
    found = [await anext(pager)]
    await pager.aclose()
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    found += await pager.as_list()
    assert numbers(found) == list(range(1, 301))
    assert shelf.asked[0] == (100, 0)


async def test_an_error_ahead_comes_behind_the_results_before_it(client, transport):
    shelf = Shelf(300)
    transport.add(shelf, shelf, api_error(403), *[shelf] * 5)
    pager = client.get_mangas()
    found = []
    with pytest.raises(Forbidden):  # noqa: PT012 - a whole walk
        async for manga in pager:
            found.append(manga)  # noqa: PERF401 - what came before the error is counted
    assert numbers(found) == list(range(1, 200))
    found += await pager.as_list()
    assert numbers(found) == list(range(1, 301))


async def test_being_called_off_while_a_page_is_under_way_loses_nothing(client, transport):
    shelf, gate = Shelf(250), asyncio.Event()

    async def late(request):
        await gate.wait()
        return shelf(request)

    transport.add(shelf, late, *[shelf] * 5)
    pager = client.get_mangas()
    found = [await anext(pager) for _ in range(100)]
    waiting = asyncio.create_task(anext(pager))
    for _ in range(20):
        await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    found += await pager.as_list()
    assert numbers(found) == list(range(1, 251))


async def test_two_readers_of_one_pager_share_its_results(client, transport):
    serve(transport, 250)
    pager = client.get_mangas()
    first, second = await asyncio.gather(pager.as_list(), pager.as_list())
    assert sorted(numbers(first) + numbers(second)) == list(range(1, 251))


async def test_a_limit_that_is_changed_on_the_way(client, transport):
    serve(transport, 250)
    pager = client.get_mangas()
    found = [await anext(pager) for _ in range(3)]
    pager.limit = 5
    found += await pager.as_list()
    assert numbers(found) == [1, 2, 3, 4, 5]
    pager.limit = None
    found += await pager.as_list()
    assert numbers(found) == list(range(1, 251))
    assert len(transport.requests) == 3


async def test_many_readers_of_one_pager_lose_and_repeat_nothing(client, transport):
    serve(transport, 300)
    pager = client.get_mangas()

    async def read():
        return [int(manga.id[-12:]) async for manga in pager]

    found = await asyncio.gather(*(read() for _ in range(5)))
    assert sorted(number for part in found for number in part) == list(range(1, 301))
    assert all(part == sorted(part) for part in found)


async def test_a_limit_below_what_was_returned_is_the_end(client, transport):
    serve(transport, 250)
    pager = client.get_mangas()
    for _ in range(3):
        await anext(pager)
    pager.limit = 2
    assert await pager.as_list() == []


async def test_few_results_are_models_at_a_time(client, transport):
    made = []

    class Counted(Manga):
        @classmethod
        def of_page(cls, *args):
            found = super().of_page(*args)
            made.append(len(found))
            return found

    serve(transport, 100)
    pager = Pager("/manga", Counted, client)
    assert numbers([await anext(pager), await anext(pager)]) == [1, 2]
    assert made == [1, 64]
    assert numbers(await pager.as_list()) == list(range(3, 101))
    assert sum(made) == 100


async def test_a_kind_of_ones_own_is_made_in_its_own_way(client, transport):
    class Noted(Manga):
        def __new__(cls, *args, **kwargs):
            found = super().__new__(cls)
            found.note = "mine"
            return found

    serve(transport, 3)
    assert [manga.note for manga in await Pager("/manga", Noted, client).as_list()] == ["mine"] * 3


async def test_a_result_that_cannot_be_made_takes_no_other_along(client, transport):
    class Picky(Manga):
        refused = False

        def __setattr__(self, name, value):
            if name == "id" and value == uid(40) and not Picky.refused:
                Picky.refused = True
                raise ValueError(value)
            super().__setattr__(name, value)

    serve(transport, 100)
    pager, found = Pager("/manga", Picky, client), []
    for _ in range(2):
        with suppress(ValueError):
            async for manga in pager:
                found.append(manga)  # noqa: PERF401 - what came before the error is to be kept
    assert Picky.refused
    assert numbers(found) == list(range(1, 101))


async def test_what_all_results_belong_to(client, transport):
    manga = client.get_manga(uid(900))
    of_it, other = rel("manga", 900, {"title": {"en": "Sea"}}), rel("manga", 901)
    transport.add(page([entity("chapter", 1, of_it), entity("chapter", 2, other), entity("chapter", 3)]))
    found = await manga.chapters.walk().as_list()
    assert [chapter.manga for chapter in found] == [manga] * 3
    assert all(chapter.manga is manga for chapter in found)
    transport.add(*(one(entity("chapter", n, relation)) for n, relation in ((1, of_it), (2, other))))
    for chapter, same in zip(found, (True, False), strict=False):
        await chapter.fetch()
        assert (chapter.manga is manga) is same


def test_a_loop_that_is_gone_leaves_no_warning(client, transport):
    serve(transport, 1000)

    async def begin():
        pager = client.get_mangas()
        await anext(pager)
        return pager

    with asyncio.Runner() as runner:
        pager = runner.run(begin())
    del pager


# Many values


async def test_more_ids_than_one_call_takes(client, transport):
    ids = [uid(n) for n in range(1, 251)]
    asked = []

    def answer(request):
        asked.append(values(request, "ids[]"))
        return page([entity("manga", int(id[-12:])) for id in asked[-1]])

    transport.add(*[answer] * 3)
    pager = client.get_mangas(ids=ids)
    assert [manga.id for manga in await pager.as_list()] == ids
    assert asked == [ids[:100], ids[100:200], ids[200:]]
    assert pager.total == 250
    assert all(values(request, "contentRating[]")[-1] == "pornographic" for request in transport.requests)


# By path


async def test_a_path_with_parameters_under_mangadex_s_names(client, transport):
    transport.add(page([entity("chapter", 1)]))
    pager = Pager(
        f"/manga/{uid(5)}/feed",
        Chapter,
        client,
        params={"translatedLanguage": ["en"], "order": {"chapter": "asc"}},
    )
    assert pager.url == f"/manga/{uid(5)}/feed"
    assert [chapter.id for chapter in await pager.as_list()] == [uid(1)]
    [request] = transport.requests
    assert request.url.startswith(f"https://api.mangadex.org/manga/{uid(5)}/feed?")
    assert values(request, "translatedLanguage[]") == ["en"]
    assert values(request, "order[chapter]") == ["asc"]
    assert values(request, "contentRating[]") == ["safe", "suggestive", "erotica"]
    assert values(request, "includes[]") == ["scanlation_group", "user"]


@pytest.mark.parametrize(
    ("params", "ratings"),
    [
        ({"ids": [uid(1)]}, ["safe", "suggestive", "erotica", "pornographic"]),
        ({"contentRating": ["safe"]}, ["safe"]),
        ({"contentRating[]": ["safe"]}, ["safe"]),
    ],
)
async def test_the_ratings_of_a_path(client, transport, params, ratings):
    transport.add(page([]))
    await Pager("/manga", Manga, client, params=params).as_list()
    assert values(transport.requests[0], "contentRating[]") == ratings


async def test_a_path_that_is_not_in_the_table(client, transport):
    transport.add(page([entity("author", 1)], 1))
    found = await Pager("/news/authors", Author, client, limit_size=7).as_list()
    assert [type(one) for one in found] == [Author]
    assert values(transport.requests[0], "limit") == ["7"]
    assert values(transport.requests[0], "contentRating[]") == []


def test_a_path_of_another_host(client):
    with pytest.raises(InvalidArgument, match=r"url must be a path below https://api\.mangadex\.org"):
        Pager("https://elsewhere.example/manga", Manga, client)
