from __future__ import annotations

import pytest


@pytest.fixture
async def web(make):
    return await make(manga=2, chapters=10)


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


async def refreshed(web, token):
    return await web.token(grant_type="refresh_token", refresh_token=token)


async def test_logging_in(web):
    answer = await web.token()
    assert answer.status == 200
    wanted = {"access_token", "refresh_token", "expires_in", "refresh_expires_in", "token_type", "scope"}
    assert wanted <= set(answer.body)
    assert (answer.body["expires_in"], answer.body["token_type"]) == (900, "Bearer")
    me = await web.get("/user/me", headers=bearer(answer.body["access_token"]))
    assert me.body["data"]["attributes"]["username"] == web.box.client_kwargs()["username"]
    check = await web.get("/auth/check", headers=bearer(answer.body["access_token"]))
    assert check.body["isAuthenticated"] is True
    assert "manga.view" in check.body["permissions"]


@pytest.mark.parametrize("path", ["/user/me", "/auth/check"])
async def test_some_operations_need_a_token(web, path):
    answer = await web.get(path)
    assert (answer.status, answer.body["errors"][0]["title"]) == (401, "unauthorized_http_exception")


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer", "Basic abc"])
async def test_a_wrong_header_is_refused_even_where_none_is_needed(web, header):
    answer = await web.get("/manga", headers={"Authorization": header})
    assert (answer.status, answer.body["result"]) == (401, "error")


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"grant_type": "magic"}, 400, "unsupported_grant_type"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "wrong"}, 401, "invalid_client"),
        ({"username": "wrong"}, 401, "invalid_grant"),
        ({"password": "wrong"}, 401, "invalid_grant"),
        ({"grant_type": "refresh_token"}, 400, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "wrong"}, 400, "invalid_grant"),
    ],
)
async def test_refusals_look_like_keycloak(web, fields, status, error):
    answer = await web.token(**fields)
    assert (answer.status, answer.body["error"]) == (status, error)
    assert set(answer.body) == {"error", "error_description"}


async def test_a_missing_username(web):
    known = web.box.client_kwargs()
    form = {
        "grant_type": "password",
        "client_id": known["client_id"],
        "client_secret": known["client_secret"],
    }
    assert (await web.request("POST", known["auth_url"], data=form)).status == 400


async def test_only_forms_are_accepted(web):
    answer = await web.request("POST", web.box.auth_url, json={"grant_type": "password"})
    assert answer.status == 415
    assert "error" in answer.body
    assert (await web.request("GET", web.box.auth_url)).status == 405


async def test_access_tokens_expire(web, clock):
    web.box.token_lifetime = 30
    assert web.box.token_lifetime == 30
    body = (await web.token()).body
    assert body["expires_in"] == 30
    clock.advance(29)
    assert (await web.get("/user/me", headers=bearer(body["access_token"]))).status == 200
    clock.advance(1)
    assert (await web.get("/user/me", headers=bearer(body["access_token"]))).status == 401


async def test_refresh_tokens_are_spent_once(web):
    first = (await web.token()).body
    second = await refreshed(web, first["refresh_token"])
    assert second.status == 200
    assert second.body["refresh_token"] != first["refresh_token"]
    assert (await web.get("/user/me", headers=bearer(second.body["access_token"]))).status == 200
    assert (await refreshed(web, first["refresh_token"])).body["error"] == "invalid_grant"
    assert (await refreshed(web, second.body["refresh_token"])).status == 200


async def test_refresh_tokens_expire(web, clock):
    body = (await web.token()).body
    clock.advance(body["refresh_expires_in"])
    answer = await refreshed(web, body["refresh_token"])
    assert answer.body["error_description"] == "Token is not active"


async def test_tokens_can_be_revoked(web):
    body = (await web.token()).body
    web.box.revoke_tokens(refresh=False)
    assert (await web.get("/user/me", headers=bearer(body["access_token"]))).status == 401
    renewed = await refreshed(web, body["refresh_token"])
    assert renewed.status == 200
    web.box.revoke_tokens()
    assert (await refreshed(web, renewed.body["refresh_token"])).status == 400


async def test_token_requests_are_counted_apart(web):
    await web.token()
    await web.token(grant_type="magic")
    assert web.box.stats.token_requests == {"password": 1, "magic": 1}
    assert web.box.stats.requests == 0


# Logins at the API itself


async def old_login(web, **changes):
    known = web.box.legacy_kwargs()
    body = {"username": known["username"], "password": known["password"], **changes}
    return await web.request("POST", "/auth/login", json=body)


async def test_logging_in_at_the_api_itself(web):
    answer = await old_login(web)
    assert (answer.status, answer.body["result"]) == (200, "ok")
    assert set(answer.body) == {"result", "token"}
    assert set(answer.body["token"]) == {"session", "refresh"}
    me = await web.get("/user/me", headers=bearer(answer.body["token"]["session"]))
    assert me.status == 200
    check = await web.get("/auth/check", headers=bearer(answer.body["token"]["session"]))
    assert check.body["isAuthenticated"] is True


@pytest.mark.parametrize("changes", [{"username": "wrong"}, {"password": "wrong-one"}])
async def test_a_wrong_login_at_the_api_itself(web, changes):
    answer = await old_login(web, **changes)
    assert (answer.status, answer.body["result"]) == (401, "error")
    assert answer.details == "User / Password does not match"


