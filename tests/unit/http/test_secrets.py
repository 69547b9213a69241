"""Passwords, secrets and tokens stay out of everything that ends up in a log."""

import logging

import msgspec
import pytest

from asyncdex._http.auth import Credentials
from asyncdex._http.messages import Answer, Request
from asyncdex._wire import TokenAnswer
from asyncdex.exceptions import AsyncDexException, Unauthorized
from tests.support import FakeTransport, api_error
from tests.unit.http.support import (
    ACCESS,
    AUTH,
    BASE,
    ME,
    PASSWORD,
    REFRESH,
    everything_shown,
    granted,
    hides_secrets,
    keycloak,
    make_requester,
    make_tokens,
    password_login,
)

STOLEN = f'{{"access_token": 1, "refresh_token": "{REFRESH}", "id_token": "{ACCESS}"}}'.encode()


def test_credentials_tell_what_is_there_but_not_its_value():
    text = repr(password_login(refresh_token=REFRESH))
    assert text == "<Credentials with client_id, client_secret, password, refresh_token, username>"
    assert repr(Credentials()) == "<Credentials with nothing>"


def test_tokens_tell_whether_there_is_one(transport, clock):
    tokens = make_tokens(transport, clock, password_login())
    assert repr(tokens) == "<Tokens with no live token>"
    tokens.set(ACCESS)
    assert repr(tokens) == "<Tokens with a live token>"


def test_a_token_answer_shows_no_token():
    answer = msgspec.json.decode(granted(refresh=REFRESH).body, type=TokenAnswer)
    assert hides_secrets(repr(answer) + str(answer))
    assert answer.refresh_token == REFRESH


def test_requests_and_answers_show_neither_headers_nor_bodies():
    request = Request("POST", AUTH, {"Authorization": f"Bearer {ACCESS}"}, f"password={PASSWORD}".encode())
    assert hides_secrets(repr(request))
    assert "POST" in repr(request)
    assert hides_secrets(repr(granted(refresh=REFRESH)))


@pytest.mark.parametrize(
    "answer",
    [
        keycloak(401, "invalid_grant", "Invalid user credentials"),
        Answer(503, body=b"<html>"),
        Answer(200, body=STOLEN),
        Answer(200, body=STOLEN[:-3]),
        Answer(200, body=f'{{"refresh_token": "{REFRESH}"}}'.encode()),
        Answer(200, body=f'["{ACCESS}"]'.encode()),
    ],
)
async def test_a_failed_login_gives_nothing_away(clock, caplog, answer):
    caplog.set_level(logging.DEBUG)
    tokens = make_tokens(FakeTransport(*[answer] * 3), clock, password_login())
    with pytest.raises(AsyncDexException) as caught:
        await clock.run(tokens.ensure())
    assert hides_secrets(everything_shown(caught.value))
    assert hides_secrets(caplog.text)
    assert hides_secrets(repr(tokens))


async def test_a_call_refused_gives_no_token_away(transport, clock, caplog):
    caplog.set_level(logging.DEBUG)
    transport.add(granted(refresh=REFRESH), api_error(401), granted("acc355-2"), api_error(401))
    transport.add(granted("acc355-3"), api_error(401))
    api = make_requester(transport, clock, password_login(), base=BASE)
    with pytest.raises(Unauthorized) as caught:
        await clock.run(api.call(ME))
    assert hides_secrets(everything_shown(caught.value))
    assert not caught.value.request_info.headers
    assert hides_secrets(caplog.text)
