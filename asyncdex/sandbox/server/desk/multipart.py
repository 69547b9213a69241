"""Reading the files of a multipart form as they arrive, never holding more than may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import BodyPartReader
from aiohttp.http import HttpProcessingError

from asyncdex.sandbox.server.errors import bad_request

if TYPE_CHECKING:
    from aiohttp import MultipartReader, web

_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Room:
    """How much a request may bring.

    Attributes:
        files: The most files.
        each: The most bytes of a file.
        together: The most bytes of all files.
    """

    files: int
    each: int
    together: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that arrived.

    Attributes:
        name: Its name on the sender's side.
        content: What is in it; nothing if it was too large.
        complaint: Why it was not kept, or None.
    """

    name: str
    content: bytes
    complaint: str | None = None


async def read_files(request: web.Request, room: Room) -> list[Sent]:
    """Read the files of a form; other fields are passed over.

    As PHP has it, of two files in fields of the same name the first is lost, unless the name ends in `[]`.

    Args:
        request: The request.
        room: How much may be kept; what is too large is read to its end and thrown away.

    Returns:
        The files in the sequence of their fields.

    Raises:
        ApiError: 400 if the body is no such form, or has no or too many files.
    """
    _check_header(request)
    found: dict[str, Sent] = {}
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            await _take(part, found, room)
    except (ValueError, HttpProcessingError):
        raise bad_request("Error validating body: it is not well-formed multipart") from None
    if not found:
        raise bad_request("Error validating /file: at least one file is required")
    return list(found.values())


def _check_header(request: web.Request) -> None:
    if request.content_type != "multipart/form-data":
        raise bad_request("Error validating header Content-Type: multipart/form-data is required")
    # The real service does not understand a boundary in quotation marks.
    if 'boundary="' in request.headers["Content-Type"]:
        raise bad_request("Error validating header Content-Type: the boundary must not be quoted")


async def _take(part: MultipartReader | BodyPartReader, found: dict[str, Sent], room: Room) -> None:
    if not isinstance(part, BodyPartReader) or part.filename is None:
        await part.release()
        return
    field = part.name or ""
    if field.endswith("[]"):
        field = f"{field}{len(found)}"
    found.pop(field, None)
    if len(found) == room.files:
        raise bad_request(f"Error validating /file: at most {room.files} files are allowed in a request")
    held = sum(len(file.content) for file in found.values())
    found[field] = await _read(part, part.filename, Room(1, room.each, room.together - held))


async def _read(part: BodyPartReader, name: str, room: Room) -> Sent:
    content, complaint = bytearray(), None
    while piece := await part.read_chunk(_PIECE):
        if complaint is not None:
            continue
        content += piece
        if len(content) > room.each:
            complaint = f"the file is larger than {room.each} bytes"
        elif len(content) > room.together:
            complaint = "the files are larger than what is left of the session's size"
        if complaint is not None:
            content.clear()
    return Sent(name, bytes(content), complaint)
