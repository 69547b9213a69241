"""What the fields of a body have to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind: TypeAlias = Literal["text", "integer", "number", "boolean", "list", "map", "object"]

KILOBYTE = 1024
# Where no size is documented, what a web server would take.
ANY_SIZE = 1024 * KILOBYTE


@dataclass(frozen=True, slots=True)
class Field:
    """What one value of a JSON body has to be.

    Attributes:
        kind: The kind of value; a `map` has any keys, an `object` those in `fields`.
        required: Whether the field must be there; null is there.
        nullable: Whether null will do.
        enum: The words allowed, or None for any.
        pattern: A regular expression that must be found in a text, or None.
        address: Whether a text has to be a URL.
        shortest: The fewest characters of a text or entries of a list.
        longest: The most of them, or None for any number.
        lowest: The smallest number, or None for any.
        highest: The largest number, or None for any.
        items: What each entry of a list and each value of a map is; None for anything.
        fields: What an object consists of.
        closed: Whether other fields in an object are refused, and not passed over.
    """

    kind: Kind
    required: bool = False
    nullable: bool = False
    enum: tuple[str, ...] | None = None
    pattern: str | None = None
    address: bool = False
    shortest: int = 0
    longest: int | None = None
    lowest: int | None = None
    highest: int | None = None
    items: Field | None = None
    fields: Mapping[str, Field] = field(default_factory=dict[str, "Field"])
    closed: bool = False


@dataclass(frozen=True, slots=True)
class BodySpec:
    """What an operation accepts as its body.

    Attributes:
        fields: The fields by name.
        limit: How many bytes the body may have.
        closed: Whether other fields are refused, as MangaDex describes some bodies. A guess: in the others
            they are passed over.
    """

    fields: Mapping[str, Field]
    limit: int = ANY_SIZE
    closed: bool = False


_UUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"
_LANGUAGE = r"^[a-z]{2}(-[a-z]{2})?\Z"


def uuid(*, required: bool = False, nullable: bool = False) -> Field:
    """Return a field for an id.

    Args:
        required: Whether the field must be there.
        nullable: Whether null will do.
    """
    return Field("text", required=required, nullable=nullable, pattern=_UUID)


def uuids(*, required: bool = False, shortest: int = 0, longest: int | None = None) -> Field:
    """Return a field for a list of ids.

    Args:
        required: Whether the field must be there.
        shortest: The fewest ids.
        longest: The most ids, or None for any number.
    """
    return Field("list", required=required, shortest=shortest, longest=longest, items=uuid())


def language(*, required: bool = False, nullable: bool = False) -> Field:
    """Return a field for a language code.

    Args:
        required: Whether the field must be there.
        nullable: Whether null will do.
    """
    return Field("text", required=required, nullable=nullable, pattern=_LANGUAGE)


def version(*, required: bool = True) -> Field:
    """Return a field for the version that an edit was made against.

    Args:
        required: Whether the field must be there.
    """
    return Field("integer", required=required, lowest=1)
