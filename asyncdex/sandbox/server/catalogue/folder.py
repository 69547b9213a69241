"""A world from recorded answers: what they hold is kept to the letter, what they lack is invented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.chance import Chance
from asyncdex.sandbox.server.catalogue.completion import complete
from asyncdex.sandbox.server.catalogue.gathering import Gathering
from asyncdex.sandbox.server.catalogue.recorded import Recorded

if TYPE_CHECKING:
    from pathlib import Path


def read_folder(folder: Path, seed: int) -> Recorded:
    """Read every `*.json` of a folder.

    Args:
        folder: The folder; folders inside it are not looked into.
        seed: Decides what is invented around the recorded entities.

    Returns:
        The world; its `notes` say what was skipped and invented.

    Raises:
        ValueError: If the folder cannot be read or has no entities in it.
    """
    try:
        files = sorted(entry for entry in folder.iterdir() if entry.suffix == ".json")
    except OSError as error:
        raise ValueError(f"catalogue: the folder {folder} cannot be read: {error.strerror}") from error
    gathering = Gathering()
    for file in files:
        _read_file(file, gathering)
    gathered = gathering.result()
    if not gathered.kinds["manga"] and not gathered.kinds["chapter"]:
        raise ValueError(f"catalogue: the folder {folder} has no recorded manga or chapters in it")
    name = f"asyncdex sandbox folder {seed}"
    complete(gathered, Chance(name))
    return Recorded(name, gathered)


def _read_file(file: Path, gathering: Gathering) -> None:
    try:
        body: object = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        gathering.notes.append(f"{file.name}: skipped, it cannot be read as JSON ({type(error).__name__})")
        return
    if not gathering.take_answer(body):
        gathering.notes.append(f"{file.name}: skipped, it is not an answer with entities in it")
