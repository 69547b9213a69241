"""Logins at the API itself: their shapes, their limits, and what their refusals mean."""

import asyncio
import copy
import json

import pytest

from asyncdex import constants
from asyncdex._http import limited
from asyncdex._http.call import Patience
from asyncdex._http.messages import Answer
from asyncdex.exceptions import (
    Banned,
    Captcha,
    ConnectionFailed,
    HTTPException,
    InvalidResponse,
    Ratelimit,
    TooManyRequests,
    Unauthorized,
)
from asyncdex.ratelimit import Path, PathRatelimit, Ratelimits
from tests.support import FakeTransport, api_error, json_answer
from tests.unit.http.support import (
    ACCESS,
    BASE,
    PASSWORD,
    REFRESH,
    SECRET,
    everything_shown,
    form,
    general,
    granted,
    hides_secrets,
    make_tokens,
    password_login,
    refresh_only,
)

IMPATIENT = Patience.of(sleep=False, max_wait=None)
OFFICIAL = "https://api.mangadex.org"


def plain_login(**kwargs):
    return password_login(client_id=None, client_secret=None, **kwargs)


def plain_refresh():
    return refresh_only(client_id=None, client_secret=None)


def session(access=ACCESS, refresh="r3fr3sh-2", **more):
    return json_answer({"result": "ok", "token": {"session": access, "refresh": refresh}, **more})


@pytest.fixture
def make(clock):
    def build(credentials, *steps, base=BASE, rules=()):
        transport = FakeTransport(*steps)
        limits = Ratelimits(*rules, clock=clock)
        return make_tokens(transport, clock, credentials, base=base, limits=limits), transport

    return build


# Which service


@pytest.mark.parametrize(
    ("credentials", "url"),
    [
        (plain_login(), f"{BASE}/auth/login"),
        (plain_refresh(), f"{BASE}/auth/refresh"),
        (plain_login(refresh_token=REFRESH), f"{BASE}/auth/refresh"),
        (password_login(client_id=None), f"{BASE}/auth/login"),
        (password_login(client_secret=None), f"{BASE}/auth/login"),
        (password_login(), "https://auth.example/token"),
        (refresh_only(), "https://auth.example/token"),
    ],
)
async def test_which_service_is_asked(make, credentials, url):
    legacy = url.startswith(BASE)
    tokens, transport = make(credentials, session() if legacy else granted(refresh="r3fr3sh-2"))
    assert await tokens.ensure() == ACCESS
    assert [(request.method, request.url) for request in transport.requests] == [("POST", url)]
    assert tokens.credentials.refresh_token == "r3fr3sh-2"


async def test_credentials_that_get_a_client_use_it_from_then_on(make, clock):
    tokens, transport = make(plain_login(), session(), granted("acc355-2"))
    await tokens.ensure()
    tokens.credentials.client_id, tokens.credentials.client_secret = "personal-client-1", SECRET
    clock.time += 900
    assert await tokens.ensure() == "acc355-2"
    assert dict(form(transport.requests[1]))["refresh_token"] == "r3fr3sh-2"


# What is sent, and what comes back


async def test_what_a_login_sends(make):
    tokens, transport = make(plain_login(), session())
    await tokens.ensure()
    (request,) = transport.requests
    assert json.loads(request.body) == {"username": "ann", "password": PASSWORD}
    assert dict(request.headers) == {"Accept": "application/json", "Content-Type": "application/json"}


async def test_what_a_refresh_sends(make):
    tokens, transport = make(plain_refresh(), session(message="Token refreshed"))
    await tokens.ensure()
    assert json.loads(transport.requests[0].body) == {"token": REFRESH}


async def test_routes_that_were_changed_are_followed(make, clock, monkeypatch):
    for name in ("login", "session_token", "logout"):
        monkeypatch.setitem(constants.routes, name, f"/v6/{name}")
    tokens, transport = make(plain_login(), session(), session("acc355-2"), json_answer({"result": "ok"}))
    await tokens.ensure()
    clock.time += 900
    await tokens.ensure()
    await tokens.log_out()
    assert transport.paths == ["v6/login", "v6/session_token", "v6/logout"]


async def test_a_session_lives_a_quarter_of_an_hour(make, clock):
    tokens, transport = make(plain_login(), session(), session("acc355-2"))
    await tokens.ensure()
    clock.time += 839
    assert await tokens.ensure() == ACCESS
    clock.time += 1
    assert await tokens.ensure() == "acc355-2"
    assert json.loads(transport.requests[1].body) == {"token": "r3fr3sh-2"}


@pytest.mark.parametrize("token", [{"session": ACCESS}, {"session": ACCESS, "refresh": ""}])
async def test_without_a_new_refresh_token_the_old_one_stays(make, token):
    tokens, _ = make(plain_refresh(), json_answer({"token": token}))
    assert await tokens.ensure() == ACCESS
    assert tokens.credentials.refresh_token == REFRESH


