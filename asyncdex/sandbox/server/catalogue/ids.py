"""Ids that come from a seed and still look like any other UUID."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


def new_id(rng: Random) -> str:
    """Return a UUID of version 4.

    Args:
        rng: Decides the id.
    """
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))
