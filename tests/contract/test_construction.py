"""What a client is made with."""

import asyncio

import aiohttp
import pytest

from asyncdex import MangadexClient, Ratelimit, Unauthorized
from tests.contract.promises import instead, promise
from tests.contract.server import Server
from tests.contract.support import (
    ACCOUNT,
    PASSWORD,
    done,
    fake_client,
    form,
    limited,
    manga,
    oauth,
    refused,
    renew_only,
    rule,
    sent_token,
    uid,
)


@promise("MangadexClient", 1)
async def test_one_client_does_all_that_is_asked_of_the_api(server):
    """Logins, calls of models and calls by hand all leave through the one client."""
    server.tell("/token", {"access_token": "acc3ss-01", "expires_in": 900})
    server.tell("/manga/random", {"data": {"id": uid(1), "type": "manga", "attributes": {}}})
    async with server.client(**ACCOUNT) as client:
        await client.random_manga()
        (await client.request("GET", "/ping")).release()
        assert [seen.path for seen in server.seen] == ["/token", "/manga/random", "/ping"]
        assert len({seen.headers["User-Agent"] for seen in server.seen}) == 1
        assert [sent_token(seen) for seen in server.seen] == [None, "acc3ss-01", "acc3ss-01"]


@promise("MangadexClient:warning", 2)
def test_outside_a_loop_only_the_session_is_out_of_reach():
    """A client made where no event loop runs is a good one; its session cannot be had there."""
    client = MangadexClient()
    with pytest.raises(RuntimeError, match="running event loop"):
        _ = client.session


@instead("MangadexClient:warning", 1)
def test_a_client_made_outside_a_loop_works_inside():
    """It may be made anywhere: the session is made when it is first needed."""
    server = Server()
    client = server.client()

    async def use():
        async with server, client, await client.request("GET", "/ping") as response:
            return response.status

    assert asyncio.run(use()) == 200


# The account


@promise("MangadexClient(username)", 1)
@promise("MangadexClient(password)", 1)
async def test_the_account_is_the_one_that_logs_in(transport, clock):
    """Username and password are what the login is made with."""
    client = fake_client(transport, clock, anonymous=False, **ACCOUNT)
    transport.add(oauth(), done())
    await client.request("GET", "/manga")
    assert form(transport.requests[0]) == {"grant_type": "password", **ACCOUNT}


@promise("MangadexClient(username)", 2)
@promise("MangadexClient(password)", 2)
async def test_without_the_account_no_new_refresh_token_is_fetched(transport, clock):
    """With neither username nor password, a dead refresh token is replaced by nothing."""
    client = fake_client(transport, clock, anonymous=False, **renew_only())
    transport.add(refused())
    with pytest.raises(Unauthorized):
        await client.get_session_token()
    assert [form(request)["grant_type"] for request in transport.requests] == ["refresh_token"]
    assert client.refresh_token is None


@promise("MangadexClient(username)", 3)
def test_a_username_needs_a_password():
    """A username by itself is an error that names what is missing."""
    with pytest.raises(ValueError, match="username was given without password"):
        MangadexClient(username="Test")


@promise("MangadexClient(password)", 3)
def test_a_password_needs_a_username():
    """A password by itself is an error that names what is missing."""
    with pytest.raises(ValueError, match="password was given without username"):
        MangadexClient(password=PASSWORD)


@promise("MangadexClient(refresh_token)", 1)
async def test_the_refresh_token_is_used(transport, clock):
    """The first token is had for the refresh token, though there is a password."""
    client = fake_client(transport, clock, anonymous=False, **ACCOUNT, refresh_token="r3fr3sh-0")
    transport.add(oauth(1), done())
    await client.request("GET", "/manga")
    assert form(transport.requests[0])["refresh_token"] == "r3fr3sh-0"
    assert "password" not in form(transport.requests[0])


@promise("MangadexClient(refresh_token)", 2)
async def test_a_refresh_token_alone_goes_on_for_as_long_as_it_is_good(transport, clock):
    """Without an account, requests are made with the refresh token again and again."""
    client = fake_client(transport, clock, anonymous=False, **renew_only())
    for number in range(1, 5):
        transport.add(oauth(number), done())
        await client.request("GET", "/user/me")
        assert sent_token(transport.requests[-1]) == f"acc3ss-0{number}"
        assert form(transport.requests[-2])["refresh_token"] == f"r3fr3sh-{number - 1}"
        await clock.advance(900)


