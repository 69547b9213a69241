"""Tokens in the form of JSON Web Tokens."""

from __future__ import annotations

import base64
import json
import secrets
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_token(kind: str, about: Mapping[str, str], issued: float, lifetime: float) -> str:
    """Write a token that looks like those of the service; only its being on record makes it valid.

    Args:
        kind: `Bearer` or `Refresh`.
        about: Whom it is for, as claims.
        issued: When it is issued, UNIX seconds.
        lifetime: How long it is good, seconds.
    """
    times = {"exp": int(issued) + int(lifetime), "iat": int(issued)}
    claims = {**times, "jti": str(uuid.uuid4()), "typ": kind, **about}
    parts = [_encoded({"alg": "HS256", "typ": "JWT"}), _encoded(claims), secrets.token_urlsafe(32)]
    return ".".join(parts)


def _encoded(part: Mapping[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
