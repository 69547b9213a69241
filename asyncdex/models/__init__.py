"""Lazy objects: each knows its id, and the rest when it is fetched."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from . import batch as batch
    from . import markers as markers
    from . import parts as parts
    from . import pictures as pictures
    from . import ratings as ratings
    from . import statistics as statistics
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

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "abc": "GenericModelList Model ModelList Relation",
            "aggregate": "ChapterEntry MangaAggregate VolumeAggregate",
            "api_client": "ApiClient",
            "author": "Author",
            "chapter": "Chapter",
            "chapter_list": "ChapterList",
            "client_user": "ClientUser",
            "cover_art": "CoverArt",
            "cover_list": "CoverList",
            "custom_list": "CustomList",
            "group": "Group",
            "links": "MangaLinks",
            "manga": "Manga",
            "manga_list": "MangaList",
            "mixins": "DatetimeMixin",
            "pager": "Pager",
            "ratings": "HistoryEntry UserRating",
            "related_manga": "Recommendation RelatedManga",
            "report": "Report ReportReason",
            "settings": "Settings",
            "statistics": "MangaStatistics Statistics",
            "tag": "Tag TagDict",
            "thread": "ForumThread",
            "title": "TitleList",
            "upload_file": "RefusedFile UploadFile UploadProgress",
            "upload_session": "UploadSession",
            "user": "User",
            "batch": "",
            "markers": "",
            "parts": "",
            "pictures": "",
        },
    )
