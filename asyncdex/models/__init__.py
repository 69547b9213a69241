"""Lazy objects: each knows its id, and the rest when it is fetched."""

from .abc import GenericModelList, Model, ModelList
from .author import Author
from .chapter import Chapter
from .chapter_list import ChapterList
from .client_user import ClientUser
from .cover_art import CoverArt
from .group import Group
from .links import MangaLinks
from .manga import Manga
from .mixins import DatetimeMixin
from .pager import Pager
from .tag import Tag, TagDict
from .title import TitleList
from .user import User

__all__ = [
    "Author",
    "Chapter",
    "ChapterList",
    "ClientUser",
    "CoverArt",
    "DatetimeMixin",
    "GenericModelList",
    "Group",
    "Manga",
    "MangaLinks",
    "Model",
    "ModelList",
    "Pager",
    "Tag",
    "TagDict",
    "TitleList",
    "User",
]
