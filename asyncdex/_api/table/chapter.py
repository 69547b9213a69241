"""Chapters, and where their pages are."""

from asyncdex._api.bodies import ChapterEdit
from asyncdex._api.endpoint import KB, Auth, Endpoint, Limit, PageSize
from asyncdex._api.filters import AtHomeFilters, ChapterFilters
from asyncdex._wire import AtHome, ChapterAttributes, Collection, Done, Entity, One

__all__ = ["AT_HOME", "CHAPTER_DELETE", "CHAPTER_EDIT", "CHAPTER_GET", "CHAPTER_LIST"]

_EXPAND = ("scanlation_group", "manga", "user")

CHAPTER_LIST = Endpoint(
    "get-chapter",
    "GET",
    "/chapter",
    Collection[Entity[ChapterAttributes]],
    Auth.NONE,
    page=PageSize(10, 100),
    filters=ChapterFilters,
    expand=_EXPAND,
    ratings=True,
    route="chapter_list",
)

CHAPTER_GET = Endpoint(
    "get-chapter-id",
    "GET",
    "/chapter/{id}",
    One[Entity[ChapterAttributes]],
    Auth.NONE,
    expand=_EXPAND,
    route="chapter",
)

CHAPTER_EDIT = Endpoint(
    "put-chapter-id",
    "PUT",
    "/chapter/{id}",
    One[Entity[ChapterAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="chapter",
    versioned=True,
    body=ChapterEdit,
    body_size=32 * KB,
)

CHAPTER_DELETE = Endpoint(
    "delete-chapter-id",
    "DELETE",
    "/chapter/{id}",
    Done,
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="chapter",
)

AT_HOME = Endpoint(
    "get-at-home-server-chapterId",
    "GET",
    "/at-home/server/{chapterId}",
    AtHome,
    Auth.NONE,
    limit=Limit(40, 60),
    filters=AtHomeFilters,
    route="md@h",
)
