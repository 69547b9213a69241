"""Tokens from a function of the user's."""

import asyncio
import logging

import pytest

from asyncdex._api import Auth
from asyncdex._http.auth import Credentials
from asyncdex._http.requester import Call
from asyncdex.exceptions import InvalidArgument, Unauthorized
from tests.support import FakeTransport, World, api_error, json_answer
from tests.unit.http.support import (
    ACCESS,
    granted,
    make_requester,
    make_tokens,
    password_login,
    refresh_only,
    start,
)

CALL = Call("GET", "/user/me", "/user/me", auth=Auth.REQUIRED)


class Giver:
    """A function that gives tokens by number, or what it was told to."""

    def __init__(self, *given):
        self.given = list(given)
        self.times = 0

    async def __call__(self):
        self.times += 1
        what = self.given.pop(0) if self.given else f"given-{self.times}"
        if isinstance(what, BaseException):
            raise what
        return what


@pytest.fixture
def make(transport, clock):
    return lambda provider, credentials=None: make_tokens(transport, clock, credentials, provider=provider)


async def test_it_is_asked_when_there_is_no_live_token(make, clock):
    giver = Giver()
    tokens = make(giver)
    assert tokens.obtainable
    assert tokens.access_token is None
    assert giver.times == 0, "reading asks nobody"
    assert await tokens.ensure() == "given-1"
    clock.time += 899
    assert await tokens.ensure() == "given-1"
    clock.time += 1
    assert await tokens.ensure() == "given-2"


async def test_the_log_says_that_it_was_asked_and_not_what_it_gave(make, caplog):
    caplog.set_level(logging.DEBUG)
    await make(Giver()).ensure()
    assert [record.getMessage() for record in caplog.records] == ["a token was given by the provider"]


async def test_it_goes_before_every_service_and_ends_nobodys_refresh_token(make, transport):
    tokens = make(Giver(), password_login(refresh_token="r3fr3sh-1"))
    assert await tokens.ensure() == "given-1"
    assert tokens.credentials.refresh_token == "r3fr3sh-1"
    assert not transport.requests


async def test_fifty_who_need_a_token_ask_once(make):
    giver = Giver()
    tokens = make(giver)
    assert await asyncio.gather(*(tokens.ensure() for _ in range(50))) == ["given-1"] * 50
    assert giver.times == 1


@pytest.mark.parametrize("error", [LookupError("no token here"), OSError(5), Unauthorized("GET", "/mine")])
async def test_its_own_exceptions_go_through_unchanged_each_time(make, error):
    tokens = make(Giver(error, error))
    for _ in range(2):
        with pytest.raises(type(error)) as caught:
            await tokens.ensure()
        assert caught.value is error
    assert await tokens.ensure() == "given-3"


async def test_a_function_that_was_cancelled_is_not_asked_for_ever(make):
    giver = Giver(asyncio.CancelledError())
    with pytest.raises(Unauthorized, match="was cancelled before it gave one"):
        await make(giver).ensure()
    assert giver.times == 1


@pytest.mark.parametrize("given", ["", " ", None, 5, b"s3cr3t", ["s3cr3t"]])
async def test_what_is_no_token_is_a_clear_error_that_does_not_quote_it(make, given):
    tokens = make(Giver(given))
    with pytest.raises(InvalidArgument, match="what session_token returns must be a token") as caught:
        await tokens.ensure()
    assert "s3cr3t" not in str(caught.value)
    assert await tokens.ensure() == "given-2"


async def test_a_function_that_is_not_async_is_a_clear_error(make):
    tokens = make(lambda: "s3cr3t")
    with pytest.raises(InvalidArgument, match="async function") as caught:
        await tokens.ensure()
    assert "s3cr3t" not in str(caught.value)


