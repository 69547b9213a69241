"""How manga belong together, and which ones are recommended."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.catalogue.records import Relationship
from asyncdex.sandbox.server.catalogue.relations import relations_of
from asyncdex.sandbox.server.errors import bad_request, not_found
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, named_manga, read_query, signed_in, user_of
from asyncdex.sandbox.server.responses import entity_answer, whole_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.recommended import select_recommended
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import done, existing, submitted


async def relations(request: web.Request) -> web.Response:
    """Answer `GET /manga/{id}/relation`; a draft's are there for whoever is logged in."""
    query = read_query(request, specs.RELATIONS)
    record = named(request, "manga") if user_of(request) is None else named_manga(request)
    return whole_answer(request, [relation for _, relation in relations_of(record)], query)


async def relate(request: web.Request) -> web.Response:
    """Answer `POST /manga/{id}/relation`; the other manga says nothing of it."""
    body = await submitted(request, body_specs.RELATION)
    record = named_manga(request)
    (target,) = existing(state_of(request).catalogue, "manga", [body["targetManga"]])
    entry = Relationship("manga", target, body["relation"])
    if target == record.id:
        raise bad_request("Error validating /targetManga: a manga cannot be related to itself")
    if entry in record.relationships:
        raise bad_request(f"Error validating /relation: {target} is its {entry.related} already")
    record = state_of(request).catalogue.change(record)
    # A guess: whether the other manga is given the reverse of it is not said.
    record.relationships.append(entry)
    return entity_answer(request, next(made for known, made in relations_of(record) if known == entry))


async def separate(request: web.Request) -> web.Response:
    """Answer `DELETE /manga/{id}/relation/{relation}`."""
    signed_in(request)
    read_query(request, QuerySpec())
    record, wanted = named_manga(request), request.match_info["relation"].lower()
    for entry, relation in relations_of(record):
        if relation.id == wanted:
            state_of(request).catalogue.change(record).relationships.remove(entry)
            return done()
    raise not_found(f"manga_relation with id {wanted} not found")


async def recommended(request: web.Request) -> web.Response:
    """Answer `GET /manga/{id}/recommendation`."""
    query = read_query(request, specs.RECOMMENDATIONS)
    found = select_recommended(state_of(request).catalogue, named(request, "manga"), query)
    return whole_answer(request, found, query)


ROUTES = [
    get("/manga/{id}/relation", relations),
    web.post("/manga/{id}/relation", relate),
    web.delete("/manga/{id}/relation/{relation}", separate),
    get("/manga/{id}/recommendation", recommended),
]
