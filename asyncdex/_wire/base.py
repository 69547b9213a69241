"""What all wire structs share, and the envelopes around them."""

from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from .later import NULL

__all__ = ["Collection", "Done", "Entity", "Localized", "One", "RelationshipData", "Wire", "as_map"]

#: A map of texts by language. MangaDex sends ``[]`` where such a map is empty, and null where it has none.
Localized = dict[str, str | None] | list[Any] | None

A = TypeVar("A")


class Wire(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A struct as MangaDex spells it: camel case outside, snake case inside, unknown fields ignored.

    The structs hold no cycles, so the garbage collector need not look at them. Those of which there are many
    have their fields in the order in which MangaDex sends them, in which they are found at once.
    """

    #: The fields that hold a part which is decoded when it is first read.
    laters: ClassVar[tuple[str, ...]] = ()


class RelationshipData(Wire, frozen=True):
    """What another object is to this one, with its attributes where expansion was asked for and granted."""

    id: str
    type: str
    related: str | None = None
    #: Decoded only when somebody looks, by the kind that ``type`` names.
    attributes: msgspec.Raw = NULL


class Entity(Wire, Generic[A], frozen=True):
    """An object with its attributes and its relationships."""

    id: str
    type: str
    attributes: A
    relationships: tuple[RelationshipData, ...] = ()


class One(Wire, Generic[A], frozen=True):
    """The answer that carries one object."""

    data: A


class Collection(Wire, Generic[A], frozen=True):
    """The answer that carries a page of objects."""

    data: tuple[A, ...]
    limit: int = 0
    offset: int = 0
    total: int = 0


class Done(Wire, frozen=True):
    """The answer that says no more than that it worked."""

    result: str = ""


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