@pytest.mark.parametrize(
    ("path", "body", "detail"),
    [
        ("/auth/login", b"{", "JSON is required"),
        ("/auth/login", b"\xff", "JSON is required"),
        ("/auth/login", b"5", "an object is required"),
        ("/auth/login", b"{}", "/password: the property password is required"),
        ("/auth/login", b'{"username": "a", "password": 5}', "/password: a text is required"),
        ("/auth/login", b'{"username": "a", "password": "short"}', "/password: at least 8 characters"),
        ("/auth/login", b'{"username": "", "password": "long enough"}', "/username: at least 1 character"),
        ("/auth/login", b'{"username": "a", "password": "long enough", "x": 1}', "x is not defined"),
        ("/auth/refresh", b'{"token": ""}', "/token: at least 1 character"),
    ],
)
async def test_what_no_login_looks_like(web, path, body, detail):
    answer = await web.request("POST", path, data=body, headers={"Content-Type": "application/json"})
    assert answer.status == 400
    assert detail in answer.details


async def test_no_account_is_known_by_its_address(web):
    known = web.box.legacy_kwargs()
    for body in ({"email": known["username"]}, {}):
        body["password"] = known["password"]
        assert (await web.request("POST", "/auth/login", json=body)).status == 401


async def test_old_refresh_tokens_are_spent_once_and_expire(web, clock):
    first = (await old_login(web)).body["token"]
    answer = await web.request("POST", "/auth/refresh", json={"token": first["refresh"]})
    assert set(answer.body) == {"result", "token", "message"}
    second = answer.body["token"]
    assert (await web.get("/user/me", headers=bearer(second["session"]))).status == 200
    for spent in (first["refresh"], second["session"], "wrong"):
        answer = await web.request("POST", "/auth/refresh", json={"token": spent})
        assert (answer.status, answer.details) == (401, "The refresh token is expired or unknown")
    clock.advance(30 * 24 * 3600)
    assert (await web.request("POST", "/auth/refresh", json={"token": second["refresh"]})).status == 401


async def test_refresh_tokens_are_good_where_they_come_from(web):
    old = (await old_login(web)).body["token"]["refresh"]
    new = (await web.token()).body["refresh_token"]
    assert (await refreshed(web, old)).status == 400
    assert (await web.request("POST", "/auth/refresh", json={"token": new})).status == 401
    assert (await refreshed(web, new)).status == 200


@pytest.mark.parametrize("old", [True, False])
async def test_logging_out_ends_the_session_and_no_other(web, old):
    other = (await old_login(web)).body["token"]
    tokens = (await old_login(web)).body["token"] if old else (await web.token()).body
    access = tokens["session" if old else "access_token"]
    answer = await web.request("POST", "/auth/logout", headers=bearer(access))
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    assert (await web.get("/user/me", headers=bearer(access))).status == 401
    assert (await web.get("/user/me", headers=bearer(other["session"]))).status == 200
    if old:
        answer = await web.request("POST", "/auth/refresh", json={"token": tokens["refresh"]})
    else:
        answer = await refreshed(web, tokens["refresh_token"])
    assert answer.status in {400, 401}


async def test_logging_out_needs_a_session(web):
    assert (await web.request("POST", "/auth/logout")).status == 401
    assert (await web.request("POST", "/auth/logout", headers=bearer("wrong"))).status == 401


async def test_old_tokens_can_be_revoked(web):
    tokens = (await old_login(web)).body["token"]
    web.box.revoke_tokens()
    assert (await web.get("/user/me", headers=bearer(tokens["session"]))).status == 401
    assert (await web.request("POST", "/auth/refresh", json={"token": tokens["refresh"]})).status == 401


async def test_a_server_without_such_logins(make):
    web = await make(manga=2, chapters=10, legacy_login=False)
    session = (await web.token()).body["access_token"]
    answers = [
        await old_login(web),
        await web.request("POST", "/auth/refresh", json={"token": "x"}),
        await web.request("POST", "/auth/logout", headers=bearer(session)),
    ]
    assert {(answer.status, answer.body["result"]) for answer in answers} == {(404, "error")}
    assert (await web.get("/auth/check", headers=bearer(session))).status == 200
    web.box.legacy_login = True
    assert web.box.legacy_login
    assert (await old_login(web)).status == 200


async def test_logins_at_the_api_are_counted_as_calls_and_apart(web):
    session = (await old_login(web)).body["token"]["session"]
    await web.request("POST", "/auth/refresh", json={"token": "x"})
    await web.request("POST", "/auth/logout", headers=bearer(session))
    assert web.box.stats.token_requests == {"login": 1, "refresh": 1, "logout": 1}
    assert web.box.stats.requests == 3


async def test_logins_at_the_api_have_limits_of_their_own(make, clock):
    web = await make(manga=2, chapters=10, limits="documented")
    for path, amount in (("/auth/login", 30), ("/auth/refresh", 60)):
        for _ in range(amount):
            clock.advance(0.2)
            assert (await web.request("POST", path, json={})).status == 400
        clock.advance(0.2)
        assert (await web.request("POST", path, json={})).status == 429
    assert web.box.stats.refused == {"login": 1, "refresh": 1}
    clock.advance(3600)
    assert (await old_login(web)).status == 200


async def test_a_token_in_use_outlives_thousands_of_logins(make, monkeypatch):
    monkeypatch.setattr("asyncdex.sandbox.server.tokens._MOST", 5)
    web = await make(manga=3, chapters=9)
    used, idle = [(await web.token()).body["access_token"] for _ in range(2)]
    for _ in range(8):
        assert (await web.get("/user/me", headers={"Authorization": f"Bearer {used}"})).status == 200
        await web.token()
    assert (await web.get("/user/me", headers={"Authorization": f"Bearer {idle}"})).status == 401
    assert len(web.box._state.tokens.held(99)) <= 10
