"""One rule: what AsyncDex made public of it, and what it learns."""

import copy
import math
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from asyncdex import InvalidArgument, Path, PathRatelimit
from asyncdex.clock import SystemClock
from asyncdex.ratelimit.window import SLACK

from .support import EVERYTHING, Reply, instant
from .support import rule as make_rule

NEVER = datetime.min.replace(tzinfo=UTC)


@pytest.fixture
def rule(clock):
    rule = PathRatelimit(Path("/ping", re.compile("/ping"), "GET"), 2, 60)
    rule.bind(clock)
    return rule


def use(rule, times=1):
    for _ in range(times):
        rule.window.take(rule.window.clock.monotonic())


def test_a_fresh_rule_has_room(rule):
    assert rule.can_call("GET")
    assert (rule.ratelimit_used, rule.ratelimit_enqueued) == (0, 0)
    assert rule.ratelimit_expires == NEVER
    assert rule.time_until_expire() == timedelta()
    assert repr(rule) == "</ping (GET): 2 in 60 seconds>"


def test_a_rule_reads_the_machines_clock_by_default():
    rule = PathRatelimit(Path("/ping", re.compile("/ping")), 1, 60)
    rule.window.take(SystemClock().monotonic())
    assert rule.ratelimit_expires > datetime.now(UTC) + timedelta(seconds=59)
    assert repr(rule) == "</ping (any method): 1 in 60 seconds>"


def test_a_full_rule_says_when_it_has_room_again(rule, clock):
    use(rule, 2)
    assert not rule.can_call("get")
    assert rule.can_call("POST")
    assert rule.ratelimit_used == 2
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)
    assert rule.ratelimit_expires == clock.now() + timedelta(seconds=60 + SLACK)
    clock.time += 60 + SLACK
    assert rule.can_call("GET")
    assert rule.ratelimit_used == 0
    assert rule.ratelimit_expires == NEVER


def test_a_rule_with_room_says_when_its_oldest_call_is_forgotten(rule, clock):
    rule.ratelimit_amount = 3
    use(rule)
    clock.time += 10
    use(rule)
    assert rule.can_call("GET")
    assert rule.time_until_expire() == timedelta(seconds=50 + SLACK)
    assert rule.ratelimit_expires == clock.now() + timedelta(seconds=50 + SLACK)


def test_a_call_about_to_leave_counts_as_leaving_now(rule, clock):
    rule.window.take()
    assert rule.ratelimit_used == 1
    assert rule.can_call("GET")
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)
    rule.window.take()
    assert not rule.can_call("GET")
    clock.time += 5
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)


def test_a_pause_expires_when_it_is_over(rule, clock):
    rule.window.pause(clock.monotonic() + 100)
    assert not rule.can_call("GET")
    assert rule.ratelimit_expires == clock.now() + timedelta(seconds=100)
    clock.time += 100
    assert rule.can_call("GET")
    assert rule.ratelimit_expires == NEVER


def test_a_rule_for_all_methods_is_full_for_all(clock):
    every = PathRatelimit(EVERYTHING, 1, 1)
    every.bind(clock)
    use(every)
    assert not every.can_call("DELETE")


def test_expire_forgets_calls_and_pauses(rule, clock):
    use(rule, 2)
    rule.window.pause(clock.monotonic() + 1000)
    rule.ratelimit_expires = clock.now() + timedelta(seconds=50)
    rule.expire()
    assert rule.can_call("GET")
    assert rule.ratelimit_expires == NEVER
    rule.ratelimit_used = 2
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)


# What may be assigned


@pytest.mark.parametrize("used_first", [True, False])
def test_used_and_expires_assigned_as_in_asyncdex_block_until_then(rule, clock, used_first):
    def fill():
        rule.ratelimit_used = 2

    def expire_soon():
        rule.ratelimit_expires = clock.now().replace(tzinfo=None) + timedelta(seconds=10)

    for step in (fill, expire_soon) if used_first else (expire_soon, fill):
        step()
    assert not rule.can_call("GET")
    assert rule.ratelimit_used == 2
    assert rule.time_until_expire() == timedelta(seconds=10)
    assert rule.ratelimit_expires == clock.now() + timedelta(seconds=10)
    clock.time += 9.999
    assert not rule.can_call("GET")
    clock.time += 0.001
    assert rule.can_call("GET")
    assert rule.ratelimit_used == 0
    rule.ratelimit_used = 2
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)


