"""Inventing single entities around recorded ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.chapters import write_chapter
from asyncdex.sandbox.server.catalogue.covers import make_cover
from asyncdex.sandbox.server.catalogue.dates import some_moment
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.lists import make_list
from asyncdex.sandbox.server.catalogue.manga import make_manga
from asyncdex.sandbox.server.catalogue.people import make_author, make_group, make_user
from asyncdex.sandbox.server.catalogue.plan import OWN_LISTS
from asyncdex.sandbox.server.catalogue.runs import Crew, ordinary
from asyncdex.sandbox.server.catalogue.tags import make_tags

if TYPE_CHECKING:
    from random import Random

    from asyncdex.sandbox.server.catalogue.gathered import Gathered
    from asyncdex.sandbox.server.catalogue.records import Record

_USERS, _GROUPS = 4, 2


class Inventor:
    """Adds invented entities to recorded ones, and a few people to make them first.

    Args:
        gathered: What was recorded.
        rng: Decides everything.

    Attributes:
        users: The ids of the invented users; the first one is the sandbox's own account.
    """

    def __init__(self, gathered: Gathered, rng: Random) -> None:
        self._gathered = gathered
        self._rng = rng
        self.users = [gathered.add(make_user(rng)).id for _ in range(_USERS)]
        gathered.me = self.users[0]
        self._crew = Crew([self._group().id for _ in range(_GROUPS)], self.users)
        if not gathered.kinds["tag"]:
            for tag in make_tags():
                gathered.add(tag)

    def invent(self, kind: str, identifier: str, owner: str) -> Record:
        """Add an entity that a recorded one refers to.

        Args:
            kind: Its type.
            identifier: Its id.
            owner: The id of the recorded one.
        """
        if kind == "author":
            return self.author(identifier)
        if kind == "scanlation_group":
            return self._group(identifier)
        if kind == "cover_art":
            return self._gathered.add(make_cover(self._rng, owner, self.users[0], None, identifier))
        if kind == "user":
            return self._gathered.add(make_user(self._rng, identifier))
        if kind == "chapter":
            return self.chapter(owner, (None, None, "en"), identifier)
        return self.manga(identifier)

    def author(self, identifier: str | None = None) -> Record:
        """Add an author.

        Args:
            identifier: The id; without one it is invented too.
        """
        return self._gathered.add(make_author(self._rng, identifier))

    def manga(self, identifier: str | None = None) -> Record:
        """Add a manga for everybody.

        Args:
            identifier: The id; without one it is invented too.
        """
        record = make_manga(self._rng, list(self._gathered.kinds["tag"].values()), identifier)
        record.attributes["contentRating"] = "safe"
        return self._gathered.add(record)

    def chapter(
        self,
        manga: str,
        release: tuple[str | None, str | None, str | None],
        identifier: str | None = None,
    ) -> Record:
        """Add an ordinary chapter that can be read.

        Args:
            manga: The id of its manga.
            release: Its volume, number and language.
            identifier: The id; without one it is invented too.
        """
        facts = ordinary(self._rng, some_moment(self._rng), self._crew, (manga, *release))
        return self._gathered.add(write_chapter(identifier or new_id(self._rng), facts))

    def lists(self) -> None:
        """Add custom lists: many of the account, one of each visibility of the next user, and others."""
        manga = list(self._gathered.kinds["manga"])
        others = [user for user in self._gathered.kinds["user"] if user != self.users[0]]
        amounts = [OWN_LISTS, 2, *(self._rng.randrange(4) for _ in others[1:])]
        for user, amount in zip((self.users[0], *others), amounts, strict=True):
            for number in range(amount):
                own = user == self.users[0]
                self._gathered.add(make_list(self._rng, new_id(self._rng), user, number, manga, own=own))

    def _group(self, identifier: str | None = None) -> Record:
        rng = self._rng
        members = rng.sample(self.users, rng.randrange(1, len(self.users)))
        record = self._gathered.add(make_group(rng, members, identifier))
        for user in members:
            self._gathered.kinds["user"][user].link("scanlation_group", record.id)
        return record
