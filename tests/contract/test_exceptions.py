"""The exceptions, and when they are raised."""

import importlib
import inspect
import pkgutil
from datetime import UTC, timedelta

import aiohttp
import pytest

import asyncdex
from asyncdex import AsyncDexException, HTTPException, Ratelimit, Unauthorized, exceptions
from asyncdex._api.table import ROWS
from tests.contract.promises import instead, promise
from tests.contract.support import API, done, fake_client, limited, rule, uid
from tests.support import api_error

#: The parts that are programs of their own: the sandbox is a server, and the command line has its own errors.
PROGRAMS = ("asyncdex.sandbox", "asyncdex.cli", "asyncdex.__main__")


def modules():
    for info in pkgutil.walk_packages(asyncdex.__path__, "asyncdex."):
        if not info.name.startswith(PROGRAMS):
            yield importlib.import_module(info.name)


@promise("exceptions.AsyncDexException", 1)
def test_every_exception_of_the_package_has_one_base():
    """Whatever class of exception is public in the package derives from AsyncDexException."""
    found = {
        thing
        for module in modules()
        if not any(part.startswith("_") for part in module.__name__.split("."))
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and issubclass(thing, Exception) and thing.__module__.startswith("asyncdex")
        if not name.startswith("_")
    }
    assert {thing.__name__ for thing in found} == set(exceptions.__all__)
    assert all(issubclass(thing, AsyncDexException) for thing in found)


# Ratelimit


async def beyond(client, method, url):
    """Return the exception for a call too many."""
    await client.request(method, url)
    with pytest.raises(Ratelimit) as caught:
        await client.request(method, url)
    return caught.value


@promise("exceptions.Ratelimit.path", 1)
async def test_the_route_that_hit_the_limit(transport, clock):
    """The exception is about the path that was called, not about another one under a limit."""
    rules = [rule(1, 60, "/ping"), rule(1, 60, "/pong")]
    client = limited(transport, clock, *rules, sleep_on_ratelimit=False)
    transport.add(done(), done())
    assert (await beyond(client, "GET", "/ping")).path == "/ping"
    assert (await beyond(client, "GET", "/pong?x=1")).path == "/pong"


@promise("exceptions.Ratelimit.path", 2)
@promise("ratelimit.Path.name", 2)
async def test_the_path_is_as_mangadex_documents_it(transport, clock):
    """It has the placeholder where the call had an id: it is the name of the rule's path."""
    client = limited(transport, clock, *documented(1), sleep_on_ratelimit=False)
    transport.add(*[done()] * 2)
    for url, path in {
        f"/at-home/server/{uid(1)}": "/at-home/server/{chapterId}",
        "/manga/random": "/manga/random",
    }.items():
        error = await beyond(client, "GET", url)
        assert error.path == path
        assert path in {row.path for row in ROWS}
        assert path in {one.path.name for one in client.ratelimits}


def documented(amount):
    """Return the rules of the package, each allowing so many calls, without the pace of all together."""
    return [
        asyncdex.PathRatelimit(one.path, amount, one.ratelimit_time)
        for one in asyncdex.constants.ratelimit_data
        if one.path.name != "*"
    ]


@instead("exceptions.Ratelimit.path", 2)
async def test_the_path_of_the_general_pace_is_a_star(transport, clock):
    """The pace of all calls together belongs to no path of the documentation; its name is ``*``."""
    client = limited(transport, clock, rule(1, 60, "*"), sleep_on_ratelimit=False)
    transport.add(done())
    assert (await beyond(client, "GET", "/ping")).path == "*"


@promise("exceptions.Ratelimit.ratelimit_amount", 1)
@promise("ratelimit.PathRatelimit.ratelimit_amount", 1)
async def test_so_many_calls_once_the_limit_has_expired(transport, clock):
    """After a burst, when the limit expires, exactly that many calls can be made before it is hit again."""
    one = rule(3, 60)
    client = limited(transport, clock, one, sleep_on_ratelimit=False)
    transport.add(*[done()] * 6)
    for _ in range(2):
        for _ in range(3):
            await client.request("GET", "/ping")
        with pytest.raises(Ratelimit) as caught:
            await client.request("GET", "/ping")
        assert caught.value.ratelimit_amount == one.ratelimit_amount == 3
        await clock.advance((caught.value.ratelimit_expires - clock.now()).total_seconds())


