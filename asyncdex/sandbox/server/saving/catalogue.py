"""The catalogue as JSON: the world it stands on in a few words, and what became of it since."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.catalogue.gathered import Gathered
from asyncdex.sandbox.server.catalogue.recorded import Recorded
from asyncdex.sandbox.server.catalogue.records import KINDS
from asyncdex.sandbox.server.catalogue.shelf import Rating, Shelf
from asyncdex.sandbox.server.catalogue.threads import Thread
from asyncdex.sandbox.server.catalogue.world import World
from asyncdex.sandbox.server.saving.records import read, written

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.base import Base
    from asyncdex.sandbox.server.catalogue.store import Catalogue


def world_written(base: Base) -> dict[str, Any]:
    """Return a world as what JSON can hold: an invented one as its recipe, a recorded one as its entities.

    Args:
        base: The world.
    """
    if isinstance(base, World):
        return {
            "invented": {"seed": base.number, "manga": base.count("manga"), "chapters": base.count("chapter")}
        }
    records = [base.make(kind, place) for kind in KINDS for place in range(base.count(kind))]
    return {"recorded": {"seed": base.seed, "me": base.me, "notes": base.notes, "entities": written(records)}}


def world_read(value: dict[str, Any]) -> Base:
    """Return a world that was written before.

    Args:
        value: What JSON held.

    Raises:
        KeyError: If something is missing.
        TypeError: If something is of another kind.
        ValueError: If something is out of its range.
    """
    if "invented" in value:
        recipe = value["invented"]
        return World(int(recipe["seed"]), int(recipe["manga"]), int(recipe["chapters"]))
    recorded, gathered = value["recorded"], Gathered()
    for record in read(recorded["entities"]):
        gathered.add(record)
    gathered.me = recorded["me"]
    gathered.notes.extend(recorded["notes"])
    return Recorded(recorded["seed"], gathered)


def changes_written(catalogue: Catalogue) -> dict[str, Any]:
    """Return what became of a world as what JSON can hold.

    Args:
        catalogue: The catalogue.
    """
    kinds = {kind: catalogue.entities(kind) for kind in KINDS}
    return {
        "changed": {kind: written(entities.changed.values()) for kind, entities in kinds.items()},
        "added": {kind: written(entities.added.values()) for kind, entities in kinds.items()},
        "gone": {kind: sorted(entities.gone) for kind, entities in kinds.items()},
        "removed": sorted(map(list, catalogue.removed)),
        "drafts": written(catalogue.drafts.values()),
        "chosen": catalogue.chosen,
        "threads": {identifier: asdict(thread) for identifier, thread in catalogue.threads.items()},
        "followed": catalogue.figures.followed,
        "voted": catalogue.figures.voted,
        "shelf": asdict(catalogue.shelf),
    }


def changes_read(catalogue: Catalogue, value: dict[str, Any]) -> None:
    """Have a catalogue as it was when it was written.

    Args:
        catalogue: The catalogue, as it was at first.
        value: What JSON held.

    Raises:
        KeyError: If something is missing.
        TypeError: If something is of another kind.
        ValueError: If something is out of its range.
    """
    catalogue.lose((kind, identifier) for kind, identifier in value["removed"])
    for kind in KINDS:
        for identifier in value["gone"][kind]:
            catalogue.entities(kind).drop(identifier)
        for record in read(value["changed"][kind]) + read(value["added"][kind]):
            catalogue.add(record)
    for chapter in (*catalogue.chapters.changed.values(), *catalogue.chapters.added.values()):
        catalogue.await_release(chapter)
    catalogue.drafts.update((record.id, record) for record in read(value["drafts"]))
    catalogue.chosen.update(value["chosen"])
    catalogue.threads.update((key, Thread(**thread)) for key, thread in value["threads"].items())
    catalogue.figures.followed.update(value["followed"])
    catalogue.figures.voted.update(value["voted"])
    shelf = Shelf(**value["shelf"])
    shelf.ratings = {manga: Rating(**rating) for manga, rating in value["shelf"]["ratings"].items()}
    catalogue.shelf = shelf
    for manga in {*catalogue.figures.followed, *catalogue.figures.voted}:
        for kind in ("manga", "scanlation_group"):
            catalogue.touched(kind, manga)
