"""The upload sessions that are open, one for each user, with their files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.images.names import content_type

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from random import Random

    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock

# A guess: the limits are written as MB, which may as well be a million bytes.
_MEGABYTE = 1024 * 1024
FILES_IN_REQUEST = 10
FILE_BYTES = 20 * _MEGABYTE
SESSION_BYTES = 150 * _MEGABYTE
SESSION_FILES = 500


@dataclass(frozen=True, slots=True)
class Image:
    """A file as it was sent.

    Attributes:
        name: Its name on the sender's side.
        content: What is in it.
        ending: The ending that belongs to its name, by what it is.
        source: `local` if the sender sent it, `remote` if it was a page of the chapter before.
    """

    name: str
    content: bytes
    ending: str
    source: str = "local"


@dataclass(slots=True, eq=False)
class Session:
    """An upload session.

    Attributes:
        record: What is served of it.
        edits: The id of the chapter that it changes, or None if it makes a new one.
        against: That chapter's version when the session began.
        files: The images by the ids of their files, in the sequence they came.
    """

    record: Record
    edits: str | None = None
    against: int | None = None
    files: dict[str, Image] = field(default_factory=dict[str, Image])

    @property
    def size(self) -> int:
        """How many bytes its files have together."""
        return sum(len(image.content) for image in self.files.values())


class Uploads:
    """Opens, fills and closes upload sessions.

    Args:
        catalogue: Where the files can be looked up while their session is open.
        clock: Where the time comes from.
        random: Decides the ids.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, random: Random) -> None:
        self._clock = clock
        self._random = random
        self._open: dict[str, Session] = {}
        self._records: dict[str, Record] = {}
        catalogue.house("upload_session_file", self._records)

    @property
    def opened(self) -> tuple[Session, ...]:
        """The sessions that are open, one for each user at most."""
        return tuple(self._open.values())

    def of(self, user: str) -> Session | None:
        """Return the open session of a user, or None.

        Args:
            user: The user's id.
        """
        return self._open.get(user)

    def has(self, session: Session) -> bool:
        """Tell whether a session is still open.

        Args:
            session: The session.
        """
        return session in self._open.values()

    def begin(self, user: str, manga: str, groups: Collection[str], edits: Record | None = None) -> Session:
        """Open a session.

        Args:
            user: The id of the user, who has none open.
            manga: The id of the manga.
            groups: The ids of the groups.
            edits: The chapter to change, if there is one already.
        """
        now = stamp(self._clock.wall())
        attributes = {
            "isCommitted": False,
            "isProcessed": False,
            "isDeleted": False,
            "version": 1,
            "createdAt": now,
            "updatedAt": now,
        }
        record = Record("upload_session", new_id(self._random), attributes)
        record.link("user", user)
        record.link("manga", manga)
        for group in groups:
            record.link("scanlation_group", group)
        session = self._open[user] = Session(record)
        if edits is not None:
            record.link("chapter", edits.id)
            session.edits, session.against = edits.id, edits.attributes.get("version", 1)
        return session

    def keep(self, session: Session, image: Image) -> Record:
        """Add a file to a session.

        Args:
            session: The session.
            image: The file.

        Returns:
            What is served of it.
        """
        attributes = {
            "originalFileName": image.name,
            "fileHash": hashlib.sha256(image.content).hexdigest(),
            "fileSize": len(image.content),
            "mimeType": content_type(f".{image.ending}"),
            "source": image.source,
            "version": 1,
        }
        record = Record("upload_session_file", new_id(self._random), attributes)
        self._records[record.id] = record
        session.files[record.id] = image
        session.record.link("upload_session_file", record.id)
        self._changed(session)
        return record

    def remove(self, session: Session, files: Collection[str]) -> None:
        """Take files out of a session.

        Args:
            session: The session.
            files: The ids of files that are in it.
        """
        for identifier in files:
            del session.files[identifier], self._records[identifier]
        session.record.relationships = [
            entry for entry in session.record.relationships if entry.id not in files
        ]
        self._changed(session)

    def file_records(self, session: Session) -> list[Record]:
        """Return what is served of the files of a session, in their sequence.

        Args:
            session: The session.
        """
        return [self._records[identifier] for identifier in session.files]

    def restore(
        self, record: Record, edits: str | None, against: int | None, images: Iterable[tuple[Record, Image]]
    ) -> None:
        """Open a session once more.

        Args:
            record: What is served of it.
            edits: The id of the chapter that it changes, if there is one.
            against: That chapter's version when the session began.
            images: What is served of its files, and the files.
        """
        session = Session(record, edits, against)
        for known, image in images:
            self._records[known.id] = known
            session.files[known.id] = image
        for user in record.linked("user"):
            self._open[user] = session

    def close(self, session: Session) -> None:
        """End a session, committed or not.

        Args:
            session: The session.
        """
        for identifier in session.files:
            del self._records[identifier]
        for user in session.record.linked("user"):
            del self._open[user]

    def _changed(self, session: Session) -> None:
        attributes = session.record.attributes
        attributes["version"] += 1
        attributes["updatedAt"] = stamp(self._clock.wall())
