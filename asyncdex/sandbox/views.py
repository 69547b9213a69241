"""What a sandbox shows of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.limits.limiter import Bucket, Outcast
    from asyncdex.sandbox.server.state import State
    from asyncdex.sandbox.server.stats import Stats


class Views:
    """What there is in a sandbox, and what was asked of it.

    Args:
        state: The parts of the sandbox.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def clock(self) -> Clock:
        """Where the time comes from."""
        return self._state.clock

    @property
    def stats(self) -> Stats:
        """What was asked of the sandbox so far."""
        return self._state.stats

    @property
    def buckets(self) -> list[Bucket]:
        """How far each address has used up its budgets; those that are full are left out."""
        return self._state.limiter.buckets() if self._state.limiter is not None else []

    @property
    def outcasts(self) -> list[Outcast]:
        """The addresses that went on after they were refused, and so are banned or not answered."""
        return self._state.limiter.outcasts() if self._state.limiter is not None else []

    @property
    def catalogue(self) -> Catalogue:
        """The entities that the sandbox serves, for reading."""
        return self._state.catalogue

    @property
    def notes(self) -> list[str]:
        """What was skipped or invented while reading a folder of recorded answers, in plain words."""
        return self._state.catalogue.notes

    @property
    def sample_manga_id(self) -> str:
        """The id of a manga with many chapters, good for showing around."""
        return self._state.catalogue.sample_manga().id

    @property
    def sample_chapter_id(self) -> str:
        """The id of a chapter with pages that can be read."""
        return self._state.catalogue.sample_chapter().id
