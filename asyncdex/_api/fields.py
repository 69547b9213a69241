"""How one argument becomes a part of a body: a name at MangaDex and a way to write the value as JSON.

As with filters, everything wrong with a value is found here, before a request exists, and named after the
argument.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any, Protocol, cast, get_args, get_type_hints

from asyncdex.exceptions import InvalidArgument

from .params import several, text

__all__ = [
    "BodyField",
    "HasLinks",
    "Items",
    "Kept",
    "Nested",
    "Value",
    "Whole",
    "addresses",
    "bounded",
    "fields_of",
    "json_object",
    "locale",
    "localized",
    "matching",
    "number",
    "object_of",
    "texts_by_language",
    "truth",
]

JsonWriter = Callable[[str, object], Any]

_KEY = re.compile(r"[a-zA-Z-]{2,8}")
_LOCALE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that goes back as the server sent it, though a caller could not have given it."""

    value: Any


class BodyField(Protocol):
    """A way to write an argument into a body."""

    @property
    def name(self) -> str:
        """MangaDex's name."""
        ...

    @property
    def nullable(self) -> bool:
        """Whether null says something."""
        ...

    def json(self, argument: str, value: object) -> Any:
        """Return the value as JSON has it; raise InvalidArgument naming the argument."""
        ...


@dataclass(frozen=True)
class Value:
    """A field with one value."""

    name: str
    write: JsonWriter
    nullable: bool = False

    def json(self, argument: str, value: object) -> Any:
        """Return the one value."""
        return self.write(argument, value)


@dataclass(frozen=True)
class Items:
    """A field with a list of values, in the order given."""

    name: str
    write: JsonWriter
    nullable: bool = False
    #: How many values it takes.
    most: int | None = None
    least: int = 0

    def json(self, argument: str, value: object) -> list[Any]:
        """Return the values; a value that is not a list counts as a list of one."""
        values: list[object] = [cast("object", value)] if isinstance(value, Mapping) else several(value)
        if len(values) < self.least:
            raise InvalidArgument(f"{argument} must not be empty")
        if self.most is not None and len(values) > self.most:
            raise InvalidArgument(f"{argument} has {len(values)} entries; MangaDex takes at most {self.most}")
        return [self.write(argument, item) for item in values]


@dataclass(frozen=True)
class Nested:
    """A field that holds a body of its own."""

    name: str
    kind: type
    nullable: bool = False

    @cached_property
    def fields(self) -> dict[str, BodyField]:
        """The fields of the inner body by argument name."""
        return fields_of(self.kind)

    def json(self, argument: str, value: object) -> dict[str, Any]:
        """Return the inner body for a mapping of its arguments."""
        if not isinstance(value, Mapping):
            raise InvalidArgument(f"{argument} must be a mapping, not {value!r}")
        try:
            return object_of(self.kind, cast("Mapping[str, object]", value))
        except (InvalidArgument, TypeError) as error:
            raise InvalidArgument(f"{argument}: {error}") from error


@dataclass(frozen=True)
class Whole:
    """A body that is a value itself, and not an object with fields."""

    write: JsonWriter
    name: str = ""
    nullable: bool = False

    def json(self, argument: str, value: object) -> Any:
        """Return the value."""
        return self.write(argument, value)


def fields_of(kind: type) -> dict[str, BodyField]:
    """Return the fields of a body by argument name.

    Args:
        kind: A typed dictionary, each entry of which is annotated with a field.
    """
    found: dict[str, BodyField] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        # Required[...] stands outside of the annotation where a body cannot do without.
        inner = hint if hasattr(hint, "__metadata__") else get_args(hint)[0]
        found[name] = inner.__metadata__[0]
    return found


def object_of(kind: type, values: Mapping[str, object]) -> dict[str, Any]:
    """Return a body as JSON has it.

    Args:
        kind: The typed dictionary that describes it.
        values: What it says, by argument name. None says null where that says something, and is left out
            otherwise.

    Raises:
        TypeError: The body has no such argument.
        InvalidArgument: A value cannot be right, or one that has to be there is not.
    """
    fields = fields_of(kind)
    body: dict[str, Any] = {}
    for argument, value in values.items():
        field = fields.get(argument)
        if field is None:
            raise TypeError(f"there is no argument {argument!r}; there are {', '.join(sorted(fields))}")
        if isinstance(value, Kept):
            body[field.name] = value.value
        elif value is not None:
            body[field.name] = field.json(argument, value)
        elif field.nullable:
            body[field.name] = None
    required: frozenset[str] = getattr(kind, "__required_keys__", frozenset())
    missing = [name for name in fields if name in required and fields[name].name not in body]
    if missing:
        raise InvalidArgument(f"{', '.join(missing)} must be given")
    return body


def bounded(most: int, least: int = 0) -> JsonWriter:
    """Return a writer of texts of a certain length in characters."""

    def write(argument: str, value: object) -> str:
        found = text(argument, value)
        if not least <= len(found) <= most:
            bounds = f"{least} to {most}" if least else f"at most {most}"
            raise InvalidArgument(f"{argument} must have {bounds} characters, not {len(found)}")
        return found

    return write


