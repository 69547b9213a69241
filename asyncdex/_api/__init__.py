"""The endpoint table and the encoder: every operation described once, as data."""

from .defaults import ALL_RATINGS, Defaults
from .endpoint import IDEMPOTENT, Auth, Endpoint, JsonObject, Limit, PageSize, fill
from .filters import (
    AggregateFilters,
    AtHomeFilters,
    AuthorFilters,
    ChapterFilters,
    CoverFilters,
    FeedFilters,
    GroupFilters,
    MangaFilters,
    RandomFilters,
    ReadFilters,
)
from .params import HasId, Identified, identifier
from .query import encode_filters, encode_params, query_string

__all__ = [
    "ALL_RATINGS",
    "IDEMPOTENT",
    "AggregateFilters",
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
    "ReadFilters",
    "encode_filters",
    "encode_params",
    "fill",
    "identifier",
    "query_string",
]
