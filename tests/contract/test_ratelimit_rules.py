"""Paths and the limits on them."""

import inspect
import re
from datetime import UTC, datetime, timedelta

import pytest

from asyncdex import Path, PathRatelimit, Ratelimit, Ratelimits
from asyncdex._http.messages import Answer
from tests.contract.promises import instead, promise
from tests.contract.support import done, limited, rule
from tests.support import json_answer

PING = Path("/ping", re.compile("/ping"))


@pytest.fixture
def ping(clock):
    """Return a limit of three pings a minute, on the fake clock."""
    one = rule(3, 60)
    Ratelimits(one, clock=clock)
    return one


async def spend(one, clock, times):
    """Let so many calls go under a limit that is alone."""
    limits = Ratelimits(clock=clock)
    limits.add(one)
    for _ in range(times):
        await limits.acquire("/ping", "GET")


def told(clock, remaining, *, limit=3, seconds=30, status=200):
    """Return an answer with the headers of a limit."""
    ends = clock.now() + timedelta(seconds=seconds)
    return json_answer(
        {},
        status,
        X_RateLimit_Limit=str(limit),
        X_RateLimit_Remaining=str(remaining),
        X_RateLimit_Retry_After=str(int(ends.timestamp())),
    )


# Path


@promise("ratelimit.Path", 1)
def test_a_path_stands_for_calls():
    """It is told by its three parts: equal ones are the same path."""
    path = Path("/ping", re.compile("/ping"), "GET")
    assert path == Path("/ping", re.compile("/ping"), "GET")
    assert path != Path("/ping", re.compile("/ping"))
    assert path != Path("/pong", re.compile("/pong"), "GET")


@promise("ratelimit.Path.method", 1)
async def test_the_method_of_a_path(clock):
    """Only calls of that method fall under it."""
    only = rule(1, 60, method="DELETE")
    limits = Ratelimits(only, clock=clock)
    assert limits.rules_for("/ping", "DELETE") == (only,)
    assert limits.rules_for("/ping", "GET") == ()


@promise("ratelimit.Path.method", 2)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
async def test_a_path_without_a_method(clock, method):
    """With None calls of every method fall under it; None is what it is unless given."""
    assert PING.method is None
    every = PathRatelimit(PING, 1, 60)
    assert Ratelimits(every, clock=clock).rules_for("/ping", method) == (every,)


@promise("ratelimit.Path.name", 1)
def test_the_name_of_a_path():
    """It is what was given, or the template it was made from."""
    assert Path("a name", re.compile("/ping")).name == "a name"
    assert Path.of("/manga/{id}").name == "/manga/{id}"


@promise("ratelimit.Path.path_regex", 1)
async def test_the_pattern_of_a_path(clock):
    """It is compiled, and decides where a variable stands which paths are meant."""
    pattern = re.compile(r"/action/[^/]+")
    action = PathRatelimit(Path("/action/{id}", pattern), 1, 60)
    assert action.path.path_regex is pattern
    limits = Ratelimits(action, clock=clock)
    for url, covered in {
        "/action/1": True,
        "/action/abc?x=/": True,
        "/action/1/2": False,
        "/act": False,
    }.items():
        assert (limits.rules_for(url, "GET") == (action,)) is covered


# PathRatelimit


@promise("ratelimit.PathRatelimit", 1)
async def test_the_limit_is_looked_at_before_a_request_is_made(transport, clock):
    """A request that would break it is not sent before its time."""
    one = rule(1, 60)
    client = limited(transport, clock, one)
    transport.add(done(), done())
    await client.request("GET", "/ping")
    task = clock.run(client.request("GET", "/ping"), at_most=59)
    with pytest.raises(AssertionError, match="not finished"):
        await task
    assert len(transport.requests) == 1


@promise("ratelimit.PathRatelimit.can_call", 1)
@promise("ratelimit.PathRatelimit.can_call:returns", 1)
@promise("ratelimit.PathRatelimit.can_call:return type", 1)
async def test_whether_a_call_can_be_made(ping, clock):
    """It can as long as there is room, and again when the limit has expired; the answer is a boolean."""
    answers = []
    for _ in range(3):
        answers.append(ping.can_call("GET"))
        await spend(ping, clock, 1)
    answers.append(ping.can_call("GET"))
    await clock.advance(61)
    answers.append(ping.can_call("GET"))
    assert answers == [True, True, True, False, True]
    assert {type(answer) for answer in answers} == {bool}


@promise("ratelimit.PathRatelimit.can_call(method)", 1)
async def test_the_method_of_the_call_counts(clock):
    """A limit of another method does not stand in the way."""
    one = rule(1, 60, method="GET")
    await spend(one, clock, 1)
    assert not one.can_call("GET")
    assert one.can_call("POST")


