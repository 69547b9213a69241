"""The rows, one module a resource; ``ROWS`` is all of them."""

from typing import Any

from asyncdex._api.endpoint import Endpoint

from . import chapter, cover, manga, people
from .chapter import AT_HOME, CHAPTER_GET, CHAPTER_LIST
from .cover import COVER_GET, COVER_LIST
from .manga import MANGA_FEED, MANGA_GET, MANGA_LIST, MANGA_RANDOM, TAG_LIST
from .people import AUTHOR_GET, AUTHOR_LIST, GROUP_GET, GROUP_LIST, USER_GET, USER_ME

__all__ = [
    "AT_HOME",
    "AUTHOR_GET",
    "AUTHOR_LIST",
    "CHAPTER_GET",
    "CHAPTER_LIST",
    "COVER_GET",
    "COVER_LIST",
    "GROUP_GET",
    "GROUP_LIST",
    "MANGA_FEED",
    "MANGA_GET",
    "MANGA_LIST",
    "MANGA_RANDOM",
    "ROWS",
    "TAG_LIST",
    "USER_GET",
    "USER_ME",
    "find_row",
]

#: Every operation, a more specific path always before one that would match it too.
ROWS: tuple[Endpoint[Any], ...] = tuple(
    sorted(
        (getattr(module, name) for module in (chapter, cover, manga, people) for name in module.__all__),
        key=lambda row: (row.path.count("{"), -len(row.path)),
    )
)


def find_row(method: str, path: str) -> Endpoint[Any] | None:
    """Return the operation that a method and a path call, or None for one that is not in the table.

    Args:
        method: The HTTP method.
        path: The path, without a query string.
    """
    return next((row for row in ROWS if row.limit_path.matches(path, method)), None)
