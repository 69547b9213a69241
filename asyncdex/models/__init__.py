"""Lazy objects: each knows its id, and the rest when it is fetched."""

from .abc import GenericModelList, Model, ModelList, Relation
from .aggregate import ChapterEntry, MangaAggregate, VolumeAggregate
from .api_client import ApiClient
from .author import Author
from .chapter import Chapter
from .chapter_list import ChapterList
from .client_user import ClientUser
from .cover_art import CoverArt
from .cover_list import CoverList
from .custom_list import CustomList
from .group import Group
from .links import MangaLinks
from .manga import Manga
from .manga_list import MangaList
from .mixins import DatetimeMixin
from .pager import Pager
from .ratings import HistoryEntry, UserRating
from .related_manga import Recommendation, RelatedManga
from .report import Report, ReportReason
from .settings import Settings
from .statistics import MangaStatistics, Statistics
from .tag import Tag, TagDict
from .thread import ForumThread
from .title import TitleList
from .upload_file import RefusedFile, UploadFile, UploadProgress
from .upload_session import UploadSession
from .user import User

__all__ = [
    "ApiClient",
    "Author",
    "Chapter",
    "ChapterEntry",
    "ChapterList",
    "ClientUser",
    "CoverArt",
    "CoverList",
    "CustomList",
    "DatetimeMixin",
    "ForumThread",
    "GenericModelList",
    "Group",
    "HistoryEntry",
    "Manga",
    "MangaAggregate",
    "MangaLinks",
    "MangaList",
    "MangaStatistics",
    "Model",
    "ModelList",
    "Pager",
    "Recommendation",
    "RefusedFile",
    "RelatedManga",
    "Relation",
    "Report",
    "ReportReason",
    "Settings",
    "Statistics",
    "Tag",
    "TagDict",
    "TitleList",
    "UploadFile",
    "UploadProgress",
    "UploadSession",
    "User",
    "UserRating",
    "VolumeAggregate",
]
