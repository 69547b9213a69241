"""Errors in the shape MangaDex gives them."""

from __future__ import annotations

import uuid
from typing import Any

# Error ids are the same for the same kind of error, as they are on the real service.
_NAMESPACE = uuid.UUID("6f1c1f0e-52b5-4c33-9b0b-0d6f9d4c7a11")


class ApiError(Exception):
    """An answer that says no.

    Args:
        status: The HTTP status.
        title: The machine-readable name of the error.
        details: One sentence for each thing that is wrong.
        headers: Headers that go with the answer.
        context: What a program can make use of.
    """

    def __init__(
        self,
        status: int,
        title: str,
        *details: str,
        headers: dict[str, str] | None = None,
        context: dict[str, str] | None = None,
    ) -> None:
        super().__init__(title, *details)
        self.status = status
        self.title = title
        self.details = details
        self.headers = headers or {}
        self.context = context

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        return {
            "result": "error",
            "errors": [
                {
                    "id": str(uuid.uuid5(_NAMESPACE, self.title)),
                    "status": self.status,
                    "title": self.title,
                    "detail": detail,
                    "context": self.context,
                }
                for detail in self.details
            ],
        }


def bad_request(*details: str) -> ApiError:
    """Return the error for a request that is not well-formed.

    Args:
        details: One sentence for each thing that is wrong.
    """
    return ApiError(400, "validation_exception", *details)


def not_found(detail: str) -> ApiError:
    """Return the error for something that is not there.

    Args:
        detail: What was looked for.
    """
    return ApiError(404, "not_found_http_exception", detail)


def unauthorized(detail: str = "You must be logged in to continue.") -> ApiError:
    """Return the error for a missing, expired or unknown token.

    Args:
        detail: What is wrong with it.
    """
    return ApiError(401, "unauthorized_http_exception", detail)


def forbidden(detail: str) -> ApiError:
    """Return the error for what the account is not allowed to do.

    Args:
        detail: What it is not allowed to do.
    """
    return ApiError(403, "access_denied_http_exception", detail)


def stale(detail: str) -> ApiError:
    """Return the error for an edit that was made against an older version.

    Args:
        detail: Which version is current.
    """
    return ApiError(409, "version_conflict_exception", detail)


def conflict(detail: str) -> ApiError:
    """Return the error for a change to something that has another state by now.

    Args:
        detail: What is not as expected.
    """
    return ApiError(409, "conflict_http_exception", detail)
