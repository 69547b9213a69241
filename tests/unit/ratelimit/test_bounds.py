"""Waits that may last only so long."""

import asyncio
import math

import pytest

from asyncdex import InvalidArgument, PathRatelimit, Ratelimit, Ratelimits
from asyncdex.ratelimit.window import SLACK

from .support import AT_HOME, PERIOD, Reply, depart, general, rule, start


@pytest.fixture
def limits(clock):
    return Ratelimits(general(1), rule("/slow", amount=1), clock=clock)


@pytest.fixture
async def taken(limits):
    """The place that leaves no room in the general rule."""
    return await limits.acquire("/a", "GET")


def seconds_left(refusal, clock):
    return (refusal.ratelimit_expires - clock.now()).total_seconds()


async def refused(clock, task):
    """Return the refusal of a call that waited, which comes without any time passing."""
    await clock.settle()
    assert task.done()
    assert isinstance(task.exception(), Ratelimit)
    return task.exception()


async def test_raising_happens_before_anything_is_taken(clock):
    limits = Ratelimits(general(2), PathRatelimit(AT_HOME, 1, 60), clock=clock)
    await limits.acquire("/at-home/server/1", "GET", max_wait=0)
    with pytest.raises(Ratelimit) as caught:
        await limits.acquire("/at-home/server/2", "GET", max_wait=5)
    assert caught.value.path == "/at-home/server/{chapterId}"
    assert caught.value.ratelimit_amount == 1
    assert seconds_left(caught.value, clock) == pytest.approx(60 + SLACK)
    assert limits.general.ratelimit_used == 1
    assert all(one.ratelimit_enqueued == 0 for one in limits)


async def test_a_wait_within_the_bound_is_made_and_one_beyond_it_refused(limits, taken, clock):
    log = []
    waiting = start(depart(limits, clock, log, 1, max_wait=1.5))
    await clock.settle()
    with pytest.raises(Ratelimit) as caught:
        await limits.acquire("/a", "GET", max_wait=1.5)
    assert seconds_left(caught.value, clock) == pytest.approx(2 * PERIOD)
    await clock.run(waiting)
    assert log == [(pytest.approx(1000 + PERIOD), 1)]
    assert all(timer.cancelled for _, _, timer in clock.timers)


@pytest.mark.parametrize("start_time", [0.1, 1000.3, 123456.789])
async def test_a_wait_of_just_the_bound_is_made(limits, clock, start_time):
    clock.time = start_time
    await limits.acquire("/a", "GET")
    await clock.run(limits.acquire("/a", "GET", max_wait=PERIOD))


async def test_zero_is_strict(limits, taken, clock):
    clock.time += PERIOD - 1e-9
    with pytest.raises(Ratelimit):
        await limits.acquire("/a", "GET", max_wait=0)
    clock.time += 1e-6
    await limits.acquire("/a", "GET", max_wait=0)


async def test_zero_is_strict_behind_others_whatever_is_expected(limits, taken, clock):
    waiting = [start(limits.acquire("/a", "GET")) for _ in range(2)]
    await clock.settle()
    clock.time += 10  # the loop was busy: the timer is late
    with pytest.raises(Ratelimit) as caught:
        await limits.acquire("/a", "GET", max_wait=0)
    assert caught.value.path == "*"
    await clock.run(asyncio.gather(*waiting))


@pytest.mark.parametrize("late", [0, 10])
@pytest.mark.parametrize("url", ["/a", "/slow"])
async def test_though_the_timer_is_late_those_ahead_go_first(limits, taken, clock, url, late):
    waiting = start(limits.acquire(url, "GET"))
    await clock.settle()
    clock.time = clock.timers[0][0] + late
    with pytest.raises(Ratelimit):
        await limits.acquire("/a", "GET", max_wait=0)
    await waiting
    clock.time += 10
    limits.general.ratelimit_amount = 2
    limits.general.ratelimit_used = 2
    waiting = start(limits.acquire("/a", "GET"))
    await clock.settle()
    clock.time += 10
    await limits.acquire("/a", "GET", max_wait=0)
    await waiting


