"""Changing a manga: its entry, its draft, and what it is related to."""

from collections.abc import Mapping
from typing import ClassVar, Self, Unpack
from warnings import warn

from asyncdex._api import Identified, RecommendationFilters, identifier
from asyncdex._api.fields import Kept
from asyncdex._api.maps import localized, texts_by_language
from asyncdex._api.table import (
    DRAFT_COMMIT,
    DRAFT_GET,
    MANGA_DELETE,
    MANGA_EDIT,
    MANGA_RECOMMENDATIONS,
    RELATION_CREATE,
    RELATION_DELETE,
    RELATION_LIST,
)
from asyncdex._wire import MangaAttributes
from asyncdex.enum import MangaRelation, MangaState
from asyncdex.exceptions import InvalidArgument, NotFetched

from .abc import GenericModelList
from .editing import Editable
from .manga_reading import MangaReading
from .related_manga import Recommendation, RelatedManga
from .title_edits import known_languages, split_titles

__all__ = ["MangaEditing"]


class MangaEditing(MangaReading, Editable[MangaAttributes]):
    """The part of a :class:`~asyncdex.Manga` that changes its entry."""

    _updating = MANGA_EDIT
    _renamed: ClassVar[Mapping[str, str]] = {
        "language": "original_language",
        "last_chapter_number": "last_chapter",
    }
    _composed: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "title": ("titles", "primary_titles"),
        "alt_titles": ("titles",),
        "tags": ("tags",),
        "primary_cover": ("cover",),
    }

    async def update(self, notes: str | None = None) -> None:
        """Send the manga as it is now to MangaDex.

        Change its attributes first: append to ``titles.en``, set ``year``, replace ``tags``, and so on. All
        of them are sent, those that were not touched exactly as MangaDex sent them, against the version at
        which the manga was read. Afterwards the manga is what MangaDex made of it. Whatever is in
        ``chapters`` or ``covers`` stays.

        Args:
            notes: Nothing any more; MangaDex takes no notes since 2021.

        Raises:
            NotFetched: The manga was never read.
            InvalidArgument: A changed attribute cannot be right, or cannot be changed; nothing was sent.
            Conflict: Somebody else changed it since; ``current`` is the manga as it is now.
            InvalidID: There is no such manga.
            NotFound: Something that it names is not there, such as an author or a tag.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        Example:
            >>> await manga.fetch()
            >>> manga.titles.en.append("The Sea, the Sea")
            >>> await manga.update()

        MangaDex: ``PUT /manga/{id}``, ten times an hour.
        """
        if notes is not None:
            text = "MangaDex takes no notes on changes any more: notes is not sent"
            warn(text, DeprecationWarning, stacklevel=2)
        await self._send_edits()

    def _edits(self) -> dict[str, object]:
        edits = super()._edits() | self._titles_to_send() | {"tags": self._ids_of_tags()}
        # Which cover is shown is left to MangaDex unless one was chosen here: naming today's would fix it.
        if self._changed("cover"):
            edits["primary_cover"] = self._written("cover", "primary_cover")
        return edits

    def _titles_to_send(self) -> dict[str, object]:
        sent, others = self._attributes.title, self._part("alt_titles") or ()
        known = known_languages(sent, others)
        leading = localized("primary_titles", self.primary_titles, known)
        title, rest = split_titles(texts_by_language("titles", self.titles, known), leading, sent, others)
        if not any(text and text.strip() for text in title.values()):
            raise InvalidArgument(f"titles of {self!r} must hold at least one title")
        return {"title": Kept(title), "alt_titles": Kept(rest)}

    def _ids_of_tags(self) -> object:
        if self._changed("tags"):
            return self._written("tags", "tags")
        return Kept([tag.id for tag in self._part("tags") or ()])

    async def _current(self) -> Self:
        current = type(self).made(self.client, self.id)
        # Drafts are found elsewhere.
        return await (current.fetch() if self.state is MangaState.PUBLISHED else current.fetch_draft())

    async def delete(self) -> None:
        """Delete the manga at MangaDex, which few accounts may do.

        Raises:
            InvalidID: There is no such manga.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        MangaDex: ``DELETE /manga/{id}``, ten times in ten minutes.
        """
        await self._ask(MANGA_DELETE)
        self.mark_missing()

    # Drafts

    async def fetch_draft(self) -> Self:
        """Fetch the manga while it is a draft of the account's, which ``fetch()`` does not find.

        Returns:
            The manga itself.

        Raises:
            InvalidID: There is no such draft.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /manga/draft/{id}``.
        """
        self.load(self._mine((await self._ask(DRAFT_GET)).data, DRAFT_GET))
        return self

    async def commit_draft(self) -> None:
        """Hand in the draft, for MangaDex's staff to publish or to reject.

        It needs a cover in the language of the work, see :meth:`MangadexClient.create_cover`. Afterwards its
        ``state`` is ``submitted``.

        Raises:
            NotFetched: The draft was never read.
            InvalidArgument: It was changed and not sent by :meth:`update`; nothing was sent.
            BadRequest: Something is missing, such as a cover.
            Conflict: Somebody else changed it since; ``current`` is the draft as it is now.
            InvalidID: There is no such draft.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /manga/draft/{id}/commit``, ten times an hour.
        """
        if not self.fetched:
            raise NotFetched(self, "version", "await its fetch_draft() first")
        unsent = self._unsent()
        if unsent:
            raise InvalidArgument(
                f"{', '.join(unsent)} of {self!r} was changed and not sent: update() it first"
            )
        await self._exchange(DRAFT_COMMIT, {"version": self.version})

    # What goes with it

    async def get_relations(self) -> GenericModelList[RelatedManga]:
        """Fetch what other manga are to this one, each as an entry of its own.

        :attr:`related_mangas` says the same from what came with the manga, without the entries' ids.

        Returns:
            The entries, each with its ``relation`` and its ``manga``.

        Raises:
            InvalidID: There is no such manga.

        MangaDex: ``GET /manga/{mangaId}/relation``.
        """
        answer = await self._ask(RELATION_LIST)
        made = (RelatedManga.of(self.client, one) for one in answer.data)
        return GenericModelList(made)

    async def add_relation(self, manga: Identified, relation: MangaRelation | str) -> RelatedManga:
        """Say what another manga is to this one.

        Args:
            manga: The other manga, or its id.
            relation: What it is, such as ``sequel``.

        Returns:
            The entry that was made.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            InvalidID: There is no such manga.
            NotFound: There is no such other manga.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        Example:
            >>> await manga.add_relation(another, MangaRelation.SEQUEL)

        MangaDex: ``POST /manga/{mangaId}/relation``.
        """
        answer = await self._ask(
            RELATION_CREATE, body={"target": identifier("manga", manga), "relation": relation}
        )
        one = answer.data
        return RelatedManga.of(self.client, one)

    async def remove_relation(self, relation: Identified) -> None:
        """Remove an entry that says what another manga is to this one.

        Args:
            relation: The entry, as :meth:`get_relations` returns it, or its id.

        Raises:
            InvalidArgument: It is neither; nothing was sent.
            NotFound: There is no such entry.
            Unauthorized: The client is anonymous, or its login was refused.
            Forbidden: The account may not do it.

        MangaDex: ``DELETE /manga/{mangaId}/relation/{id}``.
        """
        await self.client.api.call(RELATION_DELETE, self.id, identifier("relation", relation))

    async def get_recommendations(
        self, **filters: Unpack[RecommendationFilters]
    ) -> GenericModelList[Recommendation]:
        """Fetch which manga MangaDex recommends to those who read this one.

        Args:
            filters: What narrows them; what it leaves open the client's defaults do.

        Returns:
            Some twenty at most, each with its ``score`` and its ``manga``.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.
            InvalidID: There is no such manga.

        Example:
            >>> for found in await manga.get_recommendations():
            ...     print(found.score, found.manga.best_title())

        MangaDex: ``GET /manga/{id}/recommendation``.
        """
        merged = self.client.defaults.merged(MANGA_RECOMMENDATIONS, filters)
        answer = await self._ask(MANGA_RECOMMENDATIONS, merged)
        made = (Recommendation.of(self.client, one) for one in answer.data)
        return GenericModelList(made)
