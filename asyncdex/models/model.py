"""What all models share: an id, a client, and attributes that come when they are fetched."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

import msgspec

from asyncdex._api import Endpoint, identifier
from asyncdex._wire import Entity, One
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
from .fields import attribute
from .loading import Loaded, id_in
from .wiring import ClientLike

__all__ = ["Model"]

A = TypeVar("A", bound=msgspec.Struct)
T = TypeVar("T")


class Model(Loaded[A], Generic[A]):
    """An object of MangaDex, of which at first only the id may be known.

    Args:
        client: The client it belongs to.
        id: Its UUID.
        version: The version it is known to have.
        data: The object as MangaDex sends it, for :meth:`~asyncdex.models.loading.Loaded.parse`; its
            id is taken where none is given.

    Raises:
        InvalidID: The id is no UUID.
        Missing: There is neither an id nor one in the data.
    """

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
        found = id if id is not None else id_in(data)
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

    def to_dict(self) -> dict[str, Any]:
        """Return what is known as plain values that JSON can hold; changes of yours included.

        Returns:
            Values by attribute name: texts, numbers, lists, mappings; instants as ISO 8601. What the object
            is related to is told by kind and id, with its own attributes where they are known.

        Example:
            >>> json.dumps(manga.to_dict())
        """
        return exported(self)