@instead("exceptions.Ratelimit.ratelimit_amount", 1)
async def test_calls_come_back_one_by_one(transport, clock):
    """Each call counts for as long as the limit says: of calls made one by one, one is free again first."""
    client = limited(transport, clock, rule(2, 60), sleep_on_ratelimit=False)
    transport.add(*[done()] * 3)
    await client.request("GET", "/ping")
    await clock.advance(30)
    error = await beyond(client, "GET", "/ping")
    assert 29 < (error.ratelimit_expires - clock.now()).total_seconds() < 31
    await clock.advance((error.ratelimit_expires - clock.now()).total_seconds())
    await beyond(client, "GET", "/ping")


@promise("exceptions.Ratelimit.ratelimit_expires", 1)
async def test_when_the_limit_expires(transport, clock):
    """It is an instant in UTC: a call before it is refused again, one at it is not."""
    client = limited(transport, clock, rule(1, 60), sleep_on_ratelimit=False)
    transport.add(done(), done())
    error = await beyond(client, "GET", "/ping")
    assert error.ratelimit_expires.utcoffset() == timedelta()
    await clock.advance((error.ratelimit_expires - clock.now()).total_seconds() - 0.5)
    with pytest.raises(Ratelimit):
        await client.request("GET", "/ping")
    await clock.advance(0.5)
    await client.request("GET", "/ping")


@instead("exceptions.Ratelimit.ratelimit_expires", 1)
@instead("ratelimit.PathRatelimit.ratelimit_expires", 0)
def test_instants_know_their_zone():
    """They are aware of being UTC, which a naive one is taken for; with nothing used it is the year 1."""
    naive = asyncdex.constants.ratelimit_data[0].ratelimit_expires.replace(tzinfo=None)
    assert (naive.year, naive.month, naive.day, naive.hour) == (1, 1, 1, 0)
    assert rule(1, 60).ratelimit_expires == naive.replace(tzinfo=UTC)
    assert Ratelimit("/ping", 1, naive).ratelimit_expires == naive.replace(tzinfo=UTC)


# HTTPException and Unauthorized


@promise("exceptions.HTTPException", 1)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 413, 422, 429, 500, 503])
async def test_statuses_that_are_errors(transport, clock, status):
    """Every status from 400 becomes an exception that has it."""
    transport.add(api_error(status))
    with pytest.raises(HTTPException) as caught:
        await fake_client(transport, clock).request("GET", "/manga", retries=0)
    assert caught.value.status == status


@promise("exceptions.HTTPException.path", 1)
@pytest.mark.parametrize("url", ["/manga", "https://other.example/manga"])
async def test_the_url_that_hit_the_error(transport, clock, url):
    """The exception tells what was called."""
    transport.add(api_error(404))
    with pytest.raises(HTTPException) as caught:
        await fake_client(transport, clock).request("GET", url)
    assert caught.value.path == url


@instead("exceptions.HTTPException.path", 1)
@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/manga?title=x", "/manga"),
        (f"{API}/manga?title=x", "/manga"),
        ("https://other.example/x?key=1", "https://other.example/x"),
    ],
)
async def test_the_path_is_without_base_and_query(transport, clock, url, path):
    """Of the API's own URLs it is the path, and never what stands behind a question mark."""
    transport.add(api_error(404))
    with pytest.raises(HTTPException) as caught:
        await fake_client(transport, clock).request("GET", url)
    assert caught.value.path == path


@instead("exceptions.HTTPException", 0)
@instead("exceptions.Unauthorized", 0)
@pytest.mark.parametrize("kind", [HTTPException, Unauthorized])
def test_the_signature_of_asyncdex_1_1(kind):
    """It begins with the method, and takes the decoded body and a text of its own."""
    names = list(inspect.signature(kind).parameters)
    assert names[:5] == ["method", "path", "response", "json", "msg"]
    error = kind("GET", "/test", None, json={"errors": []}, msg="{method} {path}")
    assert (error.method, error.path, error.response, error.json) == ("GET", "/test", None, {"errors": []})
    assert str(error) == "GET /test"
    assert isinstance(error, aiohttp.ClientResponseError)
