"""Logging out: what is sent, what is dropped, and that nothing keeps the client from going on anonymously."""

import asyncio
import json
import logging

import pytest

from asyncdex._api import Auth
from asyncdex._http.auth import Credentials
from asyncdex._http.messages import Answer
from asyncdex._http.requester import Call
from asyncdex.exceptions import ConnectionFailed, Unauthorized
from asyncdex.ratelimit import Path, PathRatelimit, Ratelimits
from tests.support import World, api_error, json_answer
from tests.unit.http.support import (
    ACCESS,
    BASE,
    PASSWORD,
    REFRESH,
    SECRET,
    general,
    granted,
    hides_secrets,
    make_requester,
    make_tokens,
    password_login,
    slowly,
    start,
)

SESSION = json_answer({"result": "ok", "token": {"session": ACCESS, "refresh": REFRESH}})
GOODBYE = json_answer({"result": "ok"})
PLAIN = {"client_id": None, "client_secret": None}


@pytest.fixture
def make(transport, clock):
    async def build(*steps, plain=True, rules=()):
        transport.add(SESSION if plain else granted(refresh=REFRESH), *steps)
        limits = Ratelimits(*rules, clock=clock)
        credentials = password_login(**PLAIN if plain else {})
        tokens = make_tokens(transport, clock, credentials, limits=limits)
        await tokens.ensure()
        return tokens

    return build


def held(tokens):
    credentials = tokens.credentials
    return {name: getattr(credentials, name) for name in credentials.__slots__ if getattr(credentials, name)}


LOGIN_INFO = {"username": "ann", "password": PASSWORD}
CLIENT = {"client_id": "personal-client-1", "client_secret": SECRET}


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(
    ("delete", "clear", "kept"),
    [
        (True, True, {}),
        (True, False, LOGIN_INFO),
        (False, True, {"refresh_token": REFRESH}),
        (False, False, {**LOGIN_INFO, "refresh_token": REFRESH}),
    ],
)
async def test_the_four_forms(make, transport, plain, delete, clear, kept):
    tokens = await make(GOODBYE, plain=plain)
    await tokens.log_out(delete, clear)
    assert held(tokens) == (kept if plain or clear else {**kept, **CLIENT})
    assert tokens.anonymous
    assert not tokens.obtainable
    assert tokens.access_token is None
    assert await tokens.ensure() is None
    goodbye = transport.requests[1:]
    assert [(request.method, request.url) for request in goodbye] == (
        [("POST", f"{BASE}/auth/logout")] if delete and plain else []
    )
    for request in goodbye:
        assert request.headers["Authorization"] == f"Bearer {ACCESS}"
        assert request.body is None


async def test_by_default_everything_goes(make):
    tokens = await make(GOODBYE)
    await tokens.log_out()
    assert held(tokens) == {}


# Taking up again


async def test_kept_tokens_are_taken_up_without_a_request(make, transport):
    tokens = await make(plain=False)
    await tokens.log_out(delete_tokens=False)
    await tokens.log_in()
    assert not tokens.anonymous
    assert await tokens.ensure() == ACCESS
    assert len(transport.requests) == 1


async def test_a_kept_access_token_alone_is_taken_up_too(transport, clock):
    tokens = make_tokens(transport, clock)
    tokens.set(ACCESS)
    await tokens.log_out(delete_tokens=False)
    assert tokens.access_token is None
    await tokens.log_in()
    assert tokens.access_token == ACCESS


async def test_a_kept_access_token_that_has_ended_is_nothing_to_take_up(transport, clock):
    tokens = make_tokens(transport, clock)
    tokens.set(ACCESS)
    await tokens.log_out(delete_tokens=False)
    clock.time += 900
    with pytest.raises(Unauthorized, match="neither") as caught:
        await tokens.log_in()
    assert caught.value.response is None
    assert tokens.anonymous


async def test_a_kept_refresh_token_is_used_when_the_access_token_has_ended(make, transport, clock):
    tokens = await make(SESSION)
    await tokens.log_out(delete_tokens=False)
    clock.time += 900
    await tokens.log_in()
    assert json.loads(transport.requests[1].body) == {"token": REFRESH}


