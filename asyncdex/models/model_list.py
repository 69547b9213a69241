"""Lists of models."""

import copy
from typing import Any, ClassVar, Generic, Self, SupportsIndex, TypeVar, overload

from .batch import fetch_missing
from .model import Model
from .portable import Portable

__all__ = ["GenericModelList", "ModelList"]

M = TypeVar("M", bound=Model[Any])


class ModelList(list[M], Portable, Generic[M]):
    """A list of models of one kind."""

    keeps_client: ClassVar[bool] = False

    def __copy__(self) -> Self:
        twin = super().__copy__()
        twin.extend(self)
        return twin

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        twin = super().__deepcopy__(memo)
        twin.extend(copy.deepcopy(model, memo) for model in self)
        return twin

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> M: ...

    @overload
    def __getitem__(self, index: slice, /) -> Self: ...

    def __getitem__(self, index: SupportsIndex | slice, /) -> M | Self:
        if not isinstance(index, slice):
            return super().__getitem__(index)
        # A part of a list can do what the list can.
        part = super().__copy__()
        part.extend(super().__getitem__(index))
        return part

    def copy(self) -> Self:
        """Return the same models in another list of the same kind."""
        return copy.copy(self)

    def id_map(self) -> dict[str, M]:
        """Return the models by their ids."""
        return {model.id: model for model in self}

    def to_dict(self) -> list[dict[str, Any]]:
        """Return the models as plain values that JSON can hold; see :meth:`Model.to_dict`."""
        return [model.to_dict() for model in self]

    async def fetch_all(self) -> None:
        """Fetch those that are not fetched yet, a hundred a call.

        Those that MangaDex does not have are :attr:`~Model.missing` afterwards. When a call fails, the others
        are made nevertheless, and its error is raised at the end.

        Raises:
            HTTPException: MangaDex answered with an error.
            ConnectionFailed: No answer arrived.
        """
        await fetch_missing(self)


class GenericModelList(ModelList[M], Generic[M]):
    """A list of models of one kind that has no abilities of its own."""
