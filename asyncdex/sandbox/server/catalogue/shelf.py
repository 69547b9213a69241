"""What the sandbox's own account follows, and what it has read."""

from __future__ import annotations

from dataclasses import dataclass, field

FOLLOWED = ("manga", "scanlation_group", "user", "custom_list")


@dataclass(slots=True)
class Shelf:
    """What belongs to an account and to nobody else.

    Attributes:
        follows: The ids of what it follows, by entity type, in the sequence they are listed in.
        statuses: What it is doing with a manga, such as `reading`, by the manga's id.
        read: The ids of the chapters it has read, by the id of their manga.
    """

    follows: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in FOLLOWED})
    statuses: dict[str, str] = field(default_factory=dict[str, str])
    read: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
