"""What searches look at: a table of facts for each type that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.facts import (
    ChapterFacts,
    CoverFacts,
    MangaFacts,
    NameFacts,
    chapter_facts,
    cover_facts,
    manga_facts,
    name_facts,
)
from asyncdex.sandbox.server.catalogue.figures import average_of
from asyncdex.sandbox.server.catalogue.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asyncdex.sandbox.server.catalogue.entities import Entities
    from asyncdex.sandbox.server.catalogue.figures import Figures
    from asyncdex.sandbox.server.catalogue.records import Record

_NAMED = ("author", "scanlation_group", "user")


class Tables:
    """The tables of a catalogue, which are filled while searches need them.

    Args:
        entities: The entities by type.
        figures: Followers and votes.
        latest: Returns when a manga got its newest chapter.

    Attributes:
        manga: The facts of manga.
        chapters: The facts of chapters.
        covers: The facts of covers.
        names: The facts of authors, groups and users, by type.
    """

    def __init__(
        self,
        entities: Mapping[str, Entities],
        figures: Figures,
        latest: Callable[[str], int | None],
    ) -> None:
        self._figures = figures
        self._latest = latest
        self.manga: Table[MangaFacts] = Table(entities["manga"], self.of_manga)
        self.chapters: Table[ChapterFacts] = Table(
            entities["chapter"], chapter_facts, entities["chapter"].base.chapter_facts
        )
        self.covers: Table[CoverFacts] = Table(entities["cover_art"], cover_facts)
        self.names: dict[str, Table[NameFacts]] = {
            kind: Table(entities[kind], self._of_name) for kind in _NAMED
        }
        names = self.names.values()
        self._resets = (self.manga.reset, self.chapters.reset, self.covers.reset, *(t.reset for t in names))
        self._marks: dict[str, Callable[[int], None]] = {
            "manga": self.manga.mark,
            "chapter": self.chapters.mark,
            "cover_art": self.covers.mark,
            **{kind: table.mark for kind, table in self.names.items()},
        }

    def of_manga(self, record: Record) -> MangaFacts:
        """Return the facts of a manga, which may be a draft.

        Args:
            record: The manga.
        """
        follows = self._figures.follows_of("manga", record.id)
        score = average_of(self._figures.votes_of(record.id))
        return manga_facts(record, self._latest(record.id), follows, score)

    def mark(self, kind: str, position: int) -> None:
        """Read the facts of an entity again when they are needed the next time.

        Args:
            kind: Its type; what cannot be searched has no facts.
            position: Its position.
        """
        if kind in self._marks:
            self._marks[kind](position)

    def reset(self) -> None:
        """Forget what was read of entities that were edited or added."""
        for forget in self._resets:
            forget()

    def _of_name(self, record: Record) -> NameFacts:
        return name_facts(record, self._figures.follows_of(record.type, record.id))
