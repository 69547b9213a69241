"""All limits together."""

import re

import pytest

from asyncdex import Path, PathRatelimit, Ratelimits, constants
from tests.contract.promises import instead, promise
from tests.contract.support import rule


@pytest.fixture
def ping():
    """Return a limit of one ping a minute."""
    return rule(1, 60)


@pytest.fixture
def limits(ping, clock):
    """Return a registry with that limit."""
    return Ratelimits(ping, clock=clock)


@promise("ratelimit.Ratelimits", 1)
@promise("ratelimit.Ratelimits(ratelimits)", 1)
def test_it_holds_all_limits_it_is_made_with():
    """The limits given one after the other are in it."""
    rules = [rule(1, 60, f"/{name}") for name in "abc"]
    assert list(Ratelimits(*rules)) == rules
    assert list(Ratelimits()) == []


@promise("ratelimit.Ratelimits.add", 1)
@promise("ratelimit.Ratelimits.add(obj)", 1)
async def test_adding_a_limit(limits):
    """The limit that is added holds calls back from then on."""
    pong = rule(1, 60, "/pong")
    assert (await limits.check("/pong", "GET"))[1] is None
    limits.add(pong)
    await limits.acquire("/pong", "GET")
    wait, found = await limits.check("/pong", "GET")
    assert found is pong
    assert 60 <= wait < 61


@promise("ratelimit.Ratelimits.add", 2)
async def test_a_limit_of_the_same_path_takes_the_place(limits, ping):
    """Of two limits with the same path only the later one is left."""
    later = rule(5, 10)
    limits.add(later)
    assert list(limits) == [later]
    assert (await limits.check("/ping", "GET"))[1] is later


@instead("ratelimit.Ratelimits.add", 2)
async def test_another_method_is_another_path(limits, ping, clock):
    """Two limits whose paths differ in their methods stand side by side, so that none is lost."""
    put, delete = rule(1, 60, method="PUT"), rule(1, 60, method="DELETE")
    limits.add(put)
    limits.add(delete)
    assert list(limits) == [ping, put, delete]
    assert (await limits.check("/ping", "PUT"))[1] is put
    assert (await limits.check("/ping", "DELETE"))[1] is delete
    whole = Ratelimits.copies_of(constants.ratelimit_data, clock=clock)
    assert len(whole) == len(constants.ratelimit_data)


@promise("ratelimit.Ratelimits.remove", 1)
@promise("ratelimit.Ratelimits.remove(obj)", 1)
async def test_removing_a_limit(limits, ping):
    """The limit that is removed holds nothing back any more."""
    await limits.acquire("/ping", "GET")
    assert (await limits.check("/ping", "GET"))[0] > 0
    limits.remove(ping)
    assert list(limits) == []
    assert await limits.check("/ping", "GET") == (-1, None)


@promise("ratelimit.Ratelimits.check", 1)
@promise("ratelimit.Ratelimits.check:returns", 1)
async def test_checking_a_path(limits, ping, clock):
    """The answer is the seconds until the limit expires, or -1; and the limit, where there is one."""
    assert await limits.check("/ping", "GET") == (-1, ping)
    assert await limits.check("/pong", "GET") == (-1, None)
    await limits.acquire("/ping", "GET")
    await clock.advance(20)
    wait, found = await limits.check("/ping", "GET")
    assert found is ping
    assert wait == pytest.approx(ping.time_until_expire().total_seconds(), abs=0.001)
    assert 40 <= wait < 40.1
    await clock.advance(wait)
    assert await limits.check("/ping", "GET") == (-1, ping)


@promise("ratelimit.Ratelimits.check:return type", 1)
async def test_the_seconds_are_a_number(limits):
    """What tells of the wait is a number of seconds with its fractions."""
    await limits.acquire("/ping", "GET")
    wait, _ = await limits.check("/ping", "GET")
    assert isinstance(wait, float)


@instead("ratelimit.Ratelimits.check:return type", 1)
async def test_a_check_answers_with_two_things(limits, ping):
    """It is a pair, as the signature says, and -1 is a whole number; a program can compare both alike."""
    answer = await limits.check("/ping", "GET")
    assert isinstance(answer, tuple)
    assert answer == (-1, ping) == (-1.0, ping)


@promise("ratelimit.Ratelimits.check(url)", 1)
@promise("ratelimit.Ratelimits.sleep(url)", 1)
@promise("ratelimit.Ratelimits.check(method)", 1)
@promise("ratelimit.Ratelimits.sleep(method)", 1)
@pytest.mark.parametrize("ask", ["check", "sleep"])
async def test_which_limit_a_call_falls_under(clock, ask):
    """Path and method of the call decide; a query string behind the path does not."""
    put, other = rule(1, 60, "/x/{id}", "PUT"), rule(1, 60, "/x/{id}", "GET")
    limits = Ratelimits(put, other, clock=clock)

    async def found(url, method):
        answer = await getattr(limits, ask)(url, method)
        return answer[1] if ask == "check" else answer

    assert await found("/x/1", "PUT") is put
    assert await found("/x/1", "GET") is other
    assert await found("/x/1?y=/z", "GET") is other
    assert await found("/x/1/2", "GET") is None
    assert await found("/x/1", "DELETE") is None


@promise("ratelimit.Ratelimits.ratelimit_dictionary", 1)
def test_the_limits_by_their_patterns(clock):
    """Every limit is there, under a pattern that matches what it is about."""
    whole = Ratelimits.copies_of(constants.ratelimit_data, clock=clock)
    found = whole.ratelimit_dictionary
    assert list(found.values()) == list(whole)
    for pattern, one in found.items():
        assert isinstance(pattern, re.Pattern)
        assert isinstance(one, PathRatelimit)
        example = "/anything" if one.path.name == "*" else re.sub(r"\{\w+\}", "x-1", one.path.name)
        assert pattern.fullmatch(example)
        assert not pattern.fullmatch("/some/where/else/entirely") or one.path.name == "*"


@promise("ratelimit.Ratelimits.ratelimit_dictionary", 1)
def test_a_pattern_of_ones_own_is_the_key():
    """A limit is found under the very pattern its path was made with."""
    pattern = re.compile("/ping")
    one = PathRatelimit(Path("/ping", pattern), 1, 60)
    assert Ratelimits(one).ratelimit_dictionary == {pattern: one}


@promise("ratelimit.Ratelimits.sleep", 1)
@promise("ratelimit.Ratelimits.sleep:returns", 1)
@promise("ratelimit.Ratelimits.sleep:return type", 1)
async def test_sleeping(limits, ping, clock):
    """It sleeps for what check() says, and returns the limit, or None where there is none."""
    assert await limits.sleep("/ping", "GET") is ping
    assert await limits.sleep("/pong", "GET") is None
    assert clock.time == clock.start
    await limits.acquire("/ping", "GET")
    wait, _ = await limits.check("/ping", "GET")
    assert await clock.run(limits.sleep("/ping", "GET")) is ping
    assert clock.time - clock.start == pytest.approx(wait)
