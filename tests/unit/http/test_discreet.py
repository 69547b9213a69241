"""Calls whose path or answer nobody else may see."""

import logging

import pytest

from asyncdex import ConnectionFailed, HTTPException, InvalidResponse, Unauthorized
from asyncdex._api import Auth, Endpoint
from asyncdex._http.call import Call
from asyncdex._http.messages import Answer
from tests.support import api_error, json_answer
from tests.unit.http.support import everything_shown, make_requester

CODE = "c0de-of-deletion"
SECRET = Endpoint("secret", "POST", "/user/delete/{code}", dict[str, str], secret=True)
OPEN = Endpoint("open", "POST", "/user/delete/{code}", dict[str, str])


@pytest.fixture
def api(transport, clock):
    return make_requester(transport, clock, rules=[])


def test_what_is_told_of_a_call():
    call = Call("GET", f"/user/delete/{CODE}", "/user/delete/{code}")
    assert call.told == f"/user/delete/{CODE}"
    secret = Call("GET", f"/user/delete/{CODE}", "/user/delete/{code}", discreet=True)
    assert secret.told == "/user/delete/{code}"


FAILURES = [
    api_error(404, "not_found", "No such code"),
    api_error(500),
    ConnectionFailed("POST", "api.mangadex.org", "gone", may_have_arrived=True),
    Answer(200, {"Content-Type": "application/json"}, b'{"secret": 5, "other": "h1dden"'),
    json_answer({"secret": ["h1dden"]}),
]


@pytest.mark.parametrize("step", FAILURES, ids=["404", "500", "connection", "cut", "shape"])
async def test_neither_errors_nor_logs_tell_the_path(api, transport, clock, caplog, step):
    caplog.set_level(logging.DEBUG)
    transport.add(step)
    with pytest.raises((HTTPException, ConnectionFailed, InvalidResponse)) as caught:
        await clock.run(api.call(SECRET, CODE))
    assert CODE in transport.requests[0].url
    told = everything_shown(caught.value) + caplog.text
    assert CODE not in told
    assert "h1dden" not in told


async def test_a_good_answer_is_not_logged_by_its_path_either(api, transport, caplog):
    caplog.set_level(logging.DEBUG)
    transport.add(json_answer({"a": "b"}), json_answer({"a": "b"}))
    assert await api.call(SECRET, CODE) == {"a": "b"}
    assert "/user/delete/{code}" in caplog.text
    assert CODE not in caplog.text
    await api.call(OPEN, CODE)
    assert CODE in caplog.text


async def test_an_open_call_quotes_what_it_cannot_read(api, transport):
    transport.add(Answer(200, {"Content-Type": "application/json"}, b'["shown"]'))
    with pytest.raises(InvalidResponse, match="shown"):
        await api.call(OPEN, CODE)


async def test_a_login_that_lacks_is_told_without_the_path(api):
    row = Endpoint("secret", "POST", "/user/delete/{code}", dict, Auth.REQUIRED, secret=True)
    with pytest.raises(Unauthorized) as caught:
        await api.call(row, CODE)
    assert CODE not in everything_shown(caught.value)
