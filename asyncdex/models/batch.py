"""Fetching many objects in few calls."""

from typing import TYPE_CHECKING, Any

from asyncdex._api import ALL_RATINGS
from asyncdex.exceptions import InvalidID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asyncdex._wire import Collection, Entity

    from .abc import ClientLike, Model

__all__ = ["fetch_many", "fetch_missing"]

#: How many ids one call takes.
_MOST = 100


async def fetch_many(client: "ClientLike", models: "Sequence[Model[Any]]") -> "list[Model[Any]]":
    """Fetch models of one kind, a hundred a call.

    Args:
        client: The client to call with.
        models: Models whose kind can be listed by ids; each is filled in place.

    Returns:
        Those that MangaDex does not have.
    """
    if not models:
        return []
    wiring = models[0].wiring
    if wiring.every is not None:
        everything: Collection[Entity[Any]] = await client.api.call(wiring.every)
        return _fill(models, {entity.id: entity for entity in everything.data})
    row = wiring.many
    if row is None:
        return await _one_by_one(models)
    ids = list(dict.fromkeys(model.id for model in models))
    found: dict[str, Entity[Any]] = {}
    for start in range(0, len(ids), _MOST):
        part = ids[start : start + _MOST]
        filters: dict[str, object] = {"ids": part}
        if row.ratings:
            filters["rating"] = ALL_RATINGS
        answer: Collection[Entity[Any]] = await client.api.call(
            row, filters=filters, paging={"limit": len(part)}
        )
        found |= {entity.id: entity for entity in answer.data}
    return _fill(models, found)


def _fill(models: "Sequence[Model[Any]]", found: "Mapping[str, Entity[Any]]") -> "list[Model[Any]]":
    """Load the models that were found, and return the others."""
    for model in models:
        if model.id in found:
            model.load(found[model.id])
    return [model for model in models if model.id not in found]


async def _one_by_one(models: "Sequence[Model[Any]]") -> "list[Model[Any]]":
    """Fetch models of a kind that cannot be listed by ids."""
    missing: list[Model[Any]] = []
    for model in models:
        try:
            await model.fetch()
        except InvalidID:
            missing.append(model)
    return missing


async def fetch_missing(client: "ClientLike", models: "Iterable[Model[Any]]") -> None:
    """Fetch those models of one kind that are not fetched yet.

    Args:
        client: The client to call with.
        models: Models of one kind.
    """
    await fetch_many(client, [model for model in models if not model.fetched])
