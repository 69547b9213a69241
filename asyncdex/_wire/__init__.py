"""What MangaDex sends and takes, as frozen structs; never shown to users."""

from .at_home import AtHome, AtHomeChapter
from .author import AuthorAttributes
from .base import Collection, Done, Entity, Localized, One, RelationshipData, Wire, as_map
from .chapter import ChapterAttributes
from .cover import CoverAttributes
from .custom_list import CustomListAttributes
from .group import GroupAttributes
from .manga import MangaAttributes
from .reading import Aggregate, AuthCheck, ReadingStatus, ReadingStatuses, ReadMarkers
from .tag import TagAttributes, TagEntity
from .token import LegacyAnswer, LegacyTokens, TokenAnswer, TokenError
from .user import UserAttributes

__all__ = [
    "Aggregate",
    "AtHome",
    "AtHomeChapter",
    "AuthCheck",
    "AuthorAttributes",
    "ChapterAttributes",
    "Collection",
    "CoverAttributes",
    "CustomListAttributes",
    "Done",
    "Entity",
    "GroupAttributes",
    "LegacyAnswer",
    "LegacyTokens",
    "Localized",
    "MangaAttributes",
    "One",
    "ReadMarkers",
    "ReadingStatus",
    "ReadingStatuses",
    "RelationshipData",
    "TagAttributes",
    "TagEntity",
    "TokenAnswer",
    "TokenError",
    "UserAttributes",
    "Wire",
    "as_map",
]