async def test_after_a_401_it_is_asked_again_but_not_for_ever(transport, clock):
    giver = Giver()
    api = make_requester(transport, clock, provider=giver)
    transport.add(api_error(401), json_answer({"ok": True}), api_error(401), api_error(401, "banned"))
    await api.perform(CALL)
    assert transport.requests[1].headers["Authorization"] == "Bearer given-2"
    with pytest.raises(Unauthorized, match="banned"):
        await api.perform(CALL)
    assert giver.times == 3
    assert len(transport.requests) == 4


async def test_when_its_tokens_are_refused_the_password_is_used(transport, clock):
    api = make_requester(transport, clock, password_login(), provider=Giver())
    transport.add(api_error(401), api_error(401), granted(), json_answer({"ok": True}))
    await api.perform(CALL)
    assert transport.requests[3].headers["Authorization"] == f"Bearer {ACCESS}"


async def test_a_token_set_by_hand_is_followed_by_one_of_the_function(transport, clock):
    api = make_requester(transport, clock, provider=Giver())
    api.tokens.set(ACCESS)
    transport.add(api_error(401), api_error(401))
    assert api.tokens.can_log_in_anew
    with pytest.raises(Unauthorized):
        await api.perform(CALL)
    assert [request.headers["Authorization"] for request in transport.requests] == [
        f"Bearer {ACCESS}",
        "Bearer given-1",
    ]
    assert not api.tokens.can_log_in_anew


async def test_it_may_make_calls_of_the_same_client_without_a_token(clock):
    world = World(clock)

    async def provider():
        assert await api.tokens.ensure() is None
        await api.perform(Call("POST", "/my/login", "/my/login", with_auth=False))
        await api.perform(Call("GET", "/manga", "/manga"))
        with pytest.raises(Unauthorized, match="needs a login"):
            await api.perform(CALL)
        with pytest.raises(Unauthorized, match="asked the client for one"):
            await api.tokens.log_in()
        assert not await api.tokens.recover("anything", 0)
        return world.issue()[0]

    api = make_requester(world, clock, provider=provider)
    await asyncio.wait_for(api.perform(CALL), 5)
    assert world.sent == [None, None, "access-1-given"]


async def test_what_it_starts_may_outlive_it_and_is_a_caller_like_others_then(make):
    later = asyncio.Event()
    tasks = []

    async def background():
        await later.wait()
        return await tokens.ensure()

    async def provider():
        tasks.append(asyncio.ensure_future(background()))
        return "given-1"

    tokens = make(provider)
    await tokens.ensure()
    later.set()
    assert await tasks[0] == "given-1"


async def test_a_login_as_somebody_else_drops_it(make, transport):
    transport.add(granted())
    tokens = make(Giver())
    tokens.forget(password_login())
    await tokens.log_in()
    assert tokens.access_token == ACCESS


@pytest.mark.parametrize("clear", [True, False])
async def test_a_logout_keeps_it_only_where_login_info_is_kept(make, clear):
    giver = Giver()
    tokens = make(giver)
    await tokens.ensure()
    await tokens.log_out(clear_login_info=clear)
    assert not tokens.obtainable
    assert await tokens.ensure() is None
    if clear:
        with pytest.raises(Unauthorized, match="neither"):
            await tokens.log_in()
    else:
        await tokens.log_in()
        assert tokens.access_token == "given-2"


async def test_a_logout_while_it_thinks_leaves_those_who_wait_anonymous(make):
    async def provider():
        await asyncio.Event().wait()

    tokens = make(provider)
    tasks = await start(tokens.ensure(), tokens.ensure())
    login = (await start(tokens.log_in()))[0]
    await tokens.log_out()
    assert await asyncio.gather(*tasks) == [None, None]
    with pytest.raises(Unauthorized, match="logged out while"):
        await login


def test_without_one_and_without_credentials_nothing_is_obtainable(clock):
    tokens = make_tokens(FakeTransport(), clock, Credentials())
    assert not tokens.renewable
    assert make_tokens(FakeTransport(), clock, refresh_only()).renewable
