"""Waiting for limits: pace, order, fairness and cancellation."""

import asyncio
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex import InvalidArgument, Path, PathRatelimit, Ratelimit, Ratelimits
from asyncdex.ratelimit.window import SLACK
from tests.support import FakeClock

EVERYTHING = Path("*", re.compile(".*"))
AT_HOME = Path.of("/at-home/server/{chapterId}", "GET")


def general(amount=5, seconds=1):
    return PathRatelimit(EVERYTHING, amount, seconds)


async def depart(limits, clock, log, name, url="/manga", method="GET"):
    await limits.acquire(url, method)
    log.append((clock.monotonic(), name))


def busiest(times, window):
    """The largest number of departures in any window of so many seconds, wherever it starts."""
    return max((sum(start <= time < start + window for time in times) for start in times), default=0)


async def test_sixty_at_once_leave_five_a_second_in_the_order_they_came(clock):
    limits = Ratelimits(general(), clock=clock)
    log = []
    await clock.run(asyncio.gather(*(depart(limits, clock, log, number) for number in range(60))))
    times = [time for time, _ in log]
    assert [name for _, name in log] == list(range(60))
    assert busiest(times, 1.0) == 5
    assert 11.0 <= times[-1] - times[0] <= 11.0 * 1.03


async def test_a_path_rule_holds_back_its_own_calls_and_no_others(clock):
    limits = Ratelimits(general(100), PathRatelimit(AT_HOME, 2, 60), clock=clock)
    log = []
    calls = [depart(limits, clock, log, n, "/at-home/server/x") for n in range(3)]
    await clock.run(asyncio.gather(*calls, depart(limits, clock, log, "other")))
    assert [name for _, name in log] == [0, 1, "other", 2]
    assert log[-1][0] == pytest.approx(1060 + SLACK)


async def test_forty_at_home_calls_a_minute_and_the_forty_first_waits(clock):
    limits = Ratelimits(general(), PathRatelimit(AT_HOME, 40, 60), clock=clock)
    log = []
    await clock.run(
        asyncio.gather(*(depart(limits, clock, log, n, f"/at-home/server/{n}") for n in range(85)))
    )
    times = [time for time, _ in log]
    assert busiest(times, 60.0) == 40
    assert busiest(times, 1.0) == 5
    assert times[80] - times[0] >= 120


async def test_a_rule_for_one_method_does_not_delay_another(clock):
    limits = Ratelimits(PathRatelimit(Path.of("/manga/{id}", "DELETE"), 1, 600), clock=clock)
    await limits.acquire("/manga/1", "DELETE")
    await limits.acquire("/manga/1", "GET")
    assert (await limits.check("/manga/1", "GET"))[0] == -1
    assert (await limits.check("/manga/1", "DELETE"))[0] == pytest.approx(600 + SLACK)


async def test_a_cancelled_waiter_leaves_its_place_to_the_next(clock):
    limits = Ratelimits(general(1), clock=clock)
    log = []
    tasks = [asyncio.ensure_future(depart(limits, clock, log, number)) for number in range(4)]
    await clock.settle()
    tasks[1].cancel()
    await clock.run(asyncio.gather(tasks[0], tasks[2], tasks[3]))
    assert [name for _, name in log] == [0, 2, 3]
    assert log[-1][0] - log[0][0] == pytest.approx(2 * (1 + SLACK))
    assert limits.general.ratelimit_enqueued == 0


