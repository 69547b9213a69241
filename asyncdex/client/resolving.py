"""From what people paste to objects: addresses of the site, and bare ids."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TypeAlias

from asyncdex import exceptions, models

from .base import Base

__all__ = ["Resolved", "Resolving"]

#: What an address or an id can stand for.
Resolved: TypeAlias = "models.Manga | models.Chapter | models.Author | models.Group | models.CustomList | models.User | models.CoverArt | models.Tag"  # noqa: E501 - a type in quotes is one text

# Compiled when the first text comes.
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_ADDRESS = (
    r"(?i)(?:https?://)?(?:[\w-]+\.)*mangadex\.(?:org|dev)(?::\d+)?/+(?P<kind>[\w-]+)/+(?P<id>[^/?#\s]+)"
)

#: What is told of the numbers that ids were on the old site.
_LEGACY = "text holds {}, an id from before 2021 that MangaDex uses no more"


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
        if re.fullmatch(_UUID, given):
            return await self._find(given)
        found = re.match(_ADDRESS, given)
        if found is None and given.isdecimal():
            raise exceptions.InvalidArgument(_LEGACY.format(given))
        if found is None:
            raise exceptions.InvalidArgument(f"text must be an address of MangaDex or a UUID, not {text!r}")
        kinds = _kinds()
        kind = kinds.get(found["kind"].lower())
        if kind is None:
            known = ", ".join(sorted(kinds))
            raise exceptions.InvalidArgument(
                f"text names a {found['kind']!r}; what can be resolved is {known}"
            )
        if found["id"].isdecimal():
            raise exceptions.InvalidArgument(_LEGACY.format(found["id"]))
        if not re.fullmatch(_UUID, found["id"]):
            raise exceptions.InvalidArgument(
                f"text holds {found['id']!r} where the UUID of a {kind.__name__} has to be"
            )
        return kind(self, id=found["id"])

    async def _find(self, id: str) -> Resolved:
        """Return the object that has an id, fetched."""
        for kind in _likely():
            model = kind(self, id=id)
            # A list answers with nothing instead of an error, where it shows all there is.
            if kind.wiring.many is not None and kind.wiring.hidden is None:
                await models.batch.fetch_many([model])
            else:
                with suppress(exceptions.InvalidID):
                    await model.fetch()
            if model.fetched:
                return model
        raise exceptions.InvalidID(id, models.Model, "MangaDex has nothing with the id {id!r}.")


@cache
def _kinds() -> dict[str, type[Resolved]]:
    """Return the kinds by what the site, and the API, call them in their addresses."""
    return {
        "title": models.Manga,
        "manga": models.Manga,
        "chapter": models.Chapter,
        "author": models.Author,
        "artist": models.Author,
        "group": models.Group,
        "list": models.CustomList,
        "user": models.User,
        "cover": models.CoverArt,
        # The address of a cover's picture begins with its manga.
        "covers": models.Manga,
        "tag": models.Tag,
    }


def _likely() -> tuple[type[Resolved], ...]:
    """Return the kinds a bare id is looked for among, the likelier ones first."""
    return (
        models.Manga,
        models.Chapter,
        models.Author,
        models.Group,
        models.CoverArt,
        models.CustomList,
        models.User,
    )
