"""From what people paste to objects: addresses of the site, and bare ids."""

import re
from contextlib import suppress
from typing import TypeAlias

from asyncdex.exceptions import InvalidArgument, InvalidID
from asyncdex.models import Author, Chapter, CoverArt, CustomList, Group, Manga, Model, Tag, User
from asyncdex.models.batch import fetch_many

from .base import Base

__all__ = ["Resolved", "Resolving"]

#: What an address or an id can stand for.
Resolved: TypeAlias = Manga | Chapter | Author | Group | CustomList | User | CoverArt | Tag

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*mangadex\.(?:org|dev)(?::\d+)?/+(?P<kind>[\w-]+)/+(?P<id>[^/?#\s]+)",
    re.IGNORECASE,
)

#: What the site, and the API, call the kinds in their addresses.
_KINDS: dict[str, type[Resolved]] = {
    "title": Manga,
    "manga": Manga,
    "chapter": Chapter,
    "author": Author,
    "artist": Author,
    "group": Group,
    "list": CustomList,
    "user": User,
    "cover": CoverArt,
    # The address of a cover's picture begins with its manga.
    "covers": Manga,
    "tag": Tag,
}

#: What is told of the numbers that ids were on the old site.
_LEGACY = "text holds {}, an id from before 2021 that MangaDex uses no more"

#: The kinds a bare id is looked for among, the likelier ones first.
_LIKELY: tuple[type[Resolved], ...] = (Manga, Chapter, Author, Group, CoverArt, CustomList, User)


class Resolving(Base):
    """The part of the client that finds out what a text stands for."""

    async def resolve(self, text: str) -> Resolved:
        """Return the object that an address of the site, or a bare id, stands for.

        An address says what it is, so that nothing is sent, and a lazy object comes back. A bare id is looked
        for among manga, chapters, authors, groups, covers, custom lists and users, with up to seven calls;
        the object that is found comes back fetched.

        Args:
            text: Such as ``https://mangadex.org/title/f9c33607-9180-4ba6-b85c-e4b5faee7192/a-name``, or an
                id. Spaces around it, ``<`` and ``>`` as chats put them, and what follows the id are ignored.

        Returns:
            A manga, chapter, author, group, custom list, user, cover or tag.

        Raises:
            InvalidArgument: It is neither; nothing was sent.
            InvalidID: Nothing has that id.

        Example:
            >>> chapter = await client.resolve("https://mangadex.org/chapter/a54c491c-8e4c-4e97-8873-5b79e59da210/3")
            >>> await chapter.fetch()
        """
        given = str(text).strip().strip("<>[]().,;").strip()
        if _UUID.fullmatch(given):
            return await self._find(given)
        found = _ADDRESS.match(given)
        if found is None and given.isdecimal():
            raise InvalidArgument(_LEGACY.format(given))
        if found is None:
            raise InvalidArgument(f"text must be an address of MangaDex or a UUID, not {text!r}")
        kind = _KINDS.get(found["kind"].lower())
        if kind is None:
            known = ", ".join(sorted(_KINDS))
            raise InvalidArgument(f"text names a {found['kind']!r}; what can be resolved is {known}")
        if found["id"].isdecimal():
            raise InvalidArgument(_LEGACY.format(found["id"]))
        if not _UUID.fullmatch(found["id"]):
            raise InvalidArgument(f"text holds {found['id']!r} where the UUID of a {kind.__name__} has to be")
        return kind(self, id=found["id"])

    async def _find(self, id: str) -> Resolved:
        """Return the object that has an id, fetched."""
        for kind in _LIKELY:
            model = kind(self, id=id)
            # A list answers with nothing instead of an error, where it shows all there is.
            if kind.wiring.many is not None and kind.wiring.hidden is None:
                await fetch_many([model])
            else:
                with suppress(InvalidID):
                    await model.fetch()
            if model.fetched:
                return model
        raise InvalidID(id, Model, "MangaDex has nothing with the id {id!r}.")
