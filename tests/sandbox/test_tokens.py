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
