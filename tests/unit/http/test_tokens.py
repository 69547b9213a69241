import asyncio

import pytest
from multidict import CIMultiDict

from asyncdex._http.auth import Credentials
from asyncdex._http.messages import Answer
from asyncdex.exceptions import (
    Banned,
    ConnectionFailed,
    HTTPException,
    InvalidArgument,
    InvalidResponse,
    TooManyRequests,
    Unauthorized,
)
from tests.support import FakeTransport
from tests.unit.http.support import (
    ACCESS,
    AUTH,
    PASSWORD,
    REFRESH,
    SECRET,
    form,
    granted,
    keycloak,
    make_tokens,
    password_login,
    refresh_only,
    slowly,
    start,
)


@pytest.fixture
def make(clock):
    def build(credentials, *steps):
        transport = FakeTransport(*steps)
        return make_tokens(transport, clock, credentials), transport

    return build


async def test_the_password_grant_sends_exactly_this_form(make):
    tokens, transport = make(password_login(), granted())
    assert await tokens.ensure() == ACCESS
    (request,) = transport.requests
    assert (request.method, request.url) == ("POST", AUTH)
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert "Authorization" not in request.headers
    assert form(request) == [
        ("grant_type", "password"),
        ("username", "ann"),
        ("password", PASSWORD),
        ("client_id", "personal-client-1"),
        ("client_secret", SECRET),
    ]


async def test_a_refresh_token_goes_before_the_password_and_is_enough(make):
    tokens, transport = make(password_login(refresh_token=REFRESH), granted())
    assert await tokens.ensure() == ACCESS
    (request,) = transport.requests
    assert form(request) == [
        ("grant_type", "refresh_token"),
        ("refresh_token", REFRESH),
        ("client_id", "personal-client-1"),
        ("client_secret", SECRET),
    ]
    assert tokens.credentials.refresh_token == REFRESH


async def test_a_rotated_refresh_token_is_kept_and_used_next(make, clock):
    tokens, transport = make(refresh_only(), granted(refresh="r3fr3sh-2"), granted("acc355-2"))
    await tokens.ensure()
    assert tokens.credentials.refresh_token == "r3fr3sh-2"
    clock.time += 900
    assert await tokens.ensure() == "acc355-2"
    assert dict(form(transport.requests[1]))["refresh_token"] == "r3fr3sh-2"


@pytest.mark.parametrize(
    ("lifetime", "renewed_at"), [(900, 840), (3600, 3540), (600, 540), (300, 270), (10, 9), (None, 840)]
)
async def test_a_token_is_renewed_a_margin_before_its_end(make, clock, lifetime, renewed_at):
    tokens, transport = make(password_login(), granted(lifetime=lifetime), granted("acc355-2"))
    await tokens.ensure()
    clock.time += renewed_at - 0.5
    assert await tokens.ensure() == ACCESS
    assert len(transport.requests) == 1
    clock.time += 0.5
    assert await tokens.ensure() == "acc355-2"


async def test_an_expired_token_is_none(make, clock):
    tokens, _ = make(password_login(), granted(lifetime=100))
    assert tokens.access_token is None
    await tokens.ensure()
    clock.time += 99.9
    assert tokens.access_token == ACCESS
    clock.time += 0.1
    assert tokens.access_token is None


async def test_fifty_who_ask_at_once_share_one_login(make):
    hold = asyncio.Event()
    tokens, transport = make(password_login(), slowly(granted(), hold))
    tasks = await start(*(tokens.ensure() for _ in range(50)))
    hold.set()
    assert await asyncio.gather(*tasks) == [ACCESS] * 50
    assert len(transport.requests) == 1


async def test_fifty_who_were_refused_with_the_same_token_renew_it_once(make):
    tokens, transport = make(password_login(), granted("acc355-2"))
    tokens.set(ACCESS)
    await asyncio.gather(*(tokens.renew(ACCESS) for _ in range(50)))
    await tokens.renew(ACCESS)
    assert tokens.access_token == "acc355-2"
    assert len(transport.requests) == 1


