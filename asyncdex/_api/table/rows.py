"""All rows in one sequence, and the limits among them as a limiter takes them."""

import re
from typing import Any

from asyncdex._api.endpoint import Endpoint, Limit
from asyncdex.ratelimit import Path

from . import (
    account,
    chapter,
    cover,
    follows,
    lists,
    manga,
    manga_edit,
    people,
    reading,
    service,
    statistics,
    upload,
)

__all__ = ["ROWS", "WITHOUT_OPERATION", "limited_paths"]

_MODULES = (
    manga,
    manga_edit,
    chapter,
    cover,
    people,
    lists,
    follows,
    reading,
    statistics,
    upload,
    account,
    service,
)

#: Every operation, in no order that matters.
ROWS: tuple[Endpoint[Any], ...] = tuple(
    getattr(module, name) for module in _MODULES for name in module.__all__
)

#: Limits that MangaDex still documents for operations that it has removed.
WITHOUT_OPERATION: tuple[tuple[str, str, Limit], ...] = (("POST", "/chapter/{id}/read", Limit(300, 600)),)


def limited_paths() -> list[tuple[Path, Limit]]:
    """Return the calls that have a limit of their own, and the limits.

    Each path is named as MangaDex documents it.
    """
    found = [(_path(row), row.limit) for row in ROWS if row.limit is not None]
    return found + [(Path.of(template, method), limit) for method, template, limit in WITHOUT_OPERATION]


def _path(row: Endpoint[Any]) -> Path:
    """Return the calls of one operation, without those of a more specific one that has no limit."""
    path = row.limit_path
    inner = [
        other.limit_path.path_regex.pattern
        for other in ROWS
        if other.method == row.method and other.limit is None and path.matches(other.path, row.method)
    ]
    if not inner:
        return path
    pattern = rf"(?!(?:{'|'.join(inner)})\Z){path.path_regex.pattern}"
    return Path(path.name, re.compile(pattern), row.method)
