"""An invented upload, and the answers to what is done with it."""

from asyncdex.models import UploadSession
from tests.support import api_error, json_answer
from tests.unit.models.builders import DATES, rel, uid

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (30).to_bytes(4, "big") + (40).to_bytes(4, "big") + bytes(8)
GIF = b"GIF89a" + (30).to_bytes(2, "little") + (40).to_bytes(2, "little") + bytes(8)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x28\x00\x1e" + bytes(8)

SESSION = uid(900)
NONE_OPEN = api_error(404, "not_found_http_exception", "No upload session found")


def session_data(*relationships):
    attributes = {"isCommitted": False, "isProcessed": False, "isDeleted": False, "version": 1, **DATES}
    return {
        "id": SESSION,
        "type": "upload_session",
        "attributes": attributes,
        "relationships": list(relationships),
    }


def session_answer(*relationships):
    return json_answer({"result": "ok", "response": "entity", "data": session_data(*relationships)})


def file_attributes(name, size=42):
    return {
        "originalFileName": name,
        "fileHash": "abc",
        "fileSize": size,
        "mimeType": "image/png",
        "source": "local",
        "version": 1,
    }


def file_entity(number, name, size=42):
    return {
        "id": uid(number),
        "type": "upload_session_file",
        "attributes": file_attributes(name, size),
    }


def file_rel(number, name):
    return rel("upload_session_file", number, file_attributes(name))


def names_in(request):
    """Return what the files of a form are called."""
    parts = [part for part, _, _ in request.options["data"]._parts]
    return [part.headers["Content-Disposition"].partition('filename="')[2].rstrip('"') for part in parts]


def takes_all(first=1):
    """Return a step that takes all files, numbered from a number on."""
    numbers = iter(range(first, first + 1000))

    def step(request):
        data = [file_entity(next(numbers), name) for name in names_in(request)]
        return json_answer({"result": "ok", "errors": [], "data": data})

    return step


def refuses(*names, details=None):
    """Return a step that refuses some files."""

    def step(request):
        given = names_in(request)
        data = [file_entity(500 + place, name) for place, name in enumerate(given) if name not in names]
        errors = [
            {"id": "1", "status": 400, "title": "bad_file", "detail": detail}
            for detail in (details if details is not None else [f"{name} is blurred" for name in names])
        ]
        return json_answer({"result": "error" if errors else "ok", "errors": errors, "data": data})

    return step


def opened(client, *relationships):
    """Return an upload that is under way."""
    return UploadSession(client, data=session_data(*relationships))
