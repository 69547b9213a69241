"""Reading requests: the query string, the entity a path names, and who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.errors import bad_request, not_found, unauthorized
from asyncdex.sandbox.server.query import parse
from asyncdex.sandbox.server.state import NODE, state_of

if TYPE_CHECKING:
    from aiohttp import web

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.query import Query, QuerySpec


def read_query(request: web.Request, spec: QuerySpec) -> Query:
    """Check the query string of a request.

    Args:
        request: The request.
        spec: What the operation accepts.

    Raises:
        ApiError: 400 if something else is there.
    """
    return parse(spec, request.query.items())


def read_identifiers(request: web.Request, spec: QuerySpec, name: str) -> list[str]:
    """Return the ids in a query string that has to have some.

    Args:
        request: The request.
        spec: What the operation accepts.
        name: The parameter's name without `[]`.

    Raises:
        ApiError: 400 if there is none, or something else is wrong.
    """
    identifiers = read_query(request, spec).many(name)
    if not identifiers:
        raise bad_request(f"Error validating /{name}: at least one value is required")
    return list(dict.fromkeys(identifier.lower() for identifier in identifiers))


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


def named_manga(request: web.Request) -> Record:
    """Return the manga that the path names, be it published or a draft.

    Args:
        request: The request, whose path has an `{id}`.

    Raises:
        ApiError: 404 if there is neither.
    """
    draft = state_of(request).catalogue.drafts.get(request.match_info["id"].lower())
    return draft if draft is not None else named(request, "manga")


def bearer(request: web.Request) -> str:
    """Return the access token that a request carries, or an empty text.

    Args:
        request: The request.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def user_of(request: web.Request) -> str | None:
    """Return the id of the user who is asking, or None for a guest.

    Args:
        request: The request.

    Raises:
        ApiError: 401 if the request carries a token that is expired or unknown.
    """
    if "Authorization" not in request.headers:
        return None
    user = state_of(request).tokens.holder(bearer(request))
    if user is None:
        raise unauthorized("The access token is expired or unknown.")
    return user


def signed_in(request: web.Request) -> str:
    """Return the id of the user who is asking, where guests are not served.

    Args:
        request: The request.

    Raises:
        ApiError: 401 if the request carries no valid token.
    """
    user = user_of(request)
    if user is None:
        raise unauthorized()
    return user


def origin_of(request: web.Request) -> set[str]:
    """Return what captchas remember a request by: the address it comes from, and the user.

    Args:
        request: The request.
    """
    user = user_of(request) if bearer(request) else None
    return {request.remote or "", *([user] if user is not None else [])}


def host_of(request: web.Request) -> str:
    """Return which of MangaDex's hosts a request would have gone to.

    Args:
        request: The request.

    Returns:
        `api`, `auth`, `uploads`, `reports` or `node`.
    """
    if NODE in request.app:
        return "node"
    if request.path.startswith("/realms/"):
        return "auth"
    if request.path.startswith("/covers/"):
        return "uploads"
    # Delivery reports have a host of their own, which is not held to the API's limits.
    return "reports" if request.path.startswith("/network/") else "api"
