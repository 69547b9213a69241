"""How one argument becomes query parameters: a name at MangaDex and a way to write the value.

Everything wrong with a value is found here, before a request exists, and named after the argument.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol, cast, runtime_checkable

import msgspec

from asyncdex.enum import OpenEnum, OrderDirection
from asyncdex.exceptions import InvalidArgument
from asyncdex.list_orders import ListOrder
from asyncdex.utils import return_date_string

__all__ = [
    "HasId",
    "Identified",
    "Many",
    "Order",
    "Param",
    "Single",
    "choice",
    "count",
    "flag",
    "host",
    "identifier",
    "instant",
    "language",
    "several",
    "text",
    "text_or_none",
    "year",
]

Pairs = list[tuple[str, str]]
Writer = Callable[[str, object], str]

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HOST = re.compile(r"[a-zA-Z0-9.-]{3,64}")
_LANGUAGE = re.compile(r"[a-zA-Z-]{2,5}")


@runtime_checkable
class HasId(Protocol):
    """Anything with a MangaDex id, such as a model."""

    @property
    def id(self) -> str:
        """The UUID."""
        ...


#: A model, or its id.
Identified = str | HasId


class Param(Protocol):
    """A way to write an argument into a query string."""

    def pairs(self, argument: str, value: object) -> Pairs:
        """Return the parameters for a value; raise InvalidArgument naming the argument."""
        ...


class Single(msgspec.Struct, frozen=True):
    """A parameter with one value."""

    name: str
    write: Writer

    def pairs(self, argument: str, value: object) -> Pairs:
        """Return the one parameter."""
        return [(self.name, self.write(argument, value))]


class Many(msgspec.Struct, frozen=True):
    """A parameter that is repeated, with ``[]`` behind its name, in the order given."""

    name: str
    write: Writer
    #: How many values one call may carry.
    most: int | None = None

    def pairs(self, argument: str, value: object) -> Pairs:
        """Return one parameter for each value; a value that is not a list counts as a list of one."""
        values = several(value)
        if not values:
            raise InvalidArgument(f"{argument} is an empty list; leave it out to put no condition on it")
        if self.most is not None and len(values) > self.most:
            raise InvalidArgument(f"{argument} has {len(values)} entries; one call takes at most {self.most}")
        return [(f"{self.name}[]", self.write(argument, item)) for item in values]


class Order(msgspec.Struct, frozen=True):
    """The order of a list: an order object, or a mapping from MangaDex's keys to directions."""

    keys: tuple[str, ...]

    def pairs(self, argument: str, value: object) -> Pairs:
        """Return one ``order[key]`` parameter for each direction given."""
        if isinstance(value, ListOrder):
            given: Mapping[str, object] = value.to_params()
        elif isinstance(value, Mapping):
            given = cast("Mapping[str, object]", value)
        else:
            raise InvalidArgument(f"{argument} must be an order object or a mapping, not {value!r}")
        for key in given:
            if key not in self.keys:
                raise InvalidArgument(f"{argument} has no {key!r}; it takes {', '.join(self.keys)}")
        direction = choice(OrderDirection)
        return [(f"order[{key}]", direction(f"{argument}[{key}]", item)) for key, item in given.items()]


def several(value: object) -> list[object]:
    """Return the things in a list; what is no list is the one thing in it."""
    if isinstance(value, str):
        return [value]
    # Whether something else has an id takes a protocol long to say.
    if isinstance(value, list | tuple) or (
        isinstance(value, Iterable) and not isinstance(value, bytes | HasId)
    ):
        return list(cast("Iterable[object]", value))
    return [value]


def text(argument: str, value: object) -> str:
    """Write a text."""
    if not isinstance(value, str):
        raise InvalidArgument(f"{argument} must be a text, not {value!r}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidArgument(
            f"{argument} holds half a character, which cannot be sent: {value!r}"
        ) from error
    # Other libraries have texts of their own kinds, which JSON does not take.
    return str.__str__(value)


