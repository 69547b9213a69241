"""Feeds: the chapters of several manga together, narrowed by what the client usually shows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .pager import READ_AHEAD, Pager
from .relations import model_of

if TYPE_CHECKING:
    from asyncdex._api import Endpoint

    from .chapter import Chapter
    from .wiring import ClientLike

__all__ = ["feed"]


def feed(
    client: "ClientLike",
    row: "Endpoint[Any]",
    filters: Mapping[str, Any],
    *,
    ids: tuple[str, ...] = (),
    limit: int | None = None,
    read_ahead: int = READ_AHEAD,
) -> "Pager[Chapter]":
    """Return an iterator over chapters of several manga.

    Args:
        client: The client to call with.
        row: The list call.
        filters: Its filters by argument name; what they leave open the client's defaults do.
        ids: What to fill into the call's path.
        limit: How many chapters at most.
        read_ahead: How many pages are asked for before they are needed.
    """
    params = client.defaults.merged(row, filters)
    chapter: type[Chapter] = model_of("chapter")
    return Pager(row, chapter, client, ids=ids, params=params, limit=limit, read_ahead=read_ahead)
