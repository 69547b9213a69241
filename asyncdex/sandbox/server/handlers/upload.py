"""Upload sessions: looking at, beginning and abandoning them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from asyncdex.sandbox.server.bodies import read_body
from asyncdex.sandbox.server.desk.uploads import Image, Session
from asyncdex.sandbox.server.errors import bad_request, conflict, not_found, unauthorized
from asyncdex.sandbox.server.fields import BodySpec, language, uuid, uuids, version
from asyncdex.sandbox.server.handlers import desk_specs as specs
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.reading import pages_of
from asyncdex.sandbox.server.requests import named, read_query, signed_in
from asyncdex.sandbox.server.responses import entity_answer, json_answer
from asyncdex.sandbox.server.routes import SESSION, get
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import check_version, done, existing, submitted

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.errors import ApiError

_BEGIN = BodySpec(
    {"manga": uuid(required=True), "groups": uuids(required=True, longest=10)}, limit=4096, closed=True
)
_BEGIN_EDIT = BodySpec({"version": version()}, limit=1024, closed=True)
_APPROVAL = BodySpec({"manga": uuid(required=True), "locale": language(required=True)}, limit=4096)


async def show(request: web.Request) -> web.Response:
    """Answer `GET /upload`; 404 says that no session is open."""
    user, query = signed_in(request), read_query(request, specs.UPLOAD)
    session = state_of(request).desk.uploads.of(user)
    if session is None:
        raise not_found("No upload session found")
    return entity_answer(request, session.record, query)


async def begin(request: web.Request) -> web.Response:
    """Answer `POST /upload/begin`."""
    user = signed_in(request)
    query = read_query(request, specs.UPLOAD)
    body = await read_body(request, _BEGIN)
    state = state_of(request)
    _check_free(request, user)
    manga = _published(state.catalogue, body["manga"])
    groups = existing(state.catalogue, "scanlation_group", body["groups"])
    return entity_answer(request, state.desk.uploads.begin(user, manga, groups).record, query)


async def begin_edit(request: web.Request) -> web.Response:
    """Answer `POST /upload/begin/{chapterId}`; the session begins with the pages that are there."""
    user = signed_in(request)
    query = read_query(request, specs.UPLOAD)
    body = await read_body(request, _BEGIN_EDIT)
    state = state_of(request)
    chapter = named(request, "chapter")
    if not _may_edit(state.catalogue, chapter, user):
        raise unauthorized("Only the uploader and the members of its groups may edit a chapter.")
    check_version(chapter, body)
    manga = _published(state.catalogue, chapter.linked("manga")[0])
    count: int = chapter.attributes.get("pages") or 0
    pages = (await pages_of(state, chapter)).data if count else {}
    # Looked at last, for the pages may take a moment to draw.
    _check_free(request, user)
    session = state.desk.uploads.begin(user, manga, chapter.linked("scanlation_group"), chapter)
    for name, content in pages.items():
        state.desk.uploads.keep(session, Image(name, content, name.rpartition(".")[2], source="remote"))
    return entity_answer(request, session.record, query)


async def abandon(request: web.Request) -> web.Response:
    """Answer `DELETE /upload/{uploadSessionId}`."""
    session = session_of(request)
    read_query(request, QuerySpec())
    state_of(request).desk.uploads.close(session)
    return done()


async def approval(request: web.Request) -> web.Response:
    """Answer `POST /upload/check-approval-required`.

    The account's first chapter of a manga in a language has to be approved, later ones have not.
    """
    body, user = await submitted(request, _APPROVAL), signed_in(request)
    catalogue = state_of(request).catalogue
    (manga,) = existing(catalogue, "manga", [body["manga"]])
    known = any(
        chapter.attributes.get("translatedLanguage") == body["locale"] and user in chapter.linked("user")
        for chapter in catalogue.chapters_of(manga)
    )
    return json_answer({"result": "ok", "requiresApproval": not known})


def session_of(request: web.Request) -> Session:
    """Return the open session that the path names.

    Args:
        request: The request, whose path has a `{session}`.

    Raises:
        ApiError: 401 for a guest, 404 if the user has no such session open.
    """
    session = state_of(request).desk.uploads.of(signed_in(request))
    identifier = request.match_info["session"].lower()
    if session is None or session.record.id != identifier:
        raise _no_session(identifier)
    return session


def check_open(request: web.Request, session: Session) -> None:
    """Look once more whether a session is open, after something that took its time.

    Args:
        request: The request.
        session: The session as it was found before.

    Raises:
        ApiError: 404 if it ended meanwhile.
    """
    if not state_of(request).desk.uploads.has(session):
        raise _no_session(session.record.id)


def _no_session(identifier: str) -> ApiError:
    return not_found(f"upload_session with id {identifier} not found")


def _check_free(request: web.Request, user: str) -> None:
    # A guess: it is said that an open session is in the way of another, and not with which status.
    if state_of(request).desk.uploads.of(user) is not None:
        raise conflict("There is an open upload session already; commit or abandon it first.")


def _published(catalogue: Catalogue, identifier: str) -> str:
    if identifier.lower() in catalogue.drafts:
        raise bad_request(f"manga with id {identifier} is not published")
    return existing(catalogue, "manga", [identifier])[0]


def _may_edit(catalogue: Catalogue, chapter: Record, user: str) -> bool:
    # A guess: no more is said than that the account may not be allowed to.
    groups = [catalogue.find("scanlation_group", group) for group in chapter.linked("scanlation_group")]
    return user in chapter.linked("user") or any(
        user in (*group.linked("leader"), *group.linked("member")) for group in groups if group is not None
    )


ROUTES = [
    get("/upload", show),
    web.post("/upload/begin", begin),
    web.post("/upload/check-approval-required", approval),
    web.post("/upload/begin/{id}", begin_edit),
    web.delete(f"/upload/{SESSION}", abandon),
]
