"""Keeping within MangaDex's limits: rules, what they have seen, and the queue in front of them."""

from .path import Path
from .registry import Places, Ratelimits
from .window import PathRatelimit

__all__ = ["Path", "PathRatelimit", "Places", "Ratelimits"]
