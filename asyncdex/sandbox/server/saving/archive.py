"""The file a sandbox is saved to: a ZIP archive with what is said in JSON, and the pictures beside it."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.saving.catalogue import changes_read, changes_written, world_read, world_written
from asyncdex.sandbox.server.saving.desk import desk_read, desk_written
from asyncdex.sandbox.server.saving.files import Files

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.base import Base
    from asyncdex.sandbox.server.state import State

_FORMAT = "asyncdex sandbox 1"
_STATE = "state.json"
_FILES = "files/"
_DAMAGE = (
    KeyError, TypeError, ValueError, AttributeError, IndexError, EOFError, OverflowError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class StateFileError(ValueError):
    """A file that is no saved sandbox, or is damaged; its text names the file."""


class Saved:
    """A sandbox that was saved.

    Args:
        path: The file it was read from.
        said: What JSON held.
        files: The pictures.
    """

    def __init__(self, path: Path, said: dict[str, Any], files: Files) -> None:
        self._path = path
        self._said = said
        self._files = files

    def base(self) -> Base:
        """Return the world it stands on.

        Raises:
            StateFileError: If the file is damaged.
        """
        try:
            return world_read(self._said["world"])
        except _DAMAGE as error:
            raise _damaged(self._path, error) from error

    def put_back(self, state: State) -> None:
        """Have a sandbox as it was when it was saved.

        Args:
            state: The parts of a sandbox on the same world, as they were at first.

        Raises:
            StateFileError: If the file is damaged.
        """
        # A copy: what is put back will be edited, and may be wanted once more.
        said: dict[str, Any] = json.loads(json.dumps(self._said))
        try:
            changes_read(state.catalogue, said["catalogue"])
            desk_read(state.desk, said["desk"], self._files)
            for chapter, images in said["pages"].items():
                state.pages.restore(chapter, [(end, self._files.take(name)) for end, name in images])
            for file_name, name in said["covers"].items():
                state.covers.keep(file_name, self._files.take(name))
            version, numbers, rest = said["random"]
            state.random.setstate((version, tuple(numbers), rest))
            if state.catalogue.me not in state.catalogue.users:
                state.tokens.close()
        except _DAMAGE as error:
            raise _damaged(self._path, error) from error


def save(state: State, path: Path) -> None:
    """Write a sandbox into a file, which is there as a whole or not at all.

    Args:
        state: The parts of the sandbox.
        path: The file; one that is there is replaced.

    Raises:
        OSError: If it cannot be written.
    """
    files = Files()
    said = {
        "format": _FORMAT,
        "world": world_written(state.catalogue.base),
        "catalogue": changes_written(state.catalogue),
        "desk": desk_written(state.desk, files),
        "pages": {
            chapter: [(ending, files.put(content)) for ending, content in images]
            for chapter, images in state.pages.uploaded.items()
        },
        "covers": {name: files.put(content) for name, content in state.covers.uploaded.items()},
        "random": state.random.getstate(),
    }
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_STATE, json.dumps(said))
            for content_name, content in files.contents.items():
                # Pictures are compressed already.
                archive.writestr(_FILES + content_name, content, zipfile.ZIP_STORED)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def load(path: Path) -> Saved:
    """Read a file that a sandbox was saved to.

    Args:
        path: The file.

    Raises:
        StateFileError: If it cannot be read or is no such file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            said: dict[str, Any] = dict(json.loads(archive.read(_STATE)))
            names = [name for name in archive.namelist() if name.startswith(_FILES)]
            files = Files({name.removeprefix(_FILES): archive.read(name) for name in names})
    except OSError as error:
        raise StateFileError(f"state: the file {path} cannot be read: {error.strerror}") from error
    except _DAMAGE as error:
        raise _damaged(path, error) from error
    if said.get("format") != _FORMAT:
        raise StateFileError(f"state: the file {path} was not saved by a sandbox of this version")
    return Saved(path, said, files)


def _damaged(path: Path, error: Exception) -> StateFileError:
    return StateFileError(f"state: the file {path} is no saved sandbox, or damaged ({type(error).__name__})")
