"""Uploads: beginning them, and going on with those that are open."""

from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Literal, TypeAlias

from asyncdex._api import Endpoint, Identified, identifier
from asyncdex._api.table import UPLOAD_BEGIN, UPLOAD_BEGIN_EDIT, UPLOAD_CHECK, UPLOAD_GET
from asyncdex._wire import Bare, UploadAttributes
from asyncdex.exceptions import InvalidArgument, InvalidResponse, NotFound, UploadOpen
from asyncdex.models import Chapter, UploadSession
from asyncdex.models.parts import ids_of

from .base import Base

__all__ = ["Existing", "Upload", "Uploading"]

#: What to do with an upload that is open already.
Existing: TypeAlias = Literal["report", "resume", "abandon"]

_EXISTING = ("report", "resume", "abandon")


class Upload:
    """An upload that begins, or is gone on with, when it is entered.

    Args:
        begin: Begins the upload.
        current: Looks for one that is open.
        resume: Makes sure that one that is open is the one to go on with.
        existing: What to do with one that is open.
    """

    def __init__(
        self,
        begin: Callable[[], Awaitable[UploadSession]],
        current: Callable[[], Awaitable[UploadSession | None]],
        resume: Callable[[UploadSession], Awaitable[UploadSession]],
        existing: Existing,
    ) -> None:
        if existing not in _EXISTING:
            raise InvalidArgument(
                f"existing must be one of {', '.join(map(repr, _EXISTING))}, not {existing!r}"
            )
        self._begin = begin
        self._current = current
        self._resume = resume
        self._existing = existing
        self._session: UploadSession | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__}, {'not entered' if self._session is None else self._session}>"

    async def __aenter__(self) -> UploadSession:
        self._session = await self._opened()
        return self._session

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.__aexit__(exc_type, exc, traceback)

    async def _opened(self) -> UploadSession:
        found = await self._current()
        if found is None:
            return await self._begin()
        if self._existing == "abandon":
            await found.abandon()
            return await self._begin()
        if self._existing == "report":
            raise UploadOpen(found)
        return await self._resume(found)


class Uploading(Base):
    """The part of the client that uploads chapters."""

    def upload(
        self, manga: Identified, groups: Sequence[Identified] = (), *, existing: Existing = "report"
    ) -> Upload:
        """Upload a chapter: enter what this returns by ``async with``.

        An account has one upload at a time, and one that was forgotten stands in the way of the next. Leaving
        without :meth:`UploadSession.commit`, in whichever way, abandons the upload.

        Args:
            manga: The manga, or its id.
            groups: The groups that made the chapter, at most ten, or their ids. All that worked on it have to
                be named; none for a chapter of your own.
            existing: What to do with an upload that is open already: ``report`` raises :class:`UploadOpen`,
                ``resume`` goes on with it, ``abandon`` gives it up first.

        Returns:
            What gives the :class:`UploadSession` when it is entered.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            UploadOpen: On entering: there is one that is open already.
            Unauthorized: On entering: the client is anonymous, or its login was refused.

        Example:
            >>> async with client.upload(manga, [group], existing="abandon") as session:
            ...     await session.add(*sorted(Path("pages").iterdir()))
            ...     chapter = await session.commit(number="1", language="en", terms_accepted=True)

        MangaDex: ``POST /upload/begin``, twenty times a minute.
        """
        id = identifier("manga", manga)
        made_by = ids_of("groups", groups)
        body = {"manga": id, "groups": made_by}
        UPLOAD_BEGIN.fields["groups"].json("groups", made_by)

        async def begin() -> UploadSession:
            return self._session_in(UPLOAD_BEGIN, await self.api.call(UPLOAD_BEGIN, body=body))

        async def resume(found: UploadSession) -> UploadSession:
            if found.manga is not None and found.manga.id != id:
                raise UploadOpen(found, f"it is for another manga, {found.manga.id}")
            if found.chapter is not None:
                raise UploadOpen(found, f"it changes the pages of a chapter, {found.chapter.id}")
            if made_by and found.groups and {group.id for group in found.groups} != set(made_by):
                raise UploadOpen(found, "it is for other groups")
            return found

        return Upload(begin, self.get_upload, resume, existing)

    def upload_edit(self, chapter: Chapter | str, *, existing: Existing = "report") -> Upload:
        """Change the pages of a chapter: enter what this returns by ``async with``.

        The upload begins with the pages that the chapter has, in :attr:`UploadSession.files`. A chapter that
        has not been fetched is fetched first. For its title and number alone, see :meth:`Chapter.update`.

        Args:
            chapter: The chapter, or its id.
            existing: As for :meth:`upload`.

        Returns:
            What gives the :class:`UploadSession` when it is entered.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            UploadOpen: On entering: there is an upload that is open already.
            Conflict: On entering: somebody else changed the chapter since it was read.
            Unauthorized: On entering: the client is anonymous, its login was refused, or it may not do it.

        Example:
            >>> async with client.upload_edit(chapter) as session:
            ...     await session.remove(session.files[-1])
            ...     await session.commit(terms_accepted=True)

        MangaDex: ``POST /upload/begin/{chapterId}``, twenty times a minute.
        """
        known = chapter if isinstance(chapter, Chapter) else Chapter(self, id=identifier("chapter", chapter))

        async def begin() -> UploadSession:
            if not known.fetched:
                await known.fetch()
            answer = await known.guarded(UPLOAD_BEGIN_EDIT, {"version": known.version})
            return self._session_in(UPLOAD_BEGIN_EDIT, answer).edits(known)

        async def resume(found: UploadSession) -> UploadSession:
            other = found.chapter
            if other is None and found.manga is not None:
                raise UploadOpen(found, f"it is for a new chapter of the manga {found.manga.id}")
            if other is not None and other.id != known.id:
                raise UploadOpen(found, f"it changes the pages of another chapter, {other.id}")
            return found.edits(known if known.fetched else await known.fetch())

        return Upload(begin, self.get_upload, resume, existing)

    async def get_upload(self) -> UploadSession | None:
        """Return the account's upload that is open; None where there is none.

        Raises:
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> forgotten = await client.get_upload()
            >>> if forgotten is not None:
            ...     await forgotten.abandon()

        MangaDex: ``GET /upload``, thirty times a minute; 404 says that there is none.
        """
        try:
            answer = await self.api.call(UPLOAD_GET)
        except NotFound:
            return None
        return self._session_in(UPLOAD_GET, answer)

    async def approval_required(self, manga: Identified, language: str) -> bool:
        """Return whether a chapter would have to be approved of before it is published.

        Args:
            manga: The manga, or its id.
            language: The code of the chapter's language.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /upload/check-approval-required``.
        """
        answer = await self.api.call(UPLOAD_CHECK, body={"manga": manga, "language": language})
        return answer.requires_approval

    def _session_in(
        self, row: Endpoint[Bare[UploadAttributes]], answer: Bare[UploadAttributes]
    ) -> UploadSession:
        entity = answer.entity
        if entity is None:
            raise InvalidResponse(row.method, row.path, msg="The answer to {method} {path} holds no upload.")
        return UploadSession.of(self, entity)