def matching(pattern: str, like: str, most: int | None = None) -> JsonWriter:
    """Return a writer of texts of a certain form.

    Args:
        pattern: The form, of the whole text.
        like: What is right, in words.
        most: How many characters there may be.
    """
    form = re.compile(pattern)

    def write(argument: str, value: object) -> str:
        found = text(argument, value)
        if not form.fullmatch(found) or (most is not None and len(found) > most):
            raise InvalidArgument(f"{argument} must be {like}, not {value!r}")
        return found

    return write


def number(least: int, most: int | None = None) -> JsonWriter:
    """Return a writer of whole numbers in a range."""

    def write(argument: str, value: object) -> int:
        if (
            isinstance(value, bool)
            or not isinstance(value, int)
            or value < least
            or (most is not None and value > most)
        ):
            bounds = f"from {least}" if most is None else f"from {least} to {most}"
            raise InvalidArgument(f"{argument} must be a whole number {bounds}, not {value!r}")
        return int(value)

    return write


def truth(argument: str, value: object) -> bool:
    """Write a boolean."""
    if not isinstance(value, bool):
        raise InvalidArgument(f"{argument} must be True or False, not {value!r}")
    return value


def locale(argument: str, value: object) -> str:
    """Write a language code in the form that MangaDex keeps; only its form is checked."""
    if not isinstance(value, str) or not _LOCALE.fullmatch(value):
        raise InvalidArgument(f"{argument} must be a language code such as 'en' or 'pt-br', not {value!r}")
    return text(argument, value)


def localized(argument: str, value: object, known: Collection[str] = ()) -> dict[str, str]:
    """Write texts by language code; a language whose text is None is left out.

    Args:
        argument: The argument, for errors.
        value: The texts.
        known: Codes that are taken as they are, since MangaDex uses them itself.
    """
    if not isinstance(value, Mapping):
        raise InvalidArgument(f"{argument} must map language codes to texts, not {value!r}")
    found: dict[str, str] = {}
    for key, item in cast("Mapping[object, object]", value).items():
        if not isinstance(key, str) or not (key in known or _KEY.fullmatch(key)):
            raise InvalidArgument(f"{argument} has the key {key!r}; it takes language codes such as 'en'")
        if item is not None:
            found[text(argument, key)] = text(f"{argument}[{key!r}]", item)
    return found


def texts_by_language(argument: str, value: object, known: Collection[str] = ()) -> dict[str, list[str]]:
    """Return several texts for each language code; one may stand alone. See :func:`localized`."""
    if not isinstance(value, Mapping):
        raise InvalidArgument(f"{argument} must map language codes to lists of texts, not {value!r}")
    found: dict[str, list[str]] = {}
    for key, items in cast("Mapping[object, object]", value).items():
        texts: object = () if items is None else [items] if isinstance(items, str) else items
        if not isinstance(texts, Iterable):
            raise InvalidArgument(f"{argument}[{key!r}] must be a list of texts, not {items!r}")
        for item in cast("Iterable[object]", texts):
            one = localized(argument, {key: text(f"{argument}[{key!r}]", item)}, known)
            for language, written in one.items():
                found.setdefault(language, []).append(written)
    return found


class HasLinks(Protocol):
    """Anything that can be written as values by key."""

    def to_dict(self) -> Mapping[str, str]:
        """Return the values by MangaDex's keys."""
        ...


def addresses(argument: str, value: object) -> dict[str, str]:
    """Write links: a mapping, or an object that can be one."""
    found = value
    if hasattr(value, "to_dict") and not isinstance(value, type):
        found = cast("HasLinks", value).to_dict()
    if not isinstance(found, Mapping):
        raise InvalidArgument(f"{argument} must map names of sites to links, not {value!r}")
    entries = cast("Mapping[object, object]", found).items()
    return {text(f"a key of {argument}", key): text(f"{argument}[{key!r}]", item) for key, item in entries}


def json_object(argument: str, value: object) -> dict[str, Any]:
    """Write a mapping whose content is the caller's own."""
    if not isinstance(value, Mapping):
        raise InvalidArgument(f"{argument} must be a mapping, not {value!r}")
    try:
        found: dict[str, Any] = _plain(argument, cast("object", value))
    except RecursionError as error:
        raise InvalidArgument(f"{argument} holds itself, or too many things in one another") from error
    return found


def _plain(argument: str, value: object) -> Any:
    """Return a value of the caller's own as JSON has it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text(argument, value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and isfinite(value):
        return float(value)
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value).items()
        return {text(f"{argument} has a key that", key): _plain(argument, item) for key, item in entries}
    if isinstance(value, list | tuple):
        return [_plain(argument, item) for item in cast("Iterable[object]", value)]
    raise InvalidArgument(f"{argument} holds {value!r}, which JSON has no form for")
