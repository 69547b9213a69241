from __future__ import annotations

import base64
import json

import pytest

from tests.sandbox.uploading import UNKNOWN, error_of


@pytest.fixture
async def web(make):
    return await make(manga=2, chapters=10)


async def create(web, login, **change):
    body = {"name": "Night Reader", "profile": "personal", **change}
    return await web.request("POST", "/client", json=body, **login)


async def first_of(web, login):
    return (await web.get("/client", **login)).body["data"][0]


async def logged_in(web, client, secret, **fields):
    name = client["attributes"]["externalClientId"]
    return await web.token(client_id=name, client_secret=secret, **fields)


async def test_the_client_that_everybody_begins_with(web, login):
    answer = await web.get("/client", ("includes[]", "creator"), **login)
    assert (answer.body["response"], answer.body["total"], answer.body["limit"]) == ("collection", 1, 10)
    (data,) = answer.body["data"]
    known = web.box.client_kwargs()
    assert data["type"] == "api_client"
    attributes = data["attributes"]
    assert (attributes["state"], attributes["isActive"]) == ("approved", True)
    assert attributes["externalClientId"] == known["client_id"]
    (creator,) = data["relationships"]
    assert (creator["type"], creator["attributes"]["username"]) == ("creator", known["username"])
    secret = (await web.get(f"/client/{data['id']}/secret", **login)).body
    assert secret == {"result": "ok", "data": known["client_secret"]}


async def test_a_new_client_can_log_in(web, login):
    answer = await create(web, login, description="For the night")
    data = answer.body["data"]
    assert (answer.status, answer.body["response"]) == (200, "entity")
    shown = {name: data["attributes"][name] for name in ("name", "description", "profile", "version")}
    assert shown == {
        "name": "Night Reader",
        "description": "For the night",
        "profile": "personal",
        "version": 1,
    }
    assert (data["attributes"]["state"], data["attributes"]["isActive"]) == ("autoapproved", True)
    path = f"/client/{data['id'].upper()}"
    assert (await web.get(path, **login)).body["data"] == data
    secret = (await web.get(f"{path}/secret", **login)).body["data"]
    token = (await logged_in(web, data, secret)).body["access_token"]
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["azp"] == data["attributes"]["externalClientId"]
    assert (await logged_in(web, data, "wrong")).status == 401


async def test_a_new_secret_takes_the_place_of_the_old(web, login):
    first = await first_of(web, login)
    old = web.box.client_kwargs()["client_secret"]
    session = (await web.token()).body
    answer = await web.request("POST", f"/client/{first['id']}/secret", **login)
    new = answer.body["data"]
    assert (answer.status, new != old) == (200, True)
    assert (await web.get(f"/client/{first['id']}/secret", **login)).body["data"] == new
    assert web.box.client_kwargs()["client_secret"] == new
    assert (await first_of(web, login))["attributes"]["version"] == first["attributes"]["version"]
    refused = await logged_in(web, first, old)
    assert (refused.status, refused.body["error"]) == (401, "invalid_client")
    assert (await logged_in(web, first, new)).status == 200
    # Who is logged in stays so, but needs the new secret for the next token.
    refresh = {"grant_type": "refresh_token", "refresh_token": session["refresh_token"]}
    assert (await logged_in(web, first, old, **refresh)).status == 401
    assert (await logged_in(web, first, new, **refresh)).status == 200


async def test_clients_are_seen_by_their_owner(web, login):
    other = next(user for user in web.box.catalogue.users if user != web.box.catalogue.me)
    made = (await create(web, login)).body["data"]["id"]
    web.box.catalogue.find("api_client", made).relink("creator", [other])
    assert made not in (await web.get("/client", **login)).ids


async def test_a_refresh_token_belongs_to_its_client(web, login):
    data = (await create(web, login)).body["data"]
    secret = (await web.get(f"/client/{data['id']}/secret", **login)).body["data"]
    session = (await web.token()).body
    refresh = {"grant_type": "refresh_token", "refresh_token": session["refresh_token"]}
    refused = await logged_in(web, data, secret, **refresh)
    assert (refused.status, refused.body["error"]) == (400, "invalid_grant")
    assert (await web.token(**refresh)).status == 200


async def test_a_client_that_waits(web, login):
    web.box.approve_clients = False
    data = (await create(web, login)).body["data"]
    shown = {name: data["attributes"][name] for name in ("state", "isActive", "externalClientId")}
    assert shown == {"state": "requested", "isActive": False, "externalClientId": None}
    path = f"/client/{data['id']}"
    for method in ("GET", "POST"):
        answer = await web.request(method, f"{path}/secret", **login)
        assert error_of(answer) == (403, "access_denied_http_exception")
    web.box.approve_client(data["id"])
    approved = (await web.get(path, **login)).body["data"]
    assert (approved["attributes"]["state"], approved["attributes"]["isActive"]) == ("approved", True)
    secret = (await web.get(f"{path}/secret", **login)).body["data"]
    assert (await logged_in(web, approved, secret)).status == 200


