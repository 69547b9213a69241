"""Uploads: beginning them, and going on with those that are open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Literal, TypeAlias

from asyncdex import _api, _wire, exceptions, models
from asyncdex._api import table

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
        begin: Callable[[], Awaitable[models.UploadSession]],
        current: Callable[[], Awaitable[models.UploadSession | None]],
        resume: Callable[[models.UploadSession], Awaitable[models.UploadSession]],
        existing: Existing,
    ) -> None:
        if existing not in _EXISTING:
            raise exceptions.InvalidArgument(
                f"existing must be one of {', '.join(map(repr, _EXISTING))}, not {existing!r}"
            )
        self._begin = begin
        self._current = current
        self._resume = resume
        self._existing = existing
        self._session: models.UploadSession | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__}, {'not entered' if self._session is None else self._session}>"

    async def __aenter__(self) -> models.UploadSession:
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

    async def _opened(self) -> models.UploadSession:
        found = await self._current()
        if found is None:
            return await self._begin()
        if self._existing == "abandon":
            await found.abandon()
            return await self._begin()
        if self._existing == "report":
            raise exceptions.UploadOpen(found)
        return await self._resume(found)


class Uploading(Base):
    """The part of the client that uploads chapters."""

    def upload(
        self, manga: _api.Identified, groups: Sequence[_api.Identified] = (), *, existing: Existing = "report"
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
        id = _api.identifier("manga", manga)
        made_by = models.parts.ids_of("groups", groups)
        body = {"manga": id, "groups": made_by}
        table.UPLOAD_BEGIN.fields["groups"].json("groups", made_by)

        async def begin() -> models.UploadSession:
            return self._session_in(table.UPLOAD_BEGIN, await self.api.call(table.UPLOAD_BEGIN, body=body))

        async def resume(found: models.UploadSession) -> models.UploadSession:
            if found.manga is not None and found.manga.id != id:
                raise exceptions.UploadOpen(found, f"it is for another manga, {found.manga.id}")
            if found.chapter is not None:
                raise exceptions.UploadOpen(found, f"it changes the pages of a chapter, {found.chapter.id}")
            if made_by and found.groups and {group.id for group in found.groups} != set(made_by):
                raise exceptions.UploadOpen(found, "it is for other groups")
            return found

        return Upload(begin, self.get_upload, resume, existing)

    def upload_edit(self, chapter: models.Chapter | str, *, existing: Existing = "report") -> Upload:
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
        known = (
            chapter
            if isinstance(chapter, models.Chapter)
            else models.Chapter(self, id=_api.identifier("chapter", chapter))
        )

        async def begin() -> models.UploadSession:
            if not known.fetched:
                await known.fetch()
            answer = await known.guarded(table.UPLOAD_BEGIN_EDIT, {"version": known.version})
            return self._session_in(table.UPLOAD_BEGIN_EDIT, answer).edits(known)

        async def resume(found: models.UploadSession) -> models.UploadSession:
            other = found.chapter
            if other is None and found.manga is not None:
                raise exceptions.UploadOpen(found, f"it is for a new chapter of the manga {found.manga.id}")
            if other is not None and other.id != known.id:
                raise exceptions.UploadOpen(found, f"it changes the pages of another chapter, {other.id}")
            return found.edits(known if known.fetched else await known.fetch())

        return Upload(begin, self.get_upload, resume, existing)

    async def get_upload(self) -> models.UploadSession | None:
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
            answer = await self.api.call(table.UPLOAD_GET)
        except exceptions.NotFound:
            return None
        return self._session_in(table.UPLOAD_GET, answer)

    async def approval_required(self, manga: _api.Identified, language: str) -> bool:
        """Return whether a chapter would have to be approved of before it is published.

        Args:
            manga: The manga, or its id.
            language: The code of the chapter's language.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``POST /upload/check-approval-required``.
        """
        answer = await self.api.call(table.UPLOAD_CHECK, body={"manga": manga, "language": language})
        return answer.requires_approval

    def _session_in(
        self,
        row: _api.Endpoint[_wire.Bare[_wire.UploadAttributes]],
        answer: _wire.Bare[_wire.UploadAttributes],
    ) -> models.UploadSession:
        entity = answer.entity
        if entity is None:
            raise exceptions.InvalidResponse(
                row.method, row.path, msg="The answer to {method} {path} holds no upload."
            )
        return models.UploadSession.of(self, entity)
