"""The endpoint table and the encoder: every operation described once, as data."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from .body import encode_body, form_fields
    from .defaults import ALL_RATINGS, Defaults
    from .endpoint import IDEMPOTENT, Auth, Decoder, Endpoint, JsonObject, Limit, PageSize, fill
    from .fields import Items, concealed, filled, number
    from .filters import (
        AggregateFilters,
        ApiClientFilters,
        AtHomeFilters,
        AuthorFilters,
        ChapterFilters,
        ChapterStatisticsFilters,
        CoverFilters,
        DraftFilters,
        FeedFilters,
        GroupFilters,
        GroupStatisticsFilters,
        MangaFilters,
        MangaStatisticsFilters,
        MarkFilters,
        PlaceFilters,
        RandomFilters,
        RatingFilters,
        ReadFilters,
        RecommendationFilters,
        ReportFilters,
        StatusFilters,
        UserFilters,
        VersionFilters,
    )
    from .maps import texts_by_language
    from .params import HasId, Identified, choice, identifier, several
    from .query import encode_filters, encode_params, query_string

__all__ = [
    "ALL_RATINGS",
    "IDEMPOTENT",
    "AggregateFilters",
    "ApiClientFilters",
    "AtHomeFilters",
    "Auth",
    "AuthorFilters",
    "ChapterFilters",
    "ChapterStatisticsFilters",
    "CoverFilters",
    "Decoder",
    "Defaults",
    "DraftFilters",
    "Endpoint",
    "FeedFilters",
    "GroupFilters",
    "GroupStatisticsFilters",
    "HasId",
    "Identified",
    "Items",
    "JsonObject",
    "Limit",
    "MangaFilters",
    "MangaStatisticsFilters",
    "MarkFilters",
    "PageSize",
    "PlaceFilters",
    "RandomFilters",
    "RatingFilters",
    "ReadFilters",
    "RecommendationFilters",
    "ReportFilters",
    "StatusFilters",
    "UserFilters",
    "VersionFilters",
    "choice",
    "concealed",
    "encode_body",
    "encode_filters",
    "encode_params",
    "fill",
    "filled",
    "form_fields",
    "identifier",
    "number",
    "query_string",
    "several",
    "texts_by_language",
]

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "body": "encode_body form_fields",
            "defaults": "ALL_RATINGS Defaults",
            "endpoint": "IDEMPOTENT Auth Decoder Endpoint JsonObject Limit PageSize fill",
            "filters": (
                "AggregateFilters ApiClientFilters AtHomeFilters AuthorFilters ChapterFilters "
                "ChapterStatisticsFilters CoverFilters DraftFilters FeedFilters GroupFilters "
                "GroupStatisticsFilters MangaFilters MangaStatisticsFilters MarkFilters PlaceFilters "
                "RandomFilters RatingFilters ReadFilters RecommendationFilters ReportFilters "
                "StatusFilters UserFilters VersionFilters"
            ),
            "fields": "Items concealed filled number",
            "maps": "texts_by_language",
            "params": "HasId Identified choice identifier several",
            "query": "encode_filters encode_params query_string",
        },
    )
