"""The endpoint table and the encoder: every operation described once, as data."""

from .defaults import ALL_RATINGS, Defaults
from .endpoint import IDEMPOTENT, Auth, Endpoint, JsonObject, Limit, PageSize, fill
from .filters import (
    AtHomeFilters,
    AuthorFilters,
    ChapterFilters,
    CoverFilters,
    FeedFilters,
    GroupFilters,
    MangaFilters,
    RandomFilters,
)
from .params import HasId, Identified, identifier
from .query import encode_filters, encode_params, query_string

__all__ = [
    "ALL_RATINGS",
    "IDEMPOTENT",
    "AtHomeFilters",
    "Auth",
    "AuthorFilters",
    "ChapterFilters",
    "CoverFilters",
    "Defaults",
    "Endpoint",
    "FeedFilters",
    "GroupFilters",
    "HasId",
    "Identified",
    "JsonObject",
    "Limit",
    "MangaFilters",
    "PageSize",
    "RandomFilters",
    "encode_filters",
    "encode_params",
    "fill",
    "identifier",
    "query_string",
]