async def test_the_general_pace_is_waited_for_within_the_grace(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/a", "GET", max_wait=0, grace=1.1)
    await clock.run(limits.acquire("/a", "GET", max_wait=0, grace=1.1))
    with pytest.raises(Ratelimit, match=r"on \*"):
        await limits.acquire("/a", "GET", max_wait=0, grace=0.5)


async def test_the_grace_is_for_the_general_pace_alone(limits, clock):
    places = await limits.acquire("/slow", "GET", max_wait=0, grace=100)
    with pytest.raises(Ratelimit, match="on /slow"):
        await limits.acquire("/slow", "GET", max_wait=0, grace=100)
    # A narrower rule that is ready before the general one asks for no wait of its own.
    places.rule.ratelimit_time = 0.5
    await clock.run(limits.acquire("/slow", "GET", max_wait=0, grace=1.1))
    assert clock.time == pytest.approx(1000 + PERIOD)


async def test_the_grace_is_a_turn_of_the_pace_however_late_those_before_leave(clock):
    limits = Ratelimits(general(2), clock=clock)
    under_way = [await limits.acquire("/a", "GET") for _ in range(2)]
    for places in under_way:
        places.hold()
    log = []
    bounds = {"max_wait": 0.1, "grace": PERIOD}
    waiting = [start(depart(limits, clock, log, number, **bounds)) for number in range(2)]
    await clock.settle()
    with pytest.raises(Ratelimit) as caught:
        await limits.acquire("/a", "GET", **bounds)
    assert seconds_left(caught.value, clock) == pytest.approx(2 * PERIOD)
    limits.general.window.pause(1000.1)
    await clock.advance(0.3)  # connecting took a while
    for places in under_way:
        limits.depart(places)
    limits.general.window.pause(1000.5)  # this one asks for nothing more
    await clock.run(asyncio.gather(*waiting))
    assert log == [(pytest.approx(1000.3 + PERIOD), number) for number in range(2)]


@pytest.mark.parametrize(("max_wait", "until"), [(0, 2.2), (0.5, 2.2), (1.1, 1.1), (1.5, 1.5)])
async def test_the_grace_is_granted_twice_at_most(limits, taken, clock, max_wait, until):
    taken.hold()
    waiting = start(limits.acquire("/a", "GET", max_wait=max_wait, grace=1.1))
    await clock.advance(until - 0.01)
    assert not waiting.done()
    await clock.advance(0.02)
    await refused(clock, waiting)


async def test_a_bound_longer_than_the_grace_counts(limits, taken, clock):
    await clock.run(limits.acquire("/a", "GET", max_wait=2, grace=0.5))


async def test_any_wait_may_be_allowed(limits, taken, clock):
    waiting = [start(limits.acquire("/a", "GET", max_wait=math.inf)) for _ in range(25)]
    await clock.settle()
    assert sum(not timer.cancelled for _, _, timer in clock.timers) == 1
    waiting += [start(limits.acquire("/a", "GET", max_wait=0, grace=math.inf)) for _ in range(25)]
    await clock.run(asyncio.gather(*waiting))


@pytest.mark.parametrize("value", [-1, math.nan, "1", True])
@pytest.mark.parametrize("name", ["max_wait", "grace"])
async def test_a_bound_that_makes_no_sense_is_refused(limits, name, value):
    with pytest.raises(InvalidArgument, match=f"^{name} must be a number of seconds at least 0"):
        await limits.acquire("/a", "GET", **{"max_wait": 1, name: value})
    assert limits.general.ratelimit_used == 0


# What comes up while a call waits


async def test_a_pause_beyond_the_bound_refuses_at_once(limits, taken, clock):
    short, long, unbounded = (start(limits.acquire("/a", "GET", max_wait=wait)) for wait in (5, 60, None))
    await clock.advance(0.5)
    limits.update(taken, Reply(429, Retry_After="30"))
    refusal = await refused(clock, short)
    assert (refusal.path, refusal.ratelimit_amount) == ("*", 1)
    assert seconds_left(refusal, clock) == pytest.approx(30)
    await clock.run(asyncio.gather(long, unbounded))
    assert clock.time == pytest.approx(1030.5 + PERIOD)


async def test_a_pause_within_the_bound_is_waited_for(limits, taken, clock):
    waiting = start(limits.acquire("/a", "GET", max_wait=5))
    await clock.settle()
    limits.general.window.pause(1005.0)
    await clock.run(waiting)
    assert clock.time == 1005


async def test_a_pause_beyond_the_grace_refuses_at_once(limits, taken, clock):
    waiting = start(limits.acquire("/a", "GET", max_wait=0, grace=1.1))
    await clock.settle()
    limits.general.window.pause(1001.2)
    assert (await refused(clock, waiting)).path == "*"


async def test_a_pause_of_a_narrower_rule_has_no_grace(limits, taken, clock):
    slow = next(one for one in limits if one.path.name == "/slow")
    waiting = start(limits.acquire("/slow", "GET", max_wait=0.5, grace=1.1))
    other = start(limits.acquire("/a", "GET", max_wait=0.5, grace=2.1))
    await clock.advance(0.3)
    slow.window.pause(1001.05)
    assert (await refused(clock, waiting)).path == "/slow"
    await clock.run(other)


async def test_a_pause_of_one_line_leaves_the_others_alone(limits, taken, clock):
    waiting = start(limits.acquire("/a", "GET", max_wait=5))
    await clock.settle()
    next(one for one in limits if one.path.name == "/slow").window.pause(2000.0)
    await clock.run(waiting)


async def test_a_call_waits_no_longer_than_its_bound_though_those_ahead_take_longer(limits, taken, clock):
    log = []
    ahead = start(depart(limits, clock, log, "ahead"))
    waiting = start(limits.acquire("/a", "GET", max_wait=2.5))
    await clock.settle()
    limits.general.window.pause(1002.0)  # nothing is certain yet: those ahead may give up
    await clock.settle()
    assert not waiting.done()
    await clock.advance(2.4)
    assert not waiting.done()
    await clock.advance(0.11)
    refusal = await refused(clock, waiting)
    assert refusal.path == "*"
    assert seconds_left(refusal, clock) == pytest.approx(2 + PERIOD - 2.51)
    await ahead
    assert limits.general.ratelimit_enqueued == 0


async def test_a_call_ahead_that_gives_up_leaves_its_place_in_time(limits, taken, clock):
    ahead = start(limits.acquire("/a", "GET"))
    waiting = start(limits.acquire("/a", "GET", max_wait=2.5))
    await clock.settle()
    limits.general.window.pause(1002.0)
    ahead.cancel()
    await clock.run(waiting)
    assert clock.time == 1002


async def test_a_call_that_never_leaves_holds_nobody_beyond_the_bound(limits, taken, clock):
    taken.hold()
    waiting = start(limits.acquire("/a", "GET", max_wait=1.5, grace=0.1))
    await clock.advance(1.49)
    assert not waiting.done()
    await clock.advance(0.02)
    # Nobody knows when it leaves: a window from now is as good as any guess.
    assert seconds_left(await refused(clock, waiting), clock) == pytest.approx(1, abs=0.02)


async def test_a_call_of_a_narrower_rule_that_never_leaves_has_no_grace(limits, clock):
    slow = next(one for one in limits if one.path.name == "/slow")
    slow.ratelimit_time = 0.3
    places = await limits.acquire("/slow", "GET")
    places.hold()
    limits.general.ratelimit_amount = 2
    waiting = start(limits.acquire("/slow", "GET", max_wait=0.5, grace=1.1))
    await clock.advance(0.49)
    assert not waiting.done()
    await clock.advance(0.02)
    assert (await refused(clock, waiting)).path == "/slow"


async def test_a_short_pause_is_waited_for_by_a_call_with_little_patience(limits, clock):
    limits.general.window.pause(1000.3)
    await clock.run(limits.acquire("/a", "GET", max_wait=0.5))
    assert clock.time == 1000.3


async def test_time_is_up_later_where_only_the_general_pace_is_waited_for(limits, taken, clock):
    slow = next(one for one in limits if one.path.name == "/slow")
    slow.window.pause(1000.5)
    waiting = start(limits.acquire("/slow", "GET", max_wait=0.6, grace=1.1))
    await clock.advance(0.7)
    assert not waiting.done()
    await clock.run(waiting)
    assert clock.time == pytest.approx(1000 + PERIOD)


async def test_a_place_that_comes_free_in_the_last_moment_wins(limits, taken, clock):
    first = start(limits.acquire("/a", "GET"))
    waiting = start(limits.acquire("/a", "GET", max_wait=5))
    await clock.settle()
    first.cancel()
    limits.general.window.pause(1005.0)
    await clock.settle()
    # Both timers are due; the one that ends the wait runs first, and late at that.
    clock.time = 1005.1
    due = sorted(entry for entry in clock.timers if not entry[2].cancelled)
    assert len(due) == 2
    due[1][2].callback()
    await clock.settle()
    assert waiting.done()
    assert waiting.exception() is None


async def test_time_may_be_up_for_a_call_that_may_go(limits, taken, clock):
    waiting = start(limits.acquire("/a", "GET", max_wait=5))
    await clock.settle()
    alarm = max(entry for entry in clock.timers if not entry[2].cancelled)[2]
    limits.remove(limits.general)
    alarm.callback()
    assert (await waiting).rules == ()


async def test_a_bounded_call_that_is_cancelled_as_it_is_refused_is_cancelled(limits, taken, clock):
    waiting = start(limits.acquire("/a", "GET", max_wait=5))
    await clock.settle()
    limits.general.window.pause(2000.0)
    waiting.cancel()
    await clock.settle()
    assert waiting.cancelled()
    assert (limits.general.ratelimit_enqueued, limits.general.ratelimit_used) == (0, 1)


async def test_an_assignment_that_makes_the_wait_too_long_refuses_at_once(limits, taken, clock):
    waiting = start(limits.acquire("/a", "GET", max_wait=5))
    await clock.settle()
    limits.general.ratelimit_expires = clock.now().replace(minute=2)
    assert seconds_left(await refused(clock, waiting), clock) == 120


async def test_a_new_rule_that_makes_the_wait_too_long_refuses_at_once(limits, taken, clock):
    waiting = start(limits.acquire("/new", "GET", max_wait=5))
    await clock.settle()
    new = rule("/new", amount=1)
    new.ratelimit_used = 1
    limits.add(new)
    assert (await refused(clock, waiting)).path == "/new"


async def test_the_text_names_the_seconds_and_the_path():
    limits = Ratelimits(rule("/slow", amount=1, seconds=100))
    await limits.acquire("/slow", "GET")
    with pytest.raises(Ratelimit, match=r"^Ratelimited for (100\.0|99\.99)\d+ seconds on /slow\.$"):
        await limits.acquire("/slow", "GET", max_wait=10)
