"""Files of an upload."""

from dataclasses import dataclass

from asyncdex._api.table import UPLOAD_ADD
from asyncdex._wire import UploadFileAttributes

from .abc import Model, Wiring
from .fields import attribute, text
from .relations import register

__all__ = ["RefusedFile", "UploadFile", "UploadProgress"]


@register("upload_session_file")
class UploadFile(Model[UploadFileAttributes]):
    """A file that was uploaded, and is to be a page."""

    kind = "upload_session_file"
    _called = "name"
    wiring = Wiring(UploadFileAttributes, UPLOAD_ADD, alone=False)

    media_type = text("mime_type", "Its media type, such as ``image/png``.")
    hash = text("file_hash", "The checksum of its content.")
    source = text("source", "Where it came from: ``local`` from a program, ``remote`` from MangaDex.")

    @attribute
    def name(self) -> str:
        """What it was called."""
        return self._attributes.original_file_name or ""

    @attribute
    def size(self) -> int | None:
        """How many bytes it has."""
        size = self._attributes.file_size
        return None if size is None else int(size)


@dataclass(frozen=True)
class RefusedFile:
    """A file that MangaDex did not take."""

    #: What it is called.
    name: str
    #: Why, in MangaDex's words.
    reason: str


@dataclass(frozen=True)
class UploadProgress:
    """How far an upload is."""

    #: How many files have been sent.
    files: int
    #: How many are to be sent.
    of_files: int
    #: How many bytes have been sent.
    bytes: int
