"""What all models share: an id, a client, and attributes that come when they are fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

import msgspec

from asyncdex._api import Defaults, Endpoint, identifier
from asyncdex._http.requester import Requester
from asyncdex._wire import Entity, One, RelationshipData
from asyncdex.clock import Clock
from asyncdex.exceptions import InvalidArgument, InvalidID, InvalidResponse, Missing, NotFound

from .batch import fetch_missing
from .fields import Field, attribute

__all__ = ["ClientLike", "GenericModelList", "Model", "ModelList", "Wiring"]

A = TypeVar("A", bound=msgspec.Struct)
M = TypeVar("M", bound="Model[Any]")
V = TypeVar("V")


class ClientLike(Protocol):
    """What a model needs of a client."""

    @property
    def api(self) -> Requester:
        """What makes calls."""
        ...

    @property
    def clock(self) -> Clock:
        """What tells the time."""
        ...

    @property
    def uploads_url(self) -> str:
        """Where covers are, without a slash at its end."""
        ...

    @property
    def defaults(self) -> Defaults:
        """What searches and feeds are narrowed by."""
        ...


@dataclass(frozen=True, slots=True)
class Wiring:
    """How objects of one kind come from MangaDex."""

    #: The shape of their attributes.
    struct: type[msgspec.Struct]
    #: The call for one of them.
    get: Endpoint[Any]
    #: The call for many of them by their ids, where there is one.
    many: Endpoint[Any] | None = None
    #: The call for all there are, of a kind that is only given out as a whole.
    every: Endpoint[Any] | None = None


class Model(Generic[A]):
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

    #: What MangaDex calls this kind.
    kind: ClassVar[str]
    #: How objects of this kind come from MangaDex; the library's own business.
    wiring: ClassVar[Wiring]
    _fields: ClassVar[tuple[str, ...]] = ()

    id: str
    client: ClientLike
    _attributes: A
    _relationships: tuple[RelationshipData, ...]

    def __init__(
        self,
        client: ClientLike,
        *,
        id: str | None = None,
        version: int = 0,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        found = id if id is not None else _inner(data or {}).get("id")
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
        cls._fields = tuple(dict.fromkeys(names))

    @classmethod
    def made(
        cls,
        client: ClientLike,
        id: str,
        attributes: A | None = None,
        relationships: tuple[RelationshipData, ...] | None = None,
    ) -> Self:
        """Return a model made from what MangaDex sent; the library's own way to make one.

        Args:
            client: The client it belongs to.
            id: Its id, taken as it is.
            attributes: Its attributes, where they came along.
            relationships: Its relationships, where they came along.
        """
        model = cls.__new__(cls)
        model.id = id
        model.client = client
        if attributes is not None:
            model.__dict__["_attributes"] = attributes
        if relationships is not None:
            model.__dict__["_relationships"] = relationships
        return model

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"

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
    def fetched(self) -> bool:
        """Whether the attributes are there."""
        return "_attributes" in self.__dict__

    def parse(self, data: Mapping[str, Any]) -> None:
        """Take the object as MangaDex sends it; what was known is replaced.

        Args:
            data: The object with its attributes and relationships, or an answer that carries it as ``data``.

        Raises:
            InvalidResponse: It has another shape.
        """
        try:
            # Through JSON, since relationships are kept as bytes until somebody looks.
            self.load(self._decode(msgspec.json.encode(_inner(data))))
        except (msgspec.MsgspecError, TypeError) as error:
            msg = f"{self!r} cannot be made from this: {error}."
            raise InvalidResponse("GET", self.wiring.get.path, msg=msg) from error

    def _decode(self, entity: bytes) -> Entity[A]:
        """Decode one object, by the decoder of the answers that carry it."""
        answer: One[Entity[A]] = self.wiring.get.decoder.decode(b'{"data":%b}' % entity)
        return answer.data

    async def fetch(self) -> Self:
        """Fetch the object; what was known, and changed, is replaced.

        Returns:
            The object itself.

        Raises:
            InvalidID: There is no such object.
            HTTPException: MangaDex answered with another error.
            ConnectionFailed: No answer arrived.
        """
        try:
            answer: One[Entity[A]] = await self.client.api.call(self.wiring.get, self.id)
        except NotFound as error:
            raise InvalidID(self.id, type(self)) from error
        self.load(answer.data)
        return self

    def load(self, entity: Entity[A]) -> None:
        """Replace what is known by what MangaDex sent; the library's own way to fill a model.

        Args:
            entity: The object as it was decoded.
        """
        for name in self._fields:
            self.__dict__.pop(name, None)
        self._attributes = entity.attributes
        self._relationships = entity.relationships

    def transfer(self, new_obj: Self) -> None:
        """Give what is known of this object to another one with the same id.

        Args:
            new_obj: The object that takes it.
        """
        new_obj.__dict__.update({name: value for name, value in self.__dict__.items() if name != "client"})

    def _need(self, value: V | None, name: str) -> V:
        """Return a value that MangaDex always sends, and say so clearly should it not."""
        if value is None:
            raise Missing(name, type(self).__name__)
        return value


def _inner(data: Mapping[str, Any]) -> Any:
    """Return the object in an answer, or the object itself."""
    return data.get("data", data)


class ModelList(list[M], Generic[M]):
    """A list of models of one kind."""

    def id_map(self) -> dict[str, M]:
        """Return the models by their ids."""
        return {model.id: model for model in self}

    async def fetch_all(self) -> None:
        """Fetch those that are not fetched yet, in as few calls as possible.

        Raises:
            HTTPException: MangaDex answered with an error.
            ConnectionFailed: No answer arrived.
        """
        if self:
            await fetch_missing(self[0].client, self)


class GenericModelList(ModelList[M], Generic[M]):
    """A list of models of one kind that has no abilities of its own."""
