"""What an object is related to, as MangaDex says it, whatever its kind."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import msgspec

from asyncdex._wire import UNREADABLE, RelationshipData
from asyncdex.exceptions import InvalidResponse

if TYPE_CHECKING:
    from .sent import Sent

__all__ = ["Relation", "relation_of", "relationships_of"]


class Relation(msgspec.Struct, frozen=True):
    """What an object is related to, as MangaDex sent it, whatever its kind."""

    #: MangaDex's name of the kind, such as ``scanlation_group``.
    kind: str
    id: str
    #: What a manga is to this one, such as ``sequel``.
    related: str | None
    #: What came along of it, under MangaDex's names; None where nothing did.
    attributes: dict[str, Any] | None


_all = msgspec.json.Decoder(tuple[RelationshipData, ...])
_attributes = msgspec.json.Decoder(dict[str, Any] | list[Any] | None)


def relationships_of(data: Mapping[str, Any]) -> tuple[RelationshipData, ...]:
    """Return the relationships of an object as MangaDex sends it.

    Raises:
        msgspec.ValidationError: They have another shape.
    """
    # Through JSON, since their attributes are kept as bytes until somebody looks.
    return _all.decode(msgspec.json.encode(data.get("relationships") or ()))


def relation_of(owner: "Sent[Any]", data: RelationshipData) -> Relation:
    """Return one relationship as users see it.

    Args:
        owner: The object it belongs to, for errors.
        data: The relationship as it was decoded.

    Raises:
        InvalidResponse: The attributes that came with it cannot be read.
    """
    try:
        attributes = _attributes.decode(data.attributes)
    except UNREADABLE as error:
        msg = f"The {data.type} that came with {owner!r} has no attributes that can be read: {error}."
        raise InvalidResponse("GET", owner.wiring.get.path, msg=msg) from error
    known = cast("dict[str, Any]", attributes) if isinstance(attributes, dict) else None
    return Relation(data.type, data.id, data.related, known)
