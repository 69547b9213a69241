"""Reading requests: the query string, the entity a path names, and who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.errors import not_found, unauthorized
from asyncdex.sandbox.server.query import parse
from asyncdex.sandbox.server.state import NODE, state_of

if TYPE_CHECKING:
    from aiohttp import web

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.query import Query, QuerySpec

# The key under which the authentication leaves the user's id.
USER = "asyncdex.user"


def read_query(request: web.Request, spec: QuerySpec) -> Query:
    """Check the query string of a request.

    Args:
        request: The request.
        spec: What the operation accepts.

    Raises:
        ApiError: 400 if something else is there.
    """
    return parse(spec, request.query.items())


def named(request: web.Request, kind: str) -> Record:
    """Return the entity that the path names.

    Args:
        request: The request, whose path has an `{id}`.
        kind: The entity's type.

    Raises:
        ApiError: 404 if there is none.
    """
    identifier = request.match_info["id"].lower()
    record = state_of(request).catalogue.find(kind, identifier)
    if record is None:
        raise not_found(f"{kind} with id {identifier} not found")
    return record


def signed_in(request: web.Request) -> str:
    """Return the id of the user who is asking.

    Args:
        request: The request.

    Raises:
        ApiError: 401 if the request carries no token.
    """
    user: str | None = request.get(USER)
    if user is None:
        raise unauthorized()
    return user


def host_of(request: web.Request) -> str:
    """Return which of MangaDex's hosts a request would have gone to.

    Args:
        request: The request.

    Returns:
        `api`, `auth`, `uploads` or `node`.
    """
    if NODE in request.app:
        return "node"
    if request.path.startswith("/realms/"):
        return "auth"
    return "uploads" if request.path.startswith("/covers/") else "api"