@pytest.mark.parametrize(
    "body",
    [
        {"result": "ok"},
        {"result": "ok", "token": None},
        {"result": "ok", "token": {"session": "", "refresh": REFRESH}},
        {"result": "ok", "token": {"refresh": REFRESH}},
        {"result": "ok", "token": [ACCESS]},
        {"result": 5, "token": {"session": ACCESS}},
    ],
)
async def test_an_answer_without_a_token_says_so_and_gives_nothing_away(make, body):
    tokens, _ = make(plain_login(), json_answer(body))
    with pytest.raises(InvalidResponse, match="POST /auth/login") as caught:
        await tokens.ensure()
    assert hides_secrets(everything_shown(caught.value))


# Refusals

#: An answer, and what it means elsewhere and at MangaDex itself; "client" is the hint at personal clients.
REFUSALS = [
    (api_error(401, "unauthorized", "User / Password does not match"), "does not match", "client"),
    (api_error(400, "validation_exception", "password is too short"), "too short", "client"),
    (api_error(403, "forbidden", "You are banned"), "You are banned", "client"),
    (api_error(409, "conflict", "Not now"), "Not now", "client"),
    (Answer(401, body=b"<html>"), r"The login was refused\.", "client"),
    (json_answer({"message": "No such user"}, 401), "No such user", "client"),
    (api_error(404), "client", "client"),
    (api_error(405), "client", "client"),
    (api_error(410), "client", "client"),
    (Answer(404, body=b"<html>"), "client", "client"),
    (json_answer({"result": "error", "message": "Not today"}), "Not today", "Not today"),
    (Answer(418, body=b"<html>"), HTTPException, "client"),
    (api_error(403, "captcha_required_exception"), Captcha, "client"),
    (Answer(403, body=b"<html>"), Banned, Banned),
    (Answer(400, body=b"<html>"), TooManyRequests, TooManyRequests),
    (api_error(429), TooManyRequests, TooManyRequests),
    (api_error(500), HTTPException, HTTPException),
    (api_error(302), HTTPException, HTTPException),
]


@pytest.mark.parametrize(
    "base", [BASE, OFFICIAL, "https://api.mangadex.dev", "https://API.MangaDex.org:443/x"]
)
@pytest.mark.parametrize(("answer", "elsewhere", "official"), REFUSALS)
async def test_what_a_refusal_of_the_login_means(make, clock, base, answer, elsewhere, official):
    meaning = elsewhere if base == BASE else official
    kind, text = (Unauthorized, meaning) if isinstance(meaning, str) else (meaning, "/auth/login|HTTP")
    text = r"personal API client.*https://mangadex\.org/settings.*client_id" if text == "client" else text
    tokens, _ = make(plain_login(), *[answer] * 3, base=base)
    with pytest.raises(HTTPException, match=text) as caught:
        await clock.run(tokens.ensure())
    assert type(caught.value) is kind
    assert (caught.value.method, caught.value.path) == ("POST", "/auth/login")
    assert caught.value.status == answer.status


@pytest.mark.parametrize(("answer", "elsewhere", "official"), REFUSALS)
@pytest.mark.parametrize("base", [BASE, OFFICIAL])
async def test_a_refresh_token_dies_of_a_refusal_that_is_about_it_alone(
    make, clock, base, answer, elsewhere, official
):
    meaning = elsewhere if base == BASE else official
    dies = isinstance(meaning, str) and meaning != "client"
    tokens, transport = make(plain_refresh(), *[answer] * 6, base=base)
    for _ in range(2):
        with pytest.raises(HTTPException):
            await clock.run(tokens.ensure())
    assert (tokens.credentials.refresh_token is None) is dies
    # What a service refused it is not asked again; what may pass is.
    assert (len(transport.requests) == 1) is isinstance(meaning, str)


async def test_a_dead_session_leads_to_one_login(make):
    no = api_error(401, "unauthorized", "Refresh token expired")
    tokens, transport = make(plain_login(refresh_token=REFRESH), no, session())
    assert await tokens.ensure() == ACCESS
    assert transport.paths == ["auth/refresh", "auth/login"]


async def test_where_there_are_no_such_logins_the_password_is_not_sent_after_the_refresh_token(make):
    tokens, transport = make(plain_login(refresh_token=REFRESH), api_error(404))
    for _ in range(2):
        with pytest.raises(Unauthorized, match="personal API client"):
            await tokens.ensure()
    assert transport.paths == ["auth/refresh"]
    assert tokens.credentials.refresh_token == REFRESH


async def test_a_refused_login_is_told_again_without_asking_until_something_changes(make):
    tokens, transport = make(plain_login(), api_error(401, "unauthorized", "Wrong"), granted())
    for _ in range(2):
        with pytest.raises(Unauthorized, match="Wrong"):
            await tokens.ensure()
    assert len(transport.requests) == 1
    tokens.credentials.client_id, tokens.credentials.client_secret = "personal-client-1", SECRET
    assert await tokens.ensure() == ACCESS