def test_used_alone_counts_for_a_window_from_now(rule, clock):
    rule.ratelimit_used = 2
    clock.time += 30
    assert rule.time_until_expire() == timedelta(seconds=30 + SLACK)
    rule.ratelimit_used += 1
    assert rule.ratelimit_used == 3
    assert rule.time_until_expire() == timedelta(seconds=30 + SLACK)
    rule.ratelimit_used = 1
    assert rule.can_call("GET")
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)


def test_an_end_without_anything_counted_is_only_remembered(rule, clock):
    rule.ratelimit_expires = clock.now() + timedelta(seconds=10)
    assert rule.can_call("GET")
    assert rule.ratelimit_expires == clock.now() + timedelta(seconds=10)
    clock.time += 4
    assert rule.time_until_expire() == timedelta(seconds=6)
    clock.time += 6
    assert rule.ratelimit_expires == NEVER


def test_an_end_moves_a_pause_as_well(rule, clock):
    rule.window.pause(clock.monotonic() + 100)
    rule.ratelimit_expires = clock.now() + timedelta(seconds=5)
    assert not rule.can_call("GET")
    assert rule.time_until_expire() == timedelta(seconds=5)
    clock.time += 5
    assert rule.can_call("GET")


def test_an_end_does_not_count_calls_made_after_it_was_assigned(rule, clock):
    use(rule)
    rule.ratelimit_expires = clock.now() + timedelta(hours=1)
    use(rule)
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)


@pytest.mark.parametrize("past", [timedelta(0), timedelta(seconds=1), timedelta(days=700_000)])
def test_an_end_in_the_past_expires_the_rule(rule, clock, past):
    use(rule, 2)
    rule.ratelimit_expires = clock.now() - past
    assert rule.ratelimit_used == 0
    assert rule.ratelimit_expires == NEVER


def test_an_end_may_be_in_any_zone_and_as_far_away_as_dates_go(rule, clock):
    use(rule, 2)
    there = timezone(timedelta(hours=9))
    rule.ratelimit_expires = (clock.now() + timedelta(seconds=10)).astimezone(there)
    assert rule.time_until_expire() == timedelta(seconds=10)
    rule.ratelimit_expires = datetime.max.replace(tzinfo=UTC)
    assert rule.time_until_expire() > timedelta(days=10_000)
    assert rule.ratelimit_expires > clock.now() + timedelta(days=10_000)


def test_amount_and_time_go_for_what_is_counted_already(rule):
    use(rule, 2)
    rule.ratelimit_amount = 3
    assert rule.can_call("GET")
    rule.ratelimit_time = 100
    rule.ratelimit_amount = 1
    assert (rule.ratelimit_amount, rule.ratelimit_time) == (1, 100)
    assert rule.time_until_expire() == timedelta(seconds=100 + SLACK)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("ratelimit_used", value) for value in (-1, 1.5, "1", True, None, 1_000_001)],
        *[("ratelimit_amount", value) for value in (0, -1, 2.0, "5", True, None)],
        *[("ratelimit_time", value) for value in (0, -5, math.nan, math.inf, "60", True, None)],
        *[("ratelimit_expires", value) for value in (10, "2026-01-01", None)],
        *[("path", value) for value in ("/ping", None, re.compile("/ping"))],
    ],
)
def test_what_makes_no_sense_is_refused_by_name(rule, name, value):
    use(rule)
    with pytest.raises(InvalidArgument, match=f"^{name} must be"):
        setattr(rule, name, value)
    assert (rule.ratelimit_used, rule.ratelimit_amount, rule.ratelimit_time) == (1, 2, 60)
    assert rule.path.name == "/ping"