async def test_the_first_caller_may_give_up_without_harm_to_the_others(make):
    hold = asyncio.Event()
    tokens, transport = make(password_login(), slowly(granted(), hold))
    first, second, third = await start(tokens.ensure(), tokens.ensure(), tokens.ensure())
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    hold.set()
    assert await asyncio.gather(second, third) == [ACCESS, ACCESS]
    assert len(transport.requests) == 1


async def test_a_failed_renewal_reaches_all_who_wait_and_the_next_caller_tries_again(make, clock):
    hold = asyncio.Event()
    failure = ConnectionFailed("POST", AUTH, "refused")
    tokens, _ = make(password_login(), slowly(failure, hold), failure, failure, granted())
    tasks = await start(*(tokens.ensure() for _ in range(3)))
    hold.set()
    assert await clock.run(asyncio.gather(*tasks, return_exceptions=True)) == [failure] * 3
    assert await tokens.ensure() == ACCESS


async def test_a_logout_in_mid_renewal_leaves_those_who_wait_anonymous_but_not_cancelled(make):
    tokens, _ = make(password_login(), slowly(granted(), asyncio.Event()))
    tasks = await start(tokens.ensure(), tokens.ensure())
    tokens.forget()
    assert await asyncio.gather(*tasks) == [None, None]
    assert not tokens.obtainable


async def test_a_login_in_mid_renewal_gives_those_who_wait_the_new_token(make):
    tokens, transport = make(password_login(), slowly(granted(), asyncio.Event()), granted("acc355-2"))
    tasks = await start(tokens.ensure(), tokens.ensure())
    tokens.forget(password_login(username="bob"))
    assert await asyncio.gather(*tasks) == ["acc355-2"] * 2
    assert dict(form(transport.requests[1]))["username"] == "bob"


async def test_a_dead_refresh_token_leads_to_one_login(make):
    dead = keycloak(400, "invalid_grant", "Token is not active")
    tokens, transport = make(password_login(refresh_token=REFRESH), dead, granted(refresh="r3fr3sh-2"))
    assert await tokens.ensure() == ACCESS
    assert [dict(form(request))["grant_type"] for request in transport.requests] == [
        "refresh_token",
        "password",
    ]
    assert tokens.credentials.refresh_token == "r3fr3sh-2"


async def test_a_dead_refresh_token_is_not_tried_again(make, clock):
    tokens, transport = make(
        password_login(refresh_token=REFRESH),
        keycloak(400, "invalid_grant"),
        *[ConnectionFailed("POST", AUTH, "refused")] * 3,
        granted(),
    )
    with pytest.raises(ConnectionFailed):
        await clock.run(tokens.ensure())
    assert await tokens.ensure() == ACCESS
    grants = [dict(form(request))["grant_type"] for request in transport.requests]
    assert grants == ["refresh_token", "password", "password", "password", "password"]
    assert tokens.credentials.refresh_token is None


async def test_a_token_that_can_no_longer_be_renewed_is_dropped(make):
    tokens, _ = make(refresh_only(), keycloak(400, "invalid_grant"))
    tokens.set(ACCESS)
    with pytest.raises(Unauthorized):
        await tokens.renew(ACCESS)
    assert tokens.access_token is None


async def test_a_dead_refresh_token_alone_fails_every_call_with_one_request(make):
    tokens, transport = make(refresh_only(), keycloak(400, "invalid_grant", "Token is not active"))
    for _ in range(3):
        with pytest.raises(
            Unauthorized, match=r"refresh token was refused \(invalid_grant: Token is not active"
        ):
            await tokens.ensure()
    assert len(transport.requests) == 1
    assert tokens.obtainable, "a client whose login died is not an anonymous one"
    assert tokens.access_token is None


