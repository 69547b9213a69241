"""Walks through lists that change meanwhile."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asyncdex import InvalidResponse, MangaListOrder, OffsetLimit, OrderDirection
from tests.support import FakeClock, FakeTransport
from tests.unit.models.builders import entity, fake_client, page, query, values

START = datetime(2020, 1, 1, tzinfo=UTC)
ASC, DESC = OrderDirection.ASCENDING, OrderDirection.DESCENDING


@dataclass
class World:
    """A list of manga that changes before each answer, as planned.

    Each item is a number and the second in which it was made; a plan is a list of changes, each of which
    happens before one request.
    """

    items: list
    key: str
    direction: str
    cap: int
    plan: list = field(default_factory=list)
    ceiling: int = 10_000
    asked: int = 0
    dead: set = field(default_factory=set)

    def __call__(self, request):
        if self.plan:
            for change in self.plan.pop(0):
                self._change(*change)
        self.asked += 1
        limit, offset = (int(values(request, name)[0]) for name in ("limit", "offset"))
        assert limit + offset <= self.ceiling
        since = values(request, "createdAtSince")
        shown = [item for item in self._ordered() if not since or _instant(item[1]) >= since[0]]
        part = shown[offset : offset + min(limit, self.cap)]
        return page([_entity(*item) for item in part], len(shown), offset)

    def _ordered(self):
        if self.key == "createdAt":
            return sorted(self.items, key=lambda item: (item[1], item[0]), reverse=self.direction == "desc")
        return self.items

    def _change(self, kind, place):
        number = 1 + max((item[0] for item in self.items), default=0) + len(self.dead) + 1000
        if kind == "new":
            second = max((item[1] for item in self.items), default=0) + place % 2
            # Where nothing is sorted by date, what is new comes anywhere.
            at = len(self.items) if self.key == "createdAt" else place % (len(self.items) + 1)
            self.items.insert(at, (number, second))
        elif self.items:
            item = self.items.pop(place % len(self.items))
            if kind == "move":
                self.items.insert((place * 7) % (len(self.items) + 1), item)
            else:
                self.dead.add(item[0])


def _instant(second):
    return (START + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%S")


def _entity(number, second):
    return entity("manga", number, createdAt=f"{_instant(second)}+00:00")


@st.composite
def _changes(draw, *kinds):
    """Return a plan in which, before some of the first requests, several items go away or come."""
    chance = draw(st.randoms(use_true_random=False))
    busy, going = draw(st.floats(0, 1)), draw(st.floats(0, 1))
    plan = []
    for _ in range(15):
        many = chance.randint(1, 8) if chance.random() < busy else 0
        plan.append(
            [
                ("gone" if chance.random() < going else chance.choice(kinds), chance.randrange(10_000))
                for _ in range(many)
            ]
        )
    return plan


@st.composite
def _items(draw):
    """Return items, many of which were made in the same second."""
    chance = draw(st.randoms(use_true_random=False))
    last = draw(st.sampled_from([0, 3, 12, 100]))
    seconds = sorted(chance.randint(0, last) for _ in range(draw(st.integers(0, 80))))
    return list(enumerate(seconds, 1))


async def _walk(world, order, limit, ahead):
    transport = FakeTransport(*[world] * 3000)
    client = fake_client(transport, FakeClock())
    pager = client.get_mangas(order=order, limit=limit, read_ahead=ahead)
    return [int(manga.id[-12:]) for manga in await pager.as_list()]


def _play(world, order, limit, ahead):
    before = {number for number, _ in world.items}
    found = asyncio.run(_walk(world, order, limit, ahead))
    stayed = before - world.dead
    assert len(found) == len(set(found))
    if limit is not None:
        assert len(found) <= limit
    return found, stayed


@given(
    items=_items(),
    direction=st.sampled_from(["asc", "desc"]),
    cap=st.integers(2, 12),
    plan=_changes("new", "gone"),
    limit=st.none() | st.integers(1, 70),
    ahead=st.integers(0, 3),
)
@settings(max_examples=300)
def test_in_creation_order_nothing_is_lost_or_repeated(items, direction, cap, plan, limit, ahead):
    world = World(list(items), "createdAt", direction, cap, plan)
    order = MangaListOrder(creation_time=ASC if direction == "asc" else DESC)
    found, stayed = _play(world, order, limit, ahead)
    if limit is None:
        assert stayed <= set(found)
    else:
        assert stayed <= set(found) or len(found) == limit
    assert world.asked <= 60 + 10 * len(items)


@given(
    items=_items(),
    cap=st.integers(2, 12),
    plan=_changes("new", "gone", "move"),
    limit=st.none() | st.integers(1, 70),
    ahead=st.integers(0, 3),
)
@settings(max_examples=300)
def test_in_other_orders_nothing_is_repeated_and_it_ends(items, cap, plan, limit, ahead):
    quiet = not any(plan)
    world = World(list(items), "followedCount", "desc", cap, plan)
    found, stayed = _play(world, MangaListOrder(follows=DESC), limit, ahead)
    if quiet:
        assert found == [number for number, _ in items][: limit or len(items)]
        assert stayed == {number for number, _ in items}
    assert world.asked <= 60 + 10 * len(items)


@given(items=_items(), cap=st.integers(2, 20), place=st.integers(0, 60), count=st.integers(1, 5))
def test_in_other_orders_what_goes_away_before_the_page_takes_nothing_along(items, cap, place, count):
    world = World(list(items), "followedCount", "desc", cap, [[], [("gone", place)] * count])
    found, stayed = _play(world, MangaListOrder(follows=DESC), None, 0)
    if count < cap:
        assert stayed <= set(found)


# Beyond ten thousand


def _big(count, key="createdAt", each=1):
    return World([(n, n // each) for n in range(count)], key, "asc", 100)


async def test_creation_order_has_no_end_at_ten_thousand(client, transport):
    world = _big(10_350)
    transport.add(*[world] * 200)
    pager = client.get_mangas(order={"createdAt": "asc"})
    assert [int(manga.id[-12:]) for manga in await pager.as_list()] == list(range(10_350))
    assert pager.total == 10_350
    assert world.asked <= 106
    since = [values(request, "createdAtSince") for request in transport.requests]
    assert since[:2] == [[], [_instant(99)]]


async def test_the_date_asked_for_is_where_the_walk_begins(client, transport):
    transport.add(*[_big(300)] * 5)
    found = await client.get_mangas(
        order={"createdAt": "asc"}, created_after=START + timedelta(seconds=50)
    ).as_list()
    assert [int(manga.id[-12:]) for manga in found] == list(range(50, 300))


async def test_a_second_that_holds_more_than_a_page(client, transport):
    transport.add(*[_big(700, each=350)] * 20)
    found = await client.get_mangas(order={"createdAt": "asc"}).as_list()
    assert [int(manga.id[-12:]) for manga in found] == list(range(700))


async def test_a_second_that_holds_more_than_can_be_reached(client, transport):
    transport.add(*[_big(10_200, each=20_000)] * 200)
    pager = client.get_mangas(order={"createdAt": "asc"})
    with pytest.raises(OffsetLimit, match="first 10000 results only"):
        await pager.as_list()


@pytest.mark.parametrize("count", [10_000, 10_350])
@pytest.mark.parametrize("order", [{"title": "asc"}, {"createdAt": "desc"}, {"followedCount": "desc"}])
async def test_another_order_says_so_before_it_starts(client, transport, order, count):
    transport.add(*[_big(count, "title")] * 200)
    pager = client.get_mangas(order=order)
    for _ in range(2):
        with pytest.raises(
            OffsetLimit, match=f"{count} results or more, and lists 10000 in this order; ask for order="
        ):
            await anext(pager)
    assert pager.returned == 0
    assert len(transport.requests) == 1
    pager.limit = 150
    assert len(await pager.as_list()) == 150


async def test_a_limit_that_can_be_reached_is_fine_in_any_order(client, transport):
    transport.add(*[_big(10_350, "title")] * 200)
    assert (
        len(await client.get_mangas(order={"title": "asc"}, limit=10_000, read_ahead=0).as_list()) == 10_000
    )


async def test_a_list_without_dates_ends_with_an_error_at_the_wall(client, transport):
    class Authors(World):
        def __call__(self, request):
            limit, offset = (int(values(request, name)[0]) for name in ("limit", "offset"))
            part = self.items[offset : offset + limit]
            return page([entity("author", number) for number, _ in part], len(self.items), offset)

    transport.add(*[Authors([(n, n) for n in range(10_100)], "name", "asc", 100)] * 200)
    pager = client.get_authors(order={"name": "asc"})
    found = []
    with pytest.raises(OffsetLimit, match="GET /author lists its first 10000 results only"):  # noqa: PT012
        async for author in pager:
            found.append(author)  # noqa: PERF401 - what came before the error is counted
    assert len(found) == 10_000


async def test_a_walk_by_dates_that_cannot_be_read(client, transport):
    transport.add(page([entity("manga", n, createdAt="soon") for n in range(100)], 300))
    with pytest.raises(InvalidResponse, match="came with created_at 'soon'"):
        await client.get_mangas(order={"createdAt": "asc"}).as_list()
    assert ("order[createdAt]", "asc") in query(transport.requests[0])


async def test_a_server_that_does_not_heed_the_date_is_no_endless_walk(client, transport):
    def deaf(request):
        limit, offset = (int(values(request, name)[0]) for name in ("limit", "offset"))
        return page([_entity(n, n // 10) for n in range(300)][offset : offset + limit], 300, offset)

    transport.add(*[deaf] * 50)
    with pytest.raises(InvalidResponse, match="answers with what was made before"):
        await client.get_mangas(order={"createdAt": "asc"}).as_list()
    assert len(transport.requests) < 10
