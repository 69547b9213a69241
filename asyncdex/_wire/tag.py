"""What MangaDex says of a tag."""

from .base import Localized, Wire

__all__ = ["TagAttributes", "TagEntity"]


class TagAttributes(Wire, frozen=True):
    """The attributes of a tag."""

    name: Localized = None
    description: Localized = None
    group: str | None = None
    version: int | None = None


class TagEntity(Wire, frozen=True):
    """A tag as it stands inside a manga."""

    id: str
    type: str = "tag"
    attributes: TagAttributes | None = None