async def test_forgetting_or_setting_a_token_ends_a_refusal(make, clock):
    tokens, transport = make(refresh_only(), keycloak(400, "invalid_grant"), granted())
    with pytest.raises(Unauthorized):
        await tokens.ensure()
    tokens.set("acc355-2")
    assert await tokens.ensure() == "acc355-2"
    clock.time += 900
    assert await tokens.ensure() is None
    tokens.forget()
    assert await tokens.ensure() is None
    assert not tokens.obtainable
    tokens.forget(password_login())
    assert await tokens.ensure() == ACCESS
    assert len(transport.requests) == 2


@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client"])
async def test_a_wrong_client_costs_no_refresh_token(make, error):
    tokens, transport = make(refresh_only(), keycloak(401, error, "Invalid client"), granted())
    with pytest.raises(Unauthorized, match=error):
        await tokens.ensure()
    assert tokens.credentials.refresh_token == REFRESH
    tokens.credentials.client_secret = "the right one"
    assert await tokens.ensure() == ACCESS
    assert dict(form(transport.requests[1]))["client_secret"] == "the right one"


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (keycloak(400, "invalid_grant", "Account disabled"), Unauthorized, "invalid_grant: Account disabled"),
        (keycloak(401, "invalid_client"), Unauthorized, r"\(invalid_client\)"),
        (Answer(401, body=b'{"error": 5}'), Unauthorized, "no reason given"),
        (Answer(401, body=b"<html>"), Unauthorized, "HTTP 401"),
        (Answer(400, body=b"<html>"), TooManyRequests, "HTTP 400"),
        (Answer(403, body=b"<html>"), Banned, "HTTP 403"),
        (Answer(503, body=b"<html>"), HTTPException, "HTTP 503"),
        (Answer(200, body=b"<html>"), InvalidResponse, "not JSON"),
        (Answer(200, body=b'{"access_tok'), InvalidResponse, "not JSON"),
        (Answer(200, body=b"{}"), InvalidResponse, "access_token"),
        (Answer(204), InvalidResponse, "not JSON"),
    ],
)
async def test_what_the_token_service_may_say_instead(make, clock, answer, kind, text):
    tokens, _ = make(password_login(), *[answer] * 3)
    with pytest.raises(kind, match=text) as caught:
        await clock.run(tokens.ensure())
    assert type(caught.value) is kind
    assert caught.value.path == AUTH
    assert tokens.access_token is None


async def test_a_passing_failure_is_tried_again_twice_and_leaves_the_refresh_token_alone(make, clock):
    busy, cut = Answer(503, body=b"busy"), ConnectionFailed("POST", AUTH, "reset")
    tokens, transport = make(refresh_only(), busy, cut, busy, cut, busy, granted())
    with pytest.raises(HTTPException, match="503"):
        await clock.run(tokens.ensure())
    assert len(transport.requests) == 3
    assert tokens.credentials.refresh_token == REFRESH
    assert await clock.run(tokens.ensure()) == ACCESS
    assert len(transport.requests) == 6


async def test_a_refused_password_is_not_sent_again_until_something_changes(make):
    no = keycloak(401, "invalid_grant", "Invalid user credentials")
    tokens, transport = make(password_login(), no, granted())
    for _ in range(3):
        with pytest.raises(Unauthorized, match="Invalid user credentials"):
            await tokens.ensure()
    assert len(transport.requests) == 1
    tokens.credentials.password = "n3w"
    assert await tokens.ensure() == ACCESS
    assert len(transport.requests) == 2


async def test_an_explicit_login_asks_again_with_the_same_credentials(make):
    no = keycloak(401, "unauthorized_client", "Client not approved")
    tokens, transport = make(password_login(), no, granted())
    with pytest.raises(Unauthorized, match="not approved"):
        await tokens.log_in()
    await tokens.log_in()
    assert tokens.access_token == ACCESS
    assert len(transport.requests) == 2