@promise("ratelimit.PathRatelimit.expire", 1)
async def test_expiring_a_limit(ping, clock):
    """Nothing counts any more, neither calls nor what an answer said."""
    await spend(ping, clock, 3)
    ping.update(told(clock, 0, status=429))
    assert not ping.can_call("GET")
    ping.expire()
    assert ping.can_call("GET")
    assert ping.ratelimit_used == 0
    assert ping.time_until_expire() == timedelta()


@promise("ratelimit.PathRatelimit.path", 1)
def test_the_path_of_a_limit():
    """It is the object that was given."""
    assert PathRatelimit(PING, 1, 60).path is PING


@promise("ratelimit.PathRatelimit.ratelimit_expires", 1)
async def test_the_instant_is_that_of_the_exception(transport, clock):
    """A limit and the Ratelimit that it raises name the same instant."""
    one = rule(2, 60)
    client = limited(transport, clock, one, sleep_on_ratelimit=False)
    transport.add(done(), done())
    for _ in range(2):
        await client.request("GET", "/ping")
    await clock.advance(10)
    with pytest.raises(Ratelimit) as caught:
        await client.request("GET", "/ping")
    assert abs(caught.value.ratelimit_expires - one.ratelimit_expires) < timedelta(milliseconds=1)


@promise("ratelimit.PathRatelimit.ratelimit_time", 1)
async def test_the_time_begins_with_the_first_use(ping, clock):
    """So long after the first of the calls the limit expires, give or take a tenth of a second."""
    await spend(ping, clock, 1)
    await clock.advance(20)
    await spend(ping, clock, 2)
    left = ping.time_until_expire().total_seconds()
    assert ping.ratelimit_time - 20 <= left < ping.ratelimit_time - 20 + 0.1
    await clock.advance(left)
    assert ping.can_call("GET")


@promise("ratelimit.PathRatelimit.ratelimit_used", 1)
async def test_how_often_a_path_was_called(ping, clock):
    """Every call is counted, until the limit expires."""
    assert ping.ratelimit_used == 0
    for used in (1, 2):
        await spend(ping, clock, 1)
        assert ping.ratelimit_used == used
    ping.expire()
    assert ping.ratelimit_used == 0
    await spend(ping, clock, 1)
    assert ping.ratelimit_used == 1
    await clock.advance(61)
    assert ping.ratelimit_used == 0


@instead("ratelimit.PathRatelimit.ratelimit_used", 1)
async def test_every_call_is_forgotten_at_a_time_of_its_own(ping, clock):
    """The calls of the last seconds count, wherever they began: none is forgotten because another was."""
    await spend(ping, clock, 1)
    await clock.advance(40)
    await spend(ping, clock, 2)
    await clock.advance(30)
    assert ping.ratelimit_used == 2


@promise("ratelimit.PathRatelimit.time_until_expire", 1)
async def test_how_long_until_a_limit_expires(ping, clock):
    """It is a timedelta that becomes shorter as time passes, down to zero."""
    assert ping.time_until_expire() == timedelta()
    await spend(ping, clock, 3)
    first = ping.time_until_expire()
    await clock.advance(15)
    assert isinstance(first, timedelta)
    assert first - ping.time_until_expire() == pytest.approx(
        timedelta(seconds=15), abs=timedelta(milliseconds=1)
    )
    assert ping.ratelimit_expires - clock.now() == ping.time_until_expire()
    await clock.advance(46)
    assert ping.time_until_expire() == timedelta()


@promise("ratelimit.PathRatelimit.update", 1)
@promise("ratelimit.PathRatelimit.update(response)", 1)
async def test_a_limit_learns_from_headers(ping, clock):
    """The amount becomes the server's, and with none remaining nothing goes before the instant it named."""
    ping.update(told(clock, 4, limit=10))
    assert ping.ratelimit_amount == 10
    assert ping.can_call("GET")
    ping.update(told(clock, 0, limit=10, seconds=30))
    assert not ping.can_call("GET")
    await clock.advance(29)
    assert not ping.can_call("GET")
    await clock.advance(3)
    assert ping.can_call("GET")
    ping.update(Answer(200))
    assert ping.can_call("GET")


@promise("ratelimit.PathRatelimit.update(response)", 1)
async def test_the_response_of_aiohttp_will_do(server):
    """What is given to update() is the object that a request returns."""
    ends = int(datetime.now(UTC).timestamp()) + 300
    headers = {
        "X-RateLimit-Limit": "9",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Retry-After": str(ends),
    }
    server.tell("/ping", headers=headers)
    one = rule(3, 60)
    async with server.client() as client, await client.request("GET", "/ping") as response:
        one.update(response)
    assert one.ratelimit_amount == 9
    assert not one.can_call("GET")


def test_the_signature_of_update_takes_a_response_alone():
    required = [
        name
        for name, one in inspect.signature(PathRatelimit.update).parameters.items()
        if one.default is inspect.Parameter.empty
    ]
    assert required == ["self", "response"]
