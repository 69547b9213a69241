"""Everything that can go wrong, as types.

``AsyncDexException`` is the base of all. What the server answered is an :class:`HTTPException`, which is also
an :class:`aiohttp.ClientResponseError`; what never reached a server is a :class:`ConnectionFailed`.
"""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
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

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "access": "Banned Captcha Forbidden InvalidCaptcha PermissionMismatch Unauthorized",
            "base": (
                "AsyncDexException ClientClosed ConnectionFailed InvalidArgument NotOffered Ratelimit "
                "RequestTimeout"
            ),
            "content": "ChapterUnreadable InvalidID Missing NoClient NotFetched OffsetLimit PageFailed",
            "http": "BadRequest Conflict HTTPException InvalidResponse NotFound TooManyRequests",
            "uploads": "FilesRefused UploadClosed UploadOpen",
        },
    )
