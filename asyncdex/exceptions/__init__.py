"""Everything that can go wrong, as types.

``AsyncDexException`` is the base of all. What the server answered is an :class:`HTTPException`, which is also
an :class:`aiohttp.ClientResponseError`; what never reached a server is a :class:`ConnectionFailed`.
"""

from .access import Banned, Captcha, Forbidden, InvalidCaptcha, PermissionMismatch, Unauthorized
from .base import (
    AsyncDexException,
    ClientClosed,
    ConnectionFailed,
    InvalidArgument,
    NotOffered,
    Ratelimit,
    RequestTimeout,
)
from .content import (
    ChapterUnreadable,
    InvalidID,
    Missing,
    NoClient,
    NotFetched,
    OffsetLimit,
    PageFailed,
)
from .http import BadRequest, Conflict, HTTPException, InvalidResponse, NotFound, TooManyRequests
from .uploads import FilesRefused, UploadClosed, UploadOpen

__all__ = [
    "AsyncDexException",
    "BadRequest",
    "Banned",
    "Captcha",
    "ChapterUnreadable",
    "ClientClosed",
    "Conflict",
    "ConnectionFailed",
    "FilesRefused",
    "Forbidden",
    "HTTPException",
    "InvalidArgument",
    "InvalidCaptcha",
    "InvalidID",
    "InvalidResponse",
    "Missing",
    "NoClient",
    "NotFetched",
    "NotFound",
    "NotOffered",
    "OffsetLimit",
    "PageFailed",
    "PermissionMismatch",
    "Ratelimit",
    "RequestTimeout",
    "TooManyRequests",
    "Unauthorized",
    "UploadClosed",
    "UploadOpen",
]
