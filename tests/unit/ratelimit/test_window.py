"""A window: what counts in it, and when there is room."""

import gc
import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex.ratelimit.window import SLACK, Window, wake
from tests.support import FakeClock

PERIOD = 60 + SLACK


class Queue:
    """Counts what a window tells those who wait."""

    def __init__(self):
        self.told = []

    def serve(self):
        self.told.append("serve")

    def recheck(self):
        self.told.append("recheck")


@pytest.fixture
def window(clock):
    window = Window(2, 60)
    window.bind(clock)
    return window


@pytest.fixture
def queue(window):
    queue = Queue()
    window.watch(queue)
    window.enqueued = 1
    return queue


def use(window, times=1):
    return [window.take(window.clock.monotonic()) for _ in range(times)]


def ready(window):
    now = window.clock.monotonic()
    return window.ready_at(now) - now


def expected(window, ahead=0):
    now = window.clock.monotonic()
    return window.expected_at(now, ahead) - now


@pytest.mark.parametrize(("ahead", "windows"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (9, 4)])
def test_those_ahead_take_a_window_each_time_they_fill_it(window, ahead, windows):
    assert expected(window, ahead) == pytest.approx(windows * PERIOD)


def test_those_ahead_come_after_what_has_left(window, clock):
    use(window)
    clock.time += 10
    use(window)
    waits = [expected(window, ahead) + 10 for ahead in range(4)]
    assert waits == pytest.approx([PERIOD, 10 + PERIOD, 2 * PERIOD, 10 + 2 * PERIOD])


def near(*seconds):
    return pytest.approx(seconds, abs=0.002)


def test_those_ahead_take_turns_beside_what_ends_late(window, clock):
    window.count_others(1, clock.monotonic() + 1000)
    assert [expected(window, ahead) for ahead in range(3)] == near(0, PERIOD, 2 * PERIOD)
    assert [expected(window, ahead) for ahead in (16, 17, 18)] == near(16 * PERIOD, 1000, 17 * PERIOD)
    use(window)
    assert [expected(window, ahead) for ahead in range(3)] == near(PERIOD, 2 * PERIOD, 3 * PERIOD)
    # Where everything ends late nobody takes turns before that.
    window.set_used(0)
    window.count_others(2, clock.monotonic() + 1000)
    assert [expected(window, ahead) for ahead in range(4)] == near(1000, 1000, 1000 + PERIOD, 1000 + PERIOD)


def test_a_place_that_is_held_makes_it_undecided_when_there_is_room(window, clock):
    held, other = window.take(), use(window)[0]
    assert (ready(window), expected(window, 1), expected(window, 2)) == near(PERIOD, PERIOD, 2 * PERIOD)
    window.hold(other)
    assert ready(window) == float("inf")
    assert expected(window) == pytest.approx(PERIOD)
    clock.time += PERIOD
    assert window.used() == 2
    window.depart(held, clock.monotonic())
    assert (ready(window),) == near(PERIOD)
    window.give_back(other)
    assert ready(window) == 0


@given(
    st.integers(1, 6),
    st.lists(st.floats(0, 40), max_size=8),
    st.integers(0, 3),
    st.floats(0, 5),
    st.integers(0, 40),
)
def test_the_estimate_is_what_comes_of_taking_turns(amount, ends, held, pause, ahead):
    clock = FakeClock()
    window = Window(amount, 7)
    window.bind(clock)
    for end in ends:
        window.count_others(window.used() + 1, clock.time + end)
    window.pause(clock.time + pause)
    for _ in range(held):
        window.take()
    # Each slot comes round when its departure ends; a call takes the slot that comes round first.
    period = 7 + SLACK
    slots = sorted([0.0] * amount + [end for end in ends if end > 0] + [period] * held)[-amount:]
    slots = [max(slot, pause) for slot in slots]
    heapq.heapify(slots)
    for _ in range(ahead):
        heapq.heapreplace(slots, slots[0] + period)
    assert (expected(window, ahead),) == near(slots[0])
    assert held >= amount or ahead > 0 or expected(window) == ready(window)


