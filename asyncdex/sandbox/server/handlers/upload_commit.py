"""Making a chapter of an upload session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from asyncdex.sandbox.server.catalogue.summary import recount
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.desk.uploads import SESSION_FILES
from asyncdex.sandbox.server.errors import bad_request, forbidden
from asyncdex.sandbox.server.fields import BodySpec, Field, language, uuids
from asyncdex.sandbox.server.handlers.upload import check_open, session_of
from asyncdex.sandbox.server.moments import real_moment
from asyncdex.sandbox.server.responses import entity_answer
from asyncdex.sandbox.server.routes import SESSION
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import born, check_version, existing, submitted, touch

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.desk.uploads import Session
    from asyncdex.sandbox.server.state import State

_NUMBER = Field("text", required=True, nullable=True, longest=8, pattern=r"^((0|[1-9]\d*)(\.\d+)?[a-z]?)?\Z")
_MOMENT = r"^\d{4}-[0-1]\d-([0-2]\d|3[0-1])T([0-1]\d|2[0-3]):[0-5]\d:[0-5]\d\Z"
_DRAFT = Field(
    "object",
    required=True,
    fields={
        "volume": _NUMBER,
        "chapter": _NUMBER,
        "title": Field("text", required=True, nullable=True, longest=255),
        "translatedLanguage": language(required=True),
        "externalUrl": Field("text", nullable=True, longest=512, pattern="^https?://"),
        "publishAt": Field("text", pattern=_MOMENT),
    },
    closed=True,
)
# A guess: the documented 4 KB are less than the sequence of 500 pages takes, and cannot hold.
_COMMIT = BodySpec(
    {
        "chapterDraft": _DRAFT,
        "pageOrder": uuids(required=True, shortest=1, longest=SESSION_FILES),
        "termsAccepted": Field("boolean"),
    },
    limit=32 * 1024,
)


async def commit(request: web.Request) -> web.Response:
    """Answer `POST /upload/{uploadSessionId}/commit`."""
    session = session_of(request)
    body = await submitted(request, _COMMIT)
    check_open(request, session)
    state = state_of(request)
    order = _checked(state.catalogue, session, body)
    # Either may have been deleted while the session was open.
    existing(state.catalogue, "manga", session.record.linked("manga"))
    existing(state.catalogue, "chapter", session.record.linked("chapter"))
    draft = body["chapterDraft"]
    if session.edits is None:
        chapter = state.catalogue.add(_new_chapter(state, session, draft))
    else:
        chapter = state.catalogue.chapters[session.edits]
        check_version(chapter, {"version": session.against})
        chapter = state.catalogue.change(chapter)
        _change(chapter, draft)
        touch(state, chapter)
    chapter.attributes["pages"] = len(order)
    images = [session.files[identifier] for identifier in order]
    state.desk.uploads.close(session)
    state.catalogue.await_release(chapter)
    manga = state.catalogue.manga_of(chapter)
    if manga is not None:
        recount(state.catalogue, manga, state.clock.wall())
    await state.pages.upload(chapter.id, [(image.ending, image.content) for image in images])
    return entity_answer(request, chapter)


def _checked(catalogue: Catalogue, session: Session, body: dict[str, Any]) -> list[str]:
    """Check what the body says about the session, and return the ids of its pages in reading order."""
    order = [identifier.lower() for identifier in body["pageOrder"]]
    complaints = [
        f"Error validating /pageOrder: {identifier} is no file of the session"
        for identifier in order
        if identifier not in session.files
    ]
    if len(set(order)) != len(order):
        complaints.append("Error validating /pageOrder: a file can be named only once")
    if body.get("termsAccepted") is not True:
        complaints.append("Error validating /termsAccepted: the terms have to be accepted")
    if complaints:
        raise bad_request(*complaints)
    edited = catalogue.chapters.get(session.edits) if session.edits is not None else None
    present = edited.attributes.get("externalUrl") if edited is not None else None
    # A guess: it needs a permission that the account has not, and what is there already may be sent back.
    if body["chapterDraft"].get("externalUrl") not in {None, present}:
        raise forbidden("Only official publishers may link a chapter to another site.")
    return order


def _new_chapter(state: State, session: Session, draft: dict[str, Any]) -> Record:
    now = stamp(state.clock.wall())
    attributes = {
        "externalUrl": None,
        "isUnavailable": False,
        "publishAt": now,
        "readableAt": now,
        "pages": 0,
    }
    record = born(state, "chapter", attributes)
    _change(record, draft)
    for role in ("scanlation_group", "manga", "user"):
        for target in session.record.linked(role):
            record.link(role, target)
    return record


def _change(chapter: Record, draft: dict[str, Any]) -> None:
    attributes = chapter.attributes
    # No number is null, however it was sent.
    attributes |= {name: draft[name] or None for name in ("volume", "chapter")}
    attributes |= {name: draft[name] for name in ("title", "translatedLanguage")}
    if "publishAt" in draft:
        attributes["publishAt"] = attributes["readableAt"] = f"{real_moment(draft['publishAt'])}+00:00"


ROUTES = [web.post(f"/upload/{SESSION}/commit", commit)]
