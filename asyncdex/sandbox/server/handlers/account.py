"""Saying goodbye: the deletion of the account, as it was before it left the API for the site."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.errors import forbidden, not_found
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import ID
from asyncdex.sandbox.server.state import state_of


async def ask(request: web.Request) -> web.Response:
    """Answer `DELETE /user/{id}`: a mail with a code goes out, and the account stays until it comes back."""
    user, state = signed_in(request), state_of(request)
    read_query(request, QuerySpec())
    if named(request, "user").id != user:
        raise forbidden("Only the account itself may be deleted.")
    # A second mail makes the code of the first one worthless.
    state.desk.farewells.clear()
    state.desk.farewells[new_id(state.random)] = user
    return json_answer({"result": "ok"})


async def confirm(request: web.Request) -> web.Response:
    """Answer `POST /user/delete/{code}`: the account is gone, what it made stays."""
    read_query(request, QuerySpec())
    state = state_of(request)
    user = state.desk.farewells.get(request.match_info["code"].lower())
    if user is None:
        raise not_found("The code is unknown.")
    state.desk.farewells.clear()
    state.catalogue.leave(user)
    state.tokens.close()
    return json_answer({"result": "ok"})


ROUTES = [web.delete(f"/user/{ID}", ask), web.post("/user/delete/{code}", confirm)]
