"""How one argument becomes a part of a body: a name at MangaDex and a way to write the value as JSON.

As with filters, everything wrong with a value is found here, before a request exists, and named after the
argument.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Protocol, cast, get_args, get_type_hints

import msgspec

from asyncdex.exceptions import InvalidArgument

from .params import several, text

__all__ = [
    "BodyField",
    "Items",
    "Kept",
    "Nested",
    "Value",
    "Whole",
    "bounded",
    "concealed",
    "fields_of",
    "filled",
    "locale",
    "matching",
    "number",
    "object_of",
    "truth",
]

JsonWriter = Callable[[str, object], Any]

_LOCALE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")


class Kept(msgspec.Struct, frozen=True):
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


class Value(msgspec.Struct, frozen=True):
    """A field with one value."""

    name: str
    write: JsonWriter
    nullable: bool = False

    def json(self, argument: str, value: object) -> Any:
        """Return the one value."""
        return self.write(argument, value)


class Items(msgspec.Struct, frozen=True):
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


class Nested(msgspec.Struct, frozen=True, dict=True):
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


class Whole(msgspec.Struct, frozen=True):
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


def filled(argument: str, value: object) -> str:
    """Write a text that is not blank."""
    found = text(argument, value)
    if not found.strip():
        raise InvalidArgument(f"{argument} must not be empty")
    return found


def concealed(write: JsonWriter, what: str) -> JsonWriter:
    """Return a writer of secrets, whose errors do not show what was given.

    Args:
        write: Writes the value.
        what: What is right, in words.
    """

    def told(argument: str, value: object) -> Any:
        try:
            return write(argument, value)
        except InvalidArgument:
            raise InvalidArgument(f"{argument} must be {what}") from None

    return told


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
