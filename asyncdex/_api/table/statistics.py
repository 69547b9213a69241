"""Statistics of manga, chapters and groups, of one or of many at a time."""

from asyncdex._api.endpoint import Auth, Endpoint
from asyncdex._api.filters import ChapterStatisticsFilters, GroupStatisticsFilters, MangaStatisticsFilters
from asyncdex._wire import Statistics

__all__ = [
    "CHAPTER_STATISTICS",
    "CHAPTER_STATISTICS_BATCH",
    "GROUP_STATISTICS",
    "GROUP_STATISTICS_BATCH",
    "MANGA_STATISTICS",
    "MANGA_STATISTICS_BATCH",
]

MANGA_STATISTICS = Endpoint(
    "get-statistics-manga-uuid",
    "GET",
    "/statistics/manga/{uuid}",
    Statistics,
    Auth.OPTIONAL,
    route="manga_statistics",
)

MANGA_STATISTICS_BATCH = Endpoint(
    "get-statistics-manga",
    "GET",
    "/statistics/manga",
    Statistics,
    Auth.OPTIONAL,
    route="batch_manga_statistics",
    filters=MangaStatisticsFilters,
)

CHAPTER_STATISTICS = Endpoint(
    "get-statistics-chapter-uuid",
    "GET",
    "/statistics/chapter/{uuid}",
    Statistics,
    Auth.OPTIONAL,
    route="chapter_statistics",
)

CHAPTER_STATISTICS_BATCH = Endpoint(
    "get-statistics-chapters",
    "GET",
    "/statistics/chapter",
    Statistics,
    Auth.OPTIONAL,
    route="batch_chapter_statistics",
    filters=ChapterStatisticsFilters,
)

GROUP_STATISTICS = Endpoint(
    "get-statistics-group-uuid",
    "GET",
    "/statistics/group/{uuid}",
    Statistics,
    Auth.OPTIONAL,
    route="group_statistics",
)

GROUP_STATISTICS_BATCH = Endpoint(
    "get-statistics-groups",
    "GET",
    "/statistics/group",
    Statistics,
    Auth.OPTIONAL,
    route="batch_group_statistics",
    filters=GroupStatisticsFilters,
)
