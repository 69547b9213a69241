"""Models as plain values, ready for JSON."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast, runtime_checkable

from asyncdex.exceptions import AsyncDexException

from .fields import Field, Known

if TYPE_CHECKING:
    from .model import Model

__all__ = ["exported"]

_ABSENT = object()

_AnyField: TypeAlias = "Field[Any, Any] | Known[Any]"


@runtime_checkable
class _Convertible(Protocol):
    """What says itself what it is as plain values."""

    def to_dict(self) -> Any: ...


def exported(model: "Model[Any]", *, relations: bool = True) -> dict[str, Any]:
    """Return what is known of a model as plain values.

    Args:
        model: The model, fetched or not.
        relations: Whether what it is related to is told as well. Without it, nothing can go round in circles.

    Returns:
        Texts, numbers, lists and mappings by attribute name; what MangaDex should have sent and did not is
        None.
    """
    found: dict[str, Any] = {"kind": model.kind, "id": model.__dict__.get("id")}
    for name, field in _fields(type(model)):
        if name == "id" or (isinstance(field, Field) and field.related and not relations):
            continue
        value = _value(model, name, field)
        if value is not _ABSENT:
            found[name] = _plain(value)
    return found


def _fields(kind: "type[Model[Any]]") -> "list[tuple[str, _AnyField]]":
    """Return the fields of a kind with their names, those of its bases first."""
    bases = [vars(base).items() for base in reversed(kind.__mro__)]
    found: dict[str, _AnyField] = {
        name: value for items in bases for name, value in items if isinstance(value, Field | Known)
    }
    return list(found.items())


def _value(model: "Model[Any]", name: str, field: "_AnyField") -> object:
    if name in model.__dict__:
        return model.__dict__[name]
    if isinstance(field, Known) or not field.ready(model):
        return _ABSENT
    try:
        return getattr(model, name)
    except AsyncDexException:
        return None  # left out by MangaDex, or not to be read


def _plain(value: object) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    return _plain_parts(value)


def _plain_parts(value: object) -> Any:
    """Return a value that consists of others."""
    # Mappings first: some of them have every attribute that they are asked for.
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return {str(_plain(key)): _plain(item) for key, item in entries.items()}
    if hasattr(value, "kind") and isinstance(value, _Convertible):
        return exported(cast("Model[Any]", value), relations=False)
    if isinstance(value, Iterable):
        return [_plain(item) for item in cast("Iterable[object]", value)]
    return _plain(value.to_dict()) if isinstance(value, _Convertible) else str(value)
