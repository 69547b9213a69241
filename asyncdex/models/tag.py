"""Tags."""

from collections.abc import Callable, Sequence
from typing import Any, Self, overload

from asyncdex._api.table import TAG_LIST
from asyncdex._wire import TagAttributes, TagEntity, as_map, found_in
from asyncdex.enum import TagGroup
from asyncdex.exceptions import InvalidID
from asyncdex.utils import DefaultAttrDict

from .abc import ClientLike, GenericModelList, Model, Wiring
from .fields import Field, attribute
from .relations import register
from .texts import texts

__all__ = ["Tag", "TagDict", "tags_of"]

#: How many texts of tags are remembered; MangaDex has about eighty tags.
_MOST = 1000


class _Names(Field["Tag", DefaultAttrDict[str | None]]):
    """The name by language code; None for a language without one."""

    def __init__(self, read: "Callable[[Tag], DefaultAttrDict[str | None]]") -> None:
        super().__init__(read, "_attributes")
        self.__doc__ = type(self).__doc__

    def __get__(self, obj: Any, owner: type | None = None) -> Any:
        if obj is None:
            return self
        if self.name in obj.__dict__:
            return obj.__dict__[self.name]
        self._let_go(obj)
        return self.value(obj)

    def __set__(self, obj: object, value: DefaultAttrDict[str | None]) -> None:
        self._let_go(obj)
        obj.__dict__[self.name] = value

    def _let_go(self, tag: object) -> None:
        """Have the name be looked up among the names from now on, which may be changed."""
        tag.__dict__.pop("name", None)


class _Name:
    """The English name, or else any, or else the id."""

    def __init__(self) -> None:
        self.__doc__ = type(self).__doc__

    @overload
    def __get__(self, tag: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, tag: "Tag", owner: type | None = None) -> str: ...

    def __get__(self, tag: "Tag | None", owner: type | None = None) -> Self | str:
        if tag is None:
            return self
        known = tag.__dict__
        if "names" not in known and "_attributes" in known:
            # Nobody has changed them, and nearly always it is this one. It is kept until somebody looks at
            # all names, since a tag stands in many manga.
            sent = tag._attributes.name  # noqa: SLF001 - of the tag that it belongs to
            name = sent.get("en") if isinstance(sent, dict) else None
            if name:
                known["name"] = name
                return name
        return tag.names.get("en") or next((text for text in tag.names.values() if text), tag.id)


@register("tag")
class Tag(Model[TagAttributes]):
    """A word that says something about a manga."""

    kind = "tag"
    of_client = True
    _called = "name"
    wiring = Wiring(TagAttributes, TAG_LIST, every=TAG_LIST)

    names = _Names(lambda tag: texts(as_map(tag._attributes.name)))  # noqa: SLF001 - of the tag itself
    name = _Name()

    @attribute
    def descriptions(self) -> DefaultAttrDict[str | None]:
        """The description by language code; None for a language without one."""
        return texts(as_map(self._attributes.description))

    @attribute
    def group(self) -> TagGroup | None:
        """What the tag says something about."""
        group = self._attributes.group
        return None if group is None else TagGroup.read(group)

    def _forget(self, which: Callable[[Field[Any, Any]], bool]) -> None:
        super()._forget(which)
        self.__dict__.pop("name", None)

    def meet(self, entity: TagEntity) -> None:
        """Take what a manga says of the tag, unless something newer is known; the library's own way to do so.

        Args:
            entity: The tag as it was decoded.
        """
        sent, known = entity.attributes, self.__dict__.get("_attributes")
        if sent is None or (known is not None and (known.version or 0) > (sent.version or 0)):
            return
        if known != sent:
            self._forget(lambda field: not field.related)
        self._attributes = sent

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


def tags_of(client: ClientLike | None, entities: Sequence[TagEntity]) -> GenericModelList[Tag]:
    """Return the tags of a manga. A client has one object for a tag, whichever manga it stands in.

    Args:
        client: The client; None for a manga without one, whose tags are its own.
        entities: The tags as they were decoded.
    """
    if client is None:
        return GenericModelList(Tag.made(None, entity.id, entity.attributes) for entity in entities)
    cache: TagDict = client.tag_cache
    found = found_in(cache.met, entities)
    if found is not None:
        return GenericModelList(found)
    met = [cache.met.get(entity) for entity in entities]
    return GenericModelList(
        [tag or cache.meet(client, entity) for tag, entity in zip(met, entities, strict=True)]
    )


class TagDict(dict[str, Tag]):
    """Tags by their ids."""

    def __init__(self, *content: Any) -> None:
        super().__init__(*content)
        #: The tags by what manga say of them, which equal manga have in common.
        self.met: dict[TagEntity, Tag] = {}

    def meet(self, client: ClientLike, entity: TagEntity) -> Tag:
        """Return the tag that a manga says something of; the library's own way to do so.

        Args:
            client: The client that has it.
            entity: The tag as it was decoded.
        """
        tag = self.get(entity.id)
        if tag is None:
            tag = self[entity.id] = Tag.made(client, entity.id)
        tag.meet(entity)
        if len(self.met) >= _MOST:
            self.met.clear()
        self.met[entity] = tag
        return tag

    def clear(self) -> None:
        """Forget all tags."""
        super().clear()
        self.met.clear()

    def groups(self) -> dict[str, GenericModelList[Tag]]:
        """Return the tags by the name of their group."""
        groups: dict[str, GenericModelList[Tag]] = {}
        for tag in self.values():
            groups.setdefault(tag.group or "", GenericModelList()).append(tag)
        return groups

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Return the tags as plain values that JSON can hold, by their ids; see :meth:`Model.to_dict`."""
        return {id: tag.to_dict() for id, tag in self.items()}
