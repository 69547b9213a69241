"""What all handlers that change something have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.bodies import read_body
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.catalogue.teams import credit
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.errors import not_found, stale
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import read_query, signed_in
from asyncdex.sandbox.server.responses import json_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aiohttp import web

    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.fields import BodySpec
    from asyncdex.sandbox.server.state import State


async def submitted(request: web.Request, spec: BodySpec) -> dict[str, Any]:
    """Read what somebody who is logged in sent.

    Args:
        request: The request, whose query string is empty.
        spec: What the operation accepts as its body.

    Raises:
        ApiError: 401 for guests, 400 if something else was sent, 413 if it is too large.
    """
    signed_in(request)
    read_query(request, QuerySpec())
    return await read_body(request, spec)


def born(state: State, kind: str, attributes: Mapping[str, Any], *, dated: bool = True) -> Record:
    """Return a new entity, which is kept nowhere yet.

    Args:
        state: The parts of the sandbox.
        kind: Its type.
        attributes: What it says of itself; its version is added.
        dated: Whether entities of this type say when they were made.
    """
    now = stamp(state.clock.wall())
    dates = {"createdAt": now, "updatedAt": now} if dated else {}
    return Record(kind, new_id(state.random), {**attributes, **dates, "version": 1})


def check_version(record: Record, body: Mapping[str, Any]) -> None:
    """Refuse an edit that was made against an older version.

    Args:
        record: The entity as it is.
        body: What was sent; its `version` is the one that was read.

    Raises:
        ApiError: 409 if the two versions differ.
    """
    # A guess: it is said that a stale version is refused, and not with which status.
    present = record.attributes.get("version", 1)
    if body["version"] != present:
        raise stale(f"{record.type} with id {record.id} is at version {present}, not {body['version']}")


def touch(state: State, record: Record) -> None:
    """Mark an entity as changed.

    Args:
        state: The parts of the sandbox.
        record: The entity.
    """
    attributes = record.attributes
    attributes["version"] = attributes.get("version", 1) + 1
    if "updatedAt" in attributes:
        attributes["updatedAt"] = stamp(state.clock.wall())


def existing(catalogue: Catalogue, kind: str, identifiers: Iterable[str]) -> list[str]:
    """Return ids in the form they are kept in, each one once.

    Args:
        catalogue: All entities.
        kind: The type of entity that they name.
        identifiers: The ids as they were sent.

    Raises:
        ApiError: 404 if one of them names nothing.
    """
    found = list(dict.fromkeys(identifier.lower() for identifier in identifiers))
    for identifier in found:
        if catalogue.find(kind, identifier) is None:
            raise not_found(f"{kind} with id {identifier} not found")
    return found


def done() -> web.Response:
    """Answer that something was done, and no more."""
    return json_answer({"result": "ok"})


def review(state: State, manga: str, *, publish: bool) -> None:
    """Decide over a draft.

    Args:
        state: The parts of the sandbox.
        manga: The draft's id.
        publish: Whether it is published, or else rejected.

    Raises:
        ValueError: If there is no such draft.
    """
    catalogue = state.catalogue
    # A guess: what is published keeps its id and counts as an edit; what is rejected stays among the drafts.
    draft = catalogue.drafts.get(manga.lower())
    if draft is None:
        raise ValueError(f"manga_id: there is no draft {manga}")
    record = catalogue.change(draft)
    record.attributes["state"] = "published" if publish else "rejected"
    touch(state, record)
    if publish:
        del catalogue.drafts[record.id]
        credit(catalogue, catalogue.add(record))
