"""What all wire structs share."""

from typing import Any

import msgspec

__all__ = ["Localized", "Wire", "as_map"]

#: A map of texts by language. MangaDex sends ``[]`` where such a map is empty, and null where it has none.
Localized = dict[str, str | None] | list[Any] | None


class Wire(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A struct as MangaDex spells it: camel case outside, snake case inside, unknown fields ignored.

    The structs hold no cycles, so the garbage collector need not look at them.
    """


def as_map(value: Localized) -> dict[str, str]:
    """Return a map of texts, whatever stood in its place.

    Args:
        value: A map, an empty array, or nothing.

    Returns:
        The entries that have a text.
    """
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if text is not None}
