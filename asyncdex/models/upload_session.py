"""Uploads: a session that takes files and becomes a chapter."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from types import EllipsisType, TracebackType
from typing import TYPE_CHECKING, Self

from natsort import natsorted

from asyncdex._api import Identified, identifier
from asyncdex._api.bodies import DraftBody
from asyncdex._api.fields import Kept, object_of
from asyncdex._api.table import UPLOAD_ABANDON, UPLOAD_COMMIT, UPLOAD_GET
from asyncdex._wire import RelationshipData, UploadAttributes
from asyncdex.exceptions import (
    AsyncDexException,
    InvalidArgument,
    InvalidResponse,
    NotFound,
    UploadClosed,
)

from .abc import GenericModelList, Wiring
from .fields import attribute, relation
from .mixins import DatetimeMixin
from .parts import ids_of
from .relations import model_of, register, related, related_one
from .upload_adding import add_files, remove_file, remove_files
from .upload_file import RefusedFile, UploadFile, UploadProgress
from .upload_sources import MOST_FILES, UploadInput

if TYPE_CHECKING:
    from .chapter import Chapter
    from .group import Group
    from .manga import Manga

__all__ = ["UploadSession"]

_TERMS = "terms_accepted must be True, once you have read https://mangadex.org/compliance and accept that"


@register("upload_session")
class UploadSession(DatetimeMixin[UploadAttributes]):
    """An upload that is under way; see :meth:`MangadexClient.upload`.

    Example:
        >>> async with client.upload(manga, [group]) as session:
        ...     await session.add(*sorted(Path("pages").iterdir()))
        ...     chapter = await session.commit(number="1", language="en", terms_accepted=True)
    """

    kind = "upload_session"
    wiring = Wiring(UploadAttributes, UPLOAD_GET, alone=False)

    @attribute
    def committed(self) -> bool:
        """Whether it has become a chapter."""
        return bool(self._attributes.is_committed)

    @attribute
    def processed(self) -> bool:
        """Whether MangaDex is done with it."""
        return bool(self._attributes.is_processed)

    @attribute
    def deleted(self) -> bool:
        """Whether it has been abandoned."""
        return bool(self._attributes.is_deleted)

    @relation
    def manga(self) -> "Manga | None":
        """The manga that it is for; None where MangaDex does not say."""
        found: Manga | None = related_one(self, self._related_to, "manga")
        return found

    @relation
    def groups(self) -> "GenericModelList[Group]":
        """The groups that it is for; empty where MangaDex does not say."""
        return related(self, self._related_to, "scanlation_group")

    @property
    def chapter(self) -> "Chapter | None":
        """The chapter whose pages it changes; None for a new one, and where MangaDex does not say."""
        known: Chapter | None = self.__dict__.get("_chapter")
        if known is None:
            known = related_one(self, self._came(), "chapter")
        return known

    @property
    def files(self) -> GenericModelList[UploadFile]:
        """The files that were uploaded, in the order in which they become pages.

        It is a list like any other: sort it, or move what is in it, before :meth:`commit`. What is taken out
        of it is no page, and is discarded then.
        """
        files = self.__dict__.get("_files")
        if files is None:
            files = self.__dict__["_files"] = related(self, self._came(), "upload_session_file")
        return files

    def _came(self) -> tuple[RelationshipData, ...]:
        """Return what MangaDex said it is related to; nothing where it has not said so."""
        return self._related_to if "_related_to" in self.__dict__ else ()

    @property
    def open(self) -> bool:
        """Whether it was neither committed nor abandoned by this object."""
        return not self.__dict__.get("_closed", False)

    def edits(self, chapter: "Chapter") -> Self:
        """Note which chapter's pages are changed; the library's own way to say so.

        Args:
            chapter: The chapter.
        """
        self.__dict__["_chapter"] = chapter
        return self

    # Files

    async def add(
        self,
        *files: UploadInput,
        progress: Callable[[UploadProgress], object] | None = None,
        strict: bool = True,
    ) -> list[RefusedFile]:
        """Upload files, ten a call; those that MangaDex takes come last in :attr:`files`.

        Paths and bytes are checked before anything is sent, streams before the call that they go with. No
        file is kept in memory that did not come as bytes.

        Args:
            files: JPEG, PNG or GIF pictures of at most 20 MB and less than 10,000 pixels a side, up to 500
                files and 150 MB in all: paths, bytes, files open for reading bytes, async iterators over
                bytes, or a pair of a name and one of these.
            progress: Called after each call with how far it is.
            strict: Whether to raise an error, at the end, where MangaDex did not take all of them.

        Returns:
            Those that it did not take, with the reasons.

        Raises:
            InvalidArgument: A file cannot be right; of paths and bytes, nothing was sent.
            UploadClosed: The upload was committed or abandoned.
            FilesRefused: MangaDex did not take some of them.
            AsyncDexException: A call failed; what was uploaded before is in :attr:`files` and in
                ``succeeded``.

        Example:
            >>> await session.add("01.png", ("02.png", data), progress=lambda now: print(now.files))

        MangaDex: ``POST /upload/{uploadSessionId}``, 250 times a minute.
        """
        self._must_be_open()
        return await add_files(self, files, progress=progress, strict=strict)

    async def remove(self, file: Identified) -> None:
        """Remove a file.

        Args:
            file: The file, or its id.

        Raises:
            InvalidArgument: It is neither; nothing was sent.
            NotFound: There is no such file.
            UploadClosed: The upload was committed or abandoned.

        MangaDex: ``DELETE /upload/{uploadSessionId}/{uploadSessionFileId}``, 250 times a minute.
        """
        self._must_be_open()
        await remove_file(self, file)

    async def remove_many(self, *files: Identified) -> None:
        """Remove files, four hundred a call.

        Args:
            files: The files, or their ids.

        Raises:
            InvalidArgument: One of them is neither, or there are none; nothing was sent.
            UploadClosed: The upload was committed or abandoned.

        MangaDex: ``DELETE /upload/{uploadSessionId}/batch``, 250 times a minute.
        """
        self._must_be_open()
        await remove_files(self, files)

    def sort(self) -> None:
        """Put the files into the natural order of their names: 2.png before 10.png."""
        self.files[:] = natsorted(self.files, key=lambda file: file.name)

    def arrange(self, *files: Identified) -> None:
        """Put the files into a certain order; those that are not named come last, as they were.

        Args:
            files: The files, or their ids.

        Raises:
            InvalidArgument: One of them is not among :attr:`files`.
        """
        known = self.files.id_map()
        first = ids_of("files", files)
        strange = [id for id in first if id not in known]
        if strange:
            raise InvalidArgument(f"files has {strange[0]!r}, which is no file of this upload")
        self.files[:] = [known[id] for id in first] + [one for one in self.files if one.id not in first]

    # Its end

    async def commit(
        self,
        *,
        terms_accepted: bool,
        language: str | EllipsisType = ...,
        volume: str | EllipsisType | None = ...,
        number: str | EllipsisType | None = ...,
        title: str | EllipsisType | None = ...,
        external_url: str | EllipsisType | None = ...,
        publish_time: datetime | date | str | None = None,
    ) -> "Chapter":
        """Make a chapter of the files, in the order in which they stand in :attr:`files`.

        MangaDex takes its time with it: the chapter may be listed some minutes later.

        Args:
            terms_accepted: Whether you accept https://mangadex.org/compliance; it has to be True.
            language: The code of the chapter's language; where pages are changed, left out for the chapter's
                own.
            volume: The number of its volume; left out for none, or for the chapter's own.
            number: Its number; left out for none, or for the chapter's own.
            title: Its title; left out for none, or for the chapter's own.
            external_url: Where it is read, if not at MangaDex, which few accounts may say; left out for
                nowhere else, or for the chapter's own.
            publish_time: When it is to be published; None for now.

        Returns:
            The chapter.

        Raises:
            InvalidArgument: An argument cannot be right, the terms are not accepted, or there is no file, or
                more than 500; nothing was sent.
            UploadClosed: The upload was committed or abandoned.
            BadRequest: MangaDex refused.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /upload/{uploadSessionId}/commit``, ten times a minute.
        """
        self._must_be_open()
        if terms_accepted is not True:
            raise InvalidArgument(_TERMS)
        draft = self._draft(
            language=language, volume=volume, number=number, title=title, external_url=external_url
        )
        draft["publish_time"] = publish_time
        object_of(DraftBody, draft)  # its mistakes by the names of these arguments, and not of their place
        body = {"draft": draft, "page_order": self._pages(), "terms_accepted": True}
        answer = await self.client.api.call(UPLOAD_COMMIT, self.id, body=body)
        self.__dict__["_closed"] = True
        entity = answer.entity
        if entity is None:
            msg = "The answer to {method} {path} holds no chapter."
            raise InvalidResponse(UPLOAD_COMMIT.method, UPLOAD_COMMIT.path, msg=msg)
        kind: type[Chapter] = model_of("chapter")
        return kind.of(self.client, entity)

    def _pages(self) -> list[str]:
        """Return the ids of the files in the order of the pages."""
        pages = [identifier("files", file) for file in self.files]
        if not 1 <= len(pages) <= MOST_FILES or len(set(pages)) < len(pages):
            text = f"files must be 1 to {MOST_FILES}, each once"
            raise InvalidArgument(f"{text}; there are {len(pages)}, {len(set(pages))} of them different")
        return pages

    def _draft(self, **given: str | EllipsisType | None) -> dict[str, object]:
        """Return what the chapter is called; what was left out is what it was before."""
        chapter = self.chapter
        draft: dict[str, object] = {}
        for name, value in given.items():
            if value is not ...:
                draft[name] = value
            else:
                own = None if chapter is None else getattr(chapter, name)
                draft[name] = None if own is None else Kept(own)
        if external_url := draft.pop("external_url"):
            draft["external_url"] = external_url  # to say that there is none takes the right to say so
        if draft["language"] is None:
            raise InvalidArgument("language must be given: the code of the chapter's language, such as 'en'")
        return draft

    async def abandon(self) -> None:
        """Give the upload up, with all its files.

        Raises:
            UploadClosed: It was committed or abandoned.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``DELETE /upload/{uploadSessionId}``, thirty times a minute.
        """
        self._must_be_open()
        with suppress(NotFound):  # it is gone, which is what was wanted
            await self.client.api.call(UPLOAD_ABANDON, self.id)
        self.__dict__["_closed"] = True

    def _must_be_open(self) -> None:
        if not self.open:
            raise UploadClosed(f"{self!r} was committed or abandoned; begin another upload")

    async def __aenter__(self) -> Self:
        self._must_be_open()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Abandon the upload where it was not committed; an error then never hides the one that led here."""
        if not self.open:
            return
        try:
            await self.abandon()
        except AsyncDexException as error:
            if exc is None:
                raise
            exc.add_note(f"The upload could not be abandoned, and is open still: {error}")
