"""The filters of list calls, one class an endpoint: the encoder and the type checkers read the same lines."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from .account import (
        ApiClientFilters,
        ChapterStatisticsFilters,
        DraftFilters,
        GroupStatisticsFilters,
        MangaStatisticsFilters,
        MarkFilters,
        PlaceFilters,
        RatingFilters,
        ReadFilters,
        ReportFilters,
        StatusFilters,
        UserFilters,
        VersionFilters,
    )
    from .catalogue import (
        AggregateFilters,
        AtHomeFilters,
        AuthorFilters,
        ChapterFilters,
        CoverFilters,
        FeedFilters,
        GroupFilters,
        MangaFilters,
        RandomFilters,
        RecommendationFilters,
    )

__all__ = [
    "AggregateFilters",
    "ApiClientFilters",
    "AtHomeFilters",
    "AuthorFilters",
    "ChapterFilters",
    "ChapterStatisticsFilters",
    "CoverFilters",
    "DraftFilters",
    "FeedFilters",
    "GroupFilters",
    "GroupStatisticsFilters",
    "MangaFilters",
    "MangaStatisticsFilters",
    "MarkFilters",
    "PlaceFilters",
    "RandomFilters",
    "RatingFilters",
    "ReadFilters",
    "RecommendationFilters",
    "ReportFilters",
    "StatusFilters",
    "UserFilters",
    "VersionFilters",
]

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "account": (
                "ApiClientFilters ChapterStatisticsFilters DraftFilters GroupStatisticsFilters "
                "MangaStatisticsFilters MarkFilters PlaceFilters RatingFilters ReadFilters "
                "ReportFilters StatusFilters UserFilters VersionFilters"
            ),
            "catalogue": (
                "AggregateFilters AtHomeFilters AuthorFilters ChapterFilters CoverFilters FeedFilters "
                "GroupFilters MangaFilters RandomFilters RecommendationFilters"
            ),
        },
    )
