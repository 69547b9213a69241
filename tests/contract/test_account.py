"""Logging in and out, and what the client shows of it."""

import inspect

import pytest

from asyncdex import MangadexClient, Unauthorized
from tests.contract.promises import instead, promise
from tests.contract.support import (
    ACCOUNT,
    OLD_SERVER,
    PASSWORD,
    done,
    fake_client,
    form,
    oauth,
    old_tokens,
    refused,
    renew_only,
    sent_token,
)
from tests.support import secret


@pytest.fixture
def client(transport, clock):
    """Return a client with an account."""
    return fake_client(transport, clock, anonymous=False, **ACCOUNT)


@pytest.fixture
def nobody(transport, clock):
    """Return a client without anything to log in with."""
    return fake_client(transport, clock)


@pytest.fixture
def old(transport, clock):
    """Return a client of a server that has logins of its own."""
    return fake_client(transport, clock, anonymous=False, **OLD_SERVER)


# Logging in


@promise("MangadexClient.get_session_token", 1)
async def test_a_session_token_is_got_and_kept(client, transport):
    """It fetches a token, keeps it for the calls to come, and returns nothing."""
    transport.add(oauth(), done())
    assert await client.get_session_token() is None
    assert client.session_token == "acc3ss-01"
    await client.request("GET", "/manga")
    assert sent_token(transport.requests[1]) == "acc3ss-01"


@promise("MangadexClient.login", 1)
async def test_logging_in(client, transport):
    """The account is exchanged for a token at once."""
    transport.add(oauth())
    await client.login()
    assert form(transport.requests[0])["password"] == PASSWORD
    assert client.session_token == "acc3ss-01"


@promise("MangadexClient.login(username)", 1)
@promise("MangadexClient.login(password)", 1)
async def test_an_account_ends_the_anonymous_mode(nobody, transport):
    """With a username and a password an anonymous client is anonymous no more."""
    assert nobody.anonymous_mode
    transport.add(oauth(), done())
    await nobody.login(
        "Test", PASSWORD, client_id=ACCOUNT["client_id"], client_secret=ACCOUNT["client_secret"]
    )
    assert not nobody.anonymous_mode
    assert (nobody.username, nobody.password) == ("Test", PASSWORD)
    await nobody.request("GET", "/user/me")
    assert sent_token(transport.requests[1]) == "acc3ss-01"


@promise("MangadexClient.login(username)", 2)
@promise("MangadexClient.login(password)", 2)
@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"username": "Test"}, "username was given without password"),
        ({"password": PASSWORD}, "password was given without username"),
    ],
)
async def test_half_an_account_is_an_error(client, transport, given, missing):
    """One of the two without the other is refused by name, and changes nothing."""
    with pytest.raises(ValueError, match=missing):
        await client.login(**given)
    assert (client.username, client.password) == ("Test", PASSWORD)
    assert transport.requests == []


# Logging out


@promise("MangadexClient.logout", 1, 3)
async def test_logging_out(client, transport):
    """Nothing of the account is left, and calls are made anonymously from then on."""
    transport.add(oauth(), done())
    await client.login()
    await client.logout()
    assert (client.username, client.password, client.refresh_token) == (None, None, None)
    assert client.anonymous_mode
    assert client.session_token is None
    await client.request("GET", "/manga")
    assert sent_token(transport.requests[-1]) is None


@promise("MangadexClient.logout", 2)
async def test_the_logout_route_is_called(old, transport):
    """A server with logins of its own is told which session ends."""
    transport.add(old_tokens(), done())
    await old.login()
    assert old.refresh_token is not None
    await old.logout()
    goodbye = transport.requests[-1]
    assert (goodbye.method, goodbye.url) == ("POST", "https://old.example/auth/logout")
    assert sent_token(goodbye) == "acc3ss-01"


@instead("MangadexClient.logout", 2)
async def test_where_no_session_can_be_ended_nothing_is_called(client, transport, clock):
    """A personal client has no such route, and without a live token there is nothing to call it with."""
    transport.add(oauth())
    await client.login()
    await client.logout()
    waiting = fake_client(transport, clock, anonymous=False, refresh_token="r3fr3sh-0")
    await waiting.logout()
    assert len(transport.requests) == 1
    assert client.anonymous_mode
    assert waiting.anonymous_mode


@instead("MangadexClient.logout", 0)
async def test_a_logout_that_keeps_something(client, transport, clock):
    """Both arguments of AsyncDex 1.1 are there; a bare logout() clears everything, as ever."""
    parameters = inspect.signature(MangadexClient.logout).parameters
    defaults = {name: one.default for name, one in parameters.items() if name != "self"}
    assert defaults == {"delete_tokens": True, "clear_login_info": True}
    transport.add(oauth())
    await client.login()
    await client.logout(delete_tokens=False, clear_login_info=False)
    assert client.session_token is None
    await client.login()
    assert client.session_token == "acc3ss-01"
    assert len(transport.requests) == 1


# What the client shows


