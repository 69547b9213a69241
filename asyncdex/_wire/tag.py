"""What MangaDex says of a tag."""

import msgspec

from .base import Localized, Wire
from .later import Later
from .pieces import Pieces

__all__ = ["TagAttributes", "TagEntity", "Tags"]


class TagAttributes(Wire, frozen=True):
    """The attributes of a tag."""

    name: Localized = None
    description: Localized = None
    group: str | None = None
    version: int | None = None


class TagEntity(Wire, frozen=True, eq=False):
    """A tag as it stands inside a manga. Equal ones are one object, by which they are told apart quickly."""

    id: str
    type: str = "tag"
    attributes: TagAttributes | None = None


_pieces = Pieces(TagEntity)


class Tags(Later[tuple[TagEntity, ...] | None]):
    """The tags of a manga. The same few stand in all of them, so each is decoded once and shared."""

    def __init__(self) -> None:
        super().__init__(tuple[TagEntity, ...] | None)

    def _decode(self, part: msgspec.Raw) -> tuple[TagEntity, ...] | None:
        found = _pieces.of(bytes(part))
        return super()._decode(part) if found is None else found
