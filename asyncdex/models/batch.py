"""Fetching many objects in few calls."""

import asyncio
from typing import TYPE_CHECKING, Any

from asyncdex._api import ALL_RATINGS
from asyncdex.exceptions import InvalidID

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Mapping, Sequence

    from asyncdex._api import Endpoint
    from asyncdex._wire import Collection, Entity

    from .model import Model

__all__ = ["fetch_many", "fetch_missing"]

#: How many ids one call takes.
_MOST = 100


async def fetch_missing(models: "Iterable[Model[Any]]") -> None:
    """Fetch those models that are not fetched yet; see :func:`fetch_many`."""
    await fetch_many([model for model in models if not model.fetched])


async def fetch_many(models: "Sequence[Model[Any]]") -> "list[Model[Any]]":
    """Fetch models in as few calls as possible, at the same time as far as the limits allow.

    Args:
        models: Models of any kinds, each of which is filled in place; several may stand for one object.

    Returns:
        Those that MangaDex does not have, in their order. They are marked as missing.

    Raises:
        AsyncDexException: A call failed. The others were made, and what they brought is kept; the error is
            that of the first one that failed.
    """
    by_id: dict[tuple[type[Model[Any]], int], dict[str, list[Model[Any]]]] = {}
    for model in models:
        group = by_id.setdefault((type(model), id(model.client)), {})
        group.setdefault(model.id, []).append(model)
    calls = [call for group in by_id.values() for call in _calls(group)]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    if failures:
        if len(calls) > 1:
            text = f"{len(failures)} of {len(calls)} calls failed; what the others brought is kept."
            failures[0].add_note(text)
        raise failures[0]
    return [model for model in models if model.missing]


def _calls(group: "dict[str, list[Model[Any]]]") -> "list[Awaitable[None]]":
    """Return the calls that fetch models of one kind."""
    wiring = next(iter(group.values()))[0].wiring
    if wiring.every is not None:
        return [_all_there_are(wiring.every, group)]
    if wiring.many is None:
        return [_alone(models) for models in group.values()]
    ids = list(group)
    parts = [ids[start : start + _MOST] for start in range(0, len(ids), _MOST)]
    return [_by_ids(wiring.many, {id: group[id] for id in part}) for part in parts]


async def _by_ids(row: "Endpoint[Any]", group: "dict[str, list[Model[Any]]]") -> None:
    """Fetch up to a hundred objects by one call, and those that a list hides by another one."""
    wiring = next(iter(group.values()))[0].wiring
    left = await _listed(row, group, {})
    if left and wiring.hidden:
        left = await _listed(row, left, wiring.hidden)
    _mark_missing(left)


async def _listed(
    row: "Endpoint[Any]", group: "dict[str, list[Model[Any]]]", more: "Mapping[str, object]"
) -> "dict[str, list[Model[Any]]]":
    """Fill the objects that a list shows, and return the others.

    Args:
        row: The list call.
        group: Objects by their ids.
        more: Filters that have it show what it hides otherwise.
    """
    client = next(iter(group.values()))[0].client
    filters: dict[str, object] = {"ids": list(group), **more}
    if "rating" in row.params:
        filters["rating"] = ALL_RATINGS
    if "include_unavailable" in row.params:
        filters["include_unavailable"] = True
    answer: Collection[Entity[Any]] = await client.api.call(
        row, filters=filters, paging={"limit": len(group)}
    )
    return _fill(group, answer)


async def _all_there_are(row: "Endpoint[Any]", group: "dict[str, list[Model[Any]]]") -> None:
    """Fetch objects of a kind that is only given out as a whole."""
    client = next(iter(group.values()))[0].client
    _mark_missing(_fill(group, await client.api.call(row)))


def _mark_missing(group: "dict[str, list[Model[Any]]]") -> None:
    """Note of all copies of some objects that MangaDex does not have them."""
    for models in group.values():
        for model in models:
            model.mark_missing()


def _fill(
    group: "dict[str, list[Model[Any]]]", answer: "Collection[Entity[Any]]"
) -> "dict[str, list[Model[Any]]]":
    """Load the models that were found, and return the others."""
    found = {entity.id: entity for entity in answer.data}
    for id, models in group.items():
        for model in models:
            if id in found:
                model.load(found[id])
    return {id: models for id, models in group.items() if id not in found}


async def _alone(models: "list[Model[Any]]") -> None:
    """Fetch an object of a kind that cannot be listed by ids."""
    first, *others = models
    try:
        await first.fetch()
    except InvalidID:
        for model in others:
            model.mark_missing()
    else:
        for model in others:
            first.transfer(model)