async def test_without_credentials_there_is_no_token_and_no_request(make):
    tokens, transport = make(Credentials())
    assert not tokens.obtainable
    assert await tokens.ensure() is None
    with pytest.raises(Unauthorized, match="the client has neither"):
        await tokens.renew(None)
    assert not transport.requests


async def test_a_token_set_by_hand_is_good_to_its_last_second_and_then_gone(make, clock):
    tokens, transport = make(Credentials())
    tokens.set(ACCESS, 900)
    assert tokens.obtainable
    clock.time += 899
    assert await tokens.ensure() == ACCESS
    clock.time += 1
    assert await tokens.ensure() is None
    assert not tokens.obtainable
    assert not transport.requests


async def test_a_lifetime_below_zero_counts_as_over(make):
    tokens, _ = make(Credentials())
    tokens.set(ACCESS, -5)
    assert tokens.access_token is None


@pytest.mark.parametrize("lifetime", [0, -1])
async def test_a_service_that_gives_a_token_no_life_is_mistaken(make, clock, lifetime):
    tokens, transport = make(password_login(), granted(lifetime=lifetime))
    assert await tokens.ensure() == ACCESS
    clock.time += 839
    assert await tokens.ensure() == ACCESS
    assert len(transport.requests) == 1


async def test_a_token_of_the_shortest_life_is_given_out_rather_than_renewed_for_ever(make, clock):
    def grant(_request):
        asyncio.get_running_loop().call_soon(clock.__setattr__, "time", clock.time + 2)
        return granted(lifetime=1)

    tokens, transport = make(password_login(), grant)
    assert await tokens.ensure() == ACCESS
    assert tokens.access_token is None
    assert len(transport.requests) == 1


@pytest.mark.parametrize("token", ["", "  ", b"acc355-1", 5])
async def test_what_cannot_be_a_token_is_refused_and_not_quoted(make, token):
    tokens, _ = make(Credentials())
    with pytest.raises(InvalidArgument, match="session_token must be a token") as caught:
        tokens.set(token)
    assert "acc355" not in str(caught.value)
    assert tokens.access_token is None


async def test_no_token_can_be_set(make):
    tokens, _ = make(Credentials())
    tokens.set(ACCESS)
    tokens.set(None)
    assert tokens.access_token is None


async def test_a_token_set_by_hand_gives_way_to_other_credentials_when_it_is_over(make, clock):
    tokens, transport = make(password_login(), granted("acc355-2"))
    tokens.set(ACCESS)
    clock.time += 839
    assert await tokens.ensure() == ACCESS
    clock.time += 61
    assert await tokens.ensure() == "acc355-2"
    assert len(transport.requests) == 1


async def test_a_token_set_by_hand_while_another_is_asked_for_stays(make):
    hold = asyncio.Event()
    tokens, _ = make(refresh_only(), slowly(granted("acc355-2", refresh="r3fr3sh-2"), hold))
    (task,) = await start(tokens.ensure())
    tokens.set(ACCESS)
    hold.set()
    assert await task == ACCESS
    assert tokens.access_token == ACCESS
    assert tokens.credentials.refresh_token == "r3fr3sh-2", "what was granted meanwhile is not lost"


async def test_a_token_set_by_hand_survives_the_death_of_the_refresh_token(make):
    hold = asyncio.Event()
    tokens, _ = make(refresh_only(), slowly(keycloak(400, "invalid_grant"), hold))
    (task,) = await start(tokens.ensure())
    tokens.set(ACCESS)
    hold.set()
    with pytest.raises(Unauthorized):
        await task
    assert tokens.access_token == ACCESS


async def test_a_token_dropped_while_another_is_asked_for_makes_room_for_it(make):
    hold = asyncio.Event()
    tokens, transport = make(password_login(), slowly(granted("acc355-2"), hold))
    tokens.set(ACCESS)
    (task,) = await start(tokens.renew(ACCESS))
    tokens.set(None)
    hold.set()
    await task
    assert tokens.access_token == "acc355-2"
    assert len(transport.requests) == 1


