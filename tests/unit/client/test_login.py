"""Logging in and out, and that secrets stay secret."""

import logging
import traceback
from urllib.parse import parse_qs

import pytest

from asyncdex import AsyncDexException, ConnectionFailed, InvalidArgument, MangadexClient, Unauthorized
from tests.support import api_error, json_answer
from tests.unit.models.builders import entity, fake_client, one, uid

SECRETS = {
    "username": "Test",
    "password": "hunter-two",
    "client_id": "personal-1",
    "client_secret": "s3cret-of-the-client",
}


def tokens(number=1, refresh=True, lifetime=900):
    answer = {"access_token": f"access-{number}", "expires_in": lifetime}
    return json_answer(answer | ({"refresh_token": f"refresh-{number}"} if refresh else {}))


def refused(error="invalid_grant"):
    return json_answer({"error": error, "error_description": "Invalid user credentials"}, 401)


def form(request):
    return {name: value for name, [value] in parse_qs(request.body.decode()).items()}


@pytest.fixture
def client(transport, clock):
    return fake_client(transport, clock, anonymous=False, **SECRETS)


async def test_login(client, transport):
    transport.add(tokens())
    await client.login()
    [request] = transport.requests
    assert request.url == "https://auth.mangadex.org/realms/mangadex/protocol/openid-connect/token"
    assert form(request) == {"grant_type": "password", **SECRETS}
    assert client.session_token == "access-1"
    assert client.refresh_token == "refresh-1"


async def test_a_login_happens_by_itself_with_the_first_call(client, transport):
    transport.add(tokens(), one(entity("manga", 1)), one(entity("manga", 1)))
    await client.get_manga(uid(1)).fetch()
    await client.get_manga(uid(1)).fetch()
    assert [request.headers.get("Authorization") for request in transport.requests] == [
        None,
        "Bearer access-1",
        "Bearer access-1",
    ]


async def test_login_with_other_credentials(client, transport):
    transport.add(tokens(1), tokens(2), tokens(3))
    await client.login()
    await client.login("Other", "another-one")
    sent = form(transport.requests[1])
    assert sent["grant_type"] == "password"
    assert (sent["username"], sent["password"]) == ("Other", "another-one")
    assert (sent["client_id"], sent["client_secret"]) == ("personal-1", "s3cret-of-the-client")
    assert client.username == "Other"
    assert client.session_token == "access-2"
    assert client.refresh_token == "refresh-2"
    await client.login("Third", "third", client_id="personal-2", client_secret="two")
    assert form(transport.requests[2])["client_id"] == "personal-2"


async def test_login_of_an_anonymous_client(transport, clock):
    client = fake_client(transport, clock)
    transport.add(tokens())
    await client.login(**SECRETS)
    assert not client.anonymous_mode
    assert client.session_token == "access-1"


async def test_login_through_another_client(client, transport):
    transport.add(tokens())
    await client.login(client_id="personal-2", client_secret="two")
    assert form(transport.requests[0])["client_id"] == "personal-2"
    assert form(transport.requests[0])["username"] == "Test"


@pytest.mark.parametrize(
    "half", [{"username": "a"}, {"password": "a"}, {"client_id": "a"}, {"client_secret": "a"}]
)
async def test_half_a_login(client, transport, half):
    with pytest.raises(InvalidArgument, match="go together"):
        await client.login(**half)
    assert client.username == "Test"
    assert transport.requests == []


async def test_nothing_to_log_in_with(transport, clock):
    client = fake_client(transport, clock)
    for call in (client.login, client.get_session_token):
        with pytest.raises(Unauthorized, match="neither"):
            await call()
    assert transport.requests == []


async def test_a_login_without_a_personal_client(transport, clock):
    client = fake_client(transport, clock, anonymous=False, username="Test", password="hunter-two")
    transport.add(api_error(404))
    with pytest.raises(Unauthorized, match="client_id"):
        await client.login()
    assert transport.paths == ["auth/login"]


async def test_a_refused_login(client, transport):
    transport.add(refused())
    with pytest.raises(Unauthorized, match="Invalid user credentials"):
        await client.login()
    assert client.session_token is None


async def test_a_login_as_somebody_else_that_is_refused_leaves_everything_as_it_was(client, transport):
    transport.add(tokens(), refused(), one(entity("manga", 1)))
    await client.login()
    with pytest.raises(Unauthorized, match="Invalid user credentials"):
        await client.login("Other", "another-one")
    assert (client.username, client.session_token, client.refresh_token) == ("Test", "access-1", "refresh-1")
    await client.get_manga(uid(1)).fetch()
    assert transport.requests[-1].headers["Authorization"] == "Bearer access-1"