@promise("MangadexClient(refresh_token)", 3)
async def test_a_dead_refresh_token_is_an_error_until_logout(transport, clock):
    """Without an account to fall back on, every call is Unauthorized; logout() makes the client anonymous."""
    client = fake_client(transport, clock, anonymous=False, **renew_only())
    transport.add(refused())
    for _ in range(3):
        with pytest.raises(Unauthorized):
            await client.request("GET", "/manga")
    assert len(transport.requests) == 1
    await client.logout()
    transport.add(done())
    await client.request("GET", "/manga")
    assert sent_token(transport.requests[-1]) is None


@promise("MangadexClient(anonymous)", 1)
@promise("MangadexClient(anonymous)", 2)
async def test_anonymous_forces_it(transport, clock):
    """With anonymous=True nothing is kept of what one could log in with, and no token is asked for."""
    client = fake_client(transport, clock, anonymous=True, **ACCOUNT, refresh_token="r3fr3sh-0")
    assert client.anonymous_mode
    assert (client.username, client.password, client.refresh_token) == (None, None, None)
    transport.add(done())
    await client.request("GET", "/manga")
    assert sent_token(transport.requests[0]) is None


# Limits


@promise("MangadexClient(sleep_on_ratelimit)", 1)
@promise("exceptions.Ratelimit", 1)
async def test_a_limit_is_slept_for_or_raised(transport, clock):
    """At its limit the client sleeps if it was told to, else it raises before anything is sent."""
    sleeping = limited(transport, clock, rule(1, 60), sleep_on_ratelimit=True)
    raising = limited(transport, clock, rule(1, 60), sleep_on_ratelimit=False)
    transport.add(*[done()] * 3)
    begin = clock.time
    for _ in range(2):
        await clock.run(sleeping.request("GET", "/ping"))
    assert clock.time - begin >= 60
    await raising.request("GET", "/ping")
    with pytest.raises(Ratelimit):
        await raising.request("GET", "/ping")
    assert len(transport.requests) == 3


@instead("MangadexClient(sleep_on_ratelimit)", 1)
async def test_the_general_pace_is_slept_for_all_the_same(transport, clock):
    """The pace of all calls together is kept by waits of up to a second, which never raise."""
    client = limited(transport, clock, rule(5, 1, name="*"), sleep_on_ratelimit=False)
    transport.add(*[manga()] * 12)
    for _ in range(12):
        await clock.run(client.random_manga())
    assert 2 <= clock.time - clock.start < 3


@promise("MangadexClient(sleep_on_ratelimit)", 2)
def test_sleeping_is_the_default():
    """Nobody has to ask for it."""
    assert MangadexClient().sleep_on_ratelimit is True


# The session


@promise("MangadexClient(session)", 1)
@promise("MangadexClient(session)", 3)
async def test_a_session_of_ones_own(server):
    """A lent session is what the requests leave through, with all that its owner gave it, and stays open."""
    async with aiohttp.ClientSession(headers={"X-Owner": "me"}, cookies={"crumb": "1"}) as session:
        async with server.client(session=session) as client:
            assert client.session is session
            (await client.request("GET", "/ping")).release()
        assert not session.closed
        assert dict(session.headers) == {"X-Owner": "me"}
    [seen] = server.seen
    assert seen.headers["X-Owner"] == "me"
    assert seen.headers["Cookie"] == "crumb=1"


@promise("MangadexClient(session)", 2)
async def test_a_session_is_made_where_none_is_lent(server):
    """Without one the client makes its own, and closes it in the end."""
    async with server.client() as client:
        session = client.session
        assert isinstance(session, aiohttp.ClientSession)
        (await client.request("GET", "/ping")).release()
        assert client.session is session
    assert session.closed


@promise("MangadexClient(session_kwargs)", 1)
async def test_what_else_is_given_goes_to_the_session(server):
    """Keyword arguments the client does not know are those of its session."""
    async with aiohttp.TCPConnector(limit=3) as connector:
        options = {"headers": {"X-Own": "yes"}, "connector": connector, "auto_decompress": False}
        async with server.client(**options) as client:
            assert client.session.connector is connector
            assert client.session.auto_decompress is False
            (await client.request("GET", "/ping")).release()
        assert server.seen[0].headers["X-Own"] == "yes"
    with pytest.raises(TypeError, match="nonsense"):
        _ = MangadexClient(nonsense=1).session