async def test_kept_login_info_is_logged_in_with(make, transport):
    tokens = await make(granted("acc355-2"), plain=False)
    await tokens.log_out(clear_login_info=False)
    await tokens.log_in()
    assert tokens.access_token == "acc355-2"


async def test_without_anything_kept_a_login_is_refused_and_the_client_stays_anonymous(make, transport):
    tokens = await make(GOODBYE)
    await tokens.log_out()
    with pytest.raises(Unauthorized, match="neither") as caught:
        await tokens.log_in()
    assert caught.value.response is None
    assert tokens.anonymous
    assert len(transport.requests) == 2


async def test_a_logout_ends_what_was_refused(transport, clock):
    no = json_answer({"error": "invalid_grant"}, 400)
    tokens = make_tokens(transport, clock, Credentials(refresh_token=REFRESH, **CLIENT))
    transport.add(no)
    with pytest.raises(Unauthorized):
        await tokens.ensure()
    with pytest.raises(Unauthorized, match="neither"):
        await tokens.log_in()
    with pytest.raises(Unauthorized, match="invalid_grant"):
        await tokens.ensure()  # a login without credentials brought none
    await tokens.log_out()
    assert await tokens.ensure() is None
    assert len(transport.requests) == 1


# When there is something to end at the server


@pytest.mark.parametrize(
    ("credentials", "sent"),
    [
        (Credentials(), False),
        (Credentials(refresh_token=REFRESH), True),
        (Credentials(refresh_token=REFRESH, **CLIENT), False),
        (Credentials(username="ann", password=PASSWORD), False),
    ],
)
async def test_a_token_set_by_hand_is_ended_where_it_came_with_its_refresh_token(
    transport, clock, credentials, sent
):
    transport.add(GOODBYE)
    tokens = make_tokens(transport, clock, credentials)
    tokens.set(ACCESS)
    await tokens.log_out()
    assert bool(transport.requests) is sent


async def test_a_session_that_has_ended_is_not_ended_again(make, transport, clock):
    tokens = await make()
    clock.time += 900
    await tokens.log_out()
    assert len(transport.requests) == 1


async def test_a_session_is_ended_where_it_was_begun(make, transport):
    tokens = await make(GOODBYE)
    tokens.credentials.client_id, tokens.credentials.client_secret = "personal-client-1", SECRET
    await tokens.log_out()
    assert transport.paths[1:] == ["auth/logout"]


async def test_an_anonymous_client_says_nothing(make, transport):
    tokens = await make()
    tokens.anonymous = True
    await tokens.log_out()
    assert len(transport.requests) == 1
    assert held(tokens) == {}


# Whatever the server does


@pytest.mark.parametrize(
    "answer",
    [
        api_error(401),
        api_error(404),
        api_error(429),
        api_error(503, detail=f"Bearer {ACCESS} cannot be ended"),
        Answer(403, body=b"<html>"),
        Answer(200, body=b"<html>"),
        Answer(200, body=f'{{"result": "{ACCESS}'.encode()),
        json_answer([ACCESS]),
        json_answer({"result": "error", "message": f"{ACCESS} is unknown"}),
        ConnectionFailed("POST", "/auth/logout", "no route"),
        OSError("out of files"),
    ],
)
async def test_no_answer_keeps_anybody_logged_in_and_none_is_asked_for_twice(make, transport, caplog, answer):
    caplog.set_level(logging.DEBUG)
    tokens = await make(answer)
    await tokens.log_out()
    assert tokens.anonymous
    assert held(tokens) == {}
    assert len(transport.requests) == 2
    assert hides_secrets(caplog.text)
    (record,) = [record for record in caplog.records if record.levelno > logging.DEBUG]
    assert (record.name, record.levelno) == ("asyncdex.auth", logging.WARNING)
    assert "could not be ended" in record.getMessage()


