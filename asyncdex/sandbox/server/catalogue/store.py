"""The catalogue: a world, what became of it since, and the look-ups the handlers need."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.completion import readable
from asyncdex.sandbox.server.catalogue.keeping import Keeping
from asyncdex.sandbox.server.catalogue.shelving import some_shelf
from asyncdex.sandbox.server.catalogue.threads import Thread
from asyncdex.sandbox.server.clocks import unix

if TYPE_CHECKING:
    from collections.abc import Collection

    from asyncdex.sandbox.server.catalogue.base import Base
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.shelf import Shelf


class Catalogue(Keeping):
    """Everything the sandbox serves, by kind and by id.

    Args:
        base: The world it begins with, which stays as it is.

    Attributes:
        manga: Manga by id; `chapters`, `authors`, `groups`, `covers`, `users`, `tags` and `lists` alike.
        chosen: The cover that was chosen to stand for a manga, by the manga's id.
        threads: The forum threads that were opened, by the id of what they are about.
        coming: When chapters come out that were added, UNIX seconds, with the ids of their manga; a heap.

    Example:
        >>> async with Sandbox() as box:
        ...     titles = [record.attributes["title"] for record in box.catalogue.manga.values()]
    """

    def __init__(self, base: Base) -> None:
        super().__init__(base)
        self.manga = self.entities("manga")
        self.chapters = self.entities("chapter")
        self.authors = self.entities("author")
        self.groups = self.entities("scanlation_group")
        self.covers = self.entities("cover_art")
        self.users = self.entities("user")
        self.tags = self.entities("tag")
        self.lists = self.entities("custom_list")
        self.chosen: dict[str, str] = {}
        self.threads: dict[str, Thread] = {}
        self.coming: list[tuple[int, str]] = []
        self._first_shelf: Shelf | None = None
        self._shelf: Shelf | None = None

    @property
    def me(self) -> str:
        """The id of the user that the sandbox's own credentials log in."""
        return self.base.me

    @property
    def notes(self) -> list[str]:
        """What a reader of recorded answers skipped or had to invent, in plain words."""
        return self.base.notes

    @property
    def shelf(self) -> Shelf:
        """What the sandbox's own account follows and has read."""
        if self._shelf is None:
            if self._first_shelf is None:
                self._first_shelf = some_shelf(self.base)
            self._shelf = self._first_shelf.copy()
        return self._shelf

    @shelf.setter
    def shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def remove(self, records: Collection[Record]) -> None:
        """Keep entities no longer, nor what others and the account say of them.

        Args:
            records: The entities.
        """
        for record in records:
            self.shelf.forget(record.id)
        super().remove(records)

    def chapters_of(self, manga: str) -> list[Record]:
        """Return the chapters of a manga.

        Args:
            manga: The manga's id.
        """
        return self.parts_of("chapter", manga)

    def covers_of(self, manga: str) -> list[Record]:
        """Return the covers of a manga.

        Args:
            manga: The manga's id.
        """
        return self.parts_of("cover_art", manga)

    def lists_of(self, user: str) -> list[Record]:
        """Return the custom lists of a user, private ones too.

        Args:
            user: The user's id.
        """
        return self.parts_of("custom_list", user)

    def manga_of(self, record: Record) -> Record | None:
        """Return the manga a chapter or cover belongs to, or None.

        Args:
            record: The chapter or cover.
        """
        return next((self.manga[owner] for owner in record.linked("manga") if owner in self.manga), None)

    def thread_of(self, record: Record) -> Thread | None:
        """Return the forum thread of something, or None if nobody has opened one.

        Args:
            record: What it is about.
        """
        place = self.base.place(record.type, record.id)
        first = self.base.thread(record.type, place) if place is not None else None
        return first or self.threads.get(record.id)

    def open_thread(self, record: Record) -> Thread:
        """Return the forum thread of something, which is opened if there is none.

        Args:
            record: What it is about.
        """
        number = self.base.threads + len(self.threads) + 1
        return self.thread_of(record) or self.threads.setdefault(record.id, Thread(number, 0))

    def await_release(self, chapter: Record) -> None:
        """Have the manga of a chapter tell of it once it comes out; see `come_out`.

        Args:
            chapter: The chapter.
        """
        moment = unix(chapter.attributes.get("publishAt")) or 0
        for manga in chapter.linked("manga"):
            heapq.heappush(self.coming, (moment, manga))

    def sample_manga(self) -> Record:
        """Return the manga made for showing around, or else the one with the most chapters to read.

        Raises:
            LookupError: If there is no manga.
        """
        if self.base.showpiece in self.manga:
            return self.manga[self.base.showpiece]
        if not self.manga:
            raise LookupError("the catalogue has no manga")
        return self.manga[max(self.manga, key=lambda manga: len(self.readable_chapters(manga)))]

    def sample_chapter(self) -> Record:
        """Return a chapter of the sample manga that can be read.

        Raises:
            LookupError: If no manga has a readable chapter.
        """
        chapters = self.readable_chapters(self.sample_manga().id)
        if not chapters:
            raise LookupError("the catalogue has no chapter that can be read")
        return chapters[0]

    def readable_chapters(self, manga: str) -> list[Record]:
        """Return the chapters of a manga that have pages, are available and long published.

        Args:
            manga: The manga's id.
        """
        return list(filter(readable, self.chapters_of(manga)))

    def reset(self) -> None:
        """Have the world as it was at first."""
        super().reset()
        self.chosen.clear()
        self.threads.clear()
        self.coming.clear()
        self._shelf = None