async def test_a_token_that_was_refused_for_good_is_not_sent_again(client, transport, clock):
    transport.add(tokens(1), api_error(401), refused(), refused())
    with pytest.raises(Unauthorized):
        await clock.run(client.get_manga(uid(1)).fetch())
    for _ in range(3):
        with pytest.raises(Unauthorized, match="Invalid user credentials"):
            await clock.run(client.get_manga(uid(1)).fetch())
    assert len(transport.requests) == 4
    assert client.session_token is None


async def test_get_session_token(client, transport, clock):
    transport.add(tokens(1), tokens(2))
    assert await client.get_session_token() is None
    assert client.session_token == "access-1"
    await client.get_session_token()
    assert len(transport.requests) == 1
    await clock.advance(900)
    assert client.session_token is None
    await client.get_session_token()
    assert client.session_token == "access-2"
    assert form(transport.requests[1])["grant_type"] == "refresh_token"


async def test_a_refresh_token_is_enough(transport, clock):
    client = fake_client(
        transport,
        clock,
        anonymous=False,
        refresh_token="refresh-0",
        client_id="personal-1",
        client_secret="s3cret-of-the-client",
    )
    transport.add(tokens(refresh=False))
    await client.get_session_token()
    assert form(transport.requests[0])["refresh_token"] == "refresh-0"
    assert client.session_token == "access-1"
    assert client.refresh_token == "refresh-0"


async def test_logout_forgets_everything(client, transport):
    transport.add(tokens(), one(entity("manga", 1)))
    await client.login()
    await client.logout()
    assert client.anonymous_mode
    assert (client.username, client.password) == (None, None)
    assert (client.session_token, client.refresh_token) == (None, None)
    await client.get_manga(uid(1)).fetch()
    assert "Authorization" not in transport.requests[-1].headers


async def test_an_endpoint_that_needs_a_login(transport, clock):
    client = fake_client(transport, clock)
    with pytest.raises(Unauthorized):
        await client.request("GET", "/user/me")
    assert transport.requests == []


# Secrets

HIDDEN = ("hunter-two", "s3cret-of-the-client", "access-1", "refresh-1", "refresh-0", "Bearer")


def told(client, *errors):
    """Return everything somebody might print or log."""
    texts = [repr(client), str(client), repr(client._tokens), repr(client._tokens.credentials)]
    for error in errors:
        texts += [repr(error), str(error), repr(error.args), "".join(traceback.format_exception(error))]
        texts += [repr(getattr(error, "request_info", None)), repr(getattr(error, "__dict__", {}))]
    return "\n".join(texts)


DROP = ConnectionFailed("POST", "the token service", "it was cut off")


@pytest.mark.parametrize(
    "steps",
    [[refused(), refused()], [DROP] * 9, [json_answer({"access_token": 5})], [api_error(500)] * 9],
    ids=["refused", "dropped", "another shape", "500"],
)
async def test_a_login_that_fails_tells_no_secret(transport, clock, caplog, steps):
    caplog.set_level(logging.DEBUG)
    client = fake_client(transport, clock, anonymous=False, refresh_token="refresh-0", **SECRETS)
    transport.add(*steps)
    with pytest.raises(AsyncDexException) as caught:
        await clock.run(client.login())
    text = told(client, caught.value) + caplog.text
    assert [secret for secret in HIDDEN if secret in text] == []


@pytest.mark.parametrize("answer", [api_error(403), one({"id": uid(1)}), api_error(404)])
async def test_a_call_that_fails_tells_no_secret(client, transport, caplog, answer):
    caplog.set_level(logging.DEBUG)
    transport.add(tokens(), answer)
    with pytest.raises(AsyncDexException) as caught:
        await client.get_manga(uid(1)).fetch()
    assert transport.requests[-1].headers["Authorization"] == "Bearer access-1"
    text = told(client, caught.value) + caplog.text
    assert [secret for secret in HIDDEN if secret in text] == []


async def test_a_constructor_that_fails_tells_no_secret():
    secrets = {"username": "Test", "client_id": "x", "client_secret": "s3cret-of-the-client"}
    with pytest.raises(InvalidArgument) as caught:
        MangadexClient(**secrets)
    assert "s3cret-of-the-client" not in str(caught.value)
