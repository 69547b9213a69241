"""From the relationships of an object to lazy models.

Models register the kinds they stand for, and are imported for the first of their kind, so that a relation
becomes the right one without its module being imported here. A relation that came with attributes (reference
expansion) is filled at once; the attributes of those that came with several objects, as the group of a
hundred chapters, are decoded once.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, overload

from asyncdex._wire import UNREADABLE, RelationshipData, Shared
from asyncdex.exceptions import InvalidResponse

from .abc import GenericModelList, Model, ModelList
from .kinds import Kinds
from .wiring import ClientLike

__all__ = ["make", "model_of", "register", "related", "related_one"]

L = TypeVar("L", bound=ModelList[Any])
C = TypeVar("C", bound=type[Model[Any]])

_models = Kinds()
#: Those that stand for several kinds, so that one may be related to an object twice.
_several: set[type[Model[Any]]] = set()
_shared = Shared()


def register(*kinds: str) -> Callable[[C], C]:
    """Return a decorator that has a model stand for some kinds of relation.

    Args:
        kinds: MangaDex's names, such as ``author`` and ``artist``.
    """

    def decorate(model: C) -> C:
        for kind in kinds:
            _models[kind] = model
        if len(kinds) > 1:
            _several.add(model)
        return model

    return decorate


def model_of(kind: str) -> Any:
    """Return the class that stands for a kind.

    Args:
        kind: MangaDex's name of the kind.
    """
    return _models[kind]


def make(client: ClientLike | None, kind: str, id: str) -> Any:
    """Return the lazy model of some kind with an id.

    Args:
        client: The client it belongs to.
        kind: MangaDex's name of the kind.
        id: Its id, as MangaDex sent it.
    """
    return _models[kind].made(client, id)


@overload
def related(
    owner: Model[Any],
    relationships: Iterable[RelationshipData],
    kind: str,
    *,
    only: Iterable[RelationshipData] | None = None,
) -> GenericModelList[Any]: ...


@overload
def related(
    owner: Model[Any], relationships: Iterable[RelationshipData], kind: str, *, into: type[L]
) -> L: ...


def related(
    owner: Model[Any],
    relationships: Iterable[RelationshipData],
    kind: str,
    *,
    only: Iterable[RelationshipData] | None = None,
    into: type[ModelList[Any]] | None = None,
) -> Any:
    """Return the related models of a kind, in MangaDex's order and without repetitions.

    Who stands for several things to an object, as an author who is the artist too, is one model.

    Args:
        owner: The object they are related to.
        relationships: Its relationships.
        kind: MangaDex's name of the kind wanted.
        only: Those of them that are wanted; None for all of the kind.
        into: The class of the list, which takes the client of the owner; None for one without abilities.

    Raises:
        InvalidResponse: The attributes that came with one are of another shape than documented.
    """
    model = _models[kind]
    found: ModelList[Any] = GenericModelList() if into is None else _list_for(owner, into)
    for data in relationships if only is None else only:
        if data.type == kind and not (found and data.id in [other.id for other in found]):
            found.append(_one(owner, relationships, data, model))
    return found


def _list_for(owner: Model[Any], into: type[L]) -> L:
    """Return an empty list with the client of an object, which has none after it was unpickled."""
    found = into.__new__(into)
    if "client" in owner.__dict__:
        found.client = owner.client
    return found


def related_one(owner: Model[Any], relationships: Iterable[RelationshipData], kind: str) -> Any:
    """Return the first related model of a kind, or None."""
    for data in relationships:
        if data.type == kind:
            return _one(owner, relationships, data, _models[kind])
    return None


def _one(
    owner: Model[Any],
    relationships: Iterable[RelationshipData],
    data: RelationshipData,
    model: type[Model[Any]],
) -> Model[Any]:
    """Return the model of a related object, filled by the copy that came with attributes."""
    id, wiring = data.id, model.wiring
    for same in owner._related + owner._adopted:  # noqa: SLF001 - models and their relations are one room
        if same.id == id and same.kind == model.kind:
            return same
    # No registered model makes its objects in another way, and to ask each of them how takes time.
    made = object.__new__(model)
    made.id = id
    client = getattr(owner, "client", None)
    if client is not None:  # what an object is related to that was unpickled has none either
        made.client = client
    try:
        attributes = _shared.decoded(id, data.attributes, wiring.struct, once=wiring.unshared)
        bare = attributes is None
        if bare:
            attributes = _attributes_elsewhere(relationships, data, model)
    except UNREADABLE as error:
        raise _unreadable(owner, data, error) from error
    if attributes is not None:
        made._attributes = attributes
    if bare or data.related is not None or model in _several:
        _remember(owner, relationships, data, made)
    return made


def _remember(
    owner: Model[Any], relationships: Iterable[RelationshipData], data: RelationshipData, made: Model[Any]
) -> None:
    """Have who stands for several things be one model; there is nothing to remember of all others."""
    for other in relationships:
        if other.id == data.id and other is not data:
            owner._related = (*owner._related, made)  # noqa: SLF001 - models and their relations are one room
            return


def _attributes_elsewhere(
    relationships: Iterable[RelationshipData], data: RelationshipData, model: type[Model[Any]]
) -> Any:
    """Return the attributes that came along where an object is related in another way, or None."""
    for other in relationships:
        if other.id == data.id and other is not data and _models.get(other.type) is model:
            wiring = model.wiring
            attributes = _shared.decoded(other.id, other.attributes, wiring.struct, once=wiring.unshared)
            if attributes is not None:
                return attributes
    return None


def _unreadable(owner: Model[Any], data: RelationshipData, error: Exception) -> InvalidResponse:
    """Return the error for attributes of a related object that cannot be read."""
    msg = f"The {data.type} that came with {owner!r} has another shape than documented: {error}."
    return InvalidResponse("GET", owner.wiring.get.path, msg=msg)
