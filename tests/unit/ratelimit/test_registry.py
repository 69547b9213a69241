"""Which rule covers a call, and what answers teach."""

import asyncio
import re

import pytest

from asyncdex import ClientClosed, Path, PathRatelimit, Ratelimits, constants
from asyncdex.ratelimit.window import SLACK

EVERYTHING = Path("*", re.compile(".*"))


class Reply:
    def __init__(self, status=200, **headers):
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def rule(template, method=None, amount=10, seconds=60):
    return PathRatelimit(Path.of(template, method), amount, seconds)


@pytest.fixture
def limits(clock):
    return Ratelimits(PathRatelimit(EVERYTHING, 5, 1), clock=clock)


def test_the_most_specific_rule_covers_a_call(limits):
    broad, narrow, put = rule("/manga/{id}"), rule("/manga/random", "GET"), rule("/manga/{id}", "PUT")
    for one in (broad, narrow, put):
        limits.add(one)
    assert limits.rules_for("/manga/random?x=1", "GET") == (limits.general, narrow)
    assert limits.rules_for("/manga/1", "get") == (limits.general, broad)
    assert limits.rules_for("/manga/1", "PUT") == (limits.general, put)
    assert limits.rules_for("/manga/1/feed", "GET") == (limits.general,)


def test_rules_of_several_methods_on_one_path_stay_side_by_side(limits):
    limits.add(rule("/manga/{id}", "PUT"))
    limits.add(rule("/manga/{id}", "DELETE"))
    assert len(limits) == 3
    assert [one.path.method for one in limits] == [None, "PUT", "DELETE"]


def test_adding_replaces_the_same_path_and_removing_forgets_what_was_found(limits):
    first, second = rule("/ping", amount=1), rule("/ping", amount=2)
    limits.add(first)
    assert limits.rules_for("/ping", "GET", template="/ping")[-1] is first
    limits.add(second)
    assert limits.rules_for("/ping", "GET", template="/ping")[-1] is second
    assert limits.rules_for("/ping", "GET", template="/ping")[-1] is second
    limits.remove(second)
    limits.remove(second)
    assert limits.rules_for("/ping", "GET", template="/ping") == (limits.general,)
    limits.remove(limits.general)
    assert limits.rules_for("/ping", "GET", template="/ping") == ()


def test_the_dictionary_is_keyed_by_patterns(limits):
    limits.add(rule("/ping"))
    assert {pattern.pattern for pattern in limits.ratelimit_dictionary} == {".*", "/ping"}


async def test_sleep_waits_as_long_as_check_says_and_takes_nothing(limits, clock):
    assert await limits.sleep("/a", "GET") is limits.general
    for _ in range(5):
        await limits.acquire("/a", "GET")
    assert await clock.run(limits.sleep("/a", "GET")) is limits.general
    assert clock.time == pytest.approx(1001 + SLACK)
    assert limits.general.ratelimit_used == 0


async def test_a_limit_told_by_headers_only_becomes_a_rule(limits, clock):
    places = await limits.acquire("/report", "GET")
    instant = str(int(clock.now().timestamp()) + 30)
    reply = Reply(X_RateLimit_Limit="10", X_RateLimit_Remaining="0", X_RateLimit_Retry_After=instant)
    limits.update(places, reply, template="/report", method="GET")
    learned = limits.rules_for("/report", "GET")[-1]
    assert (learned.path.name, learned.ratelimit_amount, learned.ratelimit_time) == ("/report", 10, 60)
    wait, culprit = await limits.check("/report", "GET")
    assert (wait, culprit) == (pytest.approx(31), learned)
    assert (await limits.check("/manga", "GET"))[0] == -1


async def test_a_refusal_with_headers_pauses_its_own_path_only(limits, clock):
    limits.add(rule("/manga/random", "GET"))
    places = await limits.acquire("/manga/random", "GET")
    instant = str(int(clock.now().timestamp()) + 9)
    limits.update(places, Reply(429, X_RateLimit_Limit="60", X_RateLimit_Retry_After=instant))
    assert (await limits.check("/manga/random", "GET"))[0] == pytest.approx(10)
    assert (await limits.check("/manga", "GET"))[0] == -1


async def test_refusals_without_a_time_pause_everything_longer_each_time(limits):
    waits = []
    for _ in range(8):
        limits.general.expire()
        places = await limits.acquire("/manga", "GET")
        limits.update(places, Reply(429))
        waits.append((await limits.check("/cover", "GET"))[0])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    limits.general.expire()
    limits.update(places, Reply(200))
    limits.update(places, Reply(400), refused=True)
    assert (await limits.check("/cover", "GET"))[0] == 1


async def test_a_server_error_does_not_end_a_row_of_refusals(limits):
    places = await limits.acquire("/manga", "GET")
    limits.update(places, Reply(429))
    limits.update(places, Reply(503))
    limits.general.expire()
    limits.update(places, Reply(429))
    assert (await limits.check("/cover", "GET"))[0] == 2


async def test_without_a_general_rule_a_refusal_pauses_every_rule(clock):
    limits = Ratelimits(rule("/a"), rule("/b"), clock=clock)
    places = await limits.acquire("/a", "GET")
    limits.update(places, Reply(429, Retry_After="7"))
    assert (await limits.check("/a", "GET"))[0] == 7
    assert (await limits.check("/b", "GET"))[0] == 7


async def test_closing_sends_away_all_who_wait(limits, clock):
    limits.close()  # nobody waits: nothing happens
    for _ in range(5):
        await limits.acquire("/a", "GET")
    waiting = [asyncio.ensure_future(limits.acquire("/a", "GET")) for _ in range(3)]
    await clock.settle()
    waiting[1].cancel()
    limits.close()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(result) for result in results] == [ClientClosed, asyncio.CancelledError, ClientClosed]
    assert limits.general.ratelimit_enqueued == 0
    assert all(timer.cancelled for _, _, timer in clock.timers)


def test_the_documented_limits_are_those_of_the_table():
    found = {(one.path.method, one.path.name): one for one in constants.ratelimit_data}
    assert len(found) == len(constants.ratelimit_data) == 33
    assert (found[None, "*"].ratelimit_amount, found[None, "*"].ratelimit_time) == (5, 1)
    at_home = found["GET", "/at-home/server/{chapterId}"]
    assert (at_home.ratelimit_amount, at_home.ratelimit_time) == (40, 60)
    random = found["GET", "/manga/random"]
    assert (random.ratelimit_amount, random.ratelimit_time) == (60, 60)
