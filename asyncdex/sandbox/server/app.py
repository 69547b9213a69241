"""Putting the servers together: the API with the token service and the covers, and the image nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.handlers import (
    account,
    api_clients,
    at_home,
    auth,
    author,
    captcha,
    chapter,
    cover,
    drafts,
    follows,
    forums,
    group,
    images,
    infrastructure,
    legacy,
    list_edits,
    lists,
    manga,
    manga_edits,
    ratings,
    reading,
    relations,
    report,
    settings,
    statistics,
    upload,
    upload_commit,
    upload_files,
    user,
)
from asyncdex.sandbox.server.middleware import MIDDLEWARES, NODE_MIDDLEWARES
from asyncdex.sandbox.server.panel import routes as panel
from asyncdex.sandbox.server.recording import stamp
from asyncdex.sandbox.server.state import NODE, STATE

if TYPE_CHECKING:
    from asyncdex.sandbox.server.state import State

#: What the API consists of.
RESOURCES = (
    infrastructure,
    auth,
    # Fixed paths such as /manga/status and /user/list come before the ones with an id.
    reading,
    lists,
    list_edits,
    follows,
    drafts,
    manga,
    manga_edits,
    relations,
    ratings,
    statistics,
    chapter,
    author,
    group,
    cover,
    user,
    at_home,
    account,
    api_clients,
    captcha,
    forums,
    legacy,
    report,
    settings,
    upload,
    upload_commit,
    upload_files,
)


def api_app(state: State) -> web.Application:
    """Return the application behind the API's port.

    Args:
        state: The parts of the sandbox.
    """
    app = web.Application(middlewares=(panel.aside, *MIDDLEWARES))
    app[STATE] = state
    app.on_response_prepare.append(stamp)
    app.router.add_routes(panel.ROUTES)
    for resource in RESOURCES:
        app.router.add_routes(resource.ROUTES)
    app.router.add_routes(images.COVER_ROUTES)
    return app


def node_app(state: State, node: int) -> web.Application:
    """Return the application behind an image node's port.

    Args:
        state: The parts of the sandbox.
        node: The node's position.
    """
    app = web.Application(middlewares=NODE_MIDDLEWARES)
    app[STATE] = state
    app.on_response_prepare.append(stamp)
    app[NODE] = node
    app.router.add_routes(images.NODE_ROUTES)
    return app
