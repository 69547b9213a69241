"""What all models share: an id, a client, and attributes that come when they are fetched."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ClassVar, Generic, Self, TypeVar, cast
from weakref import ref

import msgspec

from asyncdex._api import Endpoint, identifier
from asyncdex._wire import LATER, Entity, One, RelationshipData
from asyncdex.exceptions import (
    InvalidArgument,
    InvalidID,
    InvalidResponse,
    Missing,
    NotFound,
    NotOffered,
)

from .absent import is_of_another
from .export import exported
from .fields import Field, Known, attribute
from .relation import relationships_of
from .sent import Sent
from .sheet import Sheet
from .wiring import ClientLike

__all__ = ["Model"]

A = TypeVar("A", bound=msgspec.Struct)
T = TypeVar("T")
V = TypeVar("V")

#: What is raised where data is not shaped as MangaDex sends it, or holds what JSON cannot.
_OTHER_SHAPE = (msgspec.MsgspecError, TypeError, AttributeError, ValueError)


class Model(Sent[A], Generic[A]):
    """An object of MangaDex, of which at first only the id may be known.

    Args:
        client: The client it belongs to.
        id: Its UUID.
        version: The version it is known to have.
        data: The object as MangaDex sends it, for :meth:`parse`; its id is taken where none is given.

    Raises:
        InvalidID: The id is no UUID.
        Missing: There is neither an id nor one in the data.
    """

    #: What is worked out when somebody looks, by name.
    _fields: ClassVar[Mapping[str, Field[Any, Any]]] = {}
    #: The attribute, or the method, that says what a fetched object is called.
    _called: ClassVar[str | None] = None

    def __init__(
        self,
        client: ClientLike,
        *,
        id: str | None = None,
        version: int = 0,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        found = id if id is not None else _id_in(data)
        if found is None:
            raise Missing("id", type(self).__name__)
        try:
            self.id = identifier("id", found)
        except InvalidArgument as error:
            msg = "{id!r} is no id of a {model}: it must be a UUID."
            raise InvalidID(str(found), type(self), msg) from error
        self.client = client
        if version:
            self.__dict__["version"] = version
        if data is not None:
            self.parse(data)

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
    def of(cls, client: ClientLike | None, entity: Entity[A], sheet: Sheet | None = None) -> Self:
        """Return a model made from an object as it was decoded; the library's own way to make a whole one.

        Args:
            client: The client it belongs to.
            entity: The object.
            sheet: The page that it may point into until that says otherwise.
        """
        model = cls.__new__(cls)
        model.id = entity.id
        if client is not None:
            model.client = client
        model._attributes = entity.attributes  # noqa: SLF001 - of the model being made
        model._related_to = entity.relationships  # noqa: SLF001
        if sheet is None:
            cls._detach(entity.attributes, entity.relationships)
        else:
            model._sheet = sheet  # noqa: SLF001
            sheet.held.append(ref(model))
        return model

    def __repr__(self) -> str:
        name = self._name()
        return f"{type(self).__name__}(id={self.__dict__.get('id')!r}{'' if name is None else f', {name!r}'})"

    def _name(self) -> str | None:
        """Return what a fetched object is called, or None where that cannot be told."""
        if self._called is None or not self.fetched:
            return None
        # Whatever it is: a changed attribute may hold anything, and an object in a log must not raise.
        with suppress(Exception):
            name = getattr(self, self._called)
            return cast("str", name() if callable(name) else name)
        return None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Model):
            return NotImplemented
        return self.kind == other.kind and self.id == other.id

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    @attribute
    def version(self) -> int:
        """The version of the entry, which grows with each change."""
        version: int | None = getattr(self._attributes, "version", None)
        return self._need(version, "version")

    @property
    def missing(self) -> bool:
        """Whether MangaDex had no such object when it was last asked."""
        return bool(self.__dict__.get("_missing"))

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

    async def fetch(self) -> Self:
        """Fetch the object; what was known, and changed, is replaced.

        Returns:
            The object itself.

        Raises:
            InvalidID: There is no such object.
            NotOffered: MangaDex does not give out objects of this kind one by one.
            HTTPException: MangaDex answered with another error.
            ConnectionFailed: No answer arrived.
        """
        if not self.wiring.alone:
            raise NotOffered(f"a single {self.kind} by its id", f"They come by {self.wiring.operation}.")
        answer: One[Entity[A]] = await self._ask(self.wiring.get)
        self.load(self._mine(answer.data, self.wiring.get))
        return self

    def _mine(self, entity: Entity[A], row: Endpoint[Any]) -> Entity[A]:
        """Return what an answer says of this object, making sure that it is this one.

        Raises:
            InvalidResponse: It is another one.
        """
        if entity.id.lower() != self.id.lower():
            msg = f"{{method}} {{path}} answers with another object, of the id {entity.id!r}."
            raise InvalidResponse(row.method, row.path.replace("{id}", self.id), msg=msg)
        return entity

    async def _ask(
        self,
        row: Endpoint[T],
        filters: Mapping[str, object] | None = None,
        *,
        body: Mapping[str, object] | None = None,
    ) -> T:
        """Call an operation about this object.

        Raises:
            InvalidID: There is no such object.
            NotFound: Something else that the call names is not there.
        """
        try:
            return await self.client.api.call(row, self.id, filters=filters, body=body)
        except NotFound as error:
            if is_of_another(error, self.id):
                raise
            self.mark_missing()
            raise InvalidID(self.id, type(self)) from error

    def mark_missing(self) -> None:
        """Note that MangaDex has no such object; the library's own way to say so."""
        self.__dict__["_missing"] = True

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

    def to_dict(self) -> dict[str, Any]:
        """Return what is known as plain values that JSON can hold; changes of yours included.

        Returns:
            Values by attribute name: texts, numbers, lists, mappings; instants as ISO 8601. What the object
            is related to is told by kind and id, with its own attributes where they are known.

        Example:
            >>> json.dumps(manga.to_dict())
        """
        return exported(self)


def _read_through(entity: Entity[Any]) -> None:
    """Have an object decode what it would decode later, so that a mistake shows where it was made."""
    for field in entity.attributes.laters:
        getattr(entity.attributes, field.removeprefix(LATER))


def _id_in(data: Mapping[str, Any] | None) -> Any:
    """Return the id in an answer or an object, or None."""
    with suppress(AttributeError):
        return _inner(data or {}).get("id")
    return None


def _inner(data: Mapping[str, Any]) -> Any:
    """Return the object in an answer, or the object itself."""
    return data.get("data", data)
