"""Keeping within MangaDex's limits: rules, what they have seen, and the queue in front of them."""

from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from .path import Path
    from .places import Places
    from .registry import Ratelimits
    from .rule import PathRatelimit

__all__ = ["Path", "PathRatelimit", "Places", "Ratelimits"]

# Modules are imported for the first name that is asked of them, and type checkers look at the imports above.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "path": "Path",
            "places": "Places",
            "registry": "Ratelimits",
            "rule": "PathRatelimit",
        },
    )
