"""From the relationships of an object to lazy models.

Models register the kinds they stand for, and are imported for the first of their kind, so that a relation
becomes the right one without its module being imported here. A relation that came with attributes (reference
expansion) is filled at once.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, overload

import msgspec

from asyncdex._wire import RelationshipData
from asyncdex.exceptions import InvalidResponse

from .abc import GenericModelList, Model, ModelList
from .kinds import Kinds
from .wiring import ClientLike

__all__ = ["make", "model_of", "register", "related", "related_one"]

L = TypeVar("L", bound=ModelList[Any])
C = TypeVar("C", bound=type[Model[Any]])

_models = Kinds()
_decoders: "dict[type[msgspec.Struct], msgspec.json.Decoder[Any]]" = {}


def register(*kinds: str) -> Callable[[C], C]:
    """Return a decorator that has a model stand for some kinds of relation.

    Args:
        kinds: MangaDex's names, such as ``author`` and ``artist``.
    """

    def decorate(model: C) -> C:
        for kind in kinds:
            _models[kind] = model
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
    owner: Model[Any], relationships: Iterable[RelationshipData], kind: str
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
    into: type[ModelList[Any]] = GenericModelList,
) -> Any:
    """Return the related models of a kind, in MangaDex's order and without repetitions.

    Who stands for several things to an object, as an author who is the artist too, is one model.

    Args:
        owner: The object they are related to.
        relationships: Its relationships.
        kind: MangaDex's name of the kind wanted.
        into: The class of the list, which takes the client of the owner where it keeps one.

    Raises:
        InvalidResponse: The attributes that came with one are of another shape than documented.
    """
    wanted = {data.id: None for data in relationships if data.type == kind}
    found = into.__new__(into)
    found.extend(_one(owner, relationships, id, _models[kind]) for id in wanted)
    if into.keeps_client and "client" in owner.__dict__:
        found.client = owner.client
    return found


def related_one(owner: Model[Any], relationships: Iterable[RelationshipData], kind: str) -> Any:
    """Return the first related model of a kind, or None."""
    return next(iter(related(owner, relationships, kind)), None)


def _one(
    owner: Model[Any], relationships: Iterable[RelationshipData], id: str, model: type[Model[Any]]
) -> Model[Any]:
    """Return the model of a related object, filled by the copy that came with attributes."""
    known: dict[tuple[str, str], Model[Any]] = owner.__dict__.setdefault("_related", {})
    key = (model.kind, id)
    adopted: dict[tuple[str, str], Model[Any]] = owner.__dict__.get("_adopted", {})
    if key in adopted:
        return adopted[key]
    if key not in known:
        copies = [data for data in relationships if data.id == id and _models.get(data.type) is model]
        found = (_attributes(owner, data, model.wiring.struct) for data in copies)
        attributes = next((one for one in found if one is not None), None)
        known[key] = model.made(owner.__dict__.get("client"), id, attributes)
    return known[key]


def _attributes(owner: Model[Any], data: RelationshipData, struct: type[msgspec.Struct]) -> Any:
    """Return the attributes that came with a related object, or None."""
    raw = bytes(data.attributes)
    if raw in {b"null", b"[]"}:
        return None
    decoder = _decoders.get(struct)
    if decoder is None:
        decoder = _decoders[struct] = msgspec.json.Decoder(struct)
    try:
        return decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        msg = f"The {data.type} that came with {owner!r} has another shape than documented: {error}."
        raise InvalidResponse("GET", owner.wiring.get.path, msg=msg) from error
