"""Telling whether the API has an endpoint that somebody names."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.app import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.limits.rules import Rule


def check_endpoints(rules: Iterable[Rule]) -> None:
    """Refuse limits for endpoints that do not exist, since they would never be reached.

    Args:
        rules: The limits.

    Raises:
        ValueError: If there is no such endpoint.
    """
    router = web.Application().router
    for resource in RESOURCES:
        router.add_routes(resource.ROUTES)
    known = {f"{route.method} {route.resource.canonical}" for route in router.routes() if route.resource}
    for rule in rules:
        named = f"{rule.method} {rule.path}"
        if named not in known:
            near = [each for each in known if _shape(each) == _shape(named)]
            near = near or get_close_matches(named, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"limits: the API has no endpoint {named!r}{hint}")


def _shape(endpoint: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", endpoint)
