"""The token service, the API's own logins, and the check of a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.bodies import read_body
from asyncdex.sandbox.server.errors import not_found, unauthorized
from asyncdex.sandbox.server.fields import BodySpec, Field
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import bearer, read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.tokens import GrantRefusedError, LoginRefusedError

if TYPE_CHECKING:
    from asyncdex.sandbox.server.tokens import TokenService

ENDPOINT = "/realms/mangadex/protocol/openid-connect/token"

_LOGIN = BodySpec(
    {
        "username": Field("text", shortest=1, longest=64),
        "email": Field("text"),
        "password": Field("text", required=True, shortest=8, longest=1024),
    },
    closed=True,
)
_REFRESH = BodySpec({"token": Field("text", required=True, shortest=1)}, closed=True)

_PERMISSIONS = [
    "author.list",
    "author.view",
    "chapter.list",
    "chapter.view",
    "cover.list",
    "cover.view",
    "manga.list",
    "manga.view",
    "scanlation_group.list",
    "scanlation_group.view",
    "user.view",
]


async def token(request: web.Request) -> web.Response:
    """Answer the token endpoint, in Keycloak's shapes."""
    state = state_of(request)
    if request.content_type != "application/x-www-form-urlencoded":
        return json_answer({"error": "HTTP 415 Unsupported Media Type"}, 415)
    try:
        fields = await request.post()
    except (UnicodeDecodeError, LookupError):
        return json_answer({"error": "invalid_request", "error_description": "The form is no text"}, 400)
    form = {name: value for name, value in fields.items() if isinstance(value, str)}
    state.stats.token_request(form.get("grant_type", ""))
    try:
        return json_answer(state.tokens.grant(form), headers={"Cache-Control": "no-store"})
    except GrantRefusedError as refusal:
        body = {"error": refusal.error, "error_description": refusal.description}
        return json_answer(body, refusal.status)


async def login(request: web.Request) -> web.Response:
    """Answer `POST /auth/login`."""
    tokens = _legacy(request, "login")
    fields = await read_body(request, _LOGIN)
    try:
        # The account is known by its name alone: with an address in its place, or nothing, nobody is found.
        session = tokens.log_in(fields.get("username", ""), fields["password"])
    except LoginRefusedError as refusal:
        raise unauthorized(str(refusal)) from None
    return json_answer({"result": "ok", "token": session})


async def refresh(request: web.Request) -> web.Response:
    """Answer `POST /auth/refresh`."""
    tokens = _legacy(request, "refresh")
    fields = await read_body(request, _REFRESH)
    try:
        session = tokens.renew(fields["token"])
    except LoginRefusedError as refusal:
        raise unauthorized(str(refusal)) from None
    return json_answer({"result": "ok", "token": session, "message": "Token refreshed."})


async def logout(request: web.Request) -> web.Response:
    """Answer `POST /auth/logout`."""
    tokens = _legacy(request, "logout")
    signed_in(request)
    tokens.log_out(bearer(request))
    return json_answer({"result": "ok"})


def _legacy(request: web.Request, operation: str) -> TokenService:
    """Count a request for a token at the API itself, and refuse it where there is no such thing."""
    state = state_of(request)
    state.stats.token_request(operation)
    if not state.tokens.legacy:
        raise not_found(f"No route found for {request.method} {request.path}")
    read_query(request, QuerySpec())
    return state.tokens


async def check(request: web.Request) -> web.Response:
    """Answer `GET /auth/check`."""
    user = state_of(request).catalogue.users[signed_in(request)]
    read_query(request, QuerySpec())
    return json_answer(
        {
            "result": "ok",
            "isAuthenticated": True,
            "roles": user.attributes["roles"],
            "permissions": _PERMISSIONS,
        }
    )


ROUTES = [
    web.post(ENDPOINT, token),
    web.post("/auth/login", login),
    web.post("/auth/refresh", refresh),
    web.post("/auth/logout", logout),
    get("/auth/check", check),
]
