"""Who may fetch which images from which node, and until when."""

from __future__ import annotations

import secrets
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from asyncdex.sandbox.server.clocks import Clock

_LIFETIME = 15 * 60
# How many chapters, pages and permissions are remembered.
_MOST = 20_000

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission to fetch one chapter's pages.

    Attributes:
        chapter: The chapter's id.
        node: The position of the node it holds for.
        expires: The monotonic time it ends, seconds.
    """

    chapter: str
    node: int
    expires: float


class NodeGrants:
    """Hands out base URLs and checks the tokens in them.

    Args:
        clock: Where the time comes from.
    """

    def __init__(self, clock: Clock) -> None:
        self.urls: list[str] = []
        self._clock = clock
        self._grants: dict[str, Grant] = {}
        self._asked: dict[str, int] = {}
        self._warm: dict[tuple[int, str], None] = {}

    def base_url(self, chapter: str) -> str:
        """Return a fresh base URL for a chapter; each time another node's.

        Args:
            chapter: The chapter's id.
        """
        now = self._clock.monotonic()
        # Grants are kept in the sequence of their expiry, so the stale ones stand at the front.
        while self._grants and next(iter(self._grants.values())).expires <= now:
            del self._grants[next(iter(self._grants))]
        before = self._asked.pop(chapter, 0)
        self._asked[chapter] = before + 1
        _trim(self._asked)
        node = (zlib.crc32(chapter.encode()) + before) % len(self.urls)
        token = secrets.token_urlsafe(24)
        _trim(self._grants)
        self._grants[token] = Grant(chapter, node, now + _LIFETIME)
        return f"{self.urls[node]}/{token}"

    def chapter_for(self, token: str, node: int) -> str | None:
        """Return the chapter a token opens on a node, or None if it opens nothing there (any more).

        Args:
            token: The token from the path.
            node: The position of the node that was asked.
        """
        grant = self._grants.get(token)
        if grant is None or grant.node != node or grant.expires <= self._clock.monotonic():
            return None
        return grant.chapter

    def seen(self, node: int, name: str) -> bool:
        """Tell whether a node has served an image before, and remember that it has now.

        Args:
            node: The node's position.
            name: The image's name.
        """
        warm = (node, name) in self._warm
        self._warm[node, name] = None
        _trim(self._warm)
        return warm

    def reset(self) -> None:
        """Take all permissions back, and let no node have served anything."""
        for kept in (self._grants, self._asked, self._warm):
            kept.clear()


def _trim(kept: dict[Key, Value]) -> None:
    """Forget the oldest of what would otherwise be more and more."""
    while len(kept) > _MOST:
        del kept[next(iter(kept))]
