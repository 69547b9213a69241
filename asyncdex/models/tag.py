"""Tags."""

from typing import Any, Self

from asyncdex._api.table import TAG_LIST
from asyncdex._wire import TagAttributes, as_map
from asyncdex.enum import TagGroup
from asyncdex.exceptions import InvalidID
from asyncdex.utils import DefaultAttrDict

from .abc import GenericModelList, Model, Wiring
from .fields import attribute
from .relations import register
from .texts import texts

__all__ = ["Tag", "TagDict"]


@register("tag")
class Tag(Model[TagAttributes]):
    """A word that says something about a manga."""

    kind = "tag"
    _called = "name"
    wiring = Wiring(TagAttributes, TAG_LIST, every=TAG_LIST)

    @attribute
    def names(self) -> DefaultAttrDict[str | None]:
        """The name by language code; None for a language without one."""
        return texts(as_map(self._attributes.name))

    @attribute
    def descriptions(self) -> DefaultAttrDict[str | None]:
        """The description by language code; None for a language without one."""
        return texts(as_map(self._attributes.description))

    @attribute
    def group(self) -> TagGroup | None:
        """What the tag says something about."""
        group = self._attributes.group
        return None if group is None else TagGroup.read(group)

    @property
    def name(self) -> str:
        """The English name, or else any, or else the id."""
        return self.names.get("en") or next((text for text in self.names.values() if text), self.id)

    async def fetch(self) -> Self:
        """Fetch the tag, which MangaDex gives out only together with all others.

        Returns:
            The tag itself.

        Raises:
            InvalidID: There is no such tag.
        """
        answer = await self.client.api.call(TAG_LIST)
        found = next((entity for entity in answer.data if entity.id == self.id), None)
        if found is None:
            raise InvalidID(self.id, Tag)
        self.load(found)
        return self


class TagDict(dict[str, Tag]):
    """Tags by their ids."""

    def groups(self) -> dict[str, GenericModelList[Tag]]:
        """Return the tags by the name of their group."""
        groups: dict[str, GenericModelList[Tag]] = {}
        for tag in self.values():
            groups.setdefault(tag.group or "", GenericModelList()).append(tag)
        return groups

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Return the tags as plain values that JSON can hold, by their ids; see :meth:`Model.to_dict`."""
        return {id: tag.to_dict() for id, tag in self.items()}
