"""What goes wrong with uploads."""

from typing import TYPE_CHECKING

from .base import AsyncDexException

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asyncdex.models import RefusedFile, UploadFile, UploadSession

__all__ = ["FilesRefused", "UploadClosed", "UploadOpen"]


class UploadOpen(AsyncDexException):
    """There is an upload already that was neither committed nor abandoned; an account has one at a time.

    Args:
        session: The upload.
        reason: Why it is not gone on with.
    """

    def __init__(self, session: "UploadSession", reason: str = 'say existing="resume" or "abandon"') -> None:
        super().__init__(f"The account has an upload that is open still, {session!r}: {reason}.")
        #: The upload, which can be gone on with or abandoned.
        self.session = session
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.session, self.reason)


class UploadClosed(AsyncDexException, RuntimeError):
    """An upload was used after it had been committed or abandoned."""


class FilesRefused(AsyncDexException):
    """MangaDex did not take some of the files of an upload; the others are there.

    Args:
        refused: Those that it did not take, with the reasons.
        added: Those that it did take.
    """

    def __init__(self, refused: "Sequence[RefusedFile]", added: "Sequence[UploadFile]") -> None:
        told = "; ".join(f"{one.name}: {one.reason}" for one in refused)
        super().__init__(f"{len(refused)} of {len(refused) + len(added)} files were not taken: {told}.")
        #: Those that it did not take, with the reasons.
        self.refused = list(refused)
        #: Those that it did take.
        self.added = list(added)
        self.succeeded = {file.id: file for file in added}

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.refused, self.added)
