"""Settings of users, and the templates they are checked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.bodies import read_map
from asyncdex.sandbox.server.desk.schema import complaints, flaws
from asyncdex.sandbox.server.desk.settings import UserSettings
from asyncdex.sandbox.server.errors import bad_request, forbidden, not_found
from asyncdex.sandbox.server.fields import BodySpec, Field
from asyncdex.sandbox.server.moments import real_moment
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.render import php_map
from asyncdex.sandbox.server.requests import read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import submitted

if TYPE_CHECKING:
    from asyncdex.sandbox.server.desk.settings import Settings

_STAFF = "ROLE_ADMIN"
_SETTINGS = BodySpec(
    {
        "settings": Field("map", required=True),
        "updatedAt": Field("text", required=True, pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\Z"),
    }
)


async def show(request: web.Request) -> web.Response:
    """Answer `GET /settings`; 404 says that there are none."""
    kept = _settings(request).of.get(signed_in(request))
    read_query(request, QuerySpec())
    if kept is None:
        raise not_found("No settings found")
    return _answer(kept)


async def save(request: web.Request) -> web.Response:
    """Answer `POST /settings`; they take the place of all there were."""
    body, user = await submitted(request, _SETTINGS), signed_in(request)
    settings = _settings(request)
    version, template = settings.newest
    wrong = list(complaints(template, body["settings"], "/settings"))
    if wrong:
        raise bad_request(*wrong)
    settings.of[user] = UserSettings(body["settings"], f"{real_moment(body['updatedAt'])}+00:00", version)
    return _answer(settings.of[user])


async def newest_template(request: web.Request) -> web.Response:
    """Answer `GET /settings/template`."""
    signed_in(request)
    read_query(request, QuerySpec())
    return json_answer(_settings(request).newest[1])


async def template(request: web.Request) -> web.Response:
    """Answer `GET /settings/template/{version}`."""
    signed_in(request)
    read_query(request, QuerySpec())
    version = request.match_info["version"].lower()
    found = _settings(request).templates.get(version)
    if found is None:
        raise not_found(f"settings template {version} not found")
    return json_answer(found)


async def add_template(request: web.Request) -> web.Response:
    """Answer `POST /settings/template`, which is for staff."""
    user = state_of(request).catalogue.users[signed_in(request)]
    read_query(request, QuerySpec())
    if _STAFF not in user.attributes["roles"]:
        raise forbidden("Only staff may change the template.")
    schema = await read_map(request)
    wrong = list(flaws(schema))
    if wrong:
        raise bad_request(*wrong)
    return json_answer(_settings(request).add_template(schema))


def _settings(request: web.Request) -> Settings:
    return state_of(request).desk.settings


def _answer(kept: UserSettings) -> web.Response:
    return json_answer(
        {
            "result": "ok",
            "updatedAt": kept.updated,
            "settings": php_map(kept.values),
            "template": kept.template,
        }
    )


ROUTES = [
    get("/settings", show),
    web.post("/settings", save),
    get("/settings/template", newest_template),
    web.post("/settings/template", add_template),
    get("/settings/template/{version}", template),
]
