"""The requests as the page lists them."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.panel.units import size
from asyncdex.sandbox.server.panel.views import Row, at, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.stats import Seen, Stats

#: How many requests a page begins with at most.
_FIRST = 100


def newest(stats: Stats) -> list[Row]:
    """Return the rows of the requests that a page begins with, the newest first.

    Args:
        stats: What happened so far.
    """
    return rows(islice(reversed(stats.recent), _FIRST))


def rows(seen: Iterable[Seen]) -> list[Row]:
    """Return the rows of some requests.

    Args:
        seen: The requests, in sequence.
    """
    return [_row(one) for one in seen]


def _row(seen: Seen) -> Row:
    came = datetime.fromtimestamp(seen.at, UTC)
    path = _without_grant(seen.path) if seen.host == "node" else seen.path
    target = f"{path}?{seen.query}" if seen.query else path
    cells = (
        f"{came:%H:%M:%S}.{came.microsecond // 1000:03}",
        str(seen.status) if seen.status else "none",
        f"{seen.method} {plain(target)}",
        plain(seen.why),
        f"{seen.took * 1000:.1f}",
        seen.bucket,
        at(seen.who, seen.address),
        size(seen.size),
        seen.host,
    )
    return Row(_tone(seen.status), cells)


def _without_grant(path: str) -> str:
    """Leave out what lets somebody in at an image node, which comes first in its paths."""
    _, slash, rest = path.lstrip("/").partition("/")
    return f"/…{slash}{rest}"


def _tone(status: int) -> str:
    if not status or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "failed"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "limited"
    return "refused" if status >= HTTPStatus.BAD_REQUEST else ""
