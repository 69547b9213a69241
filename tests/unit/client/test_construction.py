"""How a client is made, what it shows of itself, and how it is closed."""

import asyncio

import aiohttp
import pytest

from asyncdex import ClientClosed, InvalidArgument, MangadexClient, Ratelimit, Ratelimits
from tests.support import FakeClock, FakeTransport, json_answer
from tests.unit.models.builders import entity, fake_client, one, uid

ACCOUNT = {"username": "Test", "password": "hunter-two", "client_id": "personal-1", "client_secret": "s3cret"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("username", "password"),
        ("password", "username"),
        ("client_id", "client_secret"),
        ("client_secret", "client_id"),
    ],
)
@pytest.mark.parametrize("anonymous", [True, False])
def test_of_two_that_go_together_one_is_missing(given, missing, anonymous):
    with pytest.raises(ValueError, match=rf"{given} was given without {missing}") as caught:
        MangadexClient(anonymous=anonymous, **{given: "a-value"})
    assert isinstance(caught.value, InvalidArgument)
    assert "a-value" not in str(caught.value)


@pytest.mark.parametrize("argument", ["api_url", "auth_url", "uploads_url"])
def test_an_address_that_is_none(argument):
    with pytest.raises(InvalidArgument, match=argument):
        MangadexClient(**{argument: "api.example"})


@pytest.mark.parametrize(
    "url",
    ["http://", "http://h:abc", "http://h:99999", "http://h/?x=1", "http://h/#f", "http://[", 5, "https:/h"],
)
def test_an_address_that_cannot_be_a_base(url):
    with pytest.raises(InvalidArgument, match="api_url"):
        MangadexClient(api_url=url)


def test_an_address_with_a_password_is_refused_without_quoting_it():
    with pytest.raises(InvalidArgument, match="api_url has a user or a password in it") as caught:
        MangadexClient(api_url="https://ann:w0rd@api.example")
    with pytest.raises(InvalidArgument, match="api_url") as other:
        MangadexClient(api_url="ftp://ann:w0rd@api.example")
    assert "w0rd" not in str(caught.value) + str(other.value)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ({"session": 5}, "session must be an aiohttp.ClientSession, not int"),
        ({"ratelimits": []}, "ratelimits must be a Ratelimits, not list"),
        ({"session_token": 5}, "session_token must be a text or an async function that returns one, not int"),
        ({"session_token": " "}, "session_token must be a token, not an empty text"),
        ({"user_agent": 5}, "user_agent must be a name"),
        ({"timeout": float("inf")}, "timeout must be a number of seconds above 0"),
    ],
)
def test_arguments_of_another_kind(argument, said):
    with pytest.raises(InvalidArgument, match=said):
        MangadexClient(**argument)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("user_name", "; did you mean 'username'?"), ("conector", "; did you mean 'connector'?"), ("zzzz", "")],
)
def test_an_argument_that_nobody_takes(name, hint):
    with pytest.raises(TypeError) as caught:
        MangadexClient(**{name: "x"})
    assert str(caught.value) == f"neither the client nor its session takes an argument {name!r}{hint}"


async def test_the_address_and_the_limits_can_be_changed(transport, clock):
    client = fake_client(transport, clock, anonymous=False, username="Test", password="hunter-two")
    client.api_base = "https://other.example/"
    assert client.api_base == "https://other.example"
    limits = client.ratelimits = Ratelimits(clock=clock)
    assert client.ratelimits is limits
    transport.add(json_answer({"result": "ok", "token": {"session": "access-1"}}), one(entity("manga", 1)))
    await client.get_manga(uid(1)).fetch()
    assert all(request.url.startswith("https://other.example/") for request in transport.requests)
    for wrong in ("other.example", 5):
        with pytest.raises(InvalidArgument, match="api_base"):
            client.api_base = wrong
    with pytest.raises(InvalidArgument, match="ratelimits must be"):
        client.ratelimits = []
    assert client.api_base == "https://other.example"


def test_credentials_are_kept():
    client = MangadexClient(**ACCOUNT, refresh_token="refresh-0")
    assert not client.anonymous_mode
    assert client.username == "Test"
    assert client.password == "hunter-two"
    assert client.refresh_token == "refresh-0"
    assert client.session_token is None


def test_anonymous_drops_all_credentials():
    client = MangadexClient(**ACCOUNT, refresh_token="refresh-0", anonymous=True)
    assert client.anonymous_mode
    assert client.username is None
    assert client.password is None
    assert client.refresh_token is None
    assert client._tokens.credentials.client_id is None
    assert client._tokens.credentials.client_secret is None
    assert repr(client) == "MangadexClient(anonymous=True, username=None)"


def test_representation():
    client = MangadexClient(**ACCOUNT, refresh_token="refresh-0")
    assert repr(client) == str(client) == "MangadexClient(anonymous=False, username='Test')"
    assert repr(MangadexClient()) == "MangadexClient(anonymous=True, username=None)"


