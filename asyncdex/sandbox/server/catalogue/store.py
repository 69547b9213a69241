"""The store of all entities, with the look-ups the handlers need."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.records import STORED_AS, Record
from asyncdex.sandbox.server.catalogue.shelf import Shelf
from asyncdex.sandbox.server.catalogue.threads import Threads
from asyncdex.sandbox.server.clocks import sortable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from asyncdex.sandbox.server.catalogue.records import Relationship

# Later dates than this one stand for "not yet".
_NEVER = "2030"
_UNDATED = "1970-01-01T00:00:00"


class Catalogue:
    """Everything the sandbox serves, by kind and by id.

    Attributes:
        manga: Manga by id; `chapters`, `authors`, `groups`, `covers`, `users`, `tags` and `lists` alike.
        follows: How many readers follow a manga or group, by id.
        ratings: A manga's average rating from 1 to 10, by id.
        votes: How many readers gave a manga each rating, that of 1 first, by id.
        drafts: Manga that are not published, by id; they are not among `manga`.
        chosen: The cover that was chosen to stand for a manga, by the manga's id.
        threads: The forum threads of entities.
        shelf: What the sandbox's own account follows and has read.
        notes: What a reader of recorded answers skipped or had to invent, in plain words.
        me: The id of the user that the sandbox's own credentials log in.
        showpiece: The id of a manga made for showing around, or an empty text.

    Example:
        >>> async with Sandbox() as box:
        ...     titles = [record.attributes["title"] for record in box.catalogue.manga.values()]
    """

    def __init__(self) -> None:
        self.manga: dict[str, Record] = {}
        self.chapters: dict[str, Record] = {}
        self.authors: dict[str, Record] = {}
        self.groups: dict[str, Record] = {}
        self.covers: dict[str, Record] = {}
        self.users: dict[str, Record] = {}
        self.tags: dict[str, Record] = {}
        self.follows: dict[str, int] = {}
        self.ratings: dict[str, float] = {}
        self.votes: dict[str, list[int]] = {}
        self.drafts: dict[str, Record] = {}
        self.chosen: dict[str, str] = {}
        self.lists: dict[str, Record] = {}
        self.shelf = Shelf()
        self.threads = Threads()
        self.notes: list[str] = []
        self.me = ""
        self.showpiece = ""
        self._kinds: dict[str, dict[str, Record]] = {
            "manga": self.manga,
            "chapter": self.chapters,
            "author": self.authors,
            "scanlation_group": self.groups,
            "cover_art": self.covers,
            "user": self.users,
            "tag": self.tags,
            "custom_list": self.lists,
        }
        self._chapters_of: dict[str, list[Record]] = {}
        self._covers_of: dict[str, list[Record]] = {}
        self._latest: dict[str, str] = {}
        self._home: dict[str, Record] = {}

    def add(self, record: Record) -> Record:
        """Keep an entity under its type and id.

        Args:
            record: The entity; one with the same id is replaced.

        Returns:
            The same entity.
        """
        self._kinds[record.type][record.id] = record
        return record

    def remove(self, records: Collection[Record]) -> None:
        """Keep entities no longer, nor what others and the account say of them; call `index` afterwards.

        Args:
            records: The entities.
        """
        gone = {(record.type, record.id) for record in records}
        for kind, identifier in gone:
            self._kinds[kind].pop(identifier, None)
            self.drafts.pop(identifier, None)
            self.shelf.forget(identifier)
        for record in self.everything():
            if any(_target(entry) in gone for entry in record.relationships):
                record.relationships = [entry for entry in record.relationships if _target(entry) not in gone]

    def everything(self) -> Iterator[Record]:
        """Yield every entity, drafts too."""
        for records in (*self._kinds.values(), self.drafts):
            yield from records.values()

    def house(self, kind: str, records: dict[str, Record]) -> None:
        """Have entities that are kept elsewhere found as well.

        Args:
            kind: Their type.
            records: The entities by id, which may change at any time.
        """
        self._kinds[kind] = records

    def find(self, kind: str, identifier: str) -> Record | None:
        """Look an entity up by the type a relationship gives it.

        Args:
            kind: An entity or relationship type; `artist` finds authors, `leader` finds users.
            identifier: The entity's id.

        Returns:
            The entity, or None if there is none or the type is unknown.
        """
        return self._kinds.get(STORED_AS.get(kind, kind), {}).get(identifier)

    def knows(self, kind: str) -> bool:
        """Tell whether entities of a relationship type are kept at all.

        Args:
            kind: An entity or relationship type.
        """
        return STORED_AS.get(kind, kind) in self._kinds

    def index(self) -> None:
        """Work out which chapters and covers belong to which manga; call it after the last `add`."""
        self._chapters_of = _by_manga(self.chapters)
        self._covers_of = _by_manga(self.covers)
        self._home = {
            record.id: self.manga[manga]
            for owned in (self._chapters_of, self._covers_of)
            for manga, records in owned.items()
            if manga in self.manga
            for record in records
        }
        self._latest = {
            manga: max(sortable(chapter.attributes.get("createdAt") or _UNDATED) for chapter in chapters)
            for manga, chapters in self._chapters_of.items()
        }

    def chapters_of(self, manga: str) -> list[Record]:
        """Return the chapters of a manga.

        Args:
            manga: The manga's id.
        """
        return self._chapters_of.get(manga, [])

    def covers_of(self, manga: str) -> list[Record]:
        """Return the covers of a manga.

        Args:
            manga: The manga's id.
        """
        return self._covers_of.get(manga, [])

    def lists_of(self, user: str) -> list[Record]:
        """Return the custom lists of a user, private ones too.

        Args:
            user: The user's id.
        """
        return [record for record in self.lists.values() if user in record.linked("user")]

    def latest_upload(self, manga: str) -> str | None:
        """Return when a manga got its newest chapter, as sortable text, or None without chapters.

        Args:
            manga: The manga's id.
        """
        return self._latest.get(manga)

    def manga_of(self, record: Record) -> Record | None:
        """Return the manga a chapter or cover belongs to, or None.

        Args:
            record: The chapter or cover.
        """
        return self._home.get(record.id)

    def sample_manga(self) -> Record:
        """Return the manga made for showing around, or else the one with the most chapters to read."""
        if self.showpiece in self.manga:
            return self.manga[self.showpiece]
        return max(self.manga.values(), key=lambda record: len(self.readable_chapters(record.id)))

    def sample_chapter(self) -> Record:
        """Return a chapter of the sample manga that can be read.

        Raises:
            LookupError: If no manga has a readable chapter.
        """
        readable = self.readable_chapters(self.sample_manga().id)
        if not readable:
            raise LookupError("the catalogue has no chapter that can be read")
        return readable[0]

    def readable_chapters(self, manga: str) -> list[Record]:
        """Return the chapters of a manga that have pages, are available and long published.

        Args:
            manga: The manga's id.
        """
        return [
            record
            for record in self.chapters_of(manga)
            if record.attributes.get("pages")
            and not record.attributes.get("isUnavailable")
            and (record.attributes.get("publishAt") or "") < _NEVER
        ]


def _target(entry: Relationship) -> tuple[str, str]:
    return STORED_AS.get(entry.type, entry.type), entry.id


def _by_manga(records: Mapping[str, Record]) -> dict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        for manga in record.linked("manga"):
            found[manga].append(record)
    return dict(found)
