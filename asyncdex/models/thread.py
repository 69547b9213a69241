"""Threads in MangaDex's forum."""

from dataclasses import dataclass

__all__ = ["ForumThread", "thread_url"]


@dataclass(frozen=True)
class ForumThread:
    """The thread about a manga, a chapter or a group."""

    #: Its number.
    id: int
    #: How many answers it has; None where MangaDex does not say.
    replies: int | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return thread_url(self.id)


def thread_url(number: int) -> str:
    """Return the address of a thread.

    Args:
        number: Its number.
    """
    return f"https://forums.mangadex.org/threads/{number}"
