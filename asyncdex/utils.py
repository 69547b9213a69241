"""Small containers and helpers that AsyncDex made public."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Generic, Protocol, Self, TypeVar

from dateutil import parser as date_parser

__all__ = [
    "AttrDict",
    "DefaultAttrDict",
    "InclusionExclusionPair",
    "Interval",
    "copy_key_to_attribute",
    "parse_date",
    "parse_relationships",
    "remove_prefix",
    "return_date_string",
]

_V = TypeVar("_V")


class _Ordered(Protocol):
    """A type whose values can be compared."""

    def __lt__(self, other: Self, /) -> bool: ...

    def __le__(self, other: Self, /) -> bool: ...


_O = TypeVar("_O", bound=_Ordered)


def remove_prefix(prefix: str, string: str) -> str:
    """Remove a prefix from a text.

    Args:
        prefix: What to remove.
        string: The text to remove it from.

    Returns:
        The text without the prefix, or unchanged where it does not start with it.
    """
    return string.removeprefix(prefix)


class AttrDict(dict[str, _V]):
    """A dictionary whose keys can be read as attributes.

    A language code such as ``pt-br`` is reached as ``pt_br``.

    Example:
        >>> AttrDict({"pt-br": "Um"}).pt_br
        'Um'
    """

    def __getattr__(self, name: str) -> _V:
        if name.startswith("__"):
            raise AttributeError(name, name=name, obj=self)
        try:
            return self[self._key(name)]
        except KeyError:
            text = f"{type(self).__name__} has no key {name!r}; it has {', '.join(self) or 'none'}"
            raise AttributeError(text, name=name, obj=self) from None

    def __setattr__(self, name: str, value: _V) -> None:
        self[self._key(name)] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self[self._key(name)]
        except KeyError:
            raise AttributeError(name, name=name, obj=self) from None

    def _key(self, name: str) -> str:
        return name if name in self else name.replace("_", "-")

    def first(self) -> _V:
        """Return the value that was put in first.

        Raises:
            LookupError: The dictionary is empty.
        """
        for value in self.values():
            return value
        raise LookupError("the dictionary is empty, so it has no first value")


class DefaultAttrDict(AttrDict[_V]):
    """An :class:`AttrDict` that makes a value for a key it lacks.

    Args:
        mapping_or_iterable: The initial content.
        default: Called without arguments for the value of a missing key.
    """

    __slots__ = ("default",)

    default: Callable[[], _V]

    def __init__(
        self,
        mapping_or_iterable: Mapping[str, _V] | Iterable[tuple[str, _V]] | None = None,
        *,
        default: Callable[[], _V],
    ) -> None:
        super().__init__(mapping_or_iterable or ())
        object.__setattr__(self, "default", default)

    def __missing__(self, key: str) -> _V:
        value = self[key] = self.default()
        return value

    def __copy__(self) -> Self:
        return type(self)(self, default=self.default)

    copy = __copy__

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), dict(self), self.default)


def _restore(
    kind: type[DefaultAttrDict[_V]], content: dict[str, _V], default: Callable[[], _V]
) -> DefaultAttrDict[_V]:
    return kind(content, default=default)


@dataclass(frozen=True, slots=True)
class Interval(Generic[_O]):
    """A range of values, open on the sides that are left out.

    Example:
        >>> 3 in Interval(min=1, max=3)
        True
        >>> 3 in Interval(min=1, max=3, inclusive=False)
        False
    """

    min: _O | None = None
    max: _O | None = None
    inclusive: bool = True

    def __contains__(self, item: _O) -> bool:
        if self.inclusive:
            return (self.min is None or self.min <= item) and (self.max is None or item <= self.max)
        return (self.min is None or self.min < item) and (self.max is None or item < self.max)


@dataclass(frozen=True, slots=True)
class InclusionExclusionPair(Generic[_V]):
    """A list of what is wanted beside a list of what is not."""

    include: list[_V] = field(default_factory=list[_V])
    exclude: list[_V] = field(default_factory=list[_V])

    def matches_include_exclude_pair(self, item: _V) -> bool:
        """Return whether an item is wanted.

        Args:
            item: What to look for.

        Returns:
            False for what is excluded; otherwise whether it is included, or nothing is.
        """
        if item in self.exclude:
            return False
        return not self.include or item in self.include


#: Fills in what a text leaves out, so that "2024-05" means the same every day.
_FIRST_DAY = datetime(1, 1, 1, tzinfo=UTC)


def parse_date(value: datetime | date | str) -> datetime:
    """Return an aware datetime in UTC for anything that names an instant.

    Args:
        value: A datetime (naive means UTC), a date (its midnight in UTC), or a text in any usual spelling.

    Returns:
        The instant in UTC.

    Raises:
        ValueError: The text does not name a date. A year is needed; a month or day left out is the first.
    """
    if isinstance(value, str):
        text, value = value, date_parser.parse(value, default=_FIRST_DAY)
        if value.year == _FIRST_DAY.year:
            raise ValueError(f"{text!r} names no year")
    elif not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def return_date_string(datetime_obj: datetime | date | str) -> str:
    """Return an instant as MangaDex wants it in a filter.

    Args:
        datetime_obj: A datetime (naive means UTC), a date, or a text that names one.

    Returns:
        ``YYYY-MM-DDTHH:MM:SS`` in UTC, without zone or fraction.

    Example:
        >>> return_date_string("2024-05-01 12:00+02:00")
        '2024-05-01T10:00:00'
    """
    return parse_date(datetime_obj).replace(tzinfo=None).isoformat(timespec="seconds")


class _Sentinel:
    """Stands for a value that was left out."""

    def __repr__(self) -> str:
        return "<left out>"


_sentinel = _Sentinel()


def copy_key_to_attribute(
    source_dict: Mapping[str, Any],
    key: str,
    obj: Any,
    attribute_name: str | None = None,
    *,
    default: Any = _sentinel,
    transformation: Callable[[Any], Any] | None = None,
) -> None:
    """Set an attribute to what a dictionary holds under a key.

    Args:
        source_dict: The dictionary.
        key: The key.
        obj: The object whose attribute is set.
        attribute_name: The attribute; left out, it is called like the key.
        default: What the attribute is set to where there is no such key; left out, it stays as it is.
        transformation: Called with what the dictionary holds, unless that is None, for the value to set.

    Example:
        >>> copy_key_to_attribute({"year": "2011"}, "year", thing, "since", transformation=int)
    """
    value = source_dict.get(key, _sentinel)
    if value is _sentinel:
        value = default
    elif transformation is not None and value is not None:
        value = transformation(value)
    if value is not _sentinel:
        setattr(obj, attribute_name or key, value)


class _Relating(Protocol):
    """A model, as far as it takes relationships."""

    def parse_relationships(self, data: Mapping[str, Any], /) -> None: ...


def parse_relationships(data: Mapping[str, Any], obj: _Relating) -> None:
    """Have a model take what it is related to from an answer.

    Args:
        data: An object with relationships as MangaDex sends it, or an answer that carries it as ``data``.
        obj: The model; its relations are other models afterwards, its attributes stay.

    Raises:
        InvalidResponse: The relationships have another shape.
    """
    obj.parse_relationships(data)
