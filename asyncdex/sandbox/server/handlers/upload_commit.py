"""Making a chapter of an upload session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from asyncdex.sandbox.server.bodies import BodySpec, Field, language, read_body, uuids
from asyncdex.sandbox.server.catalogue.ids import new_id
from asyncdex.sandbox.server.catalogue.records import Record
from asyncdex.sandbox.server.clocks import stamp
from asyncdex.sandbox.server.desk.pictures import ENDINGS
from asyncdex.sandbox.server.desk.uploads import SESSION_FILES
from asyncdex.sandbox.server.errors import bad_request, check_version, forbidden
from asyncdex.sandbox.server.handlers.upload import check_open, session_of
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.requests import read_query
from asyncdex.sandbox.server.responses import entity_answer
from asyncdex.sandbox.server.select.moments import now_of, published
from asyncdex.sandbox.server.state import state_of

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.desk.uploads import Session

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
)
# The documented 4 KB are less than the sequence of 500 pages takes, and cannot hold.
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
    read_query(request, QuerySpec())
    session = session_of(request)
    body = await read_body(request, _COMMIT)
    check_open(request, session)
    state = state_of(request)
    order = _checked(session, body)
    draft, now = body["chapterDraft"], stamp(state.clock.wall())
    if session.edits is None:
        chapter = _new_chapter(session, draft, new_id(state.random), now)
        state.catalogue.add(chapter)
        state.catalogue.index()
    else:
        chapter = session.edits
        check_version("chapter", chapter.attributes["version"], session.against or 0)
        _change(chapter, draft, now)
    chapter.attributes["pages"] = len(order)
    images = [session.files[identifier] for identifier in order]
    state.desk.uploads.close(session)
    await state.pages.upload(chapter.id, [(ENDINGS[image.kind], image.content) for image in images])
    if published(chapter, now_of(state.clock)):
        _announce(state.catalogue, chapter)
    return entity_answer(request, chapter)


def _checked(session: Session, body: dict[str, Any]) -> list[str]:
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
    present = session.edits.attributes.get("externalUrl") if session.edits is not None else None
    if body["chapterDraft"].get("externalUrl") not in {None, present}:
        raise forbidden("Only official publishers may link a chapter to another site.")
    return order


def _new_chapter(session: Session, draft: dict[str, Any], identifier: str, now: str) -> Record:
    publish = f"{draft['publishAt']}+00:00" if "publishAt" in draft else now
    attributes = {
        "volume": draft["volume"],
        "chapter": draft["chapter"],
        "title": draft["title"],
        "translatedLanguage": draft["translatedLanguage"],
        "externalUrl": None,
        "isUnavailable": False,
        "publishAt": publish,
        "readableAt": publish,
        "createdAt": now,
        "updatedAt": now,
        "pages": 0,
        "version": 1,
    }
    record = Record("chapter", identifier, attributes)
    for role in ("scanlation_group", "manga", "user"):
        for target in session.record.linked(role):
            record.link(role, target)
    return record


def _change(chapter: Record, draft: dict[str, Any], now: str) -> None:
    attributes = chapter.attributes
    for name in ("volume", "chapter", "title", "translatedLanguage"):
        attributes[name] = draft[name]
    if "publishAt" in draft:
        attributes["publishAt"] = attributes["readableAt"] = f"{draft['publishAt']}+00:00"
    attributes["updatedAt"] = now
    attributes["version"] += 1


def _announce(catalogue: Catalogue, chapter: Record) -> None:
    """Have the manga say that it has a chapter in this language, the newest of all."""
    manga = catalogue.manga_of(chapter)
    if manga is None:
        return
    languages: list[str | None] = manga.attributes.get("availableTranslatedLanguages") or []
    if chapter.attributes["translatedLanguage"] not in languages:
        languages = [*languages, chapter.attributes["translatedLanguage"]]
    manga.attributes["availableTranslatedLanguages"] = languages
    manga.attributes["latestUploadedChapter"] = chapter.id


ROUTES = [web.post("/upload/{session}/commit", commit)]
