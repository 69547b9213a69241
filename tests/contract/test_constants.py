"""What is known beforehand."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from asyncdex import Ratelimit, Ratelimits, constants, version
from asyncdex._api.table import ROWS
from tests.contract.promises import promise
from tests.contract.support import API, done, fake_client, limited, manga, uid
from tests.support import json_answer

ROOT = Path(__file__).parents[2]


@promise("constants.ratelimit_data", 1)
def test_the_documented_limits():
    """They are MangaDex's: spot checks of paths, amounts and minutes, and no path that is not documented."""
    known = {
        (one.path.method, one.path.name): (one.ratelimit_amount, one.ratelimit_time)
        for one in constants.ratelimit_data
    }
    assert known[None, "*"] == (5, 1)
    assert known["GET", "/at-home/server/{chapterId}"] == (40, 60)
    assert known["GET", "/manga/random"] == (60, 60)
    assert known["POST", "/author"] == (10, 3600)
    assert known["PUT", "/author/{id}"] == (10, 60)
    assert known["DELETE", "/author/{id}"] == (10, 600)
    gone = {("POST", "/chapter/{id}/read"), (None, "*")}
    assert set(known) - gone <= {(row.method, row.path) for row in ROWS}


@promise("constants.ratelimit_data:note", 1)
async def test_not_every_limit_is_listed(clock):
    """A path without a rule of its own can be under one all the same; nothing is held back beforehand."""
    limits = Ratelimits.copies_of(constants.ratelimit_data, clock=clock)
    assert [one.path.name for one in limits.rules_for("/manga/tag", "GET")] == ["*"]


@promise("constants.ratelimit_data:note", 2)
async def test_limits_that_only_headers_tell_of(transport, clock):
    """Where an answer says that a limit nobody knew of is used up, the next call there waits for its end."""
    client = limited(transport, clock, sleep_on_ratelimit=False)
    ends = clock.now() + timedelta(seconds=30)
    told = json_answer(
        {},
        X_RateLimit_Limit="7",
        X_RateLimit_Remaining="0",
        X_RateLimit_Retry_After=str(int(ends.timestamp())),
    )
    transport.add(told, done(), done())
    await client.request_as("GET", "/manga/tag", type=dict)
    with pytest.raises(Ratelimit) as caught:
        await client.request("GET", "/manga/tag")
    assert caught.value.path == "/manga/tag"
    assert caught.value.ratelimit_amount == 7
    await client.request("GET", "/chapter")
    client.sleep_on_ratelimit = True
    await clock.run(client.request("GET", "/manga/tag"))
    assert clock.now() >= ends


@promise("constants.ratelimit_data:note", 3)
def test_where_the_newest_rules_are():
    """The guide sends its readers to MangaDex's own documentation, which decides."""
    guide = (ROOT / "docs" / "use.rst").read_text("utf-8")
    assert "https://api.mangadex.org/docs/" in guide
    assert "decides where this page is out of date" in " ".join(guide.split())


@promise("constants.ratelimit_data:note", 4)
def test_the_rules_have_been_there_since_0_1():
    """This version is no older than that, and offers them."""
    assert tuple(int(part) for part in re.findall(r"\d+", version)[:2]) >= (0, 1)
    assert "ratelimit_data" in constants.__all__


@promise("constants.routes", 1)
async def test_the_routes_of_the_client(transport, clock):
    """Each name leads to a path, or to a URL of another host, and the calls of the client go there."""
    assert all(route.startswith(("/", "https://")) for route in constants.routes.values())
    client = fake_client(transport, clock)
    transport.add(manga(), manga())
    await client.random_manga()
    await client.get_manga(uid(1)).fetch()
    routes = constants.routes["random_manga"], constants.routes["manga"].replace("{id}", uid(1))
    called = [request.url.partition("?")[0] for request in transport.requests]
    assert called == [f"{API}{route}" for route in routes]


@promise("constants.routes", 2)
async def test_a_route_can_be_changed(transport, clock, monkeypatch):
    """After an assignment the functions of the client call the new path, without any other change."""
    client = fake_client(transport, clock)
    transport.add(manga(), manga())
    monkeypatch.setitem(constants.routes, "random_manga", "/v6/any")
    monkeypatch.setitem(constants.routes, "manga", "/v6/title/{id}")
    await client.random_manga()
    await client.get_manga(uid(1)).fetch()
    called = [request.url.partition("?")[0] for request in transport.requests]
    assert called == [f"{API}/v6/any", f"{API}/v6/title/{uid(1)}"]
