"""One rule: what AsyncDex made public of it, and what it learns."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from asyncdex import Path, PathRatelimit
from asyncdex.clock import SystemClock
from asyncdex.ratelimit.headers import read_limits
from asyncdex.ratelimit.window import SLACK

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def rule(clock):
    rule = PathRatelimit(Path("/ping", re.compile("/ping"), "GET"), 2, 60)
    rule.bind(clock)
    return rule


class Reply:
    def __init__(self, status=200, **headers):
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def use(rule, clock, times=1):
    for _ in range(times):
        rule.take().at = clock.monotonic()


def test_a_fresh_rule_has_room(rule):
    assert rule.can_call("GET")
    assert rule.ratelimit_used == 0
    assert rule.ratelimit_expires == datetime.min.replace(tzinfo=UTC)
    assert rule.time_until_expire() == timedelta()
    assert repr(rule) == "</ping (GET): 2 in 60 seconds>"


def test_a_rule_reads_the_machines_clock_by_default():
    rule = PathRatelimit(Path("/ping", re.compile("/ping")), 1, 60)
    rule.take().at = SystemClock().monotonic()
    assert rule.ratelimit_expires > datetime.now(UTC) + timedelta(seconds=59)
    assert repr(rule) == "</ping (any method): 1 in 60 seconds>"


def test_a_full_rule_says_when_it_has_room_again(rule, clock):
    use(rule, clock, 2)
    assert not rule.can_call("get")
    assert rule.can_call("POST")
    assert rule.ratelimit_used == 2
    assert rule.time_until_expire() == timedelta(seconds=60 + SLACK)
    assert rule.ratelimit_expires == clock.now() + timedelta(seconds=60 + SLACK)
    clock.time += 60 + SLACK
    assert rule.can_call("GET")
    assert rule.ratelimit_used == 0


def test_a_rule_for_all_methods_is_full_for_all(rule, clock):
    every = PathRatelimit(Path("*", re.compile(".*")), 1, 1)
    every.bind(clock)
    use(every, clock)
    assert not every.can_call("DELETE")


def test_expire_forgets_calls_and_pauses(rule, clock):
    use(rule, clock, 2)
    rule.pause(clock.monotonic() + 1000)
    rule.expire()
    assert rule.can_call("GET")


def test_a_shorter_pause_changes_nothing(rule, clock):
    rule.pause(clock.monotonic() + 100)
    rule.pause(clock.monotonic() + 5)
    assert rule.time_until_expire() == timedelta(seconds=100)


def test_a_copy_shares_nothing(rule, clock):
    use(rule, clock, 2)
    copy = rule.fresh(clock)
    assert copy.can_call("GET")
    assert copy.path is rule.path


@pytest.mark.parametrize(("ahead", "windows"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (9, 4)])
def test_those_ahead_take_a_window_each_time_they_fill_it(rule, clock, ahead, windows):
    assert rule.ready_at(clock.monotonic(), ahead) == pytest.approx(1000 + windows * (60 + SLACK))


def test_those_ahead_come_after_what_has_left(rule, clock):
    use(rule, clock)
    clock.time += 10
    use(rule, clock)
    ready = [rule.ready_at(clock.monotonic(), ahead) - 1000 for ahead in range(4)]
    period = 60 + SLACK
    assert ready == pytest.approx([period, 10 + period, 2 * period, 10 + 2 * period])


def test_an_answer_can_change_the_amount(rule, clock):
    rule.update(Reply(X_RateLimit_Limit="7"))
    assert rule.ratelimit_amount == 7
    use(rule, clock, 7)
    rule.update(Reply(X_RateLimit_Limit="3"))
    assert rule.ready_at(clock.monotonic()) == pytest.approx(1060 + SLACK)


def test_calls_of_others_are_counted_until_the_server_forgets_them(rule, clock):
    rule.ratelimit_amount = 10
    use(rule, clock)
    instant = str(int(clock.now().timestamp()) + 20)
    rule.update(Reply(X_RateLimit_Remaining="3", X_RateLimit_Retry_After=instant))
    assert rule.ratelimit_used == 7
    clock.time += 21
    assert rule.ratelimit_used == 1


def test_an_answer_that_is_late_shortens_nothing(rule, clock):
    use(rule, clock, 2)
    instant = str(int(clock.now().timestamp()) + 20)
    rule.update(Reply(X_RateLimit_Remaining="2", X_RateLimit_Retry_After=instant))
    assert rule.ratelimit_used == 2


def test_an_exhausted_limit_pauses_until_the_server_says(rule, clock):
    instant = str(int(clock.now().timestamp()) + 20)
    rule.update(Reply(X_RateLimit_Remaining="0", X_RateLimit_Retry_After=instant))
    assert rule.time_until_expire() == timedelta(seconds=21)


def test_an_end_without_a_count_changes_nothing(rule, clock):
    rule.update(Reply(Retry_After="20"))
    assert rule.can_call("GET")
    assert rule.ratelimit_used == 0


def test_giving_back_a_place_that_has_left_the_window_is_harmless(rule, clock):
    place = rule.take()
    rule.expire()
    rule.give_back(place)
    assert rule.ratelimit_used == 0


def test_headers_without_an_end_change_no_pause(rule):
    rule.update(Reply(429, X_RateLimit_Remaining="0"))
    assert rule.can_call("GET")


@pytest.mark.parametrize(
    ("headers", "amount", "remaining", "wait"),
    [
        ({}, None, None, None),
        ({"X-RateLimit-Limit": "40", "X-RateLimit-Remaining": "39"}, 40, 39, None),
        ({"X-RateLimit-Limit": "0", "X-RateLimit-Remaining": "-1"}, None, None, None),
        ({"X-RateLimit-Limit": "many", "X-RateLimit-Remaining": "1e9"}, None, None, None),
        ({"X-RateLimit-Limit": "\u0664\u0660"}, None, None, None),
        ({"X-RateLimit-Retry-After": str(int(NOW.timestamp()) + 5)}, None, None, 6),
        ({"X-RateLimit-Retry-After": str(int(NOW.timestamp()) - 500)}, None, None, 1),
        ({"X-RateLimit-Retry-After": "9" * 30}, None, None, None),
        ({"Retry-After": "17"}, None, None, 17),
        ({"Retry-After": "0"}, None, None, 1),
        ({"Retry-After": "Thu, 01 Jan 2026 00:00:09 GMT"}, None, None, 10),
        ({"Retry-After": "Thu, 01 Jan 2026 00:00:09 -0000"}, None, None, 10),
        ({"Retry-After": "soon"}, None, None, None),
        ({"Retry-After": "17", "X-RateLimit-Retry-After": str(int(NOW.timestamp()) + 2)}, None, None, 3),
        # The server's clock is an hour ahead of ours: its own Date says what it means.
        (
            {
                "X-RateLimit-Retry-After": str(int(NOW.timestamp()) + 3605),
                "Date": "Thu, 01 Jan 2026 01:00:00 GMT",
            },
            None,
            None,
            6,
        ),
    ],
)
def test_what_headers_say(headers, amount, remaining, wait):
    limits = read_limits(headers, NOW)
    assert (limits.amount, limits.remaining, limits.wait) == (amount, remaining, wait)


def test_paths_match_whole_and_without_query():
    path = Path.of("/manga/{id}", "GET")
    assert path.matches("/manga/1?limit=2", "get")
    assert not path.matches("/manga/1/feed", "GET")
    assert not path.matches("/x/manga/1", "GET")
    assert not path.matches("/manga/1", "PUT")
    assert Path.of("/ping").matches("/ping", "PUT")
    assert not Path.of("/a.b").matches("/axb", "GET")


def test_headers_that_ask_for_too_much_are_not_believed():
    limits = read_limits({"X-RateLimit-Limit": "3000000", "Retry-After": "99999999"}, NOW)
    assert limits.amount is None
    assert limits.wait == 3600
