"""The encoder: the only place where values become a query string."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from enum import Enum
from functools import cache, lru_cache
from typing import Any, cast

from asyncdex.exceptions import InvalidArgument
from asyncdex.list_orders import ListOrder
from asyncdex.utils import return_date_string

from .endpoint import Endpoint, escaped
from .params import HasId, Pairs, identifier, text

__all__ = ["encode_filters", "encode_params", "query_string"]

_PAIR = 2


def encode_filters(row: Endpoint[Any], filters: Mapping[str, object]) -> Pairs:
    """Encode the keyword arguments of an operation.

    Args:
        row: The operation.
        filters: Its filters by argument name; those that are None are left out.

    Returns:
        Names and values in the order given.

    Raises:
        TypeError: The operation has no such filter.
        InvalidArgument: A value cannot be right.
    """
    pairs: Pairs = []
    for argument, value in filters.items():
        param = row.params.get(argument)
        if param is None:
            raise TypeError(_unknown(argument, row))
        if value is not None:
            pairs += param.pairs(argument, value)
    return pairs


def _unknown(argument: str, row: Endpoint[Any]) -> str:
    near = get_close_matches(argument, row.params, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(row.params)) or 'none'}"
    return f"{row.method} {row.path} has no filter {argument!r}; {hint}"


def encode_params(params: Mapping[str, object] | Iterable[tuple[str, object]]) -> Pairs:
    """Encode free parameters: lists as ``name[]``, mappings and orders as ``name[key]``, None left out.

    Models become their ids, and instants UTC without a zone.

    Args:
        params: Values by parameter name, or pairs of both; a name that already ends in ``[]`` is taken as
            it is.

    Returns:
        Names and values in the order given.

    Raises:
        InvalidArgument: They are of another shape, or hold what cannot be sent.
    """
    pairs: Pairs = []
    for name, value in _entries(params):
        if isinstance(value, ListOrder):
            value = value.to_params()  # noqa: PLW2901 - the same value, as a mapping
        if value is None:
            continue
        if isinstance(value, Mapping):
            entries = cast("Mapping[object, object]", value)
            pairs += [
                (f"{name}[{key}]", _plain(name, item)) for key, item in entries.items() if item is not None
            ]
        elif isinstance(value, Iterable) and not isinstance(value, str | bytes | HasId):
            key = name if name.endswith("[]") else f"{name}[]"
            items = cast("Iterable[object]", value)
            pairs += [(key, _plain(name, item)) for item in items if item is not None]
        else:
            pairs.append((name, _plain(name, value)))
    return pairs


def _entries(params: object) -> list[tuple[str, object]]:
    """Return parameters as pairs, whichever way they were given."""
    if isinstance(params, Mapping):
        params = list(cast("Mapping[object, object]", params).items())
    if not isinstance(params, Iterable) or isinstance(params, str | bytes):
        raise InvalidArgument(f"params must be a mapping or pairs of a name and a value, not {params!r}")
    entries = [
        tuple(cast("Iterable[object]", entry)) if isinstance(entry, Sequence) else (entry,)
        for entry in cast("Iterable[object]", params)
    ]
    for entry in entries:
        if len(entry) != _PAIR or not isinstance(entry[0], str):
            raise InvalidArgument(f"params must hold pairs of a name and a value, not {entry!r}")
    return cast("list[tuple[str, object]]", entries)


def _plain(name: str, value: object) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, HasId):
        return identifier(name, value)
    if isinstance(value, date):
        return return_date_string(value)
    if isinstance(value, str | int | float):
        return text(name, str(value))
    raise InvalidArgument(
        f"the parameter {name!r} cannot be sent: {value!r} is no text, number, date or model"
    )


def query_string(pairs: Iterable[tuple[str, str]], expand: tuple[str, ...] = ()) -> str:
    """Return a query string in which everything but letters, digits and ``-._~`` is percent-encoded.

    Args:
        pairs: Names and values.
        expand: The related kinds whose attributes are asked for behind all else.

    Returns:
        The text behind the question mark; empty without pairs.
    """
    parts = [f"{_name(name)}={escaped(value)}" for name, value in pairs]
    if expand:
        parts.append(_expansion(expand))
    return "&".join(parts)


@lru_cache(maxsize=512)
def _name(name: str) -> str:
    """Return a parameter's name escaped: there are few, and nearly all have brackets."""
    return escaped(name)


@cache
def _expansion(kinds: tuple[str, ...]) -> str:
    return query_string(("includes[]", kind) for kind in kinds)
