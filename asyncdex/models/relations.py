"""From the relationships of an object to lazy models.

Models register the kinds they stand for, so that a relation becomes the right one without its module being
imported here. A relation that came with attributes (reference expansion) is filled at once.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from asyncdex._wire import RelationshipData
from asyncdex.exceptions import InvalidResponse

from .abc import ClientLike, GenericModelList, Model

__all__ = ["make", "register", "related", "related_one", "unique"]

M = TypeVar("M", bound=Model[Any])
C = TypeVar("C", bound=type[Model[Any]])

_models: dict[str, type[Model[Any]]] = {}
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


def make(client: ClientLike, kind: str, id: str) -> Any:
    """Return the lazy model of some kind with an id.

    Args:
        client: The client it belongs to.
        kind: MangaDex's name of the kind.
        id: Its id, as MangaDex sent it.
    """
    return _models[kind].made(client, id)


def related(
    owner: Model[Any], relationships: Iterable[RelationshipData], *kinds: str
) -> GenericModelList[Any]:
    """Return the related models of some kinds, in MangaDex's order and without repetitions.

    Args:
        owner: The object they are related to.
        relationships: Its relationships.
        kinds: MangaDex's names of the kinds wanted.

    Raises:
        InvalidResponse: The attributes that came with one are of another shape than documented.
    """
    wanted = (_one(owner, data) for data in relationships if data.type in kinds)
    return GenericModelList(unique(wanted))


def related_one(owner: Model[Any], relationships: Iterable[RelationshipData], *kinds: str) -> Any:
    """Return the first related model of some kinds, or None."""
    return next(iter(related(owner, relationships, *kinds)), None)


def _one(owner: Model[Any], data: RelationshipData) -> Model[Any]:
    model = _models[data.type]
    attributes = None
    raw = bytes(data.attributes)
    if raw not in {b"null", b"[]"}:
        struct = model.wiring.struct
        decoder = _decoders.get(struct)
        if decoder is None:
            decoder = _decoders[struct] = msgspec.json.Decoder(struct)
        try:
            attributes = decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            msg = f"The {data.type} that came with {owner!r} has another shape than documented: {error}."
            raise InvalidResponse("GET", owner.wiring.get.path, msg=msg) from error
    return model.made(owner.client, data.id, attributes)


def unique(models: Iterable[M]) -> list[M]:
    """Return models without repetitions; of several copies of one, a fetched one is kept."""
    found: dict[str, M] = {}
    for model in models:
        known = found.get(model.id)
        if known is None or (model.fetched and not known.fetched):
            found[model.id] = model
    return list(found.values())
