"""Who may fetch which images from which node, and until when."""

from __future__ import annotations

import secrets
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.clocks import Clock

_LIFETIME = 15 * 60


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
        self._asked: Counter[str] = Counter()
        self._warm: set[tuple[int, str]] = set()

    def base_url(self, chapter: str) -> str:
        """Return a fresh base URL for a chapter; each time another node's.

        Args:
            chapter: The chapter's id.
        """
        now = self._clock.monotonic()
        # Grants are kept in the sequence of their expiry, so the stale ones stand at the front.
        while self._grants and next(iter(self._grants.values())).expires <= now:
            del self._grants[next(iter(self._grants))]
        node = (zlib.crc32(chapter.encode()) + self._asked[chapter]) % len(self.urls)
        self._asked[chapter] += 1
        token = secrets.token_urlsafe(24)
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
        self._warm.add((node, name))
        return warm
