"""Chapters, and where their pages are."""

from asyncdex._api.endpoint import Endpoint, Limit, PageSize
from asyncdex._api.filters import AtHomeFilters, ChapterFilters
from asyncdex._wire import AtHome, ChapterAttributes, Collection, Entity, One

__all__ = ["AT_HOME", "CHAPTER_GET", "CHAPTER_LIST"]

_EXPAND = ("scanlation_group", "manga", "user")

CHAPTER_LIST = Endpoint(
    "get-chapter",
    "GET",
    "/chapter",
    Collection[Entity[ChapterAttributes]],
    page=PageSize(10, 100),
    filters=ChapterFilters,
    expand=_EXPAND,
    ratings=True,
    route="chapter_list",
)

CHAPTER_GET = Endpoint(
    "get-chapter-id", "GET", "/chapter/{id}", One[Entity[ChapterAttributes]], expand=_EXPAND, route="chapter"
)

AT_HOME = Endpoint(
    "get-at-home-server-chapterId",
    "GET",
    "/at-home/server/{chapterId}",
    AtHome,
    limit=Limit(40, 60),
    filters=AtHomeFilters,
    route="md@h",
)