@pytest.mark.parametrize("trouble", [ConnectionFailed("POST", AUTH, "reset"), Answer(503), Answer(429)])
async def test_trouble_with_the_service_is_put_up_with_while_the_token_lives(make, clock, trouble):
    tokens, transport = make(password_login(), granted(), *[trouble] * 6, granted("acc355-2"))
    await tokens.ensure()
    clock.time += 840
    left = clock.time + 60
    assert await clock.run(tokens.ensure()) == ACCESS
    assert len(transport.requests) == 4
    assert await tokens.ensure() == ACCESS, "the service is left alone for half of what is left"
    assert len(transport.requests) == 4
    clock.time = (left + clock.time) / 2
    assert await clock.run(tokens.ensure()) == ACCESS
    assert len(transport.requests) == 7
    clock.time = left
    assert await tokens.ensure() == "acc355-2"


async def test_a_refusal_is_not_put_up_with(make, clock):
    tokens, _ = make(refresh_only(), granted(), keycloak(400, "invalid_grant"))
    await tokens.ensure()
    clock.time += 840
    with pytest.raises(Unauthorized):
        await tokens.ensure()


@pytest.mark.parametrize(
    ("headers", "waits"),
    [({}, [1.0, 2.0]), ({"Retry-After": "7"}, [7.0, 7.0]), ({"Retry-After": "61"}, [])],
)
async def test_a_service_that_is_asked_too_often_says_how_long_to_wait(make, clock, headers, waits):
    busy = Answer(429, CIMultiDict(headers))
    tokens, transport = make(password_login(), *[busy] * (len(waits) + 1))
    with pytest.raises(TooManyRequests):
        await clock.run(tokens.ensure())
    assert clock.slept == waits
    assert len(transport.requests) == len(waits) + 1


async def test_a_login_passes_over_the_refresh_token_but_keeps_it_where_it_fails(make, clock):
    tokens, transport = make(password_login(refresh_token=REFRESH), *[Answer(500)] * 3, granted("acc355-2"))
    tokens.set(ACCESS)
    with pytest.raises(HTTPException, match="500"):
        await clock.run(tokens.renew(ACCESS, by_login=True))
    assert tokens.credentials.refresh_token == REFRESH
    await tokens.renew(ACCESS, by_login=True)
    assert {dict(form(request))["grant_type"] for request in transport.requests} == {"password"}
    assert tokens.access_token == "acc355-2"
    assert tokens.credentials.refresh_token == REFRESH


async def test_a_refused_password_leaves_the_refresh_token_in_use(make, clock):
    no = keycloak(401, "invalid_grant")
    tokens, transport = make(password_login(refresh_token=REFRESH), granted(), no, granted("acc355-2"))
    await tokens.ensure()
    for _ in range(2):
        with pytest.raises(Unauthorized):
            await tokens.renew(ACCESS, by_login=True)
    assert len(transport.requests) == 2
    clock.time += 900
    assert await tokens.ensure() == "acc355-2"


async def test_a_new_refresh_token_given_while_the_old_one_is_refused_is_not_dropped(make):
    hold = asyncio.Event()
    tokens, _ = make(refresh_only(), slowly(keycloak(400, "invalid_grant"), hold), granted())
    (task,) = await start(tokens.renew(None))
    tokens.credentials.refresh_token = "r3fr3sh-2"
    hold.set()
    await task
    assert tokens.access_token == ACCESS


@pytest.mark.parametrize(
    ("credentials", "usable"),
    [
        (Credentials(), False),
        (Credentials(username="ann"), False),
        (Credentials(password=PASSWORD), False),
        (password_login(), True),
        (refresh_only(), True),
    ],
)
def test_credentials_know_whether_they_lead_to_a_token(credentials, usable):
    assert credentials.usable is usable
