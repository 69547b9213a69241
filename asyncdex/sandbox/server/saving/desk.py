"""The desk as JSON: reports, clients without their secrets, settings, and the uploads that are open."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.desk.settings import UserSettings
from asyncdex.sandbox.server.desk.uploads import Image
from asyncdex.sandbox.server.saving.records import read, written

if TYPE_CHECKING:
    from asyncdex.sandbox.server.desk.desk import Desk
    from asyncdex.sandbox.server.desk.uploads import Session
    from asyncdex.sandbox.server.saving.files import Files


def desk_written(desk: Desk, files: Files) -> dict[str, Any]:
    """Return a desk as what JSON can hold.

    Args:
        desk: The desk.
        files: Where its pictures go.
    """
    return {
        "reports": written(desk.reports.made.values()),
        "clients": written(desk.clients.records.values()),
        "personal": desk.clients.personal,
        "approves": desk.clients.approves,
        "templates": desk.settings.templates,
        "settings": {user: asdict(kept) for user, kept in desk.settings.of.items()},
        "farewells": desk.farewells,
        "uploads": [_session_written(session, desk, files) for session in desk.uploads.opened],
    }


def desk_read(desk: Desk, value: dict[str, Any], files: Files) -> None:
    """Have a desk as it was when it was written; its clients have new secrets.

    Args:
        desk: The desk, as it was at first.
        value: What JSON held.
        files: Where its pictures are.

    Raises:
        KeyError: If something is missing.
        TypeError: If something is of another kind.
    """
    desk.reports.made.update((record.id, record) for record in read(value["reports"]))
    desk.clients.restore(read(value["clients"]), value["personal"])
    desk.clients.approves = bool(value["approves"])
    desk.settings.templates.clear()
    desk.settings.templates.update(value["templates"])
    desk.settings.of.update((user, UserSettings(**kept)) for user, kept in value["settings"].items())
    desk.farewells.update(value["farewells"])
    for session in value["uploads"]:
        (record,) = read([session["session"]])
        images = [
            (known, Image(image["name"], files.take(image["content"]), image["ending"], image["source"]))
            for known, image in zip(read(session["records"]), session["images"], strict=True)
        ]
        desk.uploads.restore(record, session["edits"], session["against"], images)


def _session_written(session: Session, desk: Desk, files: Files) -> dict[str, Any]:
    return {
        "session": written([session.record])[0],
        "edits": session.edits,
        "against": session.against,
        "records": written(desk.uploads.file_records(session)),
        "images": [
            {**asdict(image), "content": files.put(image.content)} for image in session.files.values()
        ],
    }
