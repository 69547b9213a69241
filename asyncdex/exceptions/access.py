"""Answers that shut somebody out: no login, no right, a captcha, a banned address."""

from collections.abc import Mapping
from typing import Any

import aiohttp

from .http import BadRequest, HTTPException

__all__ = ["Banned", "Captcha", "Forbidden", "InvalidCaptcha", "PermissionMismatch", "Unauthorized"]


class Unauthorized(HTTPException):
    """401, or a call that needs a login which the client has no means for (then ``response`` is None)."""


class Forbidden(HTTPException):
    """403 with an explanation: the account may not do this."""


class PermissionMismatch(Forbidden):
    """403 that names the permission the account lacks.

    Args:
        permission: MangaDex's name of the permission, such as ``manga.edit``.
        method: The HTTP method.
        path: The path or URL that was called.
        response: aiohttp's response, where there is one.
        more: What else :class:`HTTPException` takes.
    """

    permission: str

    def __init__(
        self,
        permission: str,
        method: str,
        path: str,
        response: aiohttp.ClientResponse | None = None,
        **more: Any,
    ) -> None:
        more.setdefault(
            "msg", f"HTTP Error on {{method}} for {{path}}. It needs the permission {permission!r}."
        )
        super().__init__(method, path, response, **more)
        self.permission = permission


class Captcha(Forbidden):
    """403 that asks for a captcha first.

    Args:
        site_key: MangaDex's reCAPTCHA site key; an empty text where the answer named none.
        method: The HTTP method.
        path: The path or URL that was called.
        response: aiohttp's response, where there is one.
        more: What else :class:`HTTPException` takes.
    """

    site_key: str

    def __init__(
        self,
        site_key: str,
        method: str,
        path: str,
        response: aiohttp.ClientResponse | None = None,
        **more: Any,
    ) -> None:
        more.setdefault("msg", "HTTP Error on {method} for {path}. A captcha has to be solved first.")
        super().__init__(method, path, response, **more)
        self.site_key = site_key


class InvalidCaptcha(BadRequest):
    """400: the answer to a captcha was wrong, or could not be checked.

    Args:
        response: aiohttp's response, where there is one.
        json: The decoded error body.
        more: What else :class:`HTTPException` takes.
    """

    def __init__(
        self,
        response: aiohttp.ClientResponse | None = None,
        *,
        json: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        more.setdefault("msg", "The captcha was not solved.")
        super().__init__("POST", "/captcha/solve", response, json=json, **more)


class Banned(HTTPException):
    """403 without an explanation: this network address is shut out for a while; further calls prolong it."""