def test_departures_are_kept_in_the_order_in_which_they_end(window, clock):
    first, second = window.take(), window.take()
    window.depart(second, clock.monotonic())
    clock.time += 5
    window.depart(first, clock.monotonic())
    clock.time += PERIOD - 5
    assert window.used() == 1
    window.count_others(2, clock.monotonic() + 1)
    clock.time += 1
    assert window.used() == 1
    clock.time += 4
    assert window.used() == 0


def test_an_amount_that_shrank_counts_the_latest_departures(window, clock):
    use(window)
    clock.time += 10
    use(window)
    window.resize(1, 60)
    assert ready(window) == pytest.approx(PERIOD)


def test_another_time_goes_for_what_has_left_already(window, clock):
    use(window)
    window.count_others(2, clock.monotonic() + 30)
    clock.time += 10
    window.resize(2, 15)
    assert ready(window) == pytest.approx(5 + SLACK)
    window.resize(2, 100)
    assert ready(window) == pytest.approx(20)
    window.resize(1, 100)
    assert ready(window) == pytest.approx(90 + SLACK)


def test_room_is_what_may_leave_at_once(window, clock):
    assert window.room(clock.monotonic()) == 2
    use(window)
    assert window.room(clock.monotonic()) == 1
    window.take()
    assert window.room(clock.monotonic()) == 0
    window.expire()
    window.pause(clock.monotonic() + 1)
    assert window.room(clock.monotonic()) == 0


def test_a_shorter_pause_changes_nothing(window, queue, clock):
    window.pause(clock.monotonic() + 100)
    window.pause(clock.monotonic() + 5)
    assert ready(window) == 100
    assert queue.told == ["recheck"]


def test_giving_back_a_place_that_has_left_the_window_is_harmless(window, clock):
    place = use(window)[0]
    window.expire()
    use(window)
    window.give_back(place)
    assert window.used() == 1


def test_a_call_that_left_after_it_was_forgotten_counts(window, clock):
    place = window.take()
    window.expire()
    assert window.used() == 0
    window.depart(place, clock.monotonic())
    assert window.used() == 1


def test_fewer_used_forgets_what_ends_first_and_held_places_last(window, clock):
    use(window)
    clock.time += 10
    use(window)
    window.take()
    window.set_used(2)
    clock.time += PERIOD - 1
    assert window.used() == 2
    window.set_used(1)
    assert expected(window, 1) == pytest.approx(PERIOD)
    window.set_used(0)
    assert window.used() == 0
    assert expected(window, 1) == 0


def test_settling_counts_all_who_have_not_left_as_leaving_now(window, clock):
    window.take()
    window.take()
    clock.time += 7
    window.settle()
    assert ready(window) == pytest.approx(PERIOD)


def test_another_clock_keeps_everything_as_far_away_as_it_was(window, clock):
    window.count_others(1, clock.monotonic() + 30)
    use(window)
    window.pause(clock.monotonic() + 10)
    other = FakeClock(start=5.0)
    window.bind(other)
    assert ready(window) == pytest.approx(30)
    window.resize(1, 10)
    assert ready(window) == pytest.approx(30)
    window.set_used(0)
    assert ready(window) == pytest.approx(10)
    window.count_until(20.0)
    window.bind(clock)
    window.bind(clock)
    window.expire()
    assert window.expires_in() is None


def test_an_assigned_end_moves_with_the_clock(window, clock):
    window.count_until(clock.monotonic() + 20)
    other = FakeClock(start=5.0)
    window.bind(other)
    assert window.expires_in() == pytest.approx(20)


def test_those_who_wait_are_told_of_every_change(window, queue, clock):
    window.resize(3, 60)
    window.resize(3, 60)
    window.set_used(1)
    window.count_others(2, clock.monotonic() + 5)
    window.count_others(2, clock.monotonic() + 5)
    window.count_until(clock.monotonic() + 5)
    window.expire()
    assert queue.told == ["recheck"] * 5
    wake([window])
    assert queue.told[5:] == ["serve"]


def test_nobody_is_told_where_nobody_waits(window, queue):
    window.enqueued = 0
    window.expire()
    wake([window])
    assert queue.told == []


def test_a_queue_is_told_once_and_not_kept_alive(window, queue):
    window.watch(queue)
    other = Queue()
    window.watch(other)
    assert window.watchers() == [queue, other]
    del other
    gc.collect()
    assert window.watchers() == [queue]
    wake([window, window])
    assert queue.told == ["serve"]
