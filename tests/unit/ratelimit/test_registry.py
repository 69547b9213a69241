"""The rules of a registry: which of them cover a call, and what becomes of them."""

import asyncio
import gc
import re

import pytest

from asyncdex import InvalidArgument, Path, PathRatelimit, Ratelimits, constants
from asyncdex.ratelimit.rulebook import _MOST_FOUND
from asyncdex.ratelimit.window import SLACK
from tests.support import FakeClock

from .support import EVERYTHING, PERIOD, UUID, depart, general, rule, start


@pytest.fixture
def limits(clock):
    return Ratelimits(general(), clock=clock)


def test_the_most_specific_rule_covers_a_call(limits):
    broad, narrow, put = rule("/manga/{id}"), rule("/manga/random", "GET"), rule("/manga/{id}", "PUT")
    for one in (broad, narrow, put):
        limits.add(one)
    assert limits.rules_for("/manga/random?x=1", "GET") == (limits.general, narrow)
    assert limits.rules_for("/manga/1", "get") == (limits.general, broad)
    assert limits.rules_for("/manga/1", "PUT") == (limits.general, put)
    assert limits.rules_for("/manga/1/feed", "GET") == (limits.general,)
    assert limits.rules_for("/x/manga/1", "GET") == (limits.general,)


async def test_a_rule_for_delete_never_delays_a_get(limits):
    limits.add(rule("/manga/{id}", "DELETE", 1, 600))
    await limits.acquire("/manga/1", "DELETE", max_wait=0)
    await limits.acquire("/manga/1?a=1", "GET", max_wait=0)
    assert (await limits.check("/manga/1", "GET"))[0] == -1
    assert (await limits.check("/manga/1?a=1", "delete"))[0] == pytest.approx(600 + SLACK)


def test_what_covers_a_call_is_found_again_by_its_kind(limits):
    limits.add(rule("/manga/{id}"))
    first = limits._book.cover(f"/manga/{UUID}", "GET")
    assert limits._book.cover("/manga/12?x=1", "GET") is first
    assert limits._book.cover("/manga/12", "PUT") is not first
    for number in range(_MOST_FOUND + 9):
        assert limits.rules_for(f"/word/x{number}", "GET") == (limits.general,)
    assert len(limits._book._found) <= _MOST_FOUND + len(limits)


def test_a_rule_that_tells_ids_apart_is_asked_every_time(limits):
    one, all_of_them = rule(f"/manga/{UUID}"), rule("/manga/{id}")
    limits.add(all_of_them)
    assert limits.rules_for("/manga/1", "GET")[-1] is all_of_them
    assert limits.rules_for(f"/manga/{UUID}", "GET")[-1] is all_of_them
    limits.add(one)
    assert limits.rules_for(f"/manga/{UUID}", "GET")[-1] is one
    assert limits.rules_for("/manga/1", "GET")[-1] is all_of_them
    limits.remove(one)
    assert limits.rules_for(f"/manga/{UUID}", "GET")[-1] is all_of_them


def test_a_rule_for_everything_of_one_method_is_not_general(limits):
    posts = PathRatelimit(Path("*", re.compile(".*"), "POST"), 1, 1)
    login = rule("/auth/login", "POST")
    limits.add(posts)
    limits.add(login)
    assert limits.general is not posts
    assert limits.rules_for("/manga", "GET") == (limits.general,)
    assert limits.rules_for("/manga", "POST") == (limits.general, posts)
    assert limits.rules_for("/auth/login", "POST") == (limits.general, login)


def test_adding_replaces_the_same_path_and_removing_forgets_what_was_found(limits):
    first, second = rule("/ping", amount=1), rule("/ping", amount=2)
    limits.add(first)
    assert limits.rules_for("/ping", "GET")[-1] is first
    limits.add(second)
    assert limits.rules_for("/ping", "GET")[-1] is second
    assert len(limits) == 2
    limits.remove(second)
    limits.remove(second)
    assert limits.rules_for("/ping", "GET") == (limits.general,)
    limits.remove(limits.general)
    assert limits.rules_for("/ping", "GET") == ()
    assert limits.general is None


def test_there_is_one_general_rule_however_its_pattern_is_written(limits):
    other = PathRatelimit(Path("*", re.compile(".*", re.DOTALL)), 2, 1)
    limits.add(other)
    assert limits.general is other
    assert list(limits) == [other]