async def test_a_passing_failure_is_tried_again_twice(make, clock):
    busy, cut = Answer(503, body=b"busy"), ConnectionFailed("POST", "/auth/login", "reset")
    tokens, transport = make(plain_login(), busy, cut, session())
    assert await clock.run(tokens.ensure()) == ACCESS
    assert len(transport.requests) == 3


# Limits


async def test_a_login_takes_places_like_any_call(make, clock):
    rule, other = general(1), PathRatelimit(Path.of("/auth/login", "POST"), 1, 3600)
    tokens, _ = make(plain_login(), session(), session(), rules=[rule, other])
    await tokens.ensure()
    assert (rule.ratelimit_used, other.ratelimit_used) == (1, 1)
    tokens.credentials.refresh_token = None
    await clock.run(tokens.log_in())
    assert clock.time >= clock.start + 3600


async def test_a_refusal_for_asking_too_often_is_waited_out_by_the_limiter(make, clock):
    until = int(clock.now().timestamp()) + 90
    busy = api_error(
        429, X_RateLimit_Limit="30", X_RateLimit_Remaining="0", X_RateLimit_Retry_After=str(until)
    )
    rule = PathRatelimit(Path.of("/auth/login", "POST"), 30, 3600)
    tokens, _ = make(plain_login(), busy, session(), rules=[general(), rule])
    assert await clock.run(tokens.ensure()) == ACCESS
    assert 90 <= clock.time - clock.start < 100


async def test_a_login_raises_where_limits_are_to_raise(make, clock):
    rules = [general(1), PathRatelimit(Path.of("/auth/login", "POST"), 1, 3600)]
    tokens, transport = make(plain_login(), session(), rules=rules)
    tokens.sources.legacy.patience = lambda: IMPATIENT
    await tokens.ensure()
    tokens.credentials.refresh_token = None
    with pytest.raises(Ratelimit) as caught:
        await tokens.renew(ACCESS)
    assert caught.value.path == "/auth/login"
    assert len(transport.requests) == 1


async def test_a_login_waits_for_the_general_pace_even_where_limits_are_to_raise(make, clock):
    tokens, _ = make(plain_login(), session(), session("acc355-2"), rules=[general(1)])
    tokens.sources.legacy.patience = lambda: IMPATIENT
    await tokens.ensure()
    await clock.run(tokens.renew(ACCESS))
    assert tokens.access_token == "acc355-2"


async def test_a_longer_pause_of_the_general_pace_is_not_waited_for_there(make, clock):
    rule = general()
    tokens, transport = make(plain_login(), session(), rules=[rule])
    tokens.sources.legacy.patience = lambda: IMPATIENT
    rule.window.pause(clock.time + 1.1)
    with pytest.raises(Ratelimit) as caught:
        await tokens.ensure()
    assert caught.value.path == "*"
    assert not transport.requests


async def test_a_limit_does_not_end_a_token_that_is_alive(make, clock):
    rules = [PathRatelimit(Path.of("/auth/refresh", "POST"), 1, 3600)]
    tokens, transport = make(plain_refresh(), session(), rules=rules)
    tokens.sources.legacy.patience = lambda: IMPATIENT
    await tokens.ensure()
    clock.time += 850
    assert await tokens.ensure() == ACCESS
    assert len(transport.requests) == 1


async def test_places_count_from_when_the_request_goes_out(make, clock):
    rule = general(1)
    tokens, transport = make(plain_login(), rules=[rule])
    transport.tells_departure = True

    async def connect(request):
        assert not rule.can_call("POST"), "until it has left, nobody knows when the next one may"
        clock.time += 5
        request.sent()
        clock.time += 0.5
        return session()

    transport.add(connect)
    await tokens.ensure()
    assert rule.time_until_expire().total_seconds() == pytest.approx(0.52)


async def test_places_do_not_stay_held_by_a_login_that_never_left(make, clock):
    rule = general(1)
    tokens, transport = make(plain_login(), *[ConnectionFailed("POST", "/auth/login", "no route")] * 3)
    tokens.sources.legacy.ratelimits.add(rule)
    transport.tells_departure = True
    with pytest.raises(ConnectionFailed):
        await clock.run(tokens.ensure())
    assert rule.time_until_expire().total_seconds() < 2


async def test_a_client_that_is_closed_in_mid_login_lets_nobody_wait(make, clock):
    tokens, _ = make(plain_login(), session(), rules=[general(1)])
    await tokens.ensure()
    task = asyncio.ensure_future(tokens.renew(ACCESS))
    await clock.settle()
    tokens.sources.legacy.ratelimits.close()
    with pytest.raises(RuntimeError, match="closed"):
        await task


async def test_what_tells_of_a_departure_is_shared_by_tools_that_copy_requests(clock):
    limits = Ratelimits(general(1), clock=clock)
    departs = limited._Departs(limits, await limits.acquire("/x", "GET"))
    assert copy.deepcopy(departs) is departs