async def test_a_place_granted_to_a_call_cancelled_in_that_moment_comes_back(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/manga", "GET")
    second = asyncio.ensure_future(limits.acquire("/manga", "GET"))
    third = asyncio.ensure_future(limits.acquire("/manga", "GET"))
    await clock.settle()
    # The timer fires and grants the second its place; it is cancelled before it can run.
    due, _, timer = clock.timers[-1]
    clock.time = due
    timer.callback()
    second.cancel()
    await clock.settle()
    assert second.cancelled()
    assert third.done()
    assert limits.general.ratelimit_used == 1


async def test_a_granted_call_that_has_not_left_counts_as_leaving_now(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/manga", "GET")
    log = []
    tasks = [asyncio.ensure_future(depart(limits, clock, log, number)) for number in range(2)]
    await clock.settle()
    due, _, timer = clock.timers[-1]
    clock.time = due
    timer.callback()  # the first is granted its place, but the loop is busy for three seconds
    clock.time += 3
    await clock.settle()
    assert log == [(due + 3, 0)]
    await clock.run(asyncio.gather(*tasks))
    assert log[1][0] == pytest.approx(due + 3 + 1 + SLACK)


async def test_a_place_given_back_is_free_at_once(clock):
    limits = Ratelimits(general(1), clock=clock)
    places = await limits.acquire("/manga", "GET")
    places.give_back()
    places.give_back()
    await limits.acquire("/manga", "GET", max_wait=0)


async def test_raising_happens_before_anything_is_taken(clock):
    limits = Ratelimits(general(2), PathRatelimit(AT_HOME, 1, 60), clock=clock)
    await limits.acquire("/at-home/server/1", "GET", max_wait=0)
    with pytest.raises(Ratelimit) as caught:
        await limits.acquire("/at-home/server/2", "GET", max_wait=5)
    assert caught.value.path == "/at-home/server/{chapterId}"
    assert caught.value.ratelimit_amount == 1
    assert (caught.value.ratelimit_expires - clock.now()).total_seconds() == pytest.approx(60 + SLACK)
    assert limits.general.ratelimit_used == 1


async def test_the_general_pace_is_waited_for_within_the_grace(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/a", "GET", max_wait=0, grace=1.1)
    await clock.run(limits.acquire("/a", "GET", max_wait=0, grace=1.1))
    with pytest.raises(Ratelimit, match=r"on \*"):
        await limits.acquire("/a", "GET", max_wait=0, grace=0.5)


async def test_the_wait_counts_those_ahead(clock):
    limits = Ratelimits(general(2), clock=clock)
    tasks = [asyncio.ensure_future(limits.acquire("/a", "GET")) for _ in range(5)]
    await clock.settle()
    assert limits.general.ratelimit_enqueued == 3
    wait, rule = await limits.check("/a", "GET")
    assert wait == pytest.approx(2 * (1 + SLACK))
    assert rule is limits.general
    await clock.run(asyncio.gather(*tasks))


async def test_the_wait_does_not_count_those_held_back_by_a_rule_of_their_own(clock):
    limits = Ratelimits(general(2), PathRatelimit(AT_HOME, 1, 60), clock=clock)
    tasks = [asyncio.ensure_future(limits.acquire("/at-home/server/x", "GET")) for _ in range(30)]
    await clock.settle()
    assert limits.general.ratelimit_enqueued == 29
    assert (await limits.check("/manga", "GET"))[0] == -1
    await limits.acquire("/manga", "GET", max_wait=0)
    wait, rule = await limits.check("/at-home/server/x", "GET")
    assert wait == pytest.approx(30 * (60 + SLACK))
    assert rule.path is AT_HOME
    for task in tasks:
        task.cancel()
    await clock.settle()


async def test_an_expected_wait_while_a_granted_call_is_about_to_leave(clock):
    limits = Ratelimits(general(1), clock=clock)
    limits.general.take()
    assert (await limits.check("/a", "GET"))[0] == 1


async def test_a_pause_holds_waiters_and_newcomers(clock):
    limits = Ratelimits(general(1), clock=clock)
    log = []
    first = await limits.acquire("/a", "GET")
    waiting = asyncio.ensure_future(depart(limits, clock, log, "waiting"))
    await clock.settle()
    limits.update(first, _answer(429, {"Retry-After": "30"}))
    await clock.run(waiting)
    assert log[0][0] == pytest.approx(1030)


async def test_calls_without_any_rule_pass(clock):
    limits = Ratelimits(clock=clock)
    places = await limits.acquire("/a", "GET", max_wait=0)
    assert places.rule is None
    assert await limits.check("/a", "GET") == (-1, None)


def test_a_queue_outlives_the_event_loop_that_filled_it():
    limits = Ratelimits(general(1))

    async def give_up():
        await limits.acquire("/a", "GET")
        asyncio.ensure_future(limits.acquire("/a", "GET"))  # noqa: RUF006 - it dies with the loop
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    task = loop.create_task(give_up())
    loop.run_until_complete(task)
    # Close the loop under a waiting call, as a crashing program does.
    pending = asyncio.all_tasks(loop)
    loop.close()
    for orphan in pending:
        orphan._log_destroy_pending = False
        orphan.get_coro().close()
    limits.general.expire()
    asyncio.run(limits.acquire("/a", "GET", max_wait=0))
    assert limits.general.ratelimit_enqueued == 0


class _answer:  # noqa: N801 - it stands for a function
    def __init__(self, status, headers=()):
        self.status = status
        self.headers = dict(headers)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("call"), st.sampled_from(["/manga", "/at-home/server/x"])),
        st.tuples(st.just("wait"), st.floats(0, 3)),
        st.tuples(st.just("cancel"), st.integers(0, 60)),
    ),
    min_size=1,
    max_size=60,
)


@given(steps, st.integers(1, 5), st.integers(1, 4))
def test_whatever_happens_no_window_holds_too_many_and_the_order_is_kept(plan, amount, narrow):
    async def scenario():
        clock = FakeClock()
        limits = Ratelimits(general(amount), PathRatelimit(AT_HOME, narrow, 7), clock=clock)
        log, tasks = [], []
        for kind, value in plan:
            if kind == "call":
                number = len(tasks)
                tasks.append(asyncio.ensure_future(depart(limits, clock, log, (value, number), value)))
            elif kind == "wait":
                await clock.advance(value)
            elif value < len(tasks):
                tasks[value].cancel()
        await clock.run(asyncio.gather(*tasks, return_exceptions=True))
        return limits, log, tasks

    limits, log, tasks = asyncio.run(scenario())
    assert busiest([time for time, _ in log], 1.0) <= amount
    slow = [time for time, (url, _) in log if url != "/manga"]
    assert busiest(slow, 7.0) <= narrow
    for url in ("/manga", "/at-home/server/x"):
        numbers = [number for _, (kind, number) in log if kind == url]
        assert numbers == sorted(numbers)
    assert len(log) == sum(not task.cancelled() for task in tasks)
    assert all(rule.ratelimit_enqueued == 0 for rule in limits)


@pytest.mark.parametrize(("amount", "seconds"), [(0, 1), (-1, 1), (1, 0), (1, -5)])
def test_a_rule_that_makes_no_sense_is_refused(amount, seconds):
    with pytest.raises(InvalidArgument, match="must be"):
        PathRatelimit(EVERYTHING, amount, seconds)
