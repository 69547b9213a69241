from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncdex.sandbox.server.limits.meters import METERS, FixedWindow, SlidingWindow, TokenBucket

AMOUNTS = st.integers(1, 12)
WINDOWS = st.integers(1, 40)
# Eighths are exact in binary, so that edges are met exactly.
STEPS = st.lists(st.integers(0, 80).map(lambda eighths: eighths / 8), min_size=1, max_size=120)


def played(meter, steps, start=1000.0):
    """Ask at every step; yield when, and whether it was allowed."""
    now = start
    for step in steps:
        now += step
        yield now, meter.take(now)


@given(AMOUNTS, WINDOWS, STEPS)
def test_a_sliding_window_never_lets_more_through_in_any_stretch(amount, seconds, steps):
    taken = []
    for now, allowed in played(SlidingWindow(amount, seconds), steps):
        inside = [moment for moment in taken if now - moment < seconds]
        # Not more than it promises, and not less either.
        assert allowed is (len(inside) < amount)
        taken += [now] if allowed else []


@given(AMOUNTS, WINDOWS, STEPS)
def test_a_fixed_window_never_lets_more_through_than_its_amount(amount, seconds, steps):
    begins, used = None, 0
    for now, allowed in played(FixedWindow(amount, seconds), steps):
        if begins is None or now - begins >= seconds:
            begins, used = now, 0
        assert allowed is (used < amount)
        used += allowed
        assert used <= amount


@given(AMOUNTS, WINDOWS, STEPS)
def test_a_token_bucket_never_lets_more_through_than_it_holds_and_gains(amount, seconds, steps):
    taken = []
    for now, allowed in played(TokenBucket(amount, seconds), steps):
        taken += [now] if allowed else []
        for place, moment in enumerate(reversed(taken), 1):
            assert place <= amount + (now - moment) * amount / seconds + 1e-6


@given(AMOUNTS, WINDOWS, STEPS)
def test_a_token_bucket_is_not_slower_than_it_says(amount, seconds, steps):
    # Who asks without rest gets what it holds at once and then all that it gains.
    meter, now = TokenBucket(amount, seconds), 0.0
    for _ in range(4 * amount):
        now = meter.free_at(now)
        assert meter.take(now)
    assert now == pytest.approx(3 * seconds)


@pytest.mark.parametrize("kind", METERS)
@given(amount=AMOUNTS, seconds=WINDOWS, steps=STEPS)
def test_what_a_meter_says_of_itself_is_true(kind, amount, seconds, steps):
    meter = METERS[kind](amount, seconds)
    for now, _ in played(meter, steps):
        left = meter.left(now)
        assert -1e-9 <= left <= amount
        free, full = meter.free_at(now), meter.full_at(now)
        assert now <= free <= now + seconds + 1e-6
        assert now <= full <= now + seconds + 1e-6
        assert (free == now) is (left >= 1 - 1e-9) or free - now < 1e-6
        assert meter.left(full + 1e-6) == pytest.approx(amount)
    last = meter.free_at(now)
    assert meter.take(last)


@pytest.mark.parametrize("kind", METERS)
def test_a_meter_begins_full(kind):
    meter = METERS[kind](3, 10)
    assert (meter.left(5.0), meter.free_at(5.0), meter.full_at(5.0)) == (3, 5.0, 5.0)
    assert [meter.take(5.0) for _ in range(4)] == [True, True, True, False]


def test_how_the_three_differ():
    # Two at once, then one at every second half of a window: each lets through what it says it does.
    steps = [0, 0, 5, 5, 5, 5]
    outcomes = {kind: [yes for _, yes in played(METERS[kind](2, 10), steps)] for kind in METERS}
    assert outcomes == {
        "token_bucket": [True, True, True, True, True, True],
        "fixed_window": [True, True, False, True, True, True],
        "sliding_window": [True, True, False, True, True, True],
    }
    edge = [0, 9, 1, 0, 0]
    assert [yes for _, yes in played(FixedWindow(2, 10), edge)] == [True, True, True, True, False]
    assert [yes for _, yes in played(SlidingWindow(2, 10), edge)] == [True, True, True, False, False]