def test_credentials_can_be_set():
    client = MangadexClient()
    client.username, client.password = "Test", "hunter-two"
    assert not client.anonymous_mode
    assert client.username == "Test"
    client.password = None
    client.refresh_token = "refresh-0"
    assert not client.anonymous_mode
    client.refresh_token = None
    assert client.anonymous_mode
    client.session_token = "access-0"
    assert client.session_token == "access-0"
    assert not client.anonymous_mode
    client.session_token = None
    assert client.anonymous_mode


async def test_slashes_behind_addresses_make_no_difference(transport, clock):
    urls = {"api_url": "https://api.example/v5//", "uploads_url": "https://covers.example/"}
    client = fake_client(transport, clock, **urls)
    transport.add(one(entity("manga", 1)))
    await client.get_manga(uid(1)).fetch()
    assert transport.requests[0].url.startswith(f"https://api.example/v5/manga/{uid(1)}?")
    assert client.api_base == "https://api.example/v5"
    assert client.uploads_url == "https://covers.example"


def test_sleeping_can_be_switched():
    client = MangadexClient(sleep_on_ratelimit=False)
    assert client.sleep_on_ratelimit is False
    client.sleep_on_ratelimit = True
    assert client.sleep_on_ratelimit is True
    assert MangadexClient().sleep_on_ratelimit is True


def test_the_documented_limits_are_kept():
    client = MangadexClient()
    assert client.ratelimits is client.api.ratelimits
    assert client.ratelimits.general.ratelimit_amount == 5
    assert len(client.ratelimits) > 1


async def test_two_clients_do_not_influence_each_other():
    clock = FakeClock()
    networks = [FakeTransport(), FakeTransport()]
    urls = ["https://one.example", "https://two.example"]
    pair = [fake_client(net, clock, api_url=url) for net, url in zip(networks, urls, strict=True)]
    for client in pair:
        client.api.ratelimits = Ratelimits(
            *(rule.fresh(clock) for rule in MangadexClient(api_url=client.api_base).ratelimits), clock=clock
        )
        client.sleep_on_ratelimit = False
    first, second = pair
    networks[0].add(*[one(entity("manga", 1))] * 60)
    for _ in range(12):  # the budget of random manga is 60 a minute; five a second go at once
        await asyncio.gather(*(first.random_manga() for _ in range(5)))
        await clock.advance(1.1)
    with pytest.raises(Ratelimit):
        await first.random_manga()
    networks[1].add(one(entity("manga", 1)))
    await second.random_manga()
    assert networks[1].requests[0].url.startswith("https://two.example/manga/random")
    assert all(request.url.startswith("https://one.example/") for request in networks[0].requests)


def test_two_clients_have_limits_of_their_own():
    first, second = MangadexClient(), MangadexClient()
    assert first.ratelimits is not second.ratelimits
    assert not {id(rule) for rule in first.ratelimits} & {id(rule) for rule in second.ratelimits}
    assert first.tag_cache is not second.tag_cache


# Sessions


def test_a_client_can_be_made_outside_a_loop_but_has_no_session_there():
    client = MangadexClient()
    with pytest.raises(RuntimeError, match="running event loop"):
        _ = client.session

    async def later():
        async with client:
            assert not client.session.closed
            return client.session

    assert asyncio.run(later()).closed


async def test_a_session_of_ours_is_closed():
    client = MangadexClient()
    async with client as entered:
        assert entered is client
        session = client.session
        assert client.session is session
        assert not client.closed
    assert client.closed
    assert session.closed
    await client.close()


async def test_a_client_that_was_never_used_can_be_closed():
    client = MangadexClient()
    await client.close()
    assert client.closed


async def test_a_lent_session_is_used_and_left_as_it_is():
    async with aiohttp.ClientSession(headers={"X-Own": "yes"}) as lent:
        before = dict(lent.headers)
        async with MangadexClient(session=lent) as client:
            assert client.session is lent
        assert not lent.closed
        assert dict(lent.headers) == before


async def test_a_session_can_be_lent_later():
    async with aiohttp.ClientSession() as lent:
        client = MangadexClient()
        client.session = lent
        assert client.session is lent
        await client.close()
        assert not lent.closed


async def test_a_closed_client_says_so():
    client = MangadexClient()
    await client.close()
    for use in (lambda: client.request("GET", "/manga"), client.random_manga, client.__aenter__):
        with pytest.raises(ClientClosed, match="closed"):
            await use()
    with pytest.raises(ClientClosed):
        _ = client.session


async def test_a_lent_session_that_its_owner_closed():
    lent = aiohttp.ClientSession()
    client = MangadexClient(session=lent)
    await lent.close()
    with pytest.raises(ClientClosed, match="its owner"):
        await client.random_manga()
    await client.close()


async def test_options_for_the_session():
    async with MangadexClient(headers={"X-Own": "yes"}, trust_env=True) as client:
        assert client.session.headers["X-Own"] == "yes"
        assert client.session.trust_env is True
