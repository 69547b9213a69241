"""What MangaDex sent of an object, or what stands for it."""

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import msgspec

from asyncdex._wire import UNREADABLE, RelationshipData, settle
from asyncdex.exceptions import InvalidResponse, Missing, NotFetched

from .portable import Portable
from .relation import Relation, relation_of
from .sheet import Sheet
from .wiring import Wiring

if TYPE_CHECKING:
    from .model import Model

__all__ = ["Sent"]

A = TypeVar("A", bound=msgspec.Struct)
V = TypeVar("V")


class Sent(Portable, Generic[A]):
    """An object with its attributes and its relationships, as far as they have come and are decoded."""

    #: What MangaDex calls this kind.
    kind: ClassVar[str]
    #: How objects of this kind come from MangaDex; the library's own business.
    wiring: ClassVar[Wiring]

    #: The parts of the attributes that are decoded when they are first read.
    _laters: ClassVar[tuple[str, ...]] = ()

    id: str
    #: What stands for a relation, whatever a fetch brings.
    _adopted: "tuple[Model[Any], ...]" = ()
    #: What stands for several relations of the object.
    _related: "tuple[Model[Any], ...]" = ()
    _attributes: A
    _related_to: tuple[RelationshipData, ...]
    #: The page that parts of it may point into, while that is being given out.
    _sheet: Sheet

    @property
    def fetched(self) -> bool:
        """Whether the attributes are there."""
        return "_attributes" in self.__dict__

    @property
    def relationships(self) -> list[Relation]:
        """All that the object is related to, of kinds that this version does not know as well.

        Raises:
            NotFetched: The object has not been fetched, or it came as a part of another one.
        """
        if "_related_to" not in self.__dict__:
            raise NotFetched(self, "relationships")
        return [relation_of(self, data) for data in self._related_to]

    def settle(self) -> None:
        """Keep nothing else of the page that it came on; the library's own way to say so."""
        known = self.__dict__
        if known.pop("_sheet", None) is not None:
            self._detach(known.get("_attributes"), known.get("_related_to"))

    @classmethod
    def _detach(cls, attributes: A | None, related_to: tuple[RelationshipData, ...] | None) -> None:
        """Copy what has not been decoded yet, so that nothing else of the answer is kept for it."""
        if attributes is not None:
            settle(attributes, cls._laters)
        for data in related_to or ():
            settle(data, ("attributes",))

    def __getstate__(self) -> dict[str, Any]:
        self.settle()
        return super().__getstate__()

    def _part(self, name: str) -> Any:
        """Return a part of the attributes that may not have been decoded yet.

        Raises:
            InvalidResponse: MangaDex sent it in another shape than documented.
        """
        try:
            return getattr(self._attributes, name)
        except UNREADABLE as error:
            raise self._unreadable(name, error) from error

    def _unreadable(self, name: str, error: Exception) -> InvalidResponse:
        """Return the error for a part that cannot be decoded."""
        # Not by its name, which may be the very thing that cannot be read.
        told = f"{type(self).__name__}(id={self.id!r})"
        msg = f"{told} came by {{method}} {{path}} with {name} of another shape than documented: {error}."
        return InvalidResponse(self.wiring.get.method, self.wiring.get.path, msg=msg)

    def adopt(self, name: str, model: "Model[Any]") -> None:
        """Have a relation be a certain object, also after a fetch; the library's own way to do so.

        Args:
            name: The attribute.
            model: The object, whose id is the one of the relation.
        """
        setattr(self, name, model)
        self._adopted = (model, *self._adopted)

    def _need(self, value: V | None, name: str) -> V:
        """Return a value that MangaDex always sends, and say so clearly should it not."""
        if value is None:
            raise Missing(name, type(self).__name__, self.wiring.operation)
        return value
