"""What is noted on a request while it is answered, for the record."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Marks:
    """Notes on the request that is being answered.

    Attributes:
        body: Its body as it was read, or None if it was not.
        bucket: The budget it was counted against.
        why: Why it was refused, or which fault was played.
        skew: How many seconds the `Date` of its answer is off.
        strip: Headers that its answer does without.
    """

    body: bytes | None = None
    bucket: str = ""
    why: str = ""
    skew: float = 0
    strip: tuple[str, ...] = ()


# A request's own store wants keys that only the newest versions of aiohttp have. The requests of a connection
# are answered one after the other in one task, and those of others in others.
_current: ContextVar[Marks | None] = ContextVar("sandbox_marks", default=None)


def fresh_marks() -> Marks:
    """Begin the notes on a request, and return them."""
    marks = Marks()
    _current.set(marks)
    return marks


def marks_here() -> Marks:
    """Return the notes on the request that is being answered, or a blank page where none is recorded."""
    return _current.get() or Marks()
