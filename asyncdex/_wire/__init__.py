"""What MangaDex sends and takes, as frozen structs; never shown to users."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from .at_home import AtHome, AtHomeChapter
    from .author import AuthorAttributes
    from .base import Collection, Done, Entity, Localized, One, RelationshipData, Wire, as_map
    from .chapter import ChapterAttributes
    from .cover import CoverAttributes
    from .custom_list import CustomListAttributes
    from .group import GroupAttributes
    from .later import LATER, UNREADABLE, settle
    from .lookup import found_in
    from .manga import MangaAttributes
    from .reading import Aggregate, AuthCheck, ReadingStatus, ReadingStatuses, ReadMarkers
    from .service import (
        ApiClientAttributes,
        History,
        HistoryItem,
        LegacyAttributes,
        RecommendationAttributes,
        RelationAttributes,
        ReportAttributes,
        ReportReasonAttributes,
        Secret,
        SettingsAnswer,
        Thread,
        ThreadAnswer,
        ThreadAttributes,
    )
    from .shared import Shared
    from .statistics import Comments, MangaNumbers, Numbers, RatingNumbers, RatingOfMine, Ratings, Statistics
    from .tag import TagAttributes, TagEntity
    from .token import LegacyAnswer, LegacyTokens, TokenAnswer, TokenError
    from .upload import Approval, Bare, UploadAttributes, UploadedFiles, UploadFileAttributes
    from .user import UserAttributes

__all__ = [
    "LATER",
    "UNREADABLE",
    "Aggregate",
    "ApiClientAttributes",
    "Approval",
    "AtHome",
    "AtHomeChapter",
    "AuthCheck",
    "AuthorAttributes",
    "Bare",
    "ChapterAttributes",
    "Collection",
    "Comments",
    "CoverAttributes",
    "CustomListAttributes",
    "Done",
    "Entity",
    "GroupAttributes",
    "History",
    "HistoryItem",
    "LegacyAnswer",
    "LegacyAttributes",
    "LegacyTokens",
    "Localized",
    "MangaAttributes",
    "MangaNumbers",
    "Numbers",
    "One",
    "RatingNumbers",
    "RatingOfMine",
    "Ratings",
    "ReadMarkers",
    "ReadingStatus",
    "ReadingStatuses",
    "RecommendationAttributes",
    "RelationAttributes",
    "RelationshipData",
    "ReportAttributes",
    "ReportReasonAttributes",
    "Secret",
    "SettingsAnswer",
    "Shared",
    "Statistics",
    "TagAttributes",
    "TagEntity",
    "Thread",
    "ThreadAnswer",
    "ThreadAttributes",
    "TokenAnswer",
    "TokenError",
    "UploadAttributes",
    "UploadFileAttributes",
    "UploadedFiles",
    "UserAttributes",
    "Wire",
    "as_map",
    "found_in",
    "settle",
]

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "at_home": "AtHome AtHomeChapter",
            "author": "AuthorAttributes",
            "base": "Collection Done Entity Localized One RelationshipData Wire as_map",
            "chapter": "ChapterAttributes",
            "cover": "CoverAttributes",
            "custom_list": "CustomListAttributes",
            "group": "GroupAttributes",
            "later": "LATER UNREADABLE settle",
            "lookup": "found_in",
            "manga": "MangaAttributes",
            "reading": "Aggregate AuthCheck ReadingStatus ReadingStatuses ReadMarkers",
            "service": (
                "ApiClientAttributes History HistoryItem LegacyAttributes RecommendationAttributes "
                "RelationAttributes ReportAttributes ReportReasonAttributes Secret SettingsAnswer "
                "Thread ThreadAnswer ThreadAttributes"
            ),
            "shared": "Shared",
            "statistics": "Comments MangaNumbers Numbers RatingNumbers RatingOfMine Ratings Statistics",
            "tag": "TagAttributes TagEntity",
            "token": "LegacyAnswer LegacyTokens TokenAnswer TokenError",
            "upload": "Approval Bare UploadAttributes UploadedFiles UploadFileAttributes",
            "user": "UserAttributes",
        },
    )
