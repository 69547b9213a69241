"""What operations take in their bodies, one class a body: encoder and type checkers read the same lines."""

from .account import (
    ApiClientBody,
    ApiClientEdit,
    CaptchaBody,
    EmptyBody,
    LoginBody,
    RefreshBody,
    SettingsBody,
    TemplateBody,
)
from .catalogue import (
    AuthorBody,
    AuthorEdit,
    ChapterEdit,
    CoverBody,
    CoverEdit,
    CoverForm,
    GroupBody,
    GroupEdit,
    ListBody,
    ListEdit,
)
from .manga import MangaBody, MangaEdit, RelationBody, VersionBody
from .reading import MarkersBody, RatingBody, StatusBody
from .service import LegacyBody, ReportBody, ThreadBody
from .upload import ApprovalBody, BatchBody, CommitBody, DraftBody, FilesForm, UploadBody

__all__ = [
    "ApiClientBody",
    "ApiClientEdit",
    "ApprovalBody",
    "AuthorBody",
    "AuthorEdit",
    "BatchBody",
    "CaptchaBody",
    "ChapterEdit",
    "CommitBody",
    "CoverBody",
    "CoverEdit",
    "CoverForm",
    "DraftBody",
    "EmptyBody",
    "FilesForm",
    "GroupBody",
    "GroupEdit",
    "LegacyBody",
    "ListBody",
    "ListEdit",
    "LoginBody",
    "MangaBody",
    "MangaEdit",
    "MarkersBody",
    "RatingBody",
    "RefreshBody",
    "RelationBody",
    "ReportBody",
    "SettingsBody",
    "StatusBody",
    "TemplateBody",
    "ThreadBody",
    "UploadBody",
    "VersionBody",
]
