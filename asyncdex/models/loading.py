"""Taking what MangaDex sent of an object, letting go of it, and handing it on."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast
from weakref import ref

import msgspec

from asyncdex._wire import LATER, Entity, RelationshipData
from asyncdex.exceptions import InvalidResponse

from .fields import Field, Known
from .relation import relationships_of
from .sent import Sent
from .sheet import Sheet
from .wiring import ClientLike

if TYPE_CHECKING:
    from .model import Model

__all__ = ["Loaded", "id_in"]

A = TypeVar("A", bound=msgspec.Struct)

#: What is raised where data is not shaped as MangaDex sends it, or holds what JSON cannot.
_OTHER_SHAPE = (msgspec.MsgspecError, TypeError, AttributeError, ValueError)


class Loaded(Sent[A], Generic[A]):
    """An object that is filled with what MangaDex sent, once or again."""

    #: What is worked out when somebody looks, by name.
    _fields: ClassVar[Mapping[str, Field[Any, Any]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        names = (
            name for base in cls.__mro__ for name, value in vars(base).items() if isinstance(value, Field)
        )
        cls._fields = {name: getattr(cls, name) for name in dict.fromkeys(names)}
        if "wiring" in vars(cls):
            cls._laters = cls.wiring.struct.laters

    @classmethod
    def made(
        cls,
        client: ClientLike | None,
        id: str,
        attributes: A | None = None,
        relationships: tuple[RelationshipData, ...] | None = None,
    ) -> Self:
        """Return a model made from what MangaDex sent; the library's own way to make one.

        Args:
            client: The client it belongs to; None for an object that was unpickled.
            id: Its id, taken as it is.
            attributes: Its attributes, where they came along.
            relationships: Its relationships, where they came along.
        """
        model = cls.__new__(cls)
        model.id = id
        if client is not None:
            model.client = client
        # Not by way of its dictionary, which would come into being and take time and memory.
        if attributes is not None:
            model._attributes = attributes  # noqa: SLF001 - of the model being made
        if relationships is not None:
            model._related_to = relationships  # noqa: SLF001
        return model

    @classmethod
    def of(cls, client: ClientLike | None, entity: Entity[A]) -> Self:
        """Return a model made from an object as it was decoded; the library's own way to make a whole one.

        Args:
            client: The client it belongs to.
            entity: The object.
        """
        model = cls.made(client, entity.id, entity.attributes, entity.relationships)
        cls._detach(entity.attributes, entity.relationships)
        return model

    @classmethod
    def of_page(
        cls,
        client: ClientLike,
        entities: Iterable[Entity[A]],
        sheet: Sheet,
        belonging: "tuple[str, Model[Any]] | None" = None,
    ) -> list[Self]:
        """Return models made from objects of a page; the library's own way to make many.

        It is :meth:`of` written out, without a call for each.

        Args:
            client: The client they belong to.
            entities: The objects.
            sheet: The page, which they may point into until that says otherwise.
            belonging: The name of a relation that all have, and the object that it is, also after a fetch.
        """
        found: list[Self] = []
        new = cls.__new__
        adopted = () if belonging is None else belonging[1:]
        for entity in entities:
            model = new(cls)
            model.id = entity.id
            model.client = client
            model._attributes = entity.attributes  # noqa: SLF001 - of the model being made
            model._related_to = entity.relationships  # noqa: SLF001
            model._sheet = sheet  # noqa: SLF001
            if belonging is not None:
                setattr(model, *belonging)
                model._adopted = adopted  # noqa: SLF001
            found.append(model)
        sheet.held.extend([ref(model) for model in found])
        return found

    def load(self, entity: Entity[A]) -> None:
        """Replace what is known by what MangaDex sent; the library's own way to fill a model.

        Args:
            entity: The object as it was decoded.
        """
        self._forget(lambda _: True)
        self.__dict__.pop("_sheet", None)
        self._attributes, self._related_to = entity.attributes, entity.relationships
        self._detach(entity.attributes, entity.relationships)

    def _forget(self, which: Callable[[Field[Any, Any]], bool]) -> None:
        """Drop what was worked out, or set by hand, of some fields."""
        known, fields = self.__dict__, self._fields
        # What is known is less than what could be, and of a new object there is only the id.
        for name in [name for name in known if name in fields]:
            if which(fields[name]):
                del known[name]
        known.pop("_missing", None)
        known.pop("_related", None)

    def transfer(self, new_obj: Self) -> None:
        """Give what is known of this object to another one with the same id, in place of what that knew.

        Args:
            new_obj: The object that takes it; lists that it holds, such as a manga's chapters, stay its own.
        """
        self.settle()
        if self.fetched and new_obj is not self:
            # What it had worked out, or was marked as, is about what it knew before.
            new_obj._forget(lambda _: True)
        known = {"_attributes", "_related_to", "_missing", *self._fields} - {"id"}
        for name, value in self.__dict__.items():
            if name in known or isinstance(getattr(type(self), name, None), Known):
                new_obj.__dict__[name] = value

    def parse(self, data: Mapping[str, Any]) -> None:
        """Take the object as MangaDex sends it; what was known is replaced.

        Args:
            data: The object with its attributes and relationships, or an answer that carries it as ``data``.

        Raises:
            InvalidResponse: It has another shape.
        """
        try:
            # Through JSON, since relationships are kept as bytes until somebody looks.
            entity = self._decode(msgspec.json.encode(_inner(data)))
            _read_through(entity)
            self.load(entity)
        except _OTHER_SHAPE as error:
            msg = f"{self!r} cannot be made from this: {error}."
            raise InvalidResponse("GET", self.wiring.get.path, msg=msg) from error

    def parse_relationships(self, data: Mapping[str, Any]) -> None:
        """Take what the object is related to as MangaDex sends it; its attributes stay as they are.

        Args:
            data: An object with relationships, or an answer that carries one as ``data``.

        Raises:
            InvalidResponse: They have another shape.
        """
        try:
            found = relationships_of(_inner(data))
        except _OTHER_SHAPE as error:
            msg = f"{self!r} cannot be related to this: {error}."
            raise InvalidResponse("GET", self.wiring.get.path, msg=msg) from error
        self._forget(lambda field: field.related)
        self._related_to = found

    def _decode(self, entity: bytes) -> Entity[A]:
        """Decode one object."""
        shape = cast("Any", Entity)[self.wiring.struct]
        return cast("Entity[A]", msgspec.json.decode(entity, type=shape))


def _read_through(entity: Entity[Any]) -> None:
    """Have an object decode what it would decode later, so that a mistake shows where it was made."""
    for field in entity.attributes.laters:
        getattr(entity.attributes, field.removeprefix(LATER))


def id_in(data: Mapping[str, Any] | None) -> Any:
    """Return the id in an answer or an object, or None."""
    with suppress(AttributeError):
        return _inner(data or {}).get("id")
    return None


def _inner(data: Mapping[str, Any]) -> Any:
    """Return the object in an answer, or the object itself."""
    return data.get("data", data)
