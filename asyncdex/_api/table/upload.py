"""Uploading chapters."""

from asyncdex._api.bodies import ApprovalBody, BatchBody, CommitBody, FilesForm, UploadBody, VersionBody
from asyncdex._api.endpoint import KB, Auth, Endpoint, Limit
from asyncdex._wire import Approval, Bare, ChapterAttributes, Done, UploadAttributes, UploadedFiles

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

# That its files can be asked for is not documented, but seen; without them nobody could go on with it.
UPLOAD_GET = Endpoint(
    "get-upload-session",
    "GET",
    "/upload",
    Bare[UploadAttributes],
    Auth.REQUIRED,
    limit=Limit(30, 60),
    route="upload",
    expand=("upload_session_file",),
)

UPLOAD_BEGIN = Endpoint(
    "begin-upload-session",
    "POST",
    "/upload/begin",
    Bare[UploadAttributes],
    Auth.REQUIRED,
    limit=_BEGIN,
    route="upload_begin",
    body=UploadBody,
    body_size=4 * KB,
)

UPLOAD_BEGIN_EDIT = Endpoint(
    "begin-edit-session",
    "POST",
    "/upload/begin/{chapterId}",
    Bare[UploadAttributes],
    Auth.REQUIRED,
    limit=_BEGIN,
    route="upload_begin_edit",
    versioned=True,
    body=VersionBody,
    body_size=KB,
    expand=("upload_session_file",),
)

UPLOAD_ADD = Endpoint(
    "put-upload-session-file",
    "POST",
    "/upload/{uploadSessionId}",
    UploadedFiles,
    Auth.REQUIRED,
    limit=_FILES,
    route="upload_session",
    body=FilesForm,
    form=True,
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
    body=BatchBody,
    body_size=20 * KB,
)

UPLOAD_COMMIT = Endpoint(
    "commit-upload-session",
    "POST",
    "/upload/{uploadSessionId}/commit",
    Bare[ChapterAttributes],
    Auth.REQUIRED,
    limit=Limit(10, 60),
    route="upload_commit",
    body=CommitBody,
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
    Approval,
    Auth.REQUIRED,
    route="upload_check",
    body=ApprovalBody,
    body_size=4 * KB,
)
