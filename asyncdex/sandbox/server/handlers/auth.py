"""The token service and the check of a token."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.tokens import GrantRefusedError

ENDPOINT = "/realms/mangadex/protocol/openid-connect/token"

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
    fields = await request.post()
    form = {name: value for name, value in fields.items() if isinstance(value, str)}
    state.stats.token_requests[form.get("grant_type", "")] += 1
    try:
        return json_answer(state.tokens.grant(form), headers={"Cache-Control": "no-store"})
    except GrantRefusedError as refusal:
        body = {"error": refusal.error, "error_description": refusal.description}
        return json_answer(body, refusal.status)


async def check(request: web.Request) -> web.Response:
    """Answer `GET /auth/check`."""
    read_query(request, QuerySpec())
    user = state_of(request).catalogue.users[signed_in(request)]
    return json_answer(
        {
            "result": "ok",
            "isAuthenticated": True,
            "roles": user.attributes["roles"],
            "permissions": _PERMISSIONS,
        }
    )


ROUTES = [web.post(ENDPOINT, token), get("/auth/check", check)]
