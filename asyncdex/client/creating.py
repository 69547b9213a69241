"""Adding to the catalogue: manga, covers, authors, groups, lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack, cast
from warnings import warn

import asyncdex
from asyncdex import _api, _http, exceptions, models
from asyncdex._api import bodies, table

from .base import Base

__all__ = ["Creating"]


class Creating(Base):
    """The part of the client that adds to the catalogue."""

    async def create_manga(
        self,
        *,
        title: Mapping[str, str] | None = None,
        language: str,
        status: asyncdex.MangaStatus | str,
        rating: asyncdex.ContentRating | str,
        all_titles: Mapping[str, Sequence[str]] | None = None,
        notes: str | None = None,
        **details: Unpack[bodies.MangaDetails],
    ) -> models.Manga:
        """Make a manga, which is a draft at first.

        A draft needs a cover in the language of the work, see :meth:`create_cover`, and is then handed in by
        :meth:`Manga.commit_draft`.

        Args:
            title: The titles that MangaDex leads with, by language code; usually one.
            language: The code of the language that the work was written in.
            status: How far its publication is.
            rating: How explicit it is.
            all_titles: All titles by language code, in place of ``title`` and ``alt_titles``.
            notes: Nothing any more; MangaDex takes no notes since 2021.
            details: What else can be said.

        Returns:
            The draft.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        Example:
            >>> manga = await client.create_manga(
            ...     title={"en": "The Sea"}, language="ja", status="ongoing", rating="safe", authors=[author]
            ... )
            >>> await client.create_cover(manga, "cover.png", locale="ja")
            >>> await manga.commit_draft()

        MangaDex: ``POST /manga``, ten times an hour.
        """
        if notes is not None:
            warn("MangaDex takes no notes any more: notes is not sent", DeprecationWarning, stacklevel=2)
        body: dict[str, object] = {
            **details,
            "title": title,
            "language": language,
            "status": status,
            "rating": rating,
        }
        if all_titles is not None:
            if title is not None or details.get("alt_titles") is not None:
                raise exceptions.InvalidArgument(
                    "all_titles stands for title and alt_titles: give either it or them"
                )
            body |= _split(all_titles)
        elif not _has_text(title):
            raise exceptions.InvalidArgument("title must hold at least one title by its language code")
        answer = await self.api.call(table.MANGA_CREATE, body=body)
        return models.Manga.of(self, answer.data)

    def get_drafts(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.DraftFilters]
    ) -> models.Pager[models.Manga]:
        """List the account's drafts; see :meth:`get_mangas`.

        Args:
            limit: How many drafts at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the list, such as ``state="rejected"``.

        Returns:
            An asynchronous iterator over fetched manga, which raises :class:`Unauthorized` without a login.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        MangaDex: ``GET /manga/draft``.
        """
        return models.Pager(
            table.DRAFT_LIST, models.Manga, self, params=dict(filters), limit=limit, read_ahead=read_ahead
        )

    async def create_cover(
        self,
        manga: _api.Identified,
        file: models.pictures.PictureFile,
        *,
        volume: str | None = None,
        description: str | None = None,
        locale: str | None = None,
    ) -> models.CoverArt:
        """Upload a cover.

        Args:
            manga: The manga, or its id.
            file: A JPEG, PNG or GIF picture: its path, its bytes, or a file open for reading bytes.
            volume: The number of the volume.
            description: What to say of it, in at most 512 characters.
            locale: The language code of the edition.

        Returns:
            The cover.

        Raises:
            InvalidArgument: An argument cannot be right, or the file is no such picture; nothing was sent.
            NotFound: There is no such manga.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        Example:
            >>> cover = await client.create_cover(manga, "volume 3.jpg", volume="3", locale="ja")

        MangaDex: ``POST /cover/{mangaOrCoverId}``, a hundred times in ten minutes.
        """
        id = _api.identifier("manga", manga)
        name, media_type, content = models.pictures.picture_of("file", file)
        answer = await self.api.call(
            table.COVER_UPLOAD,
            id,
            body={"volume": volume, "description": description, "locale": locale},
            files=[_http.FilePart("file", name, media_type, content)],
        )
        return models.CoverArt.of(self, answer.data)

    async def create_author(self, name: str, **details: Unpack[bodies.AuthorDetails]) -> models.Author:
        """Make an author.

        Args:
            name: The name.
            details: What else can be said, such as ``twitter="https://twitter.com/name"``.

        Returns:
            The author.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        Example:
            >>> author = await client.create_author("Mori Aoi", biographies={"en": "Born in Ehime."})

        MangaDex: ``POST /author``, ten times an hour.
        """
        answer = await self.api.call(table.AUTHOR_CREATE, body={**details, "name": name})
        return models.Author.of(self, answer.data)

    async def create_group(
        self,
        name: str,
        members: Sequence[_api.Identified] | None = None,
        *,
        leader: _api.Identified | None = None,
        **details: Unpack[bodies.GroupDetails],
    ) -> models.Group:
        """Make a group.

        MangaDex takes members and a leader of a group that exists only, so that they take a second call.

        Args:
            name: The name.
            members: Who belongs to it, beside the account.
            leader: Who leads it; None for the account.
            details: What else can be said, such as ``website="https://example.org"``.

        Returns:
            The group.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.
            HTTPException: The group was made, and is ``succeeded["group"]``, but its members were refused.

        Example:
            >>> group = await client.create_group("Harbour Scans", discord="harbour")

        MangaDex: ``POST /group``, ten times an hour, and ``PUT /group/{id}``.
        """
        people = models.parts.ids_of("members", members or ())
        boss = None if leader is None else _api.identifier("leader", leader)
        answer = await self.api.call(table.GROUP_CREATE, body={**details, "name": name})
        group = models.Group.of(self, answer.data)
        if people or boss is not None:
            try:
                await group.set_people(leader=boss, members=people or None)
            except exceptions.AsyncDexException as error:
                error.succeeded = {"group": group}
                raise
        return group

    async def create_list(
        self,
        name: str,
        *,
        visibility: asyncdex.Visibility | str = "private",
        mangas: Sequence[_api.Identified] = (),
    ) -> models.CustomList:
        """Make a custom list.

        Args:
            name: The name.
            visibility: Who may see it.
            mangas: Manga to begin with, or their ids.

        Returns:
            The list.

        Raises:
            InvalidArgument: An argument cannot be right, or there are too many manga for one call (about two
                hundred); nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> mine = await client.create_list("By the sea", mangas=[manga])

        MangaDex: ``POST /list``.
        """
        body = {"name": name, "visibility": visibility, "mangas": mangas or None}
        answer = await self.api.call(table.LIST_CREATE, body=body)
        return models.CustomList.of(self, answer.data)


def _split(all_titles: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Return all titles as MangaDex takes them: the first one leads."""
    titles = _api.texts_by_language("all_titles", all_titles)
    pairs = [(language, text) for language, texts in titles.items() for text in texts]
    if not pairs:
        raise exceptions.InvalidArgument("all_titles holds no title")
    return {"title": dict(pairs[:1]), "alt_titles": [{language: text} for language, text in pairs[1:]]}


def _has_text(title: object) -> bool:
    """Return whether there is a title; what is no mapping of texts is refused, with its language, later."""
    if not isinstance(title, Mapping):
        return title is not None
    texts = cast("Mapping[object, object]", title).values()
    return any(text.strip() if isinstance(text, str) else text is not None for text in texts)
