"""Waiting for limits: pace, order, fairness, cancellation and closing."""

import asyncio
import threading

import pytest

from asyncdex import ClientClosed, Path, PathRatelimit, Ratelimit, Ratelimits
from asyncdex.ratelimit.window import SLACK

from .support import AT_HOME, PERIOD, Reply, busiest, depart, general, rule, start


def fire(clock):
    """Let the next timer run out without letting any task run."""
    due, _, timer = min(entry for entry in clock.timers if not entry[2].cancelled)
    clock.time = due
    timer.callback()
    timer.cancel()
    return due


# Pace and order


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


async def test_paths_that_share_a_window_never_exceed_it_together(clock):
    begin = rule("/upload/begin", "POST", 3)
    edit = begin.sharing(Path.of("/upload/begin/{chapterId}", "POST"))
    limits = Ratelimits(general(), begin, edit, clock=clock)
    log = []
    urls = ["/upload/begin", "/upload/begin/1"] * 4
    calls = [depart(limits, clock, log, n, url, "POST") for n, url in enumerate(urls)]
    task = start(asyncio.gather(*calls, depart(limits, clock, log, "other", "/upload/begin")))
    await clock.settle()
    assert begin.ratelimit_enqueued == edit.ratelimit_enqueued == 5
    assert await limits.check("/upload/begin/1", "POST") == (pytest.approx(2 * (60 + SLACK)), edit)
    await clock.run(task)
    assert [name for _, name in log] == [0, 1, 2, "other", 3, 4, 5, 6, 7]
    assert busiest([time for time, name in log if name != "other"], 60.0) == 3


async def test_whoever_came_first_goes_first_whatever_holds_the_others_back(clock):
    limits = Ratelimits(general(2), rule("/a", amount=1, seconds=3), clock=clock)
    log = []
    urls = ["/a", "/a", "/b", "/a", "/b", "/b", "/b"]
    await clock.run(asyncio.gather(*(depart(limits, clock, log, n, url) for n, url in enumerate(urls))))
    assert [name for _, name in log] == [0, 2, 4, 5, 6, 1, 3]


async def test_only_one_timer_is_set_however_many_wait(clock):
    limits = Ratelimits(general(), clock=clock)
    tasks = [start(limits.acquire("/a", "GET")) for _ in range(500)]
    await clock.settle()
    assert len(clock.timers) == 1
    await clock.run(asyncio.gather(*tasks))
    # One for every five that left.
    assert len(clock.slept) == 99


