"""Serving images: pages from the nodes, covers from the API's port."""

from __future__ import annotations

from aiohttp import web

from asyncdex.sandbox.server.catalogue.facts import titles_of
from asyncdex.sandbox.server.errors import ApiError, bad_request, not_found
from asyncdex.sandbox.server.images.covers import WIDTHS
from asyncdex.sandbox.server.images.names import content_type
from asyncdex.sandbox.server.reading import pages_of
from asyncdex.sandbox.server.routes import get
from asyncdex.sandbox.server.state import NODE, state_of


async def page(request: web.Request) -> web.Response:
    """Answer a node's `/{token}/data/{hash}/{name}` and its `data-saver` twin."""
    _count(request)
    state = state_of(request)
    node = request.app[NODE]
    path = request.match_info
    chapter = state.nodes.chapter_for(path["token"], node)
    if chapter is None or chapter not in state.catalogue.chapters:
        raise ApiError(403, "access_denied_http_exception", "The URL is not or no longer valid.")
    pages = await pages_of(state, state.catalogue.chapters[chapter])
    if path["hash"] != pages.hash:
        raise ApiError(403, "access_denied_http_exception", "The URL is valid for another chapter.")
    content = (pages.data if path["quality"] == "data" else pages.saver).get(path["name"])
    if content is None:
        raise not_found(f"{path['name']} not found")
    warm = state.nodes.seen(node, path["name"])
    return _image(request, content, content_type(path["name"]), {"X-Cache": "HIT" if warm else "MISS"})


async def cover(request: web.Request) -> web.Response:
    """Answer `GET /covers/{mangaId}/{fileName}`, with or without `.512.jpg` or `.256.jpg` at its end."""
    _count(request)
    state = state_of(request)
    wanted, width = _width(request.match_info["name"])
    manga = request.match_info["manga"].lower()
    known = {record.attributes.get("fileName") for record in state.catalogue.covers_of(manga)}
    if wanted not in known:
        raise not_found(f"{wanted} not found")
    record = state.catalogue.manga.get(manga)
    title = next(titles_of(record), "") if record is not None else ""
    content = await state.covers.of(wanted, title, width)
    return _image(request, content, "image/jpeg" if width else content_type(wanted), {})


def _width(name: str) -> tuple[str, int | None]:
    for width in WIDTHS:
        if name.endswith(f".{width}.jpg"):
            return name.removesuffix(f".{width}.jpg"), width
    return name, None


def _count(request: web.Request) -> None:
    stats = state_of(request).stats
    stats.image_requests += 1
    if "Authorization" in request.headers:
        stats.images_with_token += 1
        raise bad_request("Error validating header Authorization: image hosts must never be sent a token")


def _image(request: web.Request, content: bytes, kind: str, headers: dict[str, str]) -> web.Response:
    state_of(request).stats.image_bytes += len(content)
    return web.Response(body=content, content_type=kind, headers=headers)


NODE_ROUTES = [get("/{token}/{quality:data|data-saver}/{hash}/{name}", page)]
COVER_ROUTES = [get("/covers/{manga}/{name}", cover)]
