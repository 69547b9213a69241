"""Uploading chapters."""

from asyncdex._api.endpoint import Auth, Endpoint, JsonObject, Limit
from asyncdex._wire import ChapterAttributes, Done, Entity, One

__all__ = [
    "UPLOAD_ABANDON",
    "UPLOAD_ADD",
    "UPLOAD_BEGIN",
    "UPLOAD_BEGIN_EDIT",
    "UPLOAD_CHECK",
    "UPLOAD_COMMIT",
    "UPLOAD_GET",
    "UPLOAD_REMOVE",
    "UPLOAD_REMOVE_BATCH",
]

# Each of the two is one allowance, whichever of its operations uses it up.
_BEGIN = Limit(20, 60, "upload_begin")
_FILES = Limit(250, 60, "upload_files")

UPLOAD_GET = Endpoint(
    "get-upload-session", "GET", "/upload", JsonObject, Auth.REQUIRED, limit=Limit(30, 60), route="upload"
)

UPLOAD_BEGIN = Endpoint(
    "begin-upload-session",
    "POST",
    "/upload/begin",
    JsonObject,
    Auth.REQUIRED,
    limit=_BEGIN,
    route="upload_begin",
)

UPLOAD_BEGIN_EDIT = Endpoint(
    "begin-edit-session",
    "POST",
    "/upload/begin/{chapterId}",
    JsonObject,
    Auth.REQUIRED,
    limit=_BEGIN,
    route="upload_begin_edit",
    versioned=True,
)

UPLOAD_ADD = Endpoint(
    "put-upload-session-file",
    "POST",
    "/upload/{uploadSessionId}",
    JsonObject,
    Auth.REQUIRED,
    limit=_FILES,
    route="upload_session",
)

UPLOAD_REMOVE = Endpoint(
    "delete-uploaded-session-file",
    "DELETE",
    "/upload/{uploadSessionId}/{uploadSessionFileId}",
    Done,
    Auth.REQUIRED,
    limit=_FILES,
    route="upload_file",
)

UPLOAD_REMOVE_BATCH = Endpoint(
    "delete-uploaded-session-files",
    "DELETE",
    "/upload/{uploadSessionId}/batch",
    Done,
    Auth.REQUIRED,
    limit=_FILES,
    route="upload_batch",
)

UPLOAD_COMMIT = Endpoint(
    "commit-upload-session",
    "POST",
    "/upload/{uploadSessionId}/commit",
    One[Entity[ChapterAttributes]],
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="upload_commit",
)

UPLOAD_ABANDON = Endpoint(
    "abandon-upload-session",
    "DELETE",
    "/upload/{uploadSessionId}",
    Done,
    Auth.REQUIRED,
    limit=Limit(30, 60),
    route="upload_session",
)

UPLOAD_CHECK = Endpoint(
    "upload-check-approval-required",
    "POST",
    "/upload/check-approval-required",
    JsonObject,
    Auth.REQUIRED,
    route="upload_check",
)
