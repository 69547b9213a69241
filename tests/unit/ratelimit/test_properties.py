"""Whatever happens: no window holds too many, the order is kept, and nobody is forgotten."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex import Path, PathRatelimit, Ratelimit, Ratelimits
from asyncdex.ratelimit.window import SLACK
from tests.support import FakeClock

from .support import Reply, busiest, general, rule, start

#: What is called, and which window of its own it counts in.
LINES = {"/manga": None, "/slow": "slow", "/begin": "begin", "/begin/1": "begin"}

urls = st.sampled_from(list(LINES))
seconds = st.floats(0, 5)
which = st.integers(0, 40)

calls = st.tuples(st.just("call"), urls, st.one_of(st.none(), seconds), st.sampled_from([0.0, 1.1]), seconds)
steps = st.one_of(
    calls,
    calls,
    st.tuples(st.just("wait"), seconds),
    st.tuples(st.just("cancel"), which),
    st.tuples(st.just("give back"), which),
    st.tuples(st.just("pause"), st.integers(0, 2), seconds),
    st.tuples(st.just("refusal"), which, st.booleans()),
    st.tuples(st.just("others"), st.integers(0, 2), st.integers(0, 5), seconds),
)
amounts = st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 4))


@dataclass(eq=False)
class Call:
    """One call of a scenario: when it came, was granted, left or was given back."""

    url: str
    entered: float
    longest: float
    delay: float
    places: object = None
    granted: float | None = None
    left: float | None = None
    given_back: bool = False
    refused: float | None = None
    task: asyncio.Task | None = None


@dataclass
class Scenario:
    amounts: tuple[int, int, int]
    clock: FakeClock = field(default_factory=FakeClock)
    calls: list[Call] = field(default_factory=list)
    granted: list[Call] = field(default_factory=list)

    def __post_init__(self):
        everything, slow, begin = self.amounts
        shared = rule("/begin", amount=begin, seconds=4)
        self.rules = [general(everything), rule("/slow", amount=slow, seconds=7), shared]
        again = shared.sharing(Path.of("/begin/{id}"))
        self.limits = Ratelimits(*self.rules, again, clock=self.clock)

    async def make(self, call, **bounds):
        try:
            call.places = await self.limits.acquire(call.url, "GET", **bounds)
        except Ratelimit:
            call.refused = self.clock.monotonic()
            return
        call.granted = call.left = self.clock.monotonic()
        self.granted.append(call)
        if call.delay > 1:  # connecting takes time
            call.left = None
            call.places.hold()
            self.clock.call_later(call.delay, lambda: self.leave(call))

    def leave(self, call):
        if not call.given_back:
            self.limits.depart(call.places)
            call.left = self.clock.monotonic()

    async def do(self, kind, *what):
        await getattr(self, kind.replace(" ", "_"))(*what)

    async def call(self, url, max_wait, grace, delay):
        longest = float("inf") if max_wait is None else max(max_wait, grace)
        call = Call(url, self.clock.monotonic(), longest, delay)
        self.calls.append(call)
        call.task = start(self.make(call, max_wait=max_wait, grace=grace))

    async def wait(self, length):
        await self.clock.advance(length)

    async def cancel(self, number):
        if number < len(self.calls):
            self.calls[number].task.cancel()

    async def give_back(self, number):
        if number < len(self.granted):
            call = self.granted[number]
            call.given_back = True
            self.limits.give_back(call.places)

    async def pause(self, number, length):
        self.rules[number].window.pause(self.clock.monotonic() + length)

    async def refusal(self, number, named):
        if number < len(self.granted):
            headers = {"Retry_After": "2"} if named else {}
            self.limits.update(self.granted[number].places, Reply(429, **headers))

    async def others(self, number, used, length):
        self.rules[number].window.count_others(used, self.clock.monotonic() + length)

    async def play(self, plan):
        for step in plan:
            await self.do(*step)
        tasks = [call.task for call in self.calls]
        await self.clock.run(asyncio.gather(*tasks, return_exceptions=True))
        await self.clock.advance(100)  # whoever was held has left, and every window is empty
        return self


def play(plan, amounts):
    return asyncio.run(Scenario(amounts).play(plan))


plans = given(st.lists(steps, min_size=1, max_size=50), amounts)


@plans
def test_no_window_ever_holds_more_than_it_allows(plan, amounts):
    played = play(plan, amounts)
    left = [call for call in played.granted if not call.given_back]
    for amount, length, own in zip(amounts, (1, 7, 4), (None, "slow", "begin"), strict=True):
        times = [call.left for call in left if own in (None, LINES[call.url])]
        assert busiest(times, length) <= amount


@plans
def test_first_come_first_served_among_those_who_wait_for_the_same(plan, amounts):
    played = play(plan, amounts)
    numbers = {call: number for number, call in enumerate(played.calls)}
    for own in set(LINES.values()):
        served = [numbers[call] for call in played.granted if LINES[call.url] == own]
        assert served == sorted(served)


@plans
def test_everybody_is_granted_refused_or_cancelled_within_the_bound(plan, amounts):
    played = play(plan, amounts)
    for call in played.calls:
        if call.task.cancelled():
            continue
        assert call.task.exception() is None
        done = call.refused if call.granted is None else call.granted
        assert done - call.entered <= call.longest + 1e-5
        assert call.refused is None or call.longest < float("inf")
    assert all(one.ratelimit_enqueued == 0 for one in played.limits)
    assert all(timer.cancelled for _, _, timer in played.clock.timers)


@plans
def test_every_place_is_free_again_in_the_end(plan, amounts):
    played = play(plan, amounts)

    async def fill():
        await played.limits.acquire("/none", "GET", max_wait=0)
        for one in played.rules:
            assert one.ratelimit_used == (one is played.limits.general)
        played.limits.general.expire()
        for one, url in zip(played.rules, ("/manga", "/slow", "/begin/1"), strict=True):
            played.limits.general.ratelimit_amount = one.ratelimit_amount
            played.limits.general.expire()
            for _ in range(one.ratelimit_amount):
                await played.limits.acquire(url, "GET", max_wait=0)
            with pytest.raises(Ratelimit):
                await played.limits.acquire(url, "GET", max_wait=0)

    asyncio.run(fill())


@given(st.integers(1, 4), st.lists(st.floats(0, 2), max_size=30))
def test_nobody_waits_longer_than_needed(amount, gaps):
    async def scenario():
        clock = FakeClock()
        limits = Ratelimits(general(amount), clock=clock)
        arrived, left = [], []

        async def one():
            await limits.acquire("/manga", "GET")
            left.append(clock.monotonic())

        tasks = []
        for gap in gaps:
            await clock.advance(gap)
            arrived.append(clock.monotonic())
            tasks.append(start(one()))
        await clock.run(asyncio.gather(*tasks))
        return arrived, left

    arrived, left = asyncio.run(scenario())
    ideal = []
    for number, time in enumerate(arrived):
        ideal.append(max(time, ideal[number - amount] + 1 + SLACK) if number >= amount else time)
    assert left == pytest.approx(ideal)


assignments = st.one_of(
    st.tuples(st.just("ratelimit_used"), st.integers(0, 6)),
    st.tuples(st.just("ratelimit_amount"), st.integers(1, 6)),
    st.tuples(st.just("ratelimit_time"), st.floats(0.1, 5)),
    st.tuples(st.just("ratelimit_expires"), st.floats(-1, 9)),
    st.tuples(st.just("wait"), seconds),
    st.tuples(st.just("call"), st.just(0)),
)


@given(st.lists(assignments, max_size=40))
def test_whatever_is_assigned_the_figures_agree_and_nobody_is_forgotten(plan):
    async def scenario():
        clock = FakeClock()
        one = PathRatelimit(Path.of("/ping"), 2, 1)
        limits = Ratelimits(one, clock=clock)
        tasks = []
        for name, value in plan:
            if name == "wait":
                await clock.advance(value)
            elif name == "call":
                tasks.append(start(limits.acquire("/ping", "GET")))
            elif name == "ratelimit_expires":
                one.ratelimit_expires = clock.now() + (clock.now().resolution * int(value * 1e6))
            else:
                setattr(one, name, value)
                assert getattr(one, name) == value or tasks
            await clock.settle()
            agree(one, clock)
        await clock.run(asyncio.gather(*tasks))
        return one

    def agree(one, clock):
        waits = one.time_until_expire().total_seconds()
        assert one.can_call("GET") is (one.ratelimit_used < one.ratelimit_amount)
        assert one.can_call("GET") or waits > 0 or one.ratelimit_expires > clock.now()
        assert waits >= 0
        assert (
            one.ratelimit_expires.year == 1 or (one.ratelimit_expires - clock.now()).total_seconds() == waits
        )
        # Where there is room nobody waits.
        assert one.ratelimit_enqueued == 0 or not one.can_call("GET")

    assert asyncio.run(scenario()).ratelimit_enqueued == 0
