"""Manga: reading the catalogue."""

from asyncdex._api.endpoint import Auth, Endpoint, Limit, PageSize
from asyncdex._api.filters import (
    AggregateFilters,
    FeedFilters,
    MangaFilters,
    RandomFilters,
    RecommendationFilters,
)
from asyncdex._wire import (
    Aggregate,
    ChapterAttributes,
    Collection,
    Entity,
    MangaAttributes,
    One,
    RecommendationAttributes,
    RelationAttributes,
    TagAttributes,
)

__all__ = [
    "MANGA_AGGREGATE",
    "MANGA_FEED",
    "MANGA_GET",
    "MANGA_LIST",
    "MANGA_RANDOM",
    "MANGA_RECOMMENDATIONS",
    "RELATION_LIST",
    "TAG_LIST",
]

# Tags come complete without asking; the creator and related manga are left to those who want them.
_EXPAND = ("author", "artist", "cover_art")

MANGA_LIST = Endpoint(
    "get-search-manga",
    "GET",
    "/manga",
    Collection[Entity[MangaAttributes]],
    Auth.NONE,
    page=PageSize(10, 100),
    filters=MangaFilters,
    expand=_EXPAND,
    ratings=True,
    route="search",
)

MANGA_GET = Endpoint(
    "get-manga-id",
    "GET",
    "/manga/{id}",
    One[Entity[MangaAttributes]],
    Auth.NONE,
    expand=_EXPAND,
    route="manga",
)

MANGA_RANDOM = Endpoint(
    "get-manga-random",
    "GET",
    "/manga/random",
    One[Entity[MangaAttributes]],
    Auth.NONE,
    limit=Limit(60, 60),
    filters=RandomFilters,
    expand=_EXPAND,
    ratings=True,
    route="random_manga",
)

# The manga itself is known to whoever asks for its chapters.
MANGA_FEED = Endpoint(
    "get-manga-id-feed",
    "GET",
    "/manga/{id}/feed",
    Collection[Entity[ChapterAttributes]],
    Auth.NONE,
    page=PageSize(100, 500),
    filters=FeedFilters,
    expand=("scanlation_group", "user"),
    ratings=True,
    route="manga_chapters",
)

MANGA_AGGREGATE = Endpoint(
    "get-manga-aggregate",
    "GET",
    "/manga/{id}/aggregate",
    Aggregate,
    Auth.NONE,
    filters=AggregateFilters,
    route="aggregate",
)

# The best matches, all at once: there are no pages to turn.
MANGA_RECOMMENDATIONS = Endpoint(
    "get-manga-recommendation",
    "GET",
    "/manga/{id}/recommendation",
    Collection[Entity[RecommendationAttributes]],
    Auth.NONE,
    route="manga_recommendations",
    filters=RecommendationFilters,
    expand=("manga",),
    ratings=True,
)

RELATION_LIST = Endpoint(
    "get-manga-relation",
    "GET",
    "/manga/{mangaId}/relation",
    Collection[Entity[RelationAttributes]],
    Auth.NONE,
    route="manga_relation_list",
    expand=("manga",),
)

TAG_LIST = Endpoint(
    "get-manga-tag", "GET", "/manga/tag", Collection[Entity[TagAttributes]], Auth.NONE, route="tag_list"
)
