"""Keeping within MangaDex's limits: rules, what they have seen, and the queue in front of them."""

from .path import Path
from .places import Places
from .registry import Ratelimits
from .rule import PathRatelimit

__all__ = ["Path", "PathRatelimit", "Places", "Ratelimits"]
