"""What operations take in their bodies, one class a body: encoder and type checkers read the same lines."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
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
        AuthorDetails,
        AuthorEdit,
        ChapterEdit,
        CoverBody,
        CoverEdit,
        CoverForm,
        GroupBody,
        GroupDetails,
        GroupEdit,
        ListBody,
        ListEdit,
    )
    from .manga import MangaBody, MangaDetails, MangaEdit, RelationBody, VersionBody
    from .reading import MarkersBody, RatingBody, StatusBody
    from .service import LegacyBody, ReportBody, ThreadBody
    from .upload import ApprovalBody, BatchBody, CommitBody, DraftBody, FilesForm, UploadBody

__all__ = [
    "ApiClientBody",
    "ApiClientEdit",
    "ApprovalBody",
    "AuthorBody",
    "AuthorDetails",
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
    "GroupDetails",
    "GroupEdit",
    "LegacyBody",
    "ListBody",
    "ListEdit",
    "LoginBody",
    "MangaBody",
    "MangaDetails",
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

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "account": (
                "ApiClientBody ApiClientEdit CaptchaBody EmptyBody LoginBody RefreshBody SettingsBody "
                "TemplateBody"
            ),
            "catalogue": (
                "AuthorBody AuthorDetails AuthorEdit ChapterEdit CoverBody CoverEdit CoverForm "
                "GroupBody GroupDetails GroupEdit ListBody ListEdit"
            ),
            "manga": "MangaBody MangaDetails MangaEdit RelationBody VersionBody",
            "reading": "MarkersBody RatingBody StatusBody",
            "service": "LegacyBody ReportBody ThreadBody",
            "upload": "ApprovalBody BatchBody CommitBody DraftBody FilesForm UploadBody",
        },
    )
