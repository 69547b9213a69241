"""Logging in and out on real sockets, by either kind of login."""

import asyncio
import logging

import pytest

from asyncdex import MangadexClient, Unauthorized
from asyncdex._http.auth import Credentials

KINDS = ("personal", "legacy")


@pytest.fixture
async def log_in(box):
    """Make clients of either kind, whose own pace does not slow the tests down."""
    clients = []

    async def make(kind, **changes):
        kwargs = box.client_kwargs() if kind == "personal" else box.legacy_kwargs()
        client = MangadexClient(**{**kwargs, **changes})
        clients.append(client)
        for rule in client.ratelimits:
            client.ratelimits.remove(rule)
        return client

    yield make
    for client in clients:
        await client.close()


def names(kind):
    return ("password", "refresh_token") if kind == "personal" else ("login", "refresh")


async def who(client):
    response = await client.request("GET", "/user/me")
    return (await response.json())["data"]["attributes"]["username"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_login_happens_by_itself(box, log_in, kind):
    client = await log_in(kind)
    assert await who(client) == client.username
    assert client.refresh_token
    assert dict(box.stats.token_requests) == {names(kind)[0]: 1}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_refresh_token_is_enough(box, log_in, kind):
    first = await log_in(kind)
    await first.login()
    second = await log_in(kind, username=None, password=None, refresh_token=first.refresh_token)
    assert await who(second) == first.username
    assert dict(box.stats.token_requests) == dict.fromkeys(names(kind), 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("refresh", [True, False])
async def test_fifty_calls_with_a_revoked_token(box, log_in, kind, refresh):
    client = await log_in(kind)
    await client.login()
    box.revoke_tokens(refresh=refresh)
    await asyncio.gather(*(who(client) for _ in range(50)))
    password, renewal = names(kind)
    assert dict(box.stats.token_requests) == {password: 1 + refresh, renewal: 1}


@pytest.mark.parametrize("kind", KINDS)
async def test_fifty_calls_with_an_expired_token(box, log_in, kind):
    client = await log_in(kind)
    box.token_lifetime = 1
    await client.login()
    client.session_token = client.session_token  # it lives a quarter of an hour, as far as the client knows
    box.token_lifetime = 900
    await asyncio.sleep(1.1)
    await asyncio.gather(*(who(client) for _ in range(50)))
    assert dict(box.stats.token_requests) == dict.fromkeys(names(kind), 1)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_dead_refresh_token_alone(box, log_in, kind):
    client = await log_in(kind, username=None, password=None, refresh_token="dead")
    for _ in range(2):
        with pytest.raises(Unauthorized, match="refresh token was refused"):
            await who(client)
    assert dict(box.stats.token_requests) == {names(kind)[1]: 1}
    await client.logout()
    assert (await client.random_manga()).fetched


@pytest.mark.parametrize("kind", KINDS)
async def test_a_wrong_password(box, log_in, kind):
    client = await log_in(kind, password="not-it")
    with pytest.raises(Unauthorized, match="login was refused") as caught:
        await client.login()
    assert "not-it" not in f"{caught.value!r}{caught.value}"


async def test_a_server_that_has_personal_clients_only(box, log_in):
    box.legacy_login = False
    client = await log_in("legacy")
    for _ in range(2):
        with pytest.raises(Unauthorized, match="personal API client"):
            await who(client)
    assert dict(box.stats.token_requests) == {"login": 1}
    known = box.client_kwargs()
    await client.login(client_id=known["client_id"], client_secret=known["client_secret"])
    assert await who(client) == client.username


@pytest.mark.parametrize("kind", KINDS)
async def test_a_logout_ends_the_session_where_there_is_a_way_to(box, log_in, kind, caplog):
    client = await log_in(kind)
    await client.login()
    token = client.session_token
    await client.logout()
    assert client.anonymous_mode
    assert (await client.random_manga()).fetched
    assert box.stats.token_requests["logout"] == (kind == "legacy")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    client.api.tokens.forget(Credentials())
    client.api.tokens.anonymous = False
    client.session_token = token
    if kind == "legacy":
        with pytest.raises(Unauthorized):
            await who(client)
    else:
        assert await who(client)


@pytest.mark.parametrize(
    "fault", [{"drop": True}, {"status": 503}, {"status": 200, "body": "<html>"}, {"truncate": True}]
)
async def test_a_logout_works_whatever_the_server_does(box, log_in, fault, caplog):
    client = await log_in("legacy")
    await client.login()
    token = client.session_token
    box.fail("POST", "/auth/logout", times=None, **fault)
    await client.logout()
    assert client.anonymous_mode
    assert (await client.random_manga()).fetched
    assert box.stats.token_requests["logout"] == ("truncate" in fault), "asked once"
    assert "could not be ended" in caplog.text
    assert token not in caplog.text


async def test_a_logout_works_where_the_server_has_gone(box, log_in):
    client = await log_in("legacy")
    await client.login()
    await box.stop()
    await asyncio.wait_for(client.logout(), 5)
    assert client.anonymous_mode
    assert client.username is None
