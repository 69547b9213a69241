"""Solving captchas."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.bodies import read_body
from asyncdex.sandbox.server.errors import ApiError
from asyncdex.sandbox.server.fields import BodySpec, Field
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import origin_of, read_query
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.state import state_of

_SOLUTION = BodySpec({"captchaChallenge": Field("text", required=True, shortest=1)})


async def solve(request: web.Request) -> web.Response:
    """Answer `POST /captcha/solve`; with a token the solution counts for the user as well."""
    read_query(request, QuerySpec())
    body = await read_body(request, _SOLUTION)
    if not state_of(request).desk.captchas.solve(body["captchaChallenge"], origin_of(request)):
        context = {"errorCode": "invalid-input-response"}
        raise ApiError(400, "captcha_wrong_exception", "The captcha is not solved by this.", context=context)
    return json_answer({"result": "ok"})


ROUTES = [web.post("/captcha/solve", solve)]
