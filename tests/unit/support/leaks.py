"""Tests that show a secret, each in a way of its own, and pass: the watch they run under fails the run.

What they show differs, since the first test to show a text is the one that is named for it.
"""

import logging
import sys
import warnings
from urllib.parse import quote

import pytest
from aiohttp import RequestInfo
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from asyncdex import AsyncDexException, HTTPException, MangadexClient, Unauthorized
from asyncdex._http.credentials import Grant
from asyncdex._http.messages import Request
from tests.support import FakeTransport, json_answer, secret

HIDDEN = secret("l3aked-s3cret")
SPECIAL = secret("l3aked/s3cret & more")
KEPT = []

log = logging.getLogger("asyncdex.http")


def fail(error, cause=None):
    raise error from cause


def raised(error, cause=None):
    with pytest.raises(AsyncDexException):
        fail(error, cause)


def test_log_line():
    log.debug("the token is %s", HIDDEN)


def test_log_of_aiohttp():
    logging.getLogger("aiohttp.client").info(f"with {HIDDEN}")  # noqa: G004 - as somebody might write it


def test_log_arguments():
    log.debug("the token begins with %.3s in %s", HIDDEN, "arguments")


def test_log_extra():
    log.debug("a call", extra={"token": f"extra {HIDDEN}"})


def test_log_exception():
    try:
        fail(ValueError(f"logged {HIDDEN}"))
    except ValueError:
        log.exception("a failure")


def test_exception():
    raised(AsyncDexException(f"no login with {HIDDEN}"))


def test_exception_attribute():
    error = Unauthorized("GET", "/test", None)
    error.token = f"attribute {HIDDEN}"
    raised(error)


def test_exception_note():
    error = AsyncDexException("no login")
    error.add_note(f"note {HIDDEN}")
    raised(error)


def test_exception_headers():
    error = HTTPException("GET", "/test", None)
    headers = CIMultiDictProxy(CIMultiDict({"Authorization": f"Bearer {HIDDEN}"}))
    error.request_info = RequestInfo(URL("/test"), "GET", headers, URL("/test"))
    raised(error)


def test_exception_cause():
    raised(AsyncDexException("no login"), LookupError(f"cause {HIDDEN}"))


def test_exception_context():
    try:
        fail(LookupError(f"context {HIDDEN}"))
    except LookupError:
        raised(AsyncDexException("no login"))


def test_exception_group():
    one = LookupError("one of several")
    one.__cause__ = ValueError(f"one cause {HIDDEN}")
    raised(AsyncDexException("no login"), ExceptionGroup("all", [one]))


def test_exception_kept():
    KEPT.append(AsyncDexException(f"kept {HIDDEN}"))


def test_exception_not_raised():
    assert AsyncDexException(f"not raised {HIDDEN}")


def test_exception_broken():
    class Broken(AsyncDexException):
        def __str__(self):
            raise KeyError("nothing")

    raised(Broken())


def test_url():
    log.info("called https://api.example/?key=%s", quote(SPECIAL, safe=""))


def test_printed():
    print("printed", HIDDEN)  # noqa: T201 - that is the leak


def test_error_output():
    sys.stderr.write(f"error {HIDDEN}")


def test_output_taken(capsys):
    print("taken", HIDDEN)  # noqa: T201 - that is the leak
    assert HIDDEN in capsys.readouterr().out


def test_warning():
    warnings.warn(f"a warning with {HIDDEN}", stacklevel=1)


def test_known_later():
    log.info("with kn0wn-later")
    secret("kn0wn-later")


def test_password_of_a_client():
    client = MangadexClient(username="Test", password="cl1ent-password")
    log.info("with %s", client.password)


def test_password_without_a_client():
    with pytest.raises(AsyncDexException):
        MangadexClient(password="n0-client-password")
    log.info("with n0-client-password")


async def test_password_of_a_login():
    with pytest.raises(AsyncDexException):
        await MangadexClient().login(password="l0gin-password")
    log.info("with l0gin-password")


def test_password_that_is_assigned():
    MangadexClient().password = "ass1gned-password"
    log.info("with ass1gned-password")


def test_token_that_is_assigned():
    MangadexClient().session_token = "ass1gned-token"
    log.info("with ass1gned-token")


def test_token_that_is_granted():
    Grant("gr4nted-token")
    log.info("with gr4nted-token")


async def test_token_that_is_sent():
    request = Request("GET", "https://api.example", {"Authorization": "Bearer s3nt-along"})
    await FakeTransport(json_answer({})).send(request)
    log.info("with s3nt-along")


def test_token_of_an_answer():
    json_answer({"token": {"session": "answ3r-token"}})
    log.info("with answ3r-token")


async def test_token_of_a_client(sandbox):
    async with MangadexClient(**sandbox.client_kwargs()) as client:
        await client.login()
        log.info("with %s", client.session_token)


async def test_secret_of_a_sandbox(sandbox):
    log.info("with %s", sandbox.client_kwargs()["client_secret"])


async def test_token_of_a_sandbox(sandbox):
    account = sandbox.client_kwargs()
    log.info("with %s", sandbox._state.tokens.log_in(account["username"], account["password"])["session"])


# What is none


def nothing_to_see():
    package = {"__name__": "asyncdex.made_up", "AsyncDexException": AsyncDexException, "HIDDEN": HIDDEN}
    exec("def throw_away(): AsyncDexException(HIDDEN)", package)  # noqa: S102 - as if it were in the package
    package["throw_away"]()


def test_clean(capsys):
    nothing_to_see()
    log.debug("a call of l3aked-but-another")
    raised(AsyncDexException("no login"), LookupError("l3aked"))
    print("nothing")  # noqa: T201 - that it is harmless is the point
    assert capsys.readouterr().out == "nothing\n"
    logging.getLogger("elsewhere").debug(HIDDEN)


def test_logs_stay_silent(caplog):
    log.debug("not to be seen")
    log.warning("to be seen")
    assert [record.getMessage() for record in caplog.records] == ["to be seen"]
    caplog.set_level("DEBUG", logger="asyncdex.http")
    log.debug("to be seen as well")
    assert len(caplog.records) == 2
