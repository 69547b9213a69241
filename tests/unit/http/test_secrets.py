"""Passwords, secrets and tokens stay out of everything that ends up in a log."""

import json
import logging

import msgspec
import pytest
from msgspec.structs import replace
from rich.pretty import pretty_repr

from asyncdex._http.access import Access, Origin
from asyncdex._http.auth import Credentials, Grant, PersonalClient
from asyncdex._http.call import Call
from asyncdex._http.messages import Answer, Request
from asyncdex._wire import LegacyAnswer, LegacyTokens, Secret, TokenAnswer
from asyncdex.exceptions import AsyncDexException, ConnectionFailed, Unauthorized
from tests.support import FakeTransport, api_error, json_answer
from tests.unit.http.support import (
    ACCESS,
    AUTH,
    BASE,
    ME,
    PASSWORD,
    REFRESH,
    SECRET,
    everything_shown,
    granted,
    hides_secrets,
    keycloak,
    make_requester,
    make_tokens,
    password_login,
    refresh_only,
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


def test_rich_shows_no_more_than_anybody(transport, clock):
    options = {"headers": {"Authorization": f"Bearer {ACCESS}"}}
    call = Call("POST", "/x", "/x", body=PASSWORD.encode(), captcha=PASSWORD, options=options)
    request = Request("POST", AUTH, {"Authorization": f"Bearer {ACCESS}"}, f"password={PASSWORD}".encode())
    answer = msgspec.json.decode(granted(refresh=REFRESH).body, type=TokenAnswer)
    tokens = LegacyTokens(ACCESS, REFRESH)
    grant = Grant(ACCESS, 900.0, REFRESH)
    access = Access.granted(grant, Origin.PASSWORD, 0.0, PersonalClient(transport, AUTH, None))
    credentials, kept = password_login(refresh_token=REFRESH), make_tokens(transport, clock, password_login())
    kept.set(ACCESS)
    things = [
        call,
        request,
        granted(refresh=REFRESH),
        answer,
        tokens,
        LegacyAnswer(token=tokens),
        Secret(PASSWORD),
    ]
    things += [grant, access, credentials, kept]
    shown = pretty_repr(things)
    assert hides_secrets(shown + repr(call))
    assert "POST" in shown


def test_requests_and_answers_show_neither_headers_nor_bodies():
    request = Request("POST", AUTH, {"Authorization": f"Bearer {ACCESS}"}, f"password={PASSWORD}".encode())
    assert hides_secrets(repr(request))
    assert "POST" in repr(request)
    assert hides_secrets(repr(granted(refresh=REFRESH)))


LEGACY_STOLEN = f'{{"token": {{"session": 1, "refresh": "{REFRESH}"}}, "message": "{ACCESS}"}}'.encode()
ECHO = f"{PASSWORD} and {REFRESH} and {SECRET}"

#: What a service may answer that has got the secrets, or gives out others.
BROKEN = [
    Answer(503, body=b"<html>"),
    Answer(503, body=ECHO.encode()),
    Answer(401, body=ECHO.encode()),
    Answer(500, body=json.dumps({"debug": {"form": {"x": ECHO}}, "access_token": ACCESS}).encode()),
    Answer(200, body=STOLEN),
    Answer(200, body=STOLEN[:-3]),
    Answer(200, body=LEGACY_STOLEN),
    Answer(200, body=LEGACY_STOLEN[:-3]),
    Answer(200, body=f'{{"refresh_token": "{REFRESH}"}}'.encode()),
    Answer(200, body=f'["{ACCESS}"]'.encode()),
    # The decoder keeps the text that it could not read.
    Answer(200, body=b'{"access_token": "' + ACCESS.encode() + b'\xff"}'),
    Answer(200, body=b'{"token": {"session": "' + ACCESS.encode() + b'\xff"}}'),
    keycloak(401, "invalid_grant", "Invalid user credentials"),
    keycloak(401, "invalid_grant", ECHO),
    keycloak(400, ECHO),
    api_error(401, "unauthorized", ECHO, context=ECHO),
    api_error(404, "not_found", ECHO),
    api_error(429, "too_many", ECHO),
    json_answer({"result": "error", "message": ECHO}),
    json_answer({"result": "error", "message": ECHO}, 400),
    ConnectionFailed("POST", AUTH, "refused"),
]


@pytest.mark.parametrize("answer", BROKEN)
@pytest.mark.parametrize("personal", [True, False])
@pytest.mark.parametrize("base", [BASE, "https://api.mangadex.org"])
@pytest.mark.parametrize("login", [password_login, refresh_only])
async def test_a_failed_login_gives_nothing_away(clock, caplog, answer, personal, base, login):
    caplog.set_level(logging.DEBUG)
    credentials = login(**{} if personal else {"client_id": None, "client_secret": None})
    if isinstance(answer, Answer):  # nobody repeats what they were not told
        for secret in {PASSWORD, REFRESH, SECRET} - set(credentials.secrets):
            answer = replace(answer, body=answer.body.replace(secret.encode(), b""))
    tokens = make_tokens(FakeTransport(*[answer] * 9), clock, credentials, base=base)
    for _ in range(2):
        with pytest.raises(AsyncDexException) as caught:
            await clock.run(tokens.ensure())
        assert hides_secrets(everything_shown(caught.value))
    assert hides_secrets(caplog.text)
    assert hides_secrets(repr(tokens) + repr(tokens.sources) + repr(credentials))


async def test_what_is_logged_of_a_good_life_holds_no_secret(transport, clock, caplog):
    caplog.set_level(logging.DEBUG)
    transport.add(granted(refresh=REFRESH), granted("acc355-2", refresh="r3fr3sh-2"), *[Answer(503)] * 3)
    transport.add(keycloak(400, "invalid_grant"), granted(lifetime=60))
    tokens = make_tokens(transport, clock, password_login())
    await tokens.ensure()
    clock.time += 900
    await tokens.ensure()
    clock.time += 850
    await clock.run(tokens.ensure())
    clock.time += 50
    await tokens.ensure()
    await tokens.log_out()
    lines = [record.getMessage() for record in caplog.records if record.name == "asyncdex.auth"]
    assert lines == [
        "a token was granted for the password; it lives 900 seconds",
        "a token was granted for the refresh token; it lives 900 seconds",
        "the token could not be renewed yet: HTTPException",
        "the refresh token was refused",
        "a token was granted for the password; it lives 60 seconds",
    ]
    assert {record.levelno for record in caplog.records} == {logging.DEBUG}
    assert hides_secrets(caplog.text)


def test_an_access_a_grant_and_an_old_session_show_no_token():
    grant = Grant(ACCESS, 900.0, REFRESH)
    access = Access.granted(grant, Origin.PASSWORD, 0.0, PersonalClient(FakeTransport(), AUTH, None))
    answer = LegacyAnswer(token=LegacyTokens(ACCESS, REFRESH))
    texts = [repr(thing) for thing in (grant, access, answer, answer.token, LegacyAnswer())]
    assert hides_secrets("".join(texts))
    assert texts[2:] == ["<LegacyAnswer with tokens>", "<LegacyTokens>", "<LegacyAnswer without tokens>"]


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
