"""Attributes that were set and that there are not: nothing of them would ever be sent."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from asyncdex.exceptions import InvalidArgument

from .fields import Field, Known

if TYPE_CHECKING:
    from .model import Model

__all__ = ["refuse_misspelt"]

#: What an object holds beside its fields.
_OWN = {"client", "id", "version"}


def refuse_misspelt(model: "Model[Any]") -> None:
    """Raise an error where somebody set an attribute that a model does not have, and meant one that it has.

    Other attributes of one's own are nobody's business.

    Args:
        model: The model, about to be sent.

    Raises:
        InvalidArgument: There is one that is spelt nearly like a field, or stands where a method was.
    """
    kind = type(model)
    fields = [name for name in dir(kind) if isinstance(getattr(kind, name, None), Field)]
    for name in model.__dict__:
        if name.startswith("_") or name in _OWN or isinstance(getattr(kind, name, None), Field | Known):
            continue
        near = get_close_matches(name, fields, n=1, cutoff=0.75)
        if near or hasattr(kind, name):
            hint = f"did you mean {near[0]!r}?" if near else "it is a method."
            raise InvalidArgument(f"{name!r} is no attribute of {model!r} that can be sent; {hint}")
