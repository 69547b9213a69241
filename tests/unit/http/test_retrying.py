"""Which failures a call gets over, after how many attempts and how long a wait."""

import pytest

from asyncdex._http import requester as module
from asyncdex._http.call import Call
from asyncdex._http.messages import Answer
from asyncdex.exceptions import (
    BadRequest,
    Banned,
    Conflict,
    ConnectionFailed,
    Forbidden,
    HTTPException,
    InvalidArgument,
    NotFound,
    RequestTimeout,
    TooManyRequests,
    Unauthorized,
)
from tests.support import api_error, json_answer
from tests.unit.http.support import granted, make_requester, password_login

GET = Call("GET", "/x", "/x", query="a=1")
POST = Call("POST", "/x", "/x", body=b"{}", idempotent=False)
OK = json_answer({"ok": True})
HTML = b"<html>oops</html>"
PASSING = [
    ConnectionFailed("GET", "/x", "refused"),
    RequestTimeout("GET", "/x", "slow"),
    api_error(500),
    Answer(502, body=HTML),
    Answer(503, body=HTML),
    api_error(504),
]


@pytest.fixture
def api(transport, clock):
    return make_requester(transport, clock)


@pytest.fixture
def long_odds(monkeypatch):
    """The longest wait that chance allows."""
    monkeypatch.setattr(module.random, "random", lambda: 1.0)


def pauses(clock):
    return [seconds for seconds in clock.slept if seconds > 0]


@pytest.mark.parametrize("failure", PASSING)
async def test_a_passing_failure_is_got_over(api, transport, clock, failure):
    transport.add(failure, failure, failure, OK)
    assert await clock.run(api.perform(GET)) == OK
    assert len(transport.requests) == 4
    assert all(request == transport.requests[0] for request in transport.requests)


@pytest.mark.parametrize("failure", PASSING)
async def test_after_three_repetitions_the_failure_is_raised(api, transport, clock, failure):
    transport.add(*[failure] * 4)
    with pytest.raises((ConnectionFailed, HTTPException)):
        await clock.run(api.perform(GET))
    assert len(transport.requests) == 4


@pytest.mark.parametrize("failure", PASSING)
async def test_what_may_have_arrived_is_not_sent_twice(api, transport, clock, failure):
    transport.add(failure)
    with pytest.raises((ConnectionFailed, HTTPException)):
        await clock.run(api.perform(POST))
    assert len(transport.requests) == 1


@pytest.mark.parametrize("call", [GET, POST])
@pytest.mark.parametrize("refusal", [api_error(429), Answer(429, body=HTML), Answer(400, body=HTML)])
async def test_a_refusal_for_being_too_fast_is_repeated_whatever_the_method(
    api, transport, clock, call, refusal
):
    transport.add(refusal, OK)
    assert await clock.run(api.perform(call)) == OK
    assert transport.requests[0] == transport.requests[1]
    assert clock.time >= clock.start + 1, "the limiter holds everything back for a while"


async def test_a_refusal_is_raised_after_three_repetitions(api, transport, clock):
    transport.add(*[Answer(400, body=HTML)] * 4)
    with pytest.raises(TooManyRequests, match="HTTP 400"):
        await clock.run(api.perform(GET))
    assert len(transport.requests) == 4


async def test_a_refusal_with_an_instant_is_waited_for(api, transport, clock):
    until = str(int(clock.now().timestamp()) + 40)
    transport.add(api_error(429, X_RateLimit_Retry_After=until), OK)
    await clock.run(api.perform(GET))
    assert 40 <= clock.time - clock.start <= 43


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(403, body=HTML), Banned),
        (api_error(400), BadRequest),
        (api_error(401), Unauthorized),
        (api_error(403), Forbidden),
        (api_error(404), NotFound),
        (Answer(404, body=HTML), NotFound),
        (api_error(409), Conflict),
        (Answer(301), HTTPException),
        (api_error(501), HTTPException),
        (InvalidArgument("no URL"), InvalidArgument),
    ],
)
async def test_what_will_not_pass_is_raised_at_once(api, transport, clock, answer, kind):
    transport.add(answer)
    with pytest.raises(kind) as caught:
        await clock.run(api.perform(GET))
    assert type(caught.value) is kind
    assert len(transport.requests) == 1
    assert not pauses(clock)


