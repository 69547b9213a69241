"""Figures about manga, chapters and groups; what is not known is not in the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.figures import average_of
from asyncdex.sandbox.server.handlers import specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.render import php_map
from asyncdex.sandbox.server.requests import named, read_identifiers, read_query
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from aiohttp import web

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.routes import Handler


async def one_manga(request: web.Request) -> web.Response:
    """Answer `GET /statistics/manga/{id}`, which also tells how often each rating was given."""
    read_query(request, QuerySpec())
    catalogue, manga = state_of(request).catalogue, named(request, "manga").id
    figures = _of_manga(catalogue, manga)
    figures["rating"]["distribution"] = {
        str(value): count for value, count in enumerate(catalogue.figures.votes_of(manga), 1)
    }
    return json_answer({"result": "ok", "statistics": {manga: figures}})


async def many_manga(request: web.Request) -> web.Response:
    """Answer `GET /statistics/manga`."""
    wanted = read_identifiers(request, specs.MANGA_STATISTICS, "manga")
    catalogue = state_of(request).catalogue
    # A guess, as clients have seen it: what is not known is left out of many, and is a 404 on its own.
    found = {manga: _of_manga(catalogue, manga) for manga in wanted if manga in catalogue.manga}
    return json_answer({"result": "ok", "statistics": php_map(found)})


def _one(kind: str) -> Handler:
    """Return a handler for `GET /statistics/.../{id}`."""

    async def one(request: web.Request) -> web.Response:
        read_query(request, QuerySpec())
        record = named(request, kind)
        figures = {"comments": _comments(state_of(request).catalogue, record)}
        return json_answer({"result": "ok", "statistics": {record.id: figures}})

    return one


def _many(kind: str, name: str, spec: QuerySpec) -> Handler:
    """Return a handler for `GET /statistics/...`."""

    async def many(request: web.Request) -> web.Response:
        wanted = read_identifiers(request, spec, name)
        catalogue = state_of(request).catalogue
        found = {
            identifier: {"comments": _comments(catalogue, record)}
            for identifier in wanted
            if (record := catalogue.find(kind, identifier)) is not None
        }
        return json_answer({"result": "ok", "statistics": php_map(found)})

    return many


def _of_manga(catalogue: Catalogue, manga: str) -> dict[str, Any]:
    figures = catalogue.figures
    average = average_of(figures.votes_of(manga))
    return {
        "comments": _comments(catalogue, catalogue.manga[manga]),
        "rating": {"average": average, "bayesian": figures.bayesian_of(manga)},
        "follows": figures.follows_of("manga", manga),
        "unavailableChaptersCount": sum(
            bool(chapter.attributes.get("isUnavailable")) for chapter in catalogue.chapters_of(manga)
        ),
    }


def _comments(catalogue: Catalogue, record: Record) -> dict[str, int] | None:
    thread = catalogue.thread_of(record)
    return None if thread is None else {"threadId": thread.id, "repliesCount": thread.replies}


ROUTES = [
    get("/statistics/manga", many_manga),
    get("/statistics/manga/{id}", one_manga),
    get("/statistics/chapter", _many("chapter", "chapter", specs.CHAPTER_STATISTICS)),
    get("/statistics/chapter/{id}", _one("chapter")),
    get("/statistics/group", _many("scanlation_group", "group", specs.GROUP_STATISTICS)),
    get("/statistics/group/{id}", _one("scanlation_group")),
]
