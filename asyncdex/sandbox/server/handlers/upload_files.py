"""The files of an upload session: adding them and taking them out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web

from asyncdex.sandbox.server.bodies import read_list
from asyncdex.sandbox.server.desk.multipart import Room, read_files
from asyncdex.sandbox.server.desk.uploads import (
    FILE_BYTES,
    FILES_IN_REQUEST,
    SESSION_BYTES,
    SESSION_FILES,
    Image,
)
from asyncdex.sandbox.server.errors import bad_request, not_found
from asyncdex.sandbox.server.fields import uuids
from asyncdex.sandbox.server.handlers.upload import check_open, session_of
from asyncdex.sandbox.server.images.judging import UnfitError, ending_of
from asyncdex.sandbox.server.query import QuerySpec
from asyncdex.sandbox.server.render import entity
from asyncdex.sandbox.server.requests import read_query
from asyncdex.sandbox.server.responses import json_answer
from asyncdex.sandbox.server.routes import FILE, SESSION
from asyncdex.sandbox.server.state import state_of
from asyncdex.sandbox.server.writes import done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asyncdex.sandbox.server.desk.multipart import Sent
    from asyncdex.sandbox.server.desk.uploads import Session

_BATCH = uuids(shortest=1)
_BATCH_BYTES = 20 * 1024


async def add(request: web.Request) -> web.Response:
    """Answer `POST /upload/{uploadSessionId}`: 200 with what was kept and what is wrong with the rest."""
    session = session_of(request)
    read_query(request, QuerySpec())
    room = Room(FILES_IN_REQUEST, FILE_BYTES, SESSION_BYTES - session.size)
    files = await read_files(request, room)
    endings = [await _ending(file) for file in files]
    # The session may have ended while the files were on their way.
    check_open(request, session)
    state = state_of(request)
    kept: list[dict[str, Any]] = []
    complaints: list[str] = []
    for file, (ending, unfit) in zip(files, endings, strict=True):
        complaint = unfit or _full(session, file)
        if complaint is not None:
            complaints.append(f"{file.name}: {complaint}")
            continue
        record = state.desk.uploads.keep(session, Image(file.name, file.content, ending))
        kept.append(entity(record, state.catalogue))
    errors: list[Any] = bad_request(*complaints).body()["errors"]
    return json_answer({"result": "error" if errors else "ok", "errors": errors, "data": kept})


async def _ending(file: Sent) -> tuple[str, str | None]:
    """Return the ending that belongs to a file's name, and what is wrong with it."""
    if file.complaint is not None:
        return "", file.complaint
    try:
        return await asyncio.to_thread(ending_of, file.content), None
    except UnfitError as error:
        return "", str(error)


def _full(session: Session, file: Sent) -> str | None:
    if len(session.files) >= SESSION_FILES:
        return f"a session has at most {SESSION_FILES} files"
    if session.size + len(file.content) > SESSION_BYTES:
        return f"a session has at most {SESSION_BYTES} bytes"
    return None


async def remove(request: web.Request) -> web.Response:
    """Answer `DELETE /upload/{uploadSessionId}/{uploadSessionFileId}`."""
    session = session_of(request)
    read_query(request, QuerySpec())
    return _removed(request, session, [request.match_info["file"]])


async def remove_batch(request: web.Request) -> web.Response:
    """Answer `DELETE /upload/{uploadSessionId}/batch`: all of the files, or none if one is not there."""
    session = session_of(request)
    read_query(request, QuerySpec())
    files = await read_list(request, _BATCH, _BATCH_BYTES)
    check_open(request, session)
    return _removed(request, session, files)


def _removed(request: web.Request, session: Session, files: Sequence[str]) -> web.Response:
    wanted = dict.fromkeys(identifier.lower() for identifier in files)
    # A guess: what happens to the others if one of them is not there is not said.
    missing = [identifier for identifier in wanted if identifier not in session.files]
    if missing:
        raise not_found(f"upload_session_file with id {missing[0]} not found")
    state_of(request).desk.uploads.remove(session, list(wanted))
    return done()


ROUTES = [
    web.post(f"/upload/{SESSION}", add),
    web.delete(f"/upload/{SESSION}/batch", remove_batch),
    web.delete(f"/upload/{SESSION}/{FILE}", remove),
]
