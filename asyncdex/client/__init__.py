"""The client: the public face of everything."""

from .core import MangadexClient

__all__ = ["MangadexClient"]