async def test_a_granted_call_that_has_not_left_counts_as_leaving_now(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/manga", "GET")
    log = []
    tasks = [start(depart(limits, clock, log, number)) for number in range(2)]
    await clock.settle()
    due = fire(clock)  # the first is granted its place, but the loop is busy for three seconds
    clock.time += 3
    await clock.settle()
    assert log == [(due + 3, 0)]
    await clock.run(asyncio.gather(*tasks))
    assert log[1][0] == pytest.approx(due + 3 + PERIOD)


async def test_a_free_place_is_taken_at_once_and_one_that_is_not_is_left(clock):
    limits = Ratelimits(general(2), clock=clock)
    first = await limits.acquire("/a?x=1", "GET", template="/a", max_wait=0)
    assert (first.path, first.template, first.left) == ("/a", "/a", clock.monotonic())
    second = await limits.acquire("/b", "GET", leaving=True, max_wait=0)
    assert second.held
    with pytest.raises(Ratelimit):
        await limits.acquire("/c", "GET", max_wait=0)
    limits.give_back(second)
    assert await limits.acquire("/c", "GET", max_wait=0) is not None
    with pytest.raises(Ratelimit):
        await limits.acquire("/c", "GET", max_wait=0)


async def test_nobody_takes_a_place_at_once_that_somebody_waits_for(clock):
    limits = Ratelimits(general(1), clock=clock)
    log = []
    assert await limits.acquire("/a", "GET", max_wait=0)
    waiting = start(depart(limits, clock, log, "first"))
    await clock.settle()
    clock.time += PERIOD  # the timer is due, and has not run
    with pytest.raises(Ratelimit):
        await limits.acquire("/a", "GET", max_wait=0)
    await clock.run(waiting)
    assert [name for _, name in log] == ["first"]


async def test_a_call_that_is_held_keeps_its_place_until_it_leaves(clock):
    limits = Ratelimits(general(1), clock=clock)
    places = await limits.acquire("/a", "GET")
    places.hold()
    assert places.held
    waiting = start(limits.acquire("/a", "GET"))
    await clock.advance(10)
    assert not waiting.done()
    limits.depart(places)
    left = places.left
    clock.time += 0.5
    limits.depart(places)  # once is enough
    assert places.left == left == 1010
    await clock.run(waiting)
    assert clock.time == pytest.approx(1010 + PERIOD)


async def test_calls_without_any_rule_pass(clock):
    limits = Ratelimits(clock=clock)
    places = await limits.acquire("/a?b=1", "GET", max_wait=0)
    assert places.rule is None
    assert places.path == "/a"
    assert not places.held
    limits.depart(places)
    limits.give_back(places)
    assert await limits.check("/a", "GET") == (-1, None)


# Giving up and giving back


async def test_a_cancelled_waiter_leaves_its_place_to_the_next(clock):
    limits = Ratelimits(general(1), clock=clock)
    log = []
    tasks = [start(depart(limits, clock, log, number)) for number in range(4)]
    await clock.settle()
    tasks[1].cancel()
    await clock.run(asyncio.gather(tasks[0], tasks[2], tasks[3]))
    assert [name for _, name in log] == [0, 2, 3]
    assert log[-1][0] - log[0][0] == pytest.approx(2 * PERIOD)
    assert limits.general.ratelimit_enqueued == 0


async def test_when_the_last_waiter_is_cancelled_no_timer_is_left(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/a", "GET")
    task = start(limits.acquire("/a", "GET", max_wait=9))
    await clock.settle()
    task.cancel()
    await clock.settle()
    assert all(timer.cancelled for _, _, timer in clock.timers)
    assert limits.general.ratelimit_enqueued == 0


async def test_a_place_granted_to_a_call_cancelled_in_that_moment_comes_back(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/manga", "GET")
    second, third = (start(limits.acquire("/manga", "GET")) for _ in range(2))
    await clock.settle()
    fire(clock)
    second.cancel()
    await clock.settle()
    assert second.cancelled()
    assert third.done()
    assert limits.general.ratelimit_used == 1


async def test_a_call_cancelled_before_it_could_leave_the_line_gets_no_place(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/manga", "GET")
    second, third = (start(limits.acquire("/manga", "GET")) for _ in range(2))
    await clock.settle()
    second.cancel()
    fire(clock)
    await clock.settle()
    assert second.cancelled()
    assert third.done()
    assert (limits.general.ratelimit_used, limits.general.ratelimit_enqueued) == (1, 0)


async def test_a_waiting_coroutine_that_is_thrown_away_leaves_its_line(clock):
    limits = Ratelimits(general(1), clock=clock)
    await limits.acquire("/a", "GET")
    waiting = limits.acquire("/a", "GET")
    waiting.send(None)
    assert limits.general.ratelimit_enqueued == 1
    waiting.close()
    assert limits.general.ratelimit_enqueued == 0


async def test_a_place_given_back_is_free_at_once(clock):
    limits = Ratelimits(general(1), clock=clock)
    places = await limits.acquire("/manga", "GET")
    limits.give_back(places)
    limits.give_back(places)
    await limits.acquire("/manga", "GET", max_wait=0)


@pytest.mark.parametrize("by_registry", [True, False])
@pytest.mark.parametrize("held", [True, False])
async def test_a_place_given_back_wakes_the_next_at_once(clock, by_registry, held):
    limits = Ratelimits(general(1), rule("/a", amount=1), clock=clock)
    places = await limits.acquire("/a", "GET")
    if held:
        places.hold()
    waiting = [start(limits.acquire("/a", "GET")) for _ in range(2)]
    await clock.settle()
    if by_registry:
        limits.give_back(places)
    else:
        places.give_back()
    await clock.settle()
    assert [task.done() for task in waiting] == [True, False]
    assert clock.time == 1000
    waiting[1].cancel()
    await clock.settle()


# Changes while calls wait


async def test_a_pause_holds_waiters_and_newcomers(clock):
    limits = Ratelimits(general(1), clock=clock)
    log = []
    first = await limits.acquire("/a", "GET")
    waiting = start(depart(limits, clock, log, "waiting"))
    await clock.settle()
    limits.update(first, Reply(429, Retry_After="30"))
    newcomer = start(depart(limits, clock, log, "newcomer"))
    await clock.run(asyncio.gather(waiting, newcomer))
    assert log == [(1030, "waiting"), (pytest.approx(1030 + PERIOD), "newcomer")]


CHANGES = {
    "used": ("ratelimit_used", 0),
    "amount": ("ratelimit_amount", 2),
    "time": ("ratelimit_time", 0.01),
}


@pytest.mark.parametrize(("name", "value"), CHANGES.values(), ids=CHANGES)
async def test_an_assignment_that_makes_room_wakes_the_next_at_once(clock, name, value):
    limits = Ratelimits(general(1, 60), clock=clock)
    await limits.acquire("/a", "GET")
    waiting = start(limits.acquire("/a", "GET"))
    await clock.advance(1)
    setattr(limits.general, name, value)
    await clock.settle()
    assert waiting.done()


async def test_expiring_wakes_as_many_as_there_is_room_for(clock):
    limits = Ratelimits(general(2, 60), clock=clock)
    tasks = [start(limits.acquire("/a", "GET")) for _ in range(5)]
    await clock.settle()
    limits.general.expire()
    await clock.settle()
    assert [task.done() for task in tasks] == [True] * 4 + [False]
    limits.general.ratelimit_expires = clock.now()
    await clock.settle()
    assert tasks[-1].done()


async def test_an_end_that_is_assigned_moves_those_who_wait(clock):
    limits = Ratelimits(general(1, 60), clock=clock)
    rule = limits.general
    log = []
    await limits.acquire("/a", "GET")
    waiting = start(depart(limits, clock, log, "a"))
    await clock.settle()
    rule.ratelimit_expires = clock.now().replace(second=10)
    await clock.run(waiting)
    assert log == [(1010, "a")]
    rule.ratelimit_used = 0
    rule.ratelimit_used = 1
    waiting = start(depart(limits, clock, log, "b"))
    await clock.settle()
    rule.ratelimit_expires = clock.now().replace(minute=5, second=0)
    await clock.run(waiting)
    assert log[1] == (1300, "b")


async def test_a_smaller_amount_holds_back_those_who_wait(clock):
    limits = Ratelimits(general(4), clock=clock)
    log = []
    calls = start(asyncio.gather(*(depart(limits, clock, log, n) for n in range(8))))
    await clock.settle()
    limits.general.ratelimit_amount = 1
    await clock.run(calls)
    assert [time for time, _ in log[4:]] == pytest.approx([1000 + n * PERIOD for n in range(1, 5)])


async def test_calls_of_others_hold_back_those_who_wait(clock):
    limits = Ratelimits(rule("/a", amount=1), clock=clock)
    places = await limits.acquire("/a", "GET")
    limits.give_back(places)
    narrow = next(iter(limits))
    narrow.ratelimit_used = 1
    waiting = start(limits.acquire("/a", "GET"))
    await clock.settle()
    narrow.ratelimit_amount, narrow.ratelimit_used = 1, 1
    narrow.window.count_others(2, 1070.0)
    await clock.run(waiting)
    assert clock.time == 1070


# The wait that can be told


async def test_the_wait_counts_those_ahead(clock):
    limits = Ratelimits(general(2), clock=clock)
    tasks = [start(limits.acquire("/a", "GET")) for _ in range(5)]
    await clock.settle()
    assert limits.general.ratelimit_enqueued == 3
    wait, culprit = await limits.check("/a", "GET")
    assert wait == pytest.approx(2 * PERIOD)
    assert culprit is limits.general
    await clock.run(asyncio.gather(*tasks))


async def test_the_wait_does_not_count_those_held_back_by_a_rule_of_their_own(clock):
    limits = Ratelimits(general(2), PathRatelimit(AT_HOME, 1, 60), clock=clock)
    tasks = [start(limits.acquire("/at-home/server/x", "GET")) for _ in range(30)]
    await clock.settle()
    assert limits.general.ratelimit_enqueued == 29
    assert (await limits.check("/manga", "GET"))[0] == -1
    await limits.acquire("/manga", "GET", max_wait=0)
    wait, culprit = await limits.check("/at-home/server/x", "GET")
    assert wait == pytest.approx(30 * (60 + SLACK))
    assert culprit.path is AT_HOME
    for task in tasks:
        task.cancel()
    await clock.settle()


async def test_the_wait_counts_as_many_of_another_line_as_have_room_there(clock):
    limits = Ratelimits(general(2), rule("/a", amount=3), clock=clock)
    limits.general.ratelimit_used = 2
    tasks = [start(limits.acquire("/a", "GET")) for _ in range(30)]
    await clock.settle()
    assert (await limits.check("/b", "GET"))[0] == pytest.approx(2 * PERIOD)
    log = []
    await clock.run(depart(limits, clock, log, "b", "/b"))
    assert log[0][0] == pytest.approx(1000 + 2 * PERIOD)
    for task in tasks:
        task.cancel()
    await clock.settle()


async def test_the_wait_counts_all_who_need_no_more_than_the_call_itself(clock):
    limits = Ratelimits(general(1), rule("/a", amount=10, seconds=3), clock=clock)
    narrow = list(limits)[1]
    limits.general.ratelimit_used = 1
    tasks = [start(limits.acquire("/b", "GET")) for _ in range(5)]
    await clock.settle()
    assert await limits.check("/a", "GET") == (pytest.approx(6 * PERIOD), limits.general)
    narrow.ratelimit_used = 10
    tasks += [start(limits.acquire("/a", "GET")) for _ in range(10)]
    await clock.settle()
    assert await limits.check("/a", "GET") == (pytest.approx(16 * PERIOD), limits.general)
    for task in tasks:
        task.cancel()
    await clock.settle()


async def test_an_expected_wait_while_a_granted_call_is_about_to_leave(clock):
    limits = Ratelimits(general(1), clock=clock)
    limits.general.window.take()
    assert (await limits.check("/a", "GET"))[0] == pytest.approx(PERIOD)


# Closing


async def test_closing_sends_away_all_who_wait(clock):
    limits = Ratelimits(general(), clock=clock)
    limits.close()  # nobody waits: nothing happens
    for _ in range(5):
        await limits.acquire("/a", "GET")
    waiting = [start(limits.acquire("/a", "GET", owner=owner)) for owner in (None, None, object())]
    await clock.settle()
    waiting[1].cancel()
    limits.close()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(result) for result in results] == [ClientClosed, asyncio.CancelledError, ClientClosed]
    assert limits.general.ratelimit_enqueued == 0
    assert all(timer.cancelled for _, _, timer in clock.timers)
    await clock.run(limits.acquire("/a", "GET"))


async def test_closing_for_one_owner_leaves_the_others_waiting(clock):
    limits = Ratelimits(general(1), clock=clock)
    ann, bob = object(), object()
    log = []
    await limits.acquire("/a", "GET", owner=ann)
    owners = [ann, bob, ann, None, bob]
    waiting = [start(depart(limits, clock, log, n, owner=owner)) for n, owner in enumerate(owners)]
    await clock.settle()
    limits.close(ann)
    await clock.settle()
    assert [task.done() for task in waiting] == [True, False, True, False, False]
    assert limits.general.ratelimit_enqueued == 3
    newcomer = start(depart(limits, clock, log, "new", owner=ann))
    results = await clock.run(asyncio.gather(*waiting, newcomer, return_exceptions=True))
    assert [type(result) is ClientClosed for result in results] == [True, False, True, False, False, False]
    assert log == [(pytest.approx(1000 + n * PERIOD), name) for n, name in enumerate([1, 3, 4, "new"], 1)]


# Event loops


def crash(limits, calls):
    """Run calls in an event loop that is closed under them, as a crashing program does."""
    loop = asyncio.new_event_loop()
    loop.run_until_complete(loop.create_task(calls()))
    pending = asyncio.all_tasks(loop)
    loop.close()
    return pending


def bury(orphans):
    for orphan in orphans:
        orphan._log_destroy_pending = False
        orphan.get_coro().close()


@pytest.mark.parametrize("first", ["bury", "use"])
def test_a_queue_outlives_the_event_loop_that_filled_it(first):
    limits = Ratelimits(general(1))

    async def give_up():
        places = await limits.acquire("/a", "GET")
        places.hold()
        asyncio.ensure_future(limits.acquire("/a", "GET"))  # noqa: RUF006 - it dies with the loop
        await asyncio.sleep(0)

    orphans = crash(limits, give_up)
    if first == "bury":
        bury(orphans)
    limits.general.ratelimit_amount = 2  # nobody is told any more
    asyncio.run(limits.acquire("/a", "GET", max_wait=0))
    assert limits.general.ratelimit_used == 2
    assert limits.general.ratelimit_enqueued == 0
    if first == "use":
        bury(orphans)


def test_a_place_that_a_dead_loop_held_comes_free_after_a_window():
    limits = Ratelimits(general(1, 0.001))

    async def give_up():
        (await limits.acquire("/a", "GET")).hold()

    crash(limits, give_up)
    asyncio.run(asyncio.wait_for(limits.acquire("/a", "GET"), 5))


def test_closing_after_the_loop_is_harmless():
    limits = Ratelimits(general(1))

    async def give_up():
        await limits.acquire("/a", "GET")
        asyncio.ensure_future(limits.acquire("/a", "GET"))  # noqa: RUF006 - it dies with the loop
        await asyncio.sleep(0)

    orphans = crash(limits, give_up)
    limits.close()
    assert limits.general.ratelimit_enqueued == 0
    bury(orphans)


OUTSIDE = {
    "an assignment": lambda limits, places: setattr(limits.general, "ratelimit_time", 0.01),
    "a place given back": lambda limits, places: limits.give_back(places),
    "a departure": lambda limits, places: limits.depart(places),
    "a rule less": lambda limits, places: limits.remove(limits.general),
}


@pytest.mark.parametrize("change", OUTSIDE.values(), ids=OUTSIDE)
def test_a_change_made_while_the_loop_stands_still_reaches_those_who_wait(change):
    limits = Ratelimits(general(1, 0.02 if change is OUTSIDE["a departure"] else 3600))
    loop = asyncio.new_event_loop()

    async def fill():
        places = await limits.acquire("/a", "GET")
        if change is OUTSIDE["a departure"]:
            places.hold()
        waiting = asyncio.ensure_future(limits.acquire("/a", "GET"))
        await asyncio.sleep(0)
        return places, waiting

    try:
        places, waiting = loop.run_until_complete(fill())
        change(limits, places)
        assert not waiting.done()
        loop.run_until_complete(asyncio.wait_for(waiting, 5))
    finally:
        loop.close()


def test_a_pause_made_while_the_loop_stands_still_refuses_when_it_goes_on():
    limits = Ratelimits(general(1, 30))
    loop = asyncio.new_event_loop()

    async def fill():
        await limits.acquire("/a", "GET")
        return asyncio.ensure_future(limits.acquire("/a", "GET", max_wait=60)), await asyncio.sleep(0)

    try:
        waiting, _ = loop.run_until_complete(fill())
        window = limits.general.window
        window.pause(window.clock.monotonic() + 3600)
        assert limits.general.ratelimit_enqueued == 1
        with pytest.raises(Ratelimit):
            loop.run_until_complete(asyncio.wait_for(waiting, 5))
    finally:
        loop.close()


async def test_a_pause_from_another_thread_refuses_at_once():
    limits = Ratelimits(general(1, 30))
    await limits.acquire("/a", "GET")
    waiting = start(limits.acquire("/a", "GET", max_wait=60))
    await asyncio.sleep(0)
    window = limits.general.window
    until = window.clock.monotonic() + 3600
    threading.Timer(0.01, window.pause, [until]).start()
    with pytest.raises(Ratelimit):
        await asyncio.wait_for(waiting, 5)
