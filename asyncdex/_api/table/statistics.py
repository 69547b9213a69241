"""Statistics of manga, chapters and groups, of one or of many at a time."""

from asyncdex._api.endpoint import Auth, Endpoint, JsonObject

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
    JsonObject,
    Auth.OPTIONAL,
    route="manga_statistics",
)

MANGA_STATISTICS_BATCH = Endpoint(
    "get-statistics-manga",
    "GET",
    "/statistics/manga",
    JsonObject,
    Auth.OPTIONAL,
    route="batch_manga_statistics",
)

CHAPTER_STATISTICS = Endpoint(
    "get-statistics-chapter-uuid",
    "GET",
    "/statistics/chapter/{uuid}",
    JsonObject,
    Auth.OPTIONAL,
    route="chapter_statistics",
)

CHAPTER_STATISTICS_BATCH = Endpoint(
    "get-statistics-chapters",
    "GET",
    "/statistics/chapter",
    JsonObject,
    Auth.OPTIONAL,
    route="batch_chapter_statistics",
)

GROUP_STATISTICS = Endpoint(
    "get-statistics-group-uuid",
    "GET",
    "/statistics/group/{uuid}",
    JsonObject,
    Auth.OPTIONAL,
    route="group_statistics",
)

GROUP_STATISTICS_BATCH = Endpoint(
    "get-statistics-groups",
    "GET",
    "/statistics/group",
    JsonObject,
    Auth.OPTIONAL,
    route="batch_group_statistics",
)
