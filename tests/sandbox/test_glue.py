"""Where the sandbox and the client meet."""

from __future__ import annotations

import pytest

from asyncdex import InvalidArgument
from asyncdex.sandbox import ManualClock, Sandbox


@pytest.fixture
async def box():
    async with Sandbox(manga=10, chapters=60, limits="off") as box:
        yield box


async def test_a_client_is_logged_in(box):
    async with box.client() as client:
        account = box.catalogue.users[box.catalogue.me].attributes["username"]
        assert (client.api_base, client.username, client.anonymous_mode) == (box.url, account, False)
        assert [manga.id async for manga in client.user.manga()] == box.catalogue.shelf.follows["manga"]
    assert client.closed


async def test_a_guest_sends_no_token(box):
    async with box.client(anonymous=True) as client:
        assert client.anonymous_mode
        await client.random_manga()
    assert box.stats.requests == 1


async def test_every_client_is_one_of_its_own(box):
    async with box.client() as one, box.client(languages=["de"]) as other:
        assert one is not other
        assert (one.defaults.languages, other.defaults.languages) == ((), ("de",))


async def test_without_limits_the_client_keeps_to_none(box):
    async with box.client() as client:
        assert list(client.ratelimits) == []
    async with Sandbox(manga=10, chapters=60) as limited, limited.client() as client:
        assert client.ratelimits.general is not None


async def test_the_clock_is_shared():
    clock = ManualClock()
    async with Sandbox(manga=10, chapters=60, clock=clock) as box, box.client() as client:
        assert client.clock is clock


async def test_wrong_arguments_are_named(box):
    with pytest.raises(InvalidArgument, match="timeout must be a number of seconds above 0"):
        box.client(timeout=-1)
    with pytest.raises(TypeError, match="'anonymus'; did you mean 'anonymous'"):
        box.client(anonymus=True)


async def test_a_sandbox_that_stands_still_has_no_clients():
    with pytest.raises(RuntimeError, match="the sandbox is not running"):
        Sandbox(manga=10, chapters=60).client()
