"""What the sandbox's own account follows, what it has read, and how it liked it."""

from __future__ import annotations

from dataclasses import dataclass, field

FOLLOWED = ("manga", "scanlation_group", "user", "custom_list")


@dataclass(frozen=True, slots=True)
class Rating:
    """How the account liked a manga.

    Attributes:
        value: From 1 to 10.
        given: When that was said, as MangaDex writes it.
    """

    value: int
    given: str


@dataclass(slots=True)
class Shelf:
    """What belongs to an account and to nobody else.

    Attributes:
        follows: The ids of what it follows, by entity type, in the sequence they are listed in.
        statuses: What it is doing with a manga, such as `reading`, by the manga's id.
        read: The ids of the chapters it has read, by the id of their manga.
        history: When it opened which chapter, as MangaDex writes it, by the chapter's id, the newest last.
        ratings: How it liked a manga, by the manga's id.
    """

    follows: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in FOLLOWED})
    statuses: dict[str, str] = field(default_factory=dict[str, str])
    read: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    history: dict[str, str] = field(default_factory=dict[str, str])
    ratings: dict[str, Rating] = field(default_factory=dict[str, Rating])

    def copy(self) -> Shelf:
        """Return a shelf of its own with the same on it."""
        return Shelf(
            {kind: list(followed) for kind, followed in self.follows.items()},
            dict(self.statuses),
            {manga: list(chapters) for manga, chapters in self.read.items()},
            dict(self.history),
            dict(self.ratings),
        )

    def follow(self, kind: str, identifier: str) -> bool:
        """Follow something.

        Args:
            kind: Its type.
            identifier: Its id.

        Returns:
            Whether it was not followed before.
        """
        if identifier in self.follows[kind]:
            return False
        self.follows[kind].append(identifier)
        return True

    def unfollow(self, kind: str, identifier: str) -> bool:
        """Stop following something.

        Args:
            kind: Its type.
            identifier: Its id.

        Returns:
            Whether it was followed before.
        """
        if identifier not in self.follows[kind]:
            return False
        self.follows[kind].remove(identifier)
        return True

    def forget(self, identifier: str) -> None:
        """Keep nothing of what is no more.

        Args:
            identifier: The id of an entity of any type.
        """
        for followed in self.follows.values():
            if identifier in followed:
                followed.remove(identifier)
        self.statuses.pop(identifier, None)
        self.ratings.pop(identifier, None)
        self.history.pop(identifier, None)
        self.read.pop(identifier, None)
        for chapters in self.read.values():
            if identifier in chapters:
                chapters.remove(identifier)
