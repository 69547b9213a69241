"""What MangaDex wants to know of how a page was delivered."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

__all__ = ["Delivery"]


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
