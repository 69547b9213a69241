"""The forum threads behind manga, chapters and groups."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread of comments.

    Attributes:
        id: Its number on the forum.
        replies: How many comments it has, the opening one not counted.
    """

    id: int
    replies: int