def text_or_none(argument: str, value: object) -> str:
    """Write a text, with None for things that have none."""
    return "none" if value is None else text(argument, value)


def year(argument: str, value: object) -> str:
    """Write a year, or ``none`` for things without one."""
    if value == "none":
        return "none"
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 9999:  # noqa: PLR2004
        raise InvalidArgument(f"{argument} must be a year from 1 to 9999 or 'none', not {value!r}")
    return str(value)


def count(argument: str, value: object) -> str:
    """Write a whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidArgument(f"{argument} must be a whole number from 0, not {value!r}")
    return str(value)


#: What arguments are of, whichever call has them, by MangaDex's name of the kind.
_KINDS = {
    **dict.fromkeys(("manga", "mangas", "target"), "manga"),
    **dict.fromkeys(("chapter", "chapters", "read", "unread"), "chapter"),
    **dict.fromkeys(("author", "authors", "artists", "author_or_artist"), "author"),
    **dict.fromkeys(("tags", "included_tags", "excluded_tags"), "tag"),
    **dict.fromkeys(("group", "groups", "excluded_groups", "blocked_groups"), "scanlation_group"),
    **dict.fromkeys(("user", "uploader", "uploaders", "excluded_uploaders", "blocked_uploaders"), "user"),
    **dict.fromkeys(("leader", "members"), "user"),
    **dict.fromkeys(("cover", "primary_cover"), "cover_art"),
    **dict.fromkeys(("file", "files", "page_order"), "upload_session_file"),
    "custom_list": "custom_list",
    "relation": "manga_relation",
    "reason": "report_reason",
}


def identifier(argument: str, value: object) -> str:
    """Write the id of a model, or an id; a model of another kind than the argument is about is refused."""
    if type(value) is str and _UUID.fullmatch(value):
        # As nearly always; whether something else has an id takes a protocol long to say.
        return value.lower()
    found: object = value.id if isinstance(value, HasId) else value
    kind, wanted = getattr(value, "kind", None), _KINDS.get(argument)
    if wanted is not None and isinstance(kind, str) and kind != wanted:
        raise InvalidArgument(f"{argument} must be of the kind {wanted}, or its id, not {value!r}")
    if not isinstance(found, str) or not _UUID.fullmatch(found):
        raise InvalidArgument(f"{argument} must be a UUID or an object that has one, not {value!r}")
    return found.lower()


def language(argument: str, value: object) -> str:
    """Write a language code; only its form is checked, since MangaDex adds languages."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise InvalidArgument(f"{argument} must be a language code such as 'en' or 'pt-br', not {value!r}")
    return value


def host(argument: str, value: object) -> str:
    """Write the name of a host."""
    if not isinstance(value, str) or not _HOST.fullmatch(value):
        raise InvalidArgument(f"{argument} must be the name of a host such as 'example.org', not {value!r}")
    return value


def instant(argument: str, value: object) -> str:
    """Write an instant as MangaDex wants it."""
    if not isinstance(value, str | date | datetime):
        raise InvalidArgument(f"{argument} must be a datetime, a date or a text, not {value!r}")
    try:
        return return_date_string(value)
    except (ValueError, OverflowError) as error:
        raise InvalidArgument(f"{argument} is no date that can be read: {value!r}") from error


def flag(no: str, yes: str) -> Writer:
    """Return a writer of booleans in the words an endpoint wants."""

    def write(argument: str, value: object) -> str:
        if not isinstance(value, bool):
            raise InvalidArgument(f"{argument} must be True or False, not {value!r}")
        return yes if value else no

    return write


def choice(kind: type[OpenEnum], *, without: tuple[OpenEnum, ...] = ()) -> Writer:
    """Return a writer of members of a set, which also takes their values; all others are refused."""
    allowed = {member: None for member in kind if member not in without}

    def write(argument: str, value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            names = ", ".join(repr(member.value) for member in allowed)
            raise InvalidArgument(f"{argument} must be one of {names}, not {value!r}")
        return str.__str__(value)

    return write
