"""What MangaDex wants to know of how a page was delivered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from asyncdex.exceptions import ConnectionFailed

__all__ = ["Delivery", "host_of", "reason_of", "was_cached"]


def host_of(url: str) -> str:
    """Return the host of a node's address, whose path may hold a token."""
    try:
        return urlsplit(url).hostname or "the image node"
    except ValueError:
        return "the image node"


def was_cached(headers: Mapping[str, str]) -> bool:
    """Return whether a node says that it had the page at hand."""
    return headers.get("X-Cache", "").upper().startswith("HIT")


def reason_of(failure: ConnectionFailed) -> str:
    """Return why a connection failed, unless the text may hold a piece of the address."""
    return "the connection failed" if "/" in failure.reason else failure.reason


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to get a page from a node.

    Its field names are those of the report.
    """

    url: str
    success: bool
    cached: bool
    #: How many arrived.
    bytes: int
    #: Milliseconds, for the whole of it.
    duration: int

    @classmethod
    def of(cls, url: str, size: int, seconds: float, *, success: bool, cached: bool) -> Self:
        """Return the report about an attempt.

        Args:
            url: The page's address.
            size: How many bytes arrived.
            seconds: How long it took.
            success: Whether the page is there, and intact.
            cached: Whether the node had it at hand.
        """
        return cls(url, success, cached, size, round(seconds * 1000))

    @property
    def wanted(self) -> bool:
        """Whether MangaDex wants the report; not for hosts of its own."""
        try:
            return "mangadex.org" not in (urlsplit(self.url).hostname or "")
        except ValueError:
            return False

    def __repr__(self) -> str:
        return (
            f"<Delivery of {self.bytes} bytes, {'good' if self.success else 'bad'}>"  # the URL holds a token
        )
