"""A catalogue from recorded answers: what they hold is kept to the letter, what they lack is invented."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.completion import complete
from asyncdex.sandbox.server.catalogue.gathering import Gathering
from asyncdex.sandbox.server.catalogue.stocking import stock

if TYPE_CHECKING:
    from pathlib import Path

    from asyncdex.sandbox.server.catalogue.store import Catalogue


def read_folder(folder: Path, seed: int) -> Catalogue:
    """Read every `*.json` of a folder.

    Args:
        folder: The folder; folders inside it are not looked into.
        seed: Decides what is invented around the recorded entities.

    Returns:
        The catalogue, indexed and ready; its `notes` say what was skipped and invented.

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
    catalogue = gathering.catalogue()
    if not catalogue.manga and not catalogue.chapters:
        raise ValueError(f"catalogue: the folder {folder} has no recorded manga or chapters in it")
    complete(catalogue, Random(f"asyncdex sandbox folder {seed}"))
    stock(catalogue, f"asyncdex sandbox folder {seed}")
    return catalogue


def _read_file(file: Path, gathering: Gathering) -> None:
    try:
        body: object = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        gathering.notes.append(f"{file.name}: skipped, it cannot be read as JSON ({type(error).__name__})")
        return
    if not gathering.take_answer(body):
        gathering.notes.append(f"{file.name}: skipped, it is not an answer with entities in it")
