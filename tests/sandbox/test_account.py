from __future__ import annotations

import pytest

from tests.sandbox.uploading import UNKNOWN, error_of


@pytest.fixture
async def web(make):
    return await make(manga=2, chapters=10)


async def test_an_account_is_deleted_with_a_code(web, login):
    me = web.box.catalogue.me
    answer = await web.request("DELETE", f"/user/{me.upper()}", **login)
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    assert (await web.get("/user/me", **login)).status == 200
    (code,) = web.box.farewell_codes
    session = (await web.token()).body
    answer = await web.request("POST", f"/user/delete/{code.upper()}")
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    assert error_of(await web.get("/user/me", **login)) == (401, "unauthorized_http_exception")
    assert (await web.get(f"/user/{me}")).status == 404
    refused = await web.token()
    assert (refused.status, refused.body["error"]) == (401, "invalid_grant")
    known = web.box.legacy_kwargs()
    old = {"username": known["username"], "password": known["password"]}
    assert (await web.request("POST", "/auth/login", json=old)).status == 401
    refresh = {"grant_type": "refresh_token", "refresh_token": session["refresh_token"]}
    assert (await web.token(**refresh)).body["error"] == "invalid_grant"
    assert (await web.request("POST", f"/user/delete/{code}")).status == 404


async def test_others_are_not_deleted(web, login):
    other = next(user for user in web.box.catalogue.users if user != web.box.catalogue.me)
    answer = await web.request("DELETE", f"/user/{other}", **login)
    assert error_of(answer) == (403, "access_denied_http_exception")
    assert error_of(await web.request("DELETE", f"/user/{UNKNOWN}", **login))[0] == 404
    me = web.box.catalogue.me
    assert error_of(await web.request("DELETE", f"/user/{me}")) == (401, "unauthorized_http_exception")
    assert web.box.farewell_codes == ()


@pytest.mark.parametrize("code", [UNKNOWN, "nonsense"])
async def test_a_code_that_nobody_got(web, login, code):
    await web.request("DELETE", f"/user/{web.box.catalogue.me}", **login)
    assert error_of(await web.request("POST", f"/user/delete/{code}")) == (404, "not_found_http_exception")
    assert (await web.token()).status == 200


async def test_the_ping(web):
    answer = await web.get("/ping")
    assert (answer.raw, answer.headers["Content-Type"].partition(";")[0]) == (b"pong", "text/plain")
