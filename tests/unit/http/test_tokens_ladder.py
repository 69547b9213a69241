"""What follows on a 401: a renewal, then a login, then the answer itself."""

import asyncio

import pytest

from asyncdex._api import Auth
from asyncdex._http.auth import Credentials
from asyncdex._http.requester import Call
from asyncdex.exceptions import Unauthorized
from tests.support import World
from tests.unit.http.support import make_requester

CALL = Call("GET", "/user/me", "/user/me", auth=Auth.REQUIRED)
CLIENT = {"client_id": "personal-client-1", "client_secret": "cl13nt-s3cr3t"}
LOGIN = {"username": "ann", "password": "pa55-w0rd"}


@pytest.fixture
def world(clock):
    return World(clock)


@pytest.fixture
def make(world, clock):
    return lambda rules=None, **given: make_requester(world, clock, Credentials(**given), rules=rules)


def numbers(world):
    """Return what was asked, and the numbers of the tokens that were sent."""
    asked, _, sent = world.take()
    return dict(asked), [int(token.split("-")[1]) for token in sent]


@pytest.mark.parametrize("given", [CLIENT, {}])
async def test_a_refused_token_is_renewed_and_then_the_password_is_not_sent(world, make, given):
    kind = "personal" if given else "legacy"
    api = make(**LOGIN, **given)
    await api.perform(CALL)
    world.access.clear()
    await api.perform(CALL)
    assert numbers(world) == ({f"{kind} password": 1, f"{kind} refresh_token": 1}, [1, 1, 2])


async def test_where_the_renewed_token_is_refused_too_a_login_follows(world, make):
    api = make(**LOGIN, **CLIENT)
    await api.perform(CALL)
    world.access.clear()
    world.distrusts_refreshed = True
    await api.perform(CALL)
    assert numbers(world) == ({"personal password": 2, "personal refresh_token": 1}, [1, 1, 2, 3])


async def test_after_the_login_there_is_no_further_step(world, make):
    api = make(**LOGIN, **CLIENT)
    world.accepts = lambda _token: False
    with pytest.raises(Unauthorized, match="unauthorized_http_exception") as caught:
        await api.perform(CALL)
    assert caught.value.path == "/user/me"
    assert numbers(world) == ({"personal password": 2, "personal refresh_token": 1}, [1, 2, 3])


async def test_a_login_that_followed_on_a_dead_refresh_token_is_not_made_twice(world, make):
    api = make(**LOGIN, **CLIENT, refresh_token="dead")
    world.accepts = lambda _token: False
    api.tokens.set("by hand-0")
    with pytest.raises(Unauthorized):
        await api.perform(CALL)
    assert numbers(world) == ({"personal password": 1, "personal refresh_token": 1}, [0, 1])


async def test_without_a_password_the_ladder_ends_after_the_renewal(world, make):
    api = make(**CLIENT, refresh_token=world.issue()[1])
    world.distrusts_refreshed = True
    assert not api.tokens.can_log_in_anew
    with pytest.raises(Unauthorized, match="unauthorized_http_exception"):
        await api.perform(CALL)
    assert numbers(world) == ({"personal refresh_token": 2}, [2, 3])


async def test_a_body_that_can_be_sent_once_is_not_sent_again(world, make):
    api = make(**LOGIN, **CLIENT)
    await api.perform(CALL)
    world.access.clear()
    with pytest.raises(Unauthorized):
        await api.perform(Call("PUT", "/x", "/x", repeatable=False))
    assert numbers(world)[1] == [1, 1]


@pytest.mark.parametrize("distrusts", [True, False])
async def test_fifty_refused_calls_climb_together(world, make, distrusts):
    api = make(rules=[], **LOGIN, **CLIENT)
    await api.perform(CALL)
    world.access.clear()
    world.distrusts_refreshed = distrusts
    world.take()
    await asyncio.gather(*(api.perform(CALL) for _ in range(50)))
    asked, sent = numbers(world)
    assert asked == {"personal refresh_token": 1} | ({"personal password": 1} if distrusts else {})
    assert sent == [1] * 50 + [2] * 50 + [3] * (50 if distrusts else 0)


async def test_who_comes_late_takes_the_token_the_others_got(world, make):
    api = make(**LOGIN, **CLIENT)
    await api.perform(CALL)
    stale = api.tokens.access_token
    world.access.clear()
    assert await api.tokens.recover(stale, 0)
    assert await api.tokens.recover(stale, 0)
    refreshed = api.tokens.access_token
    assert await api.tokens.recover(refreshed, 1)
    # The token there is came from a login, so no login would help; but it is not the one that was refused.
    assert not api.tokens.can_log_in_anew
    assert await api.tokens.recover(refreshed, 1)
    assert not await api.tokens.recover(api.tokens.access_token, 1)
    assert not await api.tokens.recover(refreshed, 2)
    assert numbers(world)[0] == {"personal password": 2, "personal refresh_token": 1}


async def test_a_client_whose_refresh_token_died_meanwhile_gets_the_answer_itself(world, make):
    api = make(**CLIENT, refresh_token="dead")
    api.tokens.set("by hand-0")
    with pytest.raises(Unauthorized, match="refresh token was refused"):
        await api.tokens.recover("by hand-0", 0)
    assert not await api.tokens.recover("by hand-0", 0)
    with pytest.raises(Unauthorized, match="refresh token was refused"):
        await api.perform(CALL)
    assert numbers(world) == ({"personal refresh_token": 1}, [])