async def test_the_log_names_what_was_wrong_and_no_more(make, caplog):
    tokens = await make(api_error(503))
    await tokens.log_out()
    (record,) = caplog.records
    assert record.getMessage() == "the session could not be ended at the server: HTTPException 503"


async def test_a_logout_that_went_well_says_nothing(make, clock, caplog):
    tokens = await make(GOODBYE)
    await tokens.log_out()
    assert all(timer.cancelled for _, _, timer in clock.timers)
    assert not [record for record in caplog.records if record.levelno > logging.DEBUG]


async def test_a_server_that_is_silent_is_waited_for_five_seconds(make, clock, caplog):
    tokens = await make(slowly(GOODBYE, asyncio.Event()))
    task = asyncio.ensure_future(tokens.log_out())
    await clock.advance(4.9)
    assert tokens.anonymous, "at once, and not only when the server has spoken"
    assert not task.done()
    await clock.advance(0.1)
    assert task.done()
    assert "RequestTimeout" in caplog.text


async def test_a_limit_of_more_than_a_second_is_not_waited_for(make, transport, clock):
    rule = PathRatelimit(Path.of("/auth/logout", "POST"), 1, 1.1)
    tokens = await make(rules=[rule])
    rule.ratelimit_used = 1
    await tokens.log_out()
    assert len(transport.requests) == 1
    assert clock.time == clock.start


async def test_the_general_pace_is_waited_for(make, transport, clock):
    tokens = await make(GOODBYE, rules=[general(1)])
    await clock.run(tokens.log_out())
    assert len(transport.requests) == 2


async def test_a_logout_that_is_cancelled_is_one_all_the_same(make):
    requests = []

    async def silence(_request):
        requests.append(asyncio.current_task())
        await asyncio.Event().wait()

    tokens = await make(silence)
    (task,) = await start(tokens.log_out())
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await start()
    assert requests[0].cancelled()
    assert tokens.anonymous
    assert held(tokens) == {}


async def test_a_login_meanwhile_is_not_undone(make, transport):
    hold = asyncio.Event()
    tokens = await make(slowly(GOODBYE, hold), granted("acc355-2"))
    (task,) = await start(tokens.log_out())
    tokens.forget(password_login())
    await tokens.log_in()
    hold.set()
    await task
    assert tokens.access_token == "acc355-2"
    assert not tokens.anonymous


# The flag alone


async def test_while_the_flag_is_set_nothing_is_given_out_or_asked_for(clock):
    world = World(clock)
    api = make_requester(world, clock, Credentials(username="ann", password=world.password, **CLIENT))
    await api.perform(Call("GET", "/manga", "/manga"))
    world.take()
    api.tokens.anonymous = True
    assert api.tokens.access_token is None
    assert api.tokens.good()
    assert not api.tokens.renewable
    assert not api.tokens.can_log_in_anew
    assert not await api.tokens.recover("access-1-personal", 0)
    await api.tokens.renew("access-1-personal")
    await api.perform(Call("GET", "/manga", "/manga"))
    with pytest.raises(Unauthorized, match="anonymous"):
        await api.perform(Call("GET", "/user/me", "/user/me", auth=Auth.REQUIRED))
    asked, _, sent = world.take()
    assert (dict(asked), sent) == ({}, [None])
    api.tokens.anonymous = False
    await api.perform(Call("GET", "/manga", "/manga"))
    assert world.take()[2] == ["access-1-personal"]


async def test_setting_the_flag_calls_a_renewal_off(transport, clock):
    tokens = make_tokens(transport, clock, password_login())
    transport.add(slowly(granted(), asyncio.Event()))
    tasks = await start(tokens.ensure(), tokens.ensure())
    tokens.anonymous = True
    assert await asyncio.gather(*tasks) == [None, None]


async def test_a_logout_in_the_moment_a_token_arrives_gives_none_out(transport, clock):
    tokens = make_tokens(transport, clock, password_login())

    def grant(_request):
        asyncio.get_running_loop().call_soon(setattr, tokens, "anonymous", True)
        return granted()

    transport.add(grant)
    assert await tokens.ensure() is None
