"""Reading query strings as strictly as MangaDex: what is not foreseen is a 400 that names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from asyncdex.sandbox.server.errors import bad_request

# A check returns what is wrong with a value, or None if nothing is.
Check: TypeAlias = Callable[[str], str | None]

_KEY = re.compile(r"(\w+)(?:\[(\w*)\])?", re.ASCII)
_CEILING = 10_000
_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Param:
    """What one parameter accepts.

    Attributes:
        check: Judges a single value.
        most: How many values an array parameter takes; None for any number.
    """

    check: Check
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """The `limit` of a list.

    Attributes:
        default: The page size when none is asked for.
        lowest: The smallest allowed page size.
        highest: The largest allowed page size.
    """

    default: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class QuerySpec:
    """Everything an operation accepts in its query string.

    Attributes:
        params: The parameters by name; the name of an array ends in `[]`.
        orders: The keys of `order[...]`.
        includes: The values of `includes[]`.
        paging: The range of `limit`, or None if the operation does not page.
    """

    params: Mapping[str, Param] = field(default_factory=dict[str, Param])
    orders: frozenset[str] = frozenset()
    includes: frozenset[str] = frozenset()
    paging: Paging | None = None


@dataclass(slots=True)
class Query:
    """A query string that passed all checks."""

    limit: int = 0
    offset: int = 0
    includes: set[str] = field(default_factory=set[str])
    order: dict[str, bool] = field(default_factory=dict[str, bool])
    values: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    @property
    def search(self) -> Hashable:
        """What is searched for and in which sequence, whichever page of it is asked for."""
        values = sorted((name, tuple(given)) for name, given in self.values.items())
        return tuple(values), tuple(self.order.items())

    def one(self, name: str) -> str | None:
        """Return the value of a plain parameter, or None; of repeated ones the last counts, as in PHP.

        Args:
            name: The parameter's name.
        """
        given = self.values.get(name)
        return given[-1] if given else None

    def many(self, name: str) -> list[str]:
        """Return the values of an array parameter.

        Args:
            name: The parameter's name without `[]`.
        """
        return self.values.get(f"{name}[]", [])


def parse(spec: QuerySpec, pairs: Iterable[tuple[str, str]]) -> Query:
    """Check a query string against what an operation accepts.

    Args:
        spec: What the operation accepts.
        pairs: The decoded names and values, in the sequence they came.

    Returns:
        The values, ready to use.

    Raises:
        ApiError: 400, with one entry for every parameter that is wrong.
    """
    query = Query(limit=spec.paging.default if spec.paging else 0)
    complaints = [note for key, value in pairs if (note := _take(spec, query, key, value)) is not None]
    complaints += [
        f"Error validating /{name.removesuffix('[]')}: at most {param.most} values are allowed"
        for name, param in spec.params.items()
        if param.most is not None and len(query.values.get(name, ())) > param.most
    ]
    if query.offset + query.limit > _CEILING:
        complaints.append(f"Error validating /offset: offset + limit must not exceed {_CEILING}")
    if complaints:
        raise bad_request(*complaints)
    return query


def _take(spec: QuerySpec, query: Query, key: str, value: str) -> str | None:
    match = _KEY.fullmatch(key)
    if match is None:
        return _unknown(key)
    name, inner = match[1], match[2]
    if name == "order" and spec.orders:
        return _take_order(spec, query, inner, value)
    if name == "includes" and spec.includes:
        return _take_include(spec, query, inner, value)
    if name in {"limit", "offset"} and spec.paging is not None and inner is None:
        return _take_number(spec.paging, query, name, value)
    return _take_value(spec, query, (name, inner), value)


def _take_order(spec: QuerySpec, query: Query, inner: str | None, value: str) -> str | None:
    if inner is None:
        return "Error validating /order: an object is required, such as order[createdAt]=asc"
    if inner not in spec.orders:
        return f"Error validating /order: the property {inner} is not defined"
    if value not in {"asc", "desc"}:
        return f"Error validating /order/{inner}: must be asc or desc"
    query.order[inner] = value == "desc"
    return None


def _take_include(spec: QuerySpec, query: Query, inner: str | None, value: str) -> str | None:
    if inner is None or not (inner == "" or inner.isdigit()):
        return "Error validating /includes: an array is required, such as includes[]=value"
    if value not in spec.includes:
        return f"Error validating /includes: {value!r} is none of {', '.join(sorted(spec.includes))}"
    query.includes.add(value)
    return None


def _take_number(paging: Paging, query: Query, name: str, value: str) -> str | None:
    low, high = (paging.lowest, paging.highest) if name == "limit" else (0, _CEILING)
    complaint = integer(low, high)(value)
    if complaint is not None:
        return f"Error validating /{name}: {complaint}"
    setattr(query, name, int(value))
    return None


def _take_value(spec: QuerySpec, query: Query, key: tuple[str, str | None], value: str) -> str | None:
    name, inner = key
    if inner is not None and inner != "" and not inner.isdigit():
        return _unknown(f"{name}[{inner}]")
    known = name if inner is None else f"{name}[]"
    param = spec.params.get(known)
    if param is None:
        if inner is None and f"{name}[]" in spec.params:
            return f"Error validating /{name}: an array is required, such as {name}[]=value"
        return _unknown(known)
    complaint = param.check(value)
    if complaint is not None:
        return f"Error validating /{name}: {complaint}"
    query.values.setdefault(known, []).append(value)
    return None


def _unknown(key: str) -> str:
    return f"Error validating /: the property {key} is not defined"


def integer(lowest: int, highest: int) -> Check:
    """Return a check for whole numbers.

    Args:
        lowest: The smallest allowed number.
        highest: The largest allowed number.
    """

    def check(value: str) -> str | None:
        # isdecimal alone would let other scripts' digits pass.
        if not (value.isascii() and value.removeprefix("-").isdecimal()):
            return "an integer is required"
        # Python converts no more than some thousand digits.
        fits = len(value) < _DIGITS and lowest <= int(value) <= highest
        return None if fits else f"must be from {lowest} to {highest}"

    return check


def choice(*allowed: str) -> Check:
    """Return a check for a closed set of words.

    Args:
        allowed: The words.
    """
    return lambda value: None if value in allowed else f"{value!r} is none of {', '.join(allowed)}"


def matching(expression: str, wanted: str) -> Check:
    """Return a check for texts of a certain form.

    Args:
        expression: A regular expression for the whole text.
        wanted: The form in words.
    """
    compiled = re.compile(expression, re.ASCII)
    return lambda value: None if compiled.fullmatch(value) else f"{wanted} is required"


def either(first: Check, second: Check) -> Check:
    """Return a check that is content when one of two is.

    Args:
        first: The one whose complaint is shown.
        second: The other.
    """
    return lambda value: None if second(value) is None else first(value)


def text(_value: str) -> str | None:
    """Accept any text."""
    return None


uuid = matching(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "a UUID")
language = matching(r"[a-zA-Z\-]{2,5}", "a language code")
locale = matching(r"[a-z]{2}(-[a-z]{2})?", "a language code")
moment = matching(
    r"\d{4}-[0-1]\d-([0-2]\d|3[0-1])T([0-1]\d|2[0-3]):[0-5]\d:[0-5]\d",
    "a date and time as YYYY-MM-DDTHH:MM:SS",
)
hostname = matching(r"[a-zA-Z0-9.\-]{3,64}", "a host name of 3 to 64 characters")
