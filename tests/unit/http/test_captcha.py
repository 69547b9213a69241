"""Captchas that somebody else solves."""

import pytest

from asyncdex import Captcha, Forbidden, InvalidArgument, MangadexClient
from asyncdex._api import Auth
from asyncdex._http.call import Call
from tests.support import api_error, json_answer
from tests.unit.http.support import ACCESS, granted, make_requester, password_login

OK = json_answer({"ok": True})
STEP = api_error(403, "captcha_required_exception", "Solve it", X_Captcha_Sitekey="s1te-key")
POST = Call("POST", "/thing", "/thing", body=b'{"a":1}', idempotent=False)


class Solver:
    def __init__(self, *answers):
        self.answers = list(answers)
        self.keys = []

    async def __call__(self, key):
        self.keys.append(key)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def asking(transport, clock, *answers, credentials=None, **kwargs):
    solver = Solver(*answers)
    return make_requester(transport, clock, credentials, rules=[], solver=solver, **kwargs), solver


async def test_a_solved_captcha_goes_with_the_same_call_again(transport, clock):
    api, solver = asking(transport, clock, " answer-1 ")
    transport.add(STEP, OK)
    assert (await api.perform(POST)).ok
    first, second = transport.requests
    assert solver.keys == ["s1te-key"]
    assert "X-Captcha-Result" not in first.headers
    assert second.headers["X-Captcha-Result"] == "answer-1"
    assert (first.method, first.url, first.body) == (second.method, second.url, second.body)
    assert clock.slept == []


async def test_each_call_has_its_own_captcha(transport, clock):
    api, solver = asking(transport, clock, "answer-1", "answer-2")
    transport.add(STEP, OK, OK, STEP, OK)
    for _ in range(3):
        await api.perform(POST)
    said = [request.headers.get("X-Captcha-Result") for request in transport.requests]
    assert said == [None, "answer-1", None, None, "answer-2"]
    assert len(solver.keys) == 2


async def test_one_retry_only(transport, clock):
    api, solver = asking(transport, clock, "answer-1", "answer-2")
    transport.add(STEP, STEP)
    with pytest.raises(Captcha) as caught:
        await api.perform(POST)
    assert caught.value.site_key == "s1te-key"
    assert solver.keys == ["s1te-key"]


async def test_without_a_solver_the_error_has_the_key(transport, clock):
    api = make_requester(transport, clock)
    transport.add(STEP)
    with pytest.raises(Captcha) as caught:
        await api.perform(POST)
    assert caught.value.site_key == "s1te-key"


async def test_no_other_refusal_is_a_captcha(transport, clock):
    api, solver = asking(transport, clock, "answer-1")
    transport.add(api_error(403))
    with pytest.raises(Forbidden):
        await api.perform(POST)
    assert solver.keys == []


async def test_what_can_be_sent_once_only_is_not_sent_again(transport, clock):
    api, solver = asking(transport, clock, "answer-1")
    transport.add(STEP)
    with pytest.raises(Captcha):
        await api.perform(Call("POST", "/thing", "/thing", repeatable=False))
    assert solver.keys == []


async def test_the_answer_outlives_a_renewed_token(transport, clock):
    api, _ = asking(transport, clock, "answer-1", credentials=password_login())
    transport.add(granted(), STEP, api_error(401), granted("acc355-2"), OK)
    await api.perform(Call("POST", "/thing", "/thing", body=b"{}", auth=Auth.REQUIRED, idempotent=False))
    solved = [request.headers.get("X-Captcha-Result") for request in transport.requests]
    assert [said for said in solved if said] == ["answer-1", "answer-1"]
    assert transport.requests[1].headers["Authorization"] == f"Bearer {ACCESS}"


@pytest.mark.parametrize("answer", [None, 5, "", "  ", "a\r\nX-Evil: 1", "é", b"answer"])
async def test_an_answer_that_is_none(transport, clock, answer):
    api, _ = asking(transport, clock, answer)
    transport.add(STEP)
    with pytest.raises(InvalidArgument, match="captcha_solver must return") as caught:
        await api.perform(POST)
    assert isinstance(caught.value.__cause__, Captcha)
    assert len(transport.requests) == 1


async def test_a_solver_that_fails_says_so_itself(transport, clock):
    api, _ = asking(transport, clock, RuntimeError("nobody is there"))
    transport.add(STEP)
    with pytest.raises(RuntimeError, match="nobody is there"):
        await api.perform(POST)


def test_an_answer_is_not_shown():
    assert "answer-1" not in repr(Call("POST", "/a", "/a", captcha="answer-1"))


@pytest.mark.parametrize("solver", ["answer", 5])
def test_a_solver_has_to_be_called(solver):
    with pytest.raises(InvalidArgument, match="captcha_solver must be an async function"):
        MangadexClient(captcha_solver=solver)


async def test_a_solver_may_be_no_coroutine(transport, clock):
    api = make_requester(transport, clock, None, rules=[], solver=lambda key: f"answer-to-{key}")
    transport.add(STEP, OK)
    assert (await api.perform(POST)).ok
    assert transport.requests[1].headers["X-Captcha-Result"] == "answer-to-s1te-key"
