"""Invented instants; none depends on the day the sandbox runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asyncdex.sandbox.server.clocks import stamp

if TYPE_CHECKING:
    from random import Random

DAY = 86_400
# Everything was made between the starts of 2018 and 2026.
EARLIEST = 1_514_764_800
LATEST = 1_767_225_600
# MangaDex uses dates like this one for chapters that may never come: it stays in the future.
NEVER = 2_145_916_800


def some_moment(rng: Random, after: int = EARLIEST) -> int:
    """Return an instant in UNIX seconds.

    Args:
        rng: Decides the instant.
        after: The earliest possible instant.
    """
    return rng.randrange(min(after, LATEST - DAY), LATEST)


def dates(rng: Random, created: int) -> dict[str, Any]:
    """Return the attributes that every entity has about its making.

    Args:
        rng: Decides when it was last changed, and how often.
        created: When it was made, UNIX seconds.
    """
    version = rng.randrange(1, 9)
    updated = created if version == 1 else some_moment(rng, created)
    return {"createdAt": stamp(created), "updatedAt": stamp(updated), "version": version}