@promise("MangadexClient.anonymous_mode", 1)
async def test_anonymous_mode_is_about_public_endpoints(nobody, client, transport):
    """An anonymous client calls what is public without a token, and nothing that needs one."""
    assert nobody.anonymous_mode
    assert not client.anonymous_mode
    transport.add(done())
    await nobody.request("GET", "/manga")
    assert sent_token(transport.requests[0]) is None
    with pytest.raises(Unauthorized):
        await nobody.request("GET", "/user/me")
    assert len(transport.requests) == 1


@promise("MangadexClient.username", 1)
@promise("MangadexClient.password", 1)
async def test_the_account_shown_is_the_one_logged_in(client, transport):
    """Another login changes both."""
    transport.add(oauth(1), oauth(2))
    await client.login()
    assert (client.username, client.password) == ("Test", PASSWORD)
    other = secret("an0ther-of-the-contract")
    await client.login("Other", other)
    assert (client.username, client.password) == ("Other", other)
    assert form(transport.requests[1])["username"] == "Other"


@promise("MangadexClient.username", 2)
@promise("MangadexClient.password", 2)
async def test_an_anonymous_client_has_no_account(nobody, client):
    """There is none without credentials, none after anonymous=True and none after a logout."""
    await client.logout()
    for one in (nobody, client, MangadexClient(**ACCOUNT, anonymous=True)):
        assert one.anonymous_mode
        assert (one.username, one.password) == (None, None)


@instead("MangadexClient.username", 2)
@instead("MangadexClient.password", 2)
@instead("MangadexClient.refresh_token", 2)
async def test_anonymous_for_a_while(client, transport):
    """Where the mode is switched by hand, the account stays, so that it can be switched back."""
    client.anonymous_mode = True
    client.refresh_token = secret("r3fr3sh-by-hand")
    transport.add(done(), oauth(), done())
    await client.request("GET", "/manga")
    assert (client.username, client.password) == ("Test", PASSWORD)
    assert client.refresh_token == "r3fr3sh-by-hand"
    assert sent_token(transport.requests[0]) is None
    client.anonymous_mode = False
    await client.request("GET", "/manga")
    assert sent_token(transport.requests[2]) == "acc3ss-01"


@promise("MangadexClient.refresh_token", 1)
async def test_the_refresh_token_shown_is_the_newest(transport, clock):
    """The one obtained takes the place of the one before."""
    client = fake_client(transport, clock, anonymous=False, **renew_only())
    transport.add(oauth(1), oauth(2))
    for number in (1, 2):
        await client.get_session_token()
        assert client.refresh_token == f"r3fr3sh-{number}"
        await clock.advance(900)


@promise("MangadexClient.refresh_token", 2)
async def test_no_refresh_token(client, nobody, transport):
    """There is none when anonymous, none before a login, and none where the service gives none."""
    assert nobody.refresh_token is None
    assert client.refresh_token is None
    transport.add(oauth(refresh=False))
    await client.login()
    assert client.refresh_token is None
    transport.add(oauth(2))
    await client.login("Test", PASSWORD)
    assert client.refresh_token == "r3fr3sh-2"
    await client.logout()
    assert client.refresh_token is None


@promise("MangadexClient.session_token", 1)
async def test_the_session_token_shown_is_the_one_sent(client, transport):
    """It is what the requests carry."""
    transport.add(oauth(), done())
    await client.login()
    await client.request("GET", "/manga")
    assert client.session_token == sent_token(transport.requests[1]) == "acc3ss-01"


@promise("MangadexClient.session_token", 2)
async def test_no_session_token(old, nobody, transport, clock):
    """There is none when anonymous, none before a login, and none a quarter of an hour after it."""
    assert nobody.session_token is None
    assert old.session_token is None
    transport.add(old_tokens())
    await old.login()
    await clock.advance(14 * 60)
    assert old.session_token == "acc3ss-01"
    await clock.advance(2 * 60)
    assert old.session_token is None
    old.session_token = secret("acc3ss-by-hand")
    old.anonymous_mode = True
    assert old.session_token is None
    assert len(transport.requests) == 1


@instead("MangadexClient.session_token", 2)
@pytest.mark.parametrize("lifetime", [60, 3600])
async def test_a_service_says_how_long_its_token_lives(client, transport, clock, lifetime):
    """Its own word goes before the quarter of an hour, and a token needs no refresh token beside it."""
    transport.add(oauth(lifetime=lifetime, refresh=False))
    await client.login()
    assert client.refresh_token is None
    await clock.advance(lifetime - 1)
    assert client.session_token == "acc3ss-01"
    await clock.advance(1)
    assert client.session_token is None


@promise("exceptions.Unauthorized", 1)
@promise("MangadexClient.request:raises", 1)
async def test_what_needs_a_login_and_has_none(nobody, client, transport):
    """It is Unauthorized, whether there is nothing to log in with or the account is refused."""
    with pytest.raises(Unauthorized):
        await nobody.request("GET", "/user/follows/manga")
    assert transport.requests == []
    transport.add(refused())
    with pytest.raises(Unauthorized):
        await client.request("GET", "/user/follows/manga")
    assert len(transport.requests) == 1


@promise("exceptions.Unauthorized.response", 2)
async def test_a_login_with_nothing_has_no_response(nobody, transport):
    """Nothing was sent, so that there is no response to show."""
    with pytest.raises(Unauthorized) as caught:
        await nobody.login()
    assert caught.value.response is None
    assert transport.requests == []
