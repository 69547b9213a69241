"""Asking about any number of things, as many a call as MangaDex takes."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from asyncdex._api import Identified, identifier, several
from asyncdex.exceptions import AsyncDexException

__all__ = ["MOST_IDS", "ids_of", "in_parts"]

K = TypeVar("K")
V = TypeVar("V")

#: How many ids one call takes.
MOST_IDS = 100


def ids_of(argument: str, things: Identified | Iterable[Identified]) -> list[str]:
    """Return the ids of objects, or ids, each once and in the order given.

    Args:
        argument: The argument that they were given as, for errors.
        things: Objects, or ids.

    Raises:
        InvalidArgument: One of them is neither.
    """
    return list(dict.fromkeys(identifier(argument, thing) for thing in several(things)))


async def in_parts(
    keys: Sequence[K], call: Callable[[Sequence[K]], Awaitable[Mapping[K, V]]], most: int = MOST_IDS
) -> dict[K, V]:
    """Return what calls for some keys each bring, all together and in the order of the keys.

    Args:
        keys: What to ask about.
        call: Asks about some of them, and returns what was found.
        most: How many it can be asked about at once.

    Raises:
        AsyncDexException: A call failed. The others were made, and what they brought is ``succeeded`` of the
            error, which is that of the first call that failed.
    """
    parts = [keys[start : start + most] for start in range(0, len(keys), most)]
    outcomes = await asyncio.gather(*map(call, parts), return_exceptions=True)
    found: dict[K, V] = {}
    failures: list[BaseException] = []
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            failures.append(outcome)
        else:
            found.update(outcome)
    ordered = {key: found[key] for key in keys if key in found}
    if failures:
        first = failures[0]
        if isinstance(first, AsyncDexException):
            first.succeeded = ordered
            first.add_note(
                f"{len(failures)} of {len(parts)} calls failed; `succeeded` is what the others brought."
            )
        raise first
    return ordered
