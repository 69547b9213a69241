"""Manga: the catalogue."""

from asyncdex._api.endpoint import Endpoint, Limit, PageSize
from asyncdex._api.filters import FeedFilters, MangaFilters, RandomFilters
from asyncdex._wire import ChapterAttributes, Collection, Entity, MangaAttributes, One, TagAttributes

__all__ = ["MANGA_FEED", "MANGA_GET", "MANGA_LIST", "MANGA_RANDOM", "TAG_LIST"]

# Tags come complete without asking; the creator and related manga are left to those who want them.
_EXPAND = ("author", "artist", "cover_art")

MANGA_LIST = Endpoint(
    "get-search-manga",
    "GET",
    "/manga",
    Collection[Entity[MangaAttributes]],
    page=PageSize(10, 100),
    filters=MangaFilters,
    expand=_EXPAND,
    ratings=True,
    route="manga_list",
)

MANGA_GET = Endpoint(
    "get-manga-id", "GET", "/manga/{id}", One[Entity[MangaAttributes]], expand=_EXPAND, route="manga"
)

MANGA_RANDOM = Endpoint(
    "get-manga-random",
    "GET",
    "/manga/random",
    One[Entity[MangaAttributes]],
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
    page=PageSize(100, 500),
    filters=FeedFilters,
    expand=("scanlation_group", "user"),
    ratings=True,
    route="manga_chapters",
)

TAG_LIST = Endpoint("get-manga-tag", "GET", "/manga/tag", Collection[Entity[TagAttributes]], route="tag_list")
