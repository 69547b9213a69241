"""The service as a whole: reports, threads in the forum, captchas, ids of old, whether it is up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import asyncdex
from asyncdex import _api, exceptions, models
from asyncdex._api import table

from .base import Base

if TYPE_CHECKING:
    from asyncdex.enum import OpenEnum

__all__ = ["Service"]

M = TypeVar("M", bound="models.Model[Any]")

#: How many ids of old one call takes, whose body may have 10 KB.
_MOST_LEGACY = 500


class Service(Base):
    """The part of the client that is about the service as a whole."""

    async def ping(self) -> None:
        """Make sure that MangaDex answers.

        Raises:
            InvalidResponse: Something else answers.
            HTTPException: MangaDex answered with an error.
            ConnectionFailed: No answer arrived.

        MangaDex: ``GET /ping``.
        """
        answer = await self.api.call(table.PING)
        if answer.strip() != "pong":
            msg = "The answer to {method} {path} is not 'pong'."
            raise exceptions.InvalidResponse(
                table.PING.method, table.PING.path, body=answer.encode(), msg=msg
            )

    async def solve_captcha(self, answer: str) -> None:
        """Hand in the answer to a captcha; MangaDex remembers it for a while.

        A client that is made with a ``captcha_solver`` does so by itself.

        Args:
            answer: What reCAPTCHA gave for the ``site_key`` of the :class:`Captcha` error.

        Raises:
            InvalidArgument: The answer is empty, or no text; nothing was sent.
            InvalidCaptcha: It is wrong, or could not be checked.

        Example:
            >>> try:
            ...     await client.report(chapter, reason)
            ... except Captcha as error:
            ...     await client.solve_captcha(ask_somebody(error.site_key))

        MangaDex: ``POST /captcha/solve``, ten times in ten minutes.
        """
        done = await self.api.call(table.CAPTCHA_SOLVE, body={"answer": answer})
        if done.result != "ok":
            raise exceptions.InvalidCaptcha(msg="The answer to a captcha was neither taken nor refused.")

    # Reports

    async def get_report_reasons(
        self, category: asyncdex.ReportCategory | str
    ) -> models.GenericModelList[models.ReportReason]:
        """Fetch the reasons there are to report something.

        Args:
            category: What is to be reported, such as ``chapter``.

        Raises:
            InvalidArgument: There is no such category; nothing was sent.
            Unauthorized: The client is anonymous, or its login was refused.

        MangaDex: ``GET /report/reasons/{category}``.
        """
        answer = await self.api.call(
            table.REPORT_REASONS, _api.choice(asyncdex.ReportCategory)("category", category)
        )
        made = (models.ReportReason.of(self, one) for one in answer.data)
        return models.GenericModelList(made)

    def get_reports(
        self, *, limit: int | None = None, read_ahead: int = 2, **filters: Unpack[_api.ReportFilters]
    ) -> models.Pager[models.Report]:
        """List the account's reports; see :meth:`get_mangas`.

        Args:
            limit: How many reports at most.
            read_ahead: How many pages are asked for before they are needed; 0 for none.
            filters: What narrows the list, such as ``status="waiting"``.

        Returns:
            An asynchronous iterator over reports, which raises :class:`Unauthorized` without a login.

        Raises:
            InvalidArgument: A filter cannot be right; nothing was sent.

        MangaDex: ``GET /report``, ten times a minute.
        """
        return models.Pager(
            table.REPORT_LIST, models.Report, self, params=dict(filters), limit=limit, read_ahead=read_ahead
        )

    async def report(
        self,
        thing: _api.Identified,
        reason: models.ReportReason | str,
        details: str = "",
        *,
        category: asyncdex.ReportCategory | str | None = None,
    ) -> None:
        """Report that something is wrong with a manga, a chapter, a group, a user or an author.

        Args:
            thing: What is reported, or its id.
            reason: Why, as :meth:`get_report_reasons` returns it, or its id.
            details: What else there is to say.
            category: What ``thing`` is, where it is given by its id.

        Raises:
            InvalidArgument: An argument cannot be right, or the reason asks for details; nothing was sent.
            NotFound: There is no such thing, or no such reason.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> reasons = await client.get_report_reasons("chapter")
            >>> await client.report(chapter, reasons[0], "Page 3 is missing.")

        MangaDex: ``POST /report``, ten times a minute.
        """
        kind = _kind_of("category", category, thing, _reportable(), asyncdex.ReportCategory)
        if isinstance(reason, models.ReportReason) and reason.fetched:
            if reason.category.known and kind != reason.category:
                raise exceptions.InvalidArgument(
                    f"reason is one to report a {reason.category.value}, not a {kind}"
                )
            if reason.details_required and not str(details or "").strip():
                raise exceptions.InvalidArgument(f"details must be given with the reason {reason.name!r}")
        body = {"category": kind, "reason": reason, "thing": thing, "details": details}
        await self.api.call(table.REPORT_CREATE, body=body)

    # Threads and ids of old

    async def create_thread(
        self, thing: _api.Identified, *, kind: asyncdex.ThreadType | str | None = None
    ) -> models.ForumThread:
        """Make the thread about a manga, a chapter or a group in the forum, or return the one there is.

        Args:
            thing: What it is about, or its id.
            kind: What ``thing`` is, where it is given by its id.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            NotFound: There is no such thing.
            Unauthorized: The client is anonymous, or its login was refused.

        Example:
            >>> thread = await client.create_thread(manga)
            >>> thread.url

        MangaDex: ``POST /forums/thread``, ten times a minute.
        """
        body = {"kind": _kind_of("kind", kind, thing, _discussed(), asyncdex.ThreadType), "thing": thing}
        thread = (await self.api.call(table.THREAD_CREATE, body=body)).data
        return models.ForumThread(
            thread.id, None if thread.attributes is None else thread.attributes.replies_count
        )

    async def convert_legacy(self, model: type[M], ids: Sequence[int]) -> dict[int, M]:
        """Return what has numbers for ids that were good until 2021, five hundred a call.

        Args:
            model: What they are: :class:`Manga`, :class:`Chapter`, :class:`Group` or :class:`Tag`.
            ids: The numbers, any amount of them.

        Returns:
            Objects, not fetched, by the number, in the order given; unknown numbers are left out.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            AsyncDexException: A call failed; ``succeeded`` is what the others brought.

        Example:
            >>> found = await client.convert_legacy(Manga, [1, 2, 3])
            >>> await client.batch_mangas(*found.values())

        MangaDex: ``POST /legacy/mapping``.
        """
        kind = _numbered().get(getattr(model, "kind", ""))
        if kind is None:
            raise exceptions.InvalidArgument(f"model must be Manga, Chapter, Group or Tag, not {model!r}")
        numbers = _api.Items("ids", _api.number(1)).json("ids", ids)

        async def some(part: Sequence[int]) -> dict[int, M]:
            answer = await self.api.call(table.LEGACY_MAPPING, body={"kind": kind, "ids": part})
            pairs = ((one.attributes.legacy_id, one.attributes.new_id) for one in answer.data)
            return {old: model.made(self, new) for old, new in pairs if old is not None and new is not None}

        return await models.parts.in_parts(list(dict.fromkeys(numbers)), some, _MOST_LEGACY)


@cache
def _reportable() -> dict[str, OpenEnum]:
    """Return what can be reported, by the kinds of models."""
    return {kind.value: kind for kind in asyncdex.ReportCategory}


@cache
def _discussed() -> dict[str, OpenEnum]:
    """Return what there are threads about, by the kinds of models."""
    kinds = asyncdex.ThreadType
    return {"manga": kinds.MANGA, "scanlation_group": kinds.GROUP, "chapter": kinds.CHAPTER}


@cache
def _numbered() -> dict[str, asyncdex.LegacyType]:
    """Return what had numbers for ids, by the kinds of models."""
    kinds = asyncdex.LegacyType
    return {
        "manga": kinds.MANGA,
        "chapter": kinds.CHAPTER,
        "scanlation_group": kinds.GROUP,
        "tag": kinds.TAG,
    }


def _kind_of(
    argument: str,
    given: str | None,
    thing: _api.Identified,
    kinds: Mapping[str, OpenEnum],
    allowed: type[OpenEnum],
) -> str:
    """Return what a thing is, in the words that an operation has for it."""
    found = None if isinstance(thing, str) else kinds.get(getattr(thing, "kind", ""))
    if given is not None:
        said = _api.choice(allowed)(argument, given)
        if found is not None and said != found:
            raise exceptions.InvalidArgument(f"{argument} is {said!r}, and {thing!r} is something else")
        return said
    if found is None:
        names = ", ".join(repr(member.value) for member in allowed)
        raise exceptions.InvalidArgument(f"{argument} must be given with {thing!r}: one of {names}")
    return found
