"""Reading, uploading, changing and deleting covers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.bodies import checked
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.errors import bad_request, not_found
from asyncdex.sandbox.server.fields import KILOBYTE
from asyncdex.sandbox.server.forms import read_form
from asyncdex.sandbox.server.handlers import body_specs, specs
from asyncdex.sandbox.server.images.judging import UnfitError, ending_of
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import named, named_manga, read_query, signed_in
from asyncdex.sandbox.server.responses import collection_answer, entity_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.select.covers import primary_cover, select_covers, show_cover
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import born, check_version, done, submitted, touch

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue

# No size is documented for covers; this is that of pages.
_MOST_BYTES = 20 * 1024 * KILOBYTE


async def search(request: web.Request) -> web.Response:
    """Answer `GET /cover`."""
    query = read_query(request, specs.COVER_LIST)
    return collection_answer(request, select_covers(state_of(request).catalogue, query), query)


async def one(request: web.Request) -> web.Response:
    """Answer `GET /cover/{mangaOrCoverId}`; a manga's id stands for its primary cover."""
    query = read_query(request, specs.COVER_ONE)
    catalogue = state_of(request).catalogue
    identifier = request.match_info["id"].lower()
    record = catalogue.covers.get(identifier) or primary_cover(catalogue, identifier)
    if record is None:
        raise not_found(f"cover_art with id {identifier} not found")
    return entity_answer(request, record, query)


async def upload(request: web.Request) -> web.Response:
    """Answer `POST /cover/{mangaId}`, a form with the picture in it."""
    user = signed_in(request)
    read_query(request, QuerySpec())
    form = await read_form(request, _MOST_BYTES)
    fields = checked(body_specs.COVER_UPLOAD, form.fields)
    manga, state = named_manga(request), state_of(request)
    if form.file is None:
        raise bad_request("Error validating /file: the property file is required")
    try:
        ending = await asyncio.to_thread(ending_of, form.file)
    except UnfitError as reason:
        raise bad_request(f"Error validating /file: {reason}") from None
    # It may have gone while the picture was looked at.
    manga = named_manga(request)
    file_name = f"{new_id(state.random)}.{ending}"
    attributes = {
        "description": fields.get("description", ""),
        "volume": fields.get("volume") or None,
        "fileName": file_name,
        "locale": fields.get("locale"),
    }
    record = born(state, "cover_art", attributes)
    record.link("manga", manga.id)
    record.link("user", user)
    state.covers.keep(file_name, form.file)
    state.catalogue.add(record)
    show_cover(state.catalogue, manga)
    return entity_answer(request, record)


async def edit(request: web.Request) -> web.Response:
    """Answer `PUT /cover/{id}`; a description or language that is not sent stays as it is."""
    body = await submitted(request, body_specs.COVER_EDIT)
    record, state = named(request, "cover_art"), state_of(request)
    check_version(record, body)
    record = state.catalogue.change(record)
    record.attributes |= {name: value for name, value in body.items() if name != "version"}
    touch(state, record)
    _show(state.catalogue, record)
    return entity_answer(request, record)


async def delete(request: web.Request) -> web.Response:
    """Answer `DELETE /cover/{id}`; the manga shows another one, if it has any."""
    signed_in(request)
    read_query(request, QuerySpec())
    record, state = named(request, "cover_art"), state_of(request)
    state.remove([record])
    _show(state.catalogue, record)
    return done()


def _show(catalogue: Catalogue, cover: Record) -> None:
    for identifier in cover.linked("manga"):
        manga = catalogue.manga.get(identifier) or catalogue.drafts.get(identifier)
        if manga is not None:
            show_cover(catalogue, manga)


ROUTES = [
    get("/cover", search),
    get("/cover/{id}", one),
    web.post("/cover/{id}", upload),
    web.put("/cover/{id}", edit),
    web.delete("/cover/{id}", delete),
]
