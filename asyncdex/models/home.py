"""What a part came with, remembered without holding on to it.

Two objects that hold each other stay until the garbage collector finds them, which takes memory and time
where there are thousands.
"""

from typing import Any
from weakref import ref

from .model import Model

__all__ = ["Home"]


class Home:
    """The object that a part came with.

    Args:
        model: The object. When nobody has it any more, one is made that knows the same.
    """

    __slots__ = ("_attributes", "_client", "_held", "_model", "_related_to", "_type", "id")

    def __init__(self, model: Model[Any]) -> None:
        known = model.__dict__
        self.id = model.id
        self._model = ref(model)
        self._held: Model[Any] | None = None
        self._type = type(model)
        self._client = known.get("client")
        self._attributes = known.get("_attributes")
        self._related_to = known.get("_related_to")

    def model(self) -> Any:
        """Return the object, or one that knows the same."""
        model = self._model() or self._held
        if model is None:
            # Nobody else has this one, so that it can be held.
            model = self._held = self._type.made(self._client, self.id, self._attributes, self._related_to)
        return model