@pytest.mark.parametrize(
    ("path", "amount", "seconds", "name"),
    [
        (EVERYTHING, 0, 1, "ratelimit_amount"),
        (EVERYTHING, -1, 1, "ratelimit_amount"),
        (EVERYTHING, 1, 0, "ratelimit_time"),
        (EVERYTHING, 1, -5, "ratelimit_time"),
        ("*", 1, 1, "path"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(path, amount, seconds, name):
    with pytest.raises(InvalidArgument, match=f"^{name} must be"):
        PathRatelimit(path, amount, seconds)


def test_how_many_wait_is_for_the_queue_to_say(rule):
    with pytest.raises(AttributeError):
        rule.ratelimit_enqueued = 3


# Sharing and copies


def test_rules_that_share_a_window_share_all_but_the_path(rule, clock):
    other = rule.sharing(Path.of("/pong", "POST"))
    use(rule)
    use(other)
    assert (rule.ratelimit_used, other.ratelimit_used) == (2, 2)
    assert not rule.can_call("GET")
    assert not other.can_call("POST")
    assert (rule.path.name, other.path.name) == ("/ping", "/pong")
    other.ratelimit_amount = 9
    assert rule.ratelimit_amount == 9
    other.expire()
    assert rule.ratelimit_used == 0


def test_a_copy_shares_nothing(rule, clock):
    use(rule, 2)
    fresh = rule.fresh(clock)
    assert fresh.can_call("GET")
    assert fresh.path is rule.path
    assert fresh.window is not rule.window
    deep = copy.deepcopy(rule)
    deep.expire()
    assert rule.ratelimit_used == 2


# What it learns


def test_an_answer_can_change_the_amount(rule):
    rule.update(Reply(X_RateLimit_Limit="7"))
    assert rule.ratelimit_amount == 7
    use(rule, 7)
    rule.update(Reply(X_RateLimit_Limit="3"))
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)


def test_an_answer_sent_before_another_changes_no_amount(rule):
    rule.update(Reply(X_RateLimit_Limit="7", Date="Thu, 01 Jan 2026 00:00:10 GMT"))
    rule.update(Reply(X_RateLimit_Limit="40", Date="Thu, 01 Jan 2026 00:00:09 GMT"))
    assert rule.ratelimit_amount == 7
    rule.update(Reply(X_RateLimit_Limit="40", Date="Thu, 01 Jan 2026 00:00:10 GMT"))
    assert rule.ratelimit_amount == 40
    rule.update(Reply(X_RateLimit_Limit="7", Date="Thu, 01 Jan 2026 00:00:09 GMT"))
    assert rule.ratelimit_amount == 40
    rule.update(Reply(X_RateLimit_Limit="7"))
    assert rule.ratelimit_amount == 7


def test_calls_of_others_are_counted_until_the_server_forgets_them(rule, clock):
    rule.ratelimit_amount = 10
    use(rule)
    rule.update(Reply(X_RateLimit_Remaining="3", X_RateLimit_Retry_After=instant(clock, 20)))
    assert rule.ratelimit_used == 7
    clock.time += 21
    assert rule.ratelimit_used == 1


def test_what_a_late_answer_says_is_used_is_of_its_own_amount(rule, clock):
    date = "Thu, 01 Jan 2026 00:00:0{} GMT"
    rule.update(Reply(X_RateLimit_Limit="10", Date=date.format(5)))
    late = {"X_RateLimit_Limit": "40", "X_RateLimit_Remaining": "39"}
    rule.update(Reply(Date=date.format(1), X_RateLimit_Retry_After=instant(clock, 20), **late))
    assert (rule.ratelimit_amount, rule.ratelimit_used) == (10, 1)


def test_an_answer_that_is_late_shortens_nothing(rule, clock):
    use(rule, 2)
    rule.window.pause(clock.monotonic() + 90)
    rule.update(Reply(X_RateLimit_Remaining="2", X_RateLimit_Retry_After=instant(clock, 20)))
    rule.update(Reply(429, X_RateLimit_Remaining="0", X_RateLimit_Retry_After=instant(clock, 20)))
    assert rule.ratelimit_used == 2
    assert rule.time_until_expire() == timedelta(seconds=90)


def test_an_exhausted_limit_pauses_until_the_server_says(rule, clock):
    rule.update(Reply(X_RateLimit_Remaining="0", X_RateLimit_Retry_After=instant(clock, 20)))
    assert rule.time_until_expire() == timedelta(seconds=21)


def test_a_refusal_pauses_whatever_its_status_and_what_it_says_remains(rule, clock):
    late = Reply(400, X_RateLimit_Remaining="1", X_RateLimit_Retry_After=instant(clock, 20))
    rule.update(late, refused=True)
    assert rule.time_until_expire() == timedelta(seconds=21)
    rule.expire()
    rule.update(late)
    assert rule.can_call("GET")


def test_an_end_without_a_count_changes_nothing(rule):
    rule.update(Reply(Retry_After="20"))
    assert rule.can_call("GET")
    assert rule.ratelimit_used == 0


def test_a_refusal_obeys_the_standard_header_too(rule):
    rule.update(Reply(429, Retry_After="20"))
    assert rule.time_until_expire() == timedelta(seconds=20)


def test_headers_without_an_end_change_no_pause(rule):
    rule.update(Reply(429, X_RateLimit_Remaining="0"))
    assert rule.can_call("GET")


def test_an_answer_goes_for_all_that_share_the_window(rule, clock):
    other = rule.sharing(make_rule("/pong").path)
    other.update(Reply(429, X_RateLimit_Retry_After=instant(clock, 9), X_RateLimit_Limit="4"))
    assert rule.ratelimit_amount == 4
    assert rule.time_until_expire() == timedelta(seconds=10)