@pytest.mark.parametrize("what", [None, [general()], "GET /ping"])
def test_only_rules_are_rules(limits, what):
    for change in (limits.add, limits.remove):
        with pytest.raises(InvalidArgument, match="obj must be a PathRatelimit"):
            change(what)


def test_a_rule_is_found_by_its_new_path(limits):
    moved, other = rule("/ping"), rule("/pong", "GET")
    limits.add(moved)
    limits.add(other)
    moved.path = Path.of("/pang", "GET")
    assert limits.rules_for("/ping", "GET") == (limits.general,)
    assert limits.rules_for("/pang", "GET")[-1] is moved
    moved.path = Path.of("/pong", "GET")
    assert list(limits) == [limits.general, moved]
    limits.remove(moved)
    moved.path = Path.of("/pang", "GET")
    assert list(limits) == [limits.general]


def test_a_rule_tells_every_registry_of_its_new_path(limits, clock):
    moved = rule("/ping")
    others = [Ratelimits(moved, clock=clock) for _ in range(2)]
    limits.add(moved)
    limits.add(moved)
    del others[0]
    gc.collect()
    moved.path = Path.of("/pang")
    for registry in (limits, *others):
        assert registry.rules_for("/pang", "GET")[-1] is moved


# The dictionary


def test_the_dictionary_has_an_entry_for_every_rule(limits):
    rules = [rule("/manga/{id}", method) for method in ("GET", "PUT", "DELETE", None)]
    rules.append(PathRatelimit(Path("/manga/{mangaId}", re.compile("/manga/[^/]+"), "PUT"), 1, 1))
    for one in rules:
        limits.add(one)
    patterns = limits.ratelimit_dictionary
    assert list(patterns.values()) == list(limits)
    assert len(patterns) == len(limits) == 6
    assert next(iter(patterns)) == EVERYTHING.path_regex
    assert [pattern.pattern for pattern in patterns][1:4] == [
        "/manga/[^/]+",
        "/manga/[^/]+(?#PUT 1)",
        "/manga/[^/]+(?#DELETE 1)",
    ]
    for pattern in list(patterns)[1:]:
        assert pattern.fullmatch("/manga/1")
        assert not pattern.fullmatch("/manga/1/feed")


def test_the_dictionary_keeps_the_flags_of_a_pattern(limits):
    pattern = re.compile("(?x) /ping  # it answers", re.IGNORECASE)
    for method in ("GET", "x)y("):
        limits.add(PathRatelimit(Path("/ping", pattern, method), 1, 1))
    first, second = list(limits.ratelimit_dictionary)[1:]
    assert first != second
    for one in (first, second):
        assert one.fullmatch("/PING")
        assert not one.fullmatch("/pingx")


def test_the_dictionary_is_a_copy(limits):
    limits.ratelimit_dictionary.clear()
    assert len(limits) == len(limits.ratelimit_dictionary) == 1


# Copies


def test_copies_have_nothing_used_and_share_what_their_models_share(clock):
    begin = rule("/upload/begin", "POST", 20)
    models = [general(), begin, begin.sharing(Path.of("/upload/begin/{chapterId}", "POST")), rule("/ping")]
    begin.ratelimit_used = 20
    limits = Ratelimits.copies_of(models, clock=clock)
    assert [one.path for one in limits] == [one.path for one in models]
    assert all(one.ratelimit_used == 0 for one in limits)
    assert not {one.window for one in limits} & {one.window for one in models}
    begin, edit = list(limits)[1:3]
    begin.ratelimit_used = 7
    assert edit.ratelimit_used == 7
    assert [one.ratelimit_used for one in limits] == [0, 7, 7, 0]
    clock.time += 60 + SLACK
    assert edit.ratelimit_used == 0


def test_copies_go_by_the_machines_clock_unless_told_otherwise():
    limits = Ratelimits.copies_of(iter([general()]))
    assert len(limits) == 1
    limits.general.ratelimit_used = 5
    assert not limits.general.can_call("GET")


async def test_a_call_takes_one_place_in_a_window_that_both_its_rules_count_in(clock):
    everything = general(2)
    limits = Ratelimits(everything, everything.sharing(Path.of("/ping")), clock=clock)
    places = await limits.acquire("/ping", "GET")
    assert len(places.rules) == 2
    assert everything.ratelimit_used == 1
    limits.give_back(places)
    assert everything.ratelimit_used == 0


# What changes for those who wait