@pytest.mark.parametrize(
    "change",
    [
        {"name": "four"},
        {"name": "x" * 33},
        {"name": None},
        {"description": "x" * 257},
        {"description": 7},
        {"profile": "public"},
        {"profile": None},
    ],
)
async def test_wrong_new_clients(web, login, change):
    answer = await create(web, login, **change)
    assert error_of(answer) == (400, "validation_exception")
    assert next(iter(change)) in answer.details
    assert len((await web.get("/client", **login)).ids) == 1


async def test_editing(web, login, clock):
    data = (await create(web, login, description="Old")).body["data"]
    path = f"/client/{data['id']}"
    clock.advance(60)
    stale = await web.request("POST", path, json={"description": "New", "version": 2}, **login)
    assert error_of(stale) == (409, "version_conflict_exception")
    answer = await web.request("POST", path, json={"description": "New", "version": 1}, **login)
    attributes = answer.body["data"]["attributes"]
    assert (attributes["description"], attributes["version"]) == ("New", 2)
    assert attributes["updatedAt"] > attributes["createdAt"]
    assert (await web.get(path, **login)).body["data"]["attributes"] == attributes
    await web.request("POST", path, json={"description": None, "version": 2}, **login)
    assert (await web.get(path, **login)).body["data"]["attributes"]["description"] is None
    for body in ({"description": "x"}, {"version": "3"}, {"version": 3, "description": "x" * 257}):
        assert error_of(await web.request("POST", path, json=body, **login))[0] == 400
    assert (await web.request("POST", f"/client/{UNKNOWN}", json={"version": 1}, **login)).status == 404


async def test_deleting(web, login):
    data = (await create(web, login)).body["data"]
    path = f"/client/{data['id']}"
    secret = (await web.get(f"{path}/secret", **login)).body["data"]
    stale = await web.request("DELETE", path, params={"version": "2"}, **login)
    assert error_of(stale) == (409, "version_conflict_exception")
    assert (await web.request("DELETE", path, params={"version": "one"}, **login)).status == 400
    answer = await web.request("DELETE", path, params={"version": "1"}, **login)
    assert (answer.status, answer.body) == (200, {"result": "ok"})
    assert (await web.get(path, **login)).status == 404
    assert (await web.request("DELETE", path, **login)).status == 404
    assert (await web.get(f"{path}/secret", **login)).status == 403
    assert (await logged_in(web, data, secret)).status == 401


async def test_filters_and_orders(web, login, clock):
    for name in ("Beta client", "alpha client"):
        clock.advance(60)
        await create(web, login, name=name)

    async def names(*pairs):
        return [
            entry["attributes"]["name"] for entry in (await web.get("/client", *pairs, **login)).body["data"]
        ]

    newest = ["alpha client", "Beta client", "First client"]
    assert await names() == await names(("order[createdAt]", "desc")) == newest
    assert await names(("order[updatedAt]", "asc")) == newest[::-1]
    assert await names(("order[name]", "asc")) == newest
    assert await names(("name", "CLIENT"), ("limit", "1"), ("offset", "1")) == ["Beta client"]
    assert await names(("name", "bet")) == ["Beta client"]
    assert await names(("state", "approved")) == ["First client"]
    for pair in (("limit", "101"), ("state", "new"), ("order[state]", "asc"), ("includes[]", "user")):
        assert (await web.get("/client", pair, **login)).status == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", ""),
        ("GET", f"/{UNKNOWN}"),
        ("POST", f"/{UNKNOWN}"),
        ("DELETE", f"/{UNKNOWN}"),
        ("GET", f"/{UNKNOWN}/secret"),
        ("POST", f"/{UNKNOWN}/secret"),
    ],
)
async def test_guests_have_no_clients(web, method, path):
    assert error_of(await web.request(method, f"/client{path}")) == (401, "unauthorized_http_exception")


async def test_a_client_is_approved_once(web, send):
    web.box.approve_clients = False
    made = (await send("POST", "/client", {"name": "Another", "profile": "personal"})).body["data"]["id"]
    web.box.approve_client(made)
    public = web.box.catalogue.find("api_client", made).attributes["externalClientId"]
    web.box.approve_client(made.upper())
    assert web.box.catalogue.find("api_client", made).attributes["externalClientId"] == public
    with pytest.raises(ValueError, match="client_id: there is no API client x"):
        web.box.approve_client("x")
    with pytest.raises(ValueError, match="report_id: there is no report x"):
        web.box.settle_report("x", "accepted")
