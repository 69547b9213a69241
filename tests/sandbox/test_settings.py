from __future__ import annotations

import pytest

from tests.sandbox.uploading import UNKNOWN, error_of

MOMENT = "2026-03-14T13:19:37"


@pytest.fixture
async def web(make):
    return await make(manga=1, chapters=0)


async def save(web, login, settings, **change):
    body = {"settings": settings, "updatedAt": MOMENT, **change}
    return await web.request("POST", "/settings", json=body, **login)


def make_staff(web):
    catalogue = web.box.catalogue
    catalogue.change(catalogue.users[catalogue.me]).attributes["roles"].append("ROLE_ADMIN")


async def add_template(web, login, schema):
    return await web.request("POST", "/settings/template", json=schema, **login)


async def test_no_settings_is_404(web, login):
    assert error_of(await web.get("/settings", **login)) == (404, "not_found_http_exception")


async def test_settings_are_kept(web, login):
    settings = {"theme": "dark", "chapterLanguages": ["en", "fr"], "own": {"kept": True}}
    answer = await save(web, login, settings)
    template = (await web.get("/settings/template", **login)).body
    wanted = {
        "result": "ok",
        "updatedAt": f"{MOMENT}+00:00",
        "settings": settings,
        "template": template["$id"],
    }
    assert (answer.status, answer.body) == (200, wanted)
    assert (await web.get("/settings", **login)).body == wanted
    await save(web, login, {})
    # PHP has no empty maps.
    assert (await web.get("/settings", **login)).body["settings"] == []


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"theme": "blue"}, "/settings/theme"),
        ({"theme": 7}, "/settings/theme"),
        ({"dataSaver": "yes"}, "/settings/dataSaver"),
        ({"dataSaver": 1}, "/settings/dataSaver"),
        ({"listLimit": 0}, "/settings/listLimit"),
        ({"listLimit": 101}, "/settings/listLimit"),
        ({"listLimit": True}, "/settings/listLimit"),
        ({"chapterLanguages": ["en", None]}, "/settings/chapterLanguages/1"),
        ({"reader": {"direction": "up"}}, "/settings/reader/direction"),
    ],
)
async def test_settings_follow_the_template(web, login, settings, named):
    answer = await save(web, login, settings)
    assert error_of(answer) == (400, "validation_exception")
    assert f"{named}:" in answer.details
    assert (await web.get("/settings", **login)).status == 404


@pytest.mark.parametrize(
    "body",
    [
        {"settings": {}},
        {"updatedAt": MOMENT},
        {"settings": "dark", "updatedAt": MOMENT},
        {"settings": {}, "updatedAt": "2026-03-14T13:19:37+00:00"},
        {"settings": {}, "updatedAt": "today"},
    ],
)
async def test_wrong_bodies(web, login, body):
    answer = await web.request("POST", "/settings", json=body, **login)
    assert error_of(answer) == (400, "validation_exception")


async def test_templates_are_for_staff(web, login):
    refused = await add_template(web, login, {"type": "object"})
    assert error_of(refused) == (403, "access_denied_http_exception")
    make_staff(web)
    old = (await web.get("/settings/template", **login)).body
    schema = {
        "type": "object",
        "properties": {"size": {"type": "number", "maximum": 2.5}},
        "required": ["size"],
        "additionalProperties": False,
    }
    answer = await add_template(web, login, schema)
    new = answer.body
    assert (answer.status, new) == (200, {**schema, "$id": new["$id"]})
    assert (await web.get("/settings/template", **login)).body == new
    for template in (old, new):
        path = f"/settings/template/{template['$id'].upper()}"
        assert (await web.get(path, **login)).body == template
    assert (await web.get(f"/settings/template/{UNKNOWN}", **login)).status == 404
    assert (await save(web, login, {"size": 2})).body["template"] == new["$id"]
    for settings in ({}, {"size": 3}, {"size": 2, "theme": "dark"}):
        assert (await save(web, login, settings)).status == 400


@pytest.mark.parametrize(
    ("schema", "named"),
    [
        ({"type": "thing"}, "/type"),
        ({"type": 7}, "/type"),
        ({"properties": []}, "/properties"),
        ({"properties": {"a": 5}}, "/properties/a"),
        ({"properties": {"a": {"items": 5}}}, "/properties/a/items"),
        ({"items": {"required": "a"}}, "/items/required"),
        ({"properties": {"a": {"minimum": "1"}}}, "/properties/a/minimum"),
        ({"enum": "a"}, "/enum"),
        ([1], "/"),
    ],
)
async def test_templates_that_are_no_schemas(web, login, schema, named):
    make_staff(web)
    answer = await add_template(web, login, schema)
    assert error_of(answer) == (400, "validation_exception")
    assert f" {named}:" in answer.details


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/settings"),
        ("POST", "/settings"),
        ("GET", "/settings/template"),
        ("POST", "/settings/template"),
        ("GET", f"/settings/template/{UNKNOWN}"),
    ],
)
async def test_guests_have_no_settings(web, method, path):
    assert error_of(await web.request(method, path)) == (401, "unauthorized_http_exception")