async def test_those_who_wait_go_by_rules_that_come_and_go(limits, clock):
    log = []
    limits.general.ratelimit_used = 5
    tasks = [start(depart(limits, clock, log, n, f"/{name}")) for n, name in enumerate(["ping", "pong"] * 3)]
    await clock.settle()
    ping = rule("/ping", amount=2)
    limits.add(ping)
    assert (ping.ratelimit_enqueued, limits.general.ratelimit_enqueued) == (3, 6)
    await clock.advance(PERIOD)
    assert [name for _, name in log] == [0, 1, 2, 3, 5]
    await clock.advance(2 * PERIOD)
    assert len(log) == 5
    limits.remove(ping)
    await asyncio.gather(*tasks)
    assert log[-1] == (clock.time, 4)
    assert limits.general.ratelimit_enqueued == ping.ratelimit_enqueued == 0


async def test_without_any_rule_left_everybody_goes(limits, clock):
    limits.general.ratelimit_used = 5
    tasks = [start(limits.acquire("/ping", "GET")) for _ in range(20)]
    await clock.settle()
    limits.remove(limits.general)
    await asyncio.gather(*tasks)
    assert clock.time == 1000


async def test_those_who_wait_keep_their_order_when_rules_change(limits, clock):
    log = []
    limits.general.ratelimit_amount = limits.general.ratelimit_used = 1
    ping = rule("/ping")
    limits.add(ping)
    calls = [start(depart(limits, clock, log, n, f"/{'ping' if n % 2 else 'pong'}")) for n in range(8)]
    await clock.settle()
    limits.remove(ping)
    await clock.run(asyncio.gather(*calls))
    assert [name for _, name in log] == list(range(8))


async def test_a_new_path_goes_for_those_who_wait(limits, clock):
    slow = rule("/slow", amount=1, seconds=600)
    limits.add(slow)
    slow.ratelimit_used = 1
    waiting = start(limits.acquire("/slow", "GET"))
    await clock.settle()
    slow.path = Path.of("/slower")
    await clock.settle()
    assert waiting.done()


async def test_two_registries_may_count_in_one_window(clock):
    shared = general(1)
    first, second = Ratelimits(shared, clock=clock), Ratelimits(shared, clock=clock)
    places = await first.acquire("/a", "GET")
    places.hold()
    waiting = start(second.acquire("/b", "GET"))
    await clock.settle()
    assert not clock.timers
    first.give_back(places)
    await clock.settle()
    assert waiting.done()


# Asking


async def test_sleep_waits_as_long_as_check_says_and_takes_nothing(limits, clock):
    assert await limits.sleep("/a", "GET") is limits.general
    for _ in range(5):
        await limits.acquire("/a", "GET")
    assert await clock.run(limits.sleep("/a", "GET")) is limits.general
    assert clock.time == pytest.approx(1001 + SLACK)
    assert limits.general.ratelimit_used == 0


async def test_check_returns_the_longer_wait_with_its_rule(limits, clock):
    ping = rule("/ping", amount=1)
    limits.add(ping)
    assert await limits.check("/ping", "GET") == (-1, ping)
    ping.ratelimit_used = 1
    limits.general.ratelimit_used = 5
    assert await limits.check("/ping", "GET") == (pytest.approx(60 + SLACK), ping)
    limits.general.window.pause(clock.time + 100)
    assert await limits.check("/ping", "GET") == (100, limits.general)
    ping.window.pause(clock.time + 100)
    assert await limits.check("/ping", "GET") == (100, limits.general)
    assert (limits.general.ratelimit_used, ping.ratelimit_used) == (5, 1)


def test_rules_read_the_clock_of_their_registry():
    clock = FakeClock()
    limits = Ratelimits(general(), clock=clock)
    limits.general.ratelimit_used = 5
    clock.time += 1 + SLACK
    assert limits.general.can_call("GET")


def test_the_documented_limits_are_those_of_the_table():
    found = {(one.path.method, one.path.name): one for one in constants.ratelimit_data}
    copies = Ratelimits.copies_of(constants.ratelimit_data)
    assert len(found) == len(constants.ratelimit_data) == len(copies) == 33
    assert (found[None, "*"].ratelimit_amount, found[None, "*"].ratelimit_time) == (5, 1)
    at_home = found["GET", "/at-home/server/{chapterId}"]
    assert (at_home.ratelimit_amount, at_home.ratelimit_time) == (40, 60)
    random = found["GET", "/manga/random"]
    assert (random.ratelimit_amount, random.ratelimit_time) == (60, 60)