@pytest.mark.parametrize("failure", [api_error(503), api_error(429), Answer(400, body=HTML)])
async def test_without_retries_nothing_is_repeated(api, transport, clock, failure):
    transport.add(failure)
    with pytest.raises(HTTPException):
        await clock.run(api.perform(Call("GET", "/x", "/x", retries=0)))
    assert len(transport.requests) == 1


async def test_waits_double_and_are_waited_on_the_clock(api, transport, clock, long_odds):
    transport.add(*[api_error(503)] * 4)
    with pytest.raises(HTTPException):
        await clock.run(api.perform(GET))
    assert pauses(clock) == [0.5, 1.0, 2.0]
    assert clock.time == clock.start + 3.5


async def test_chance_spreads_a_wait_over_its_whole_length(api, transport, clock, monkeypatch):
    chances = iter([0.0, 0.5, 0.25])
    monkeypatch.setattr(module.random, "random", lambda: next(chances))
    transport.add(*[api_error(503)] * 3, OK)
    await clock.run(api.perform(GET))
    assert pauses(clock) == [0.5, 0.5]


async def test_a_renewed_token_uses_up_no_retry(transport, clock):
    api = make_requester(transport, clock, password_login())
    transport.add(granted(), api_error(401), granted("acc355-2"), OK)
    assert await clock.run(api.perform(Call("GET", "/x", "/x", retries=0))) == OK


async def test_every_attempt_takes_its_own_place_in_the_limits(api, transport, clock, monkeypatch):
    monkeypatch.setattr(module.random, "random", lambda: 0.0)
    transport.add(*[api_error(500)] * 4, OK, OK)
    with pytest.raises(HTTPException):
        await clock.run(api.perform(GET))
    await clock.run(api.perform(GET))
    assert clock.time == clock.start
    await clock.run(api.perform(GET))
    assert clock.time > clock.start, "the sixth request waits for the general pace of five"


# Deletions


DELETE = Call("DELETE", "/x", "/x")
GONE = api_error(404)


@pytest.mark.parametrize("failure", PASSING)
async def test_a_deletion_repeated_that_finds_nothing_has_succeeded(api, transport, clock, failure):
    transport.add(failure, GONE)
    answer = await clock.run(api.perform(DELETE))
    assert (answer.status, answer.body) == (200, b'{"result":"ok"}')
    assert len(transport.requests) == 2


@pytest.mark.parametrize(
    "steps",
    [
        [GONE],
        [api_error(429), GONE],  # refused, so the first did not happen
        [ConnectionFailed("DELETE", "/x", "refused", may_have_arrived=False), GONE],
    ],
)
async def test_a_deletion_that_finds_nothing_has_failed(api, transport, clock, steps):
    transport.add(*steps)
    with pytest.raises(NotFound):
        await clock.run(api.perform(DELETE))


async def test_anything_else_repeated_that_finds_nothing_has_failed(api, transport, clock):
    transport.add(api_error(503), GONE)
    with pytest.raises(NotFound):
        await clock.run(api.perform(GET))


async def test_what_cannot_have_arrived_is_sent_again_whatever_the_method(api, transport, clock):
    transport.add(ConnectionFailed("POST", "/x", "refused", may_have_arrived=False), OK)
    assert await clock.run(api.perform(POST)) == OK


async def test_a_server_that_says_when_it_is_back_is_waited_for(api, transport, clock):
    transport.add(api_error(503, Retry_After="7"), OK)
    await clock.run(api.perform(GET))
    assert clock.time - clock.start == 7


async def test_a_server_that_is_away_for_long_is_not_asked_again(api, transport, clock):
    transport.add(api_error(503, Retry_After="600"))
    with pytest.raises(HTTPException, match="503"):
        await clock.run(api.perform(GET))
    assert not pauses(clock)


async def test_answers_and_repetitions_are_logged_with_their_request_id(api, transport, clock, caplog):
    caplog.set_level("DEBUG", logger="asyncdex.http")
    transport.add(api_error(503, X_Request_ID="id-1"), OK)
    await clock.run(api.perform(GET))
    lines = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert lines[0] == ("INFO", "GET /x: 503 (id-1)")
    assert lines[1][1].startswith("GET /x failed (HTTPException); again in ")
    assert lines[2] == ("DEBUG", "GET /x: 200 (no request id)")
