"""The client: the public face of everything."""

from asyncdex.constants import DEFAULT_API_URL

from .core import MangadexClient

__all__ = ["DEFAULT_API_URL", "MangadexClient"]
