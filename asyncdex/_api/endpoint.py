"""A row of the endpoint table: one operation of the API, described once, as data."""

import re
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any, Generic, Protocol, TypeAlias, TypeVar, cast, get_type_hints
from urllib.parse import quote

import msgspec

from asyncdex.exceptions import InvalidArgument
from asyncdex.ratelimit import Path

from .fields import BodyField, fields_of
from .params import Param

__all__ = [
    "IDEMPOTENT",
    "KB",
    "Auth",
    "Decoder",
    "Endpoint",
    "JsonObject",
    "Limit",
    "PageSize",
    "escaped",
    "fill",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: An answer that no structure describes.
JsonObject: TypeAlias = dict[str, Any]

#: The methods that do the same when sent twice, as HTTP has it. Of an operation, its row knows better.
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})

#: How many bytes there are in a KB. MangaDex does not say whether it counts them so, or a little less.
KB = 1024

_PLACEHOLDER = re.compile(r"\{\w+\}")

#: What stands in a URL as it is, as every UUID does.
_UNRESERVED = re.compile(r"[A-Za-z0-9_.~-]*")


class Decoder(Protocol[T_co]):
    """What reads the body of an answer."""

    def decode(self, buf: bytes, /) -> T_co:
        """Return what it says; raise msgspec.DecodeError, or UnicodeDecodeError, where it cannot be read."""
        ...


class _Text:
    """Reads a body that is a bare text."""

    def decode(self, buf: bytes, /) -> str:
        return buf.decode()


class Auth(Enum):
    """What a token is to an operation."""

    #: The answer is the same for everybody. A token does no harm, but such answers can be cached without one.
    NONE = "none"
    #: It works without a login, but the answer depends on who asks.
    OPTIONAL = "optional"
    #: It does not work without a login.
    REQUIRED = "required"


class Limit(msgspec.Struct, frozen=True):
    """A limit of an operation's own, on top of the general pace."""

    amount: int
    seconds: int
    #: The name of what several operations use up together; None for what is the operation's own.
    bucket: str | None = None


class PageSize(msgspec.Struct, frozen=True):
    """How many results a list answers with."""

    default: int
    most: int
    #: The end of what can be reached by offset.
    ceiling: int = 10_000


class Endpoint(msgspec.Struct, Generic[T], frozen=True, dict=True):
    """One operation.

    Args:
        id: MangaDex's operation id.
        method: The HTTP method.
        path: The path as MangaDex documents it, with ``{name}`` for what varies.
        answer: What a good answer decodes into.
        auth: What a token is to it.
        limit: The operation's own rate limit.
        page: The page size, for lists.
        filters: The typed dictionary of its filters.
        expand: The related kinds whose attributes are asked for along with it.
        ratings: Whether it filters by content rating, leaving some out unless told otherwise.
        route: AsyncDex's name for the path, under which it can be changed at run time. Operations on one path
            share it.
        deprecated: Whether MangaDex advises against it and may remove it.
        versioned: Whether its body or query carries the ``version`` at which the object was read, so that
            sending it a second time is refused after the first.
        body: The typed dictionary of what its body says.
        body_size: How many bytes the body may have.
        form: Whether the body is a form with files rather than JSON.
        secret: Whether its answer, or its path, holds what nobody else may see.
    """

    id: str
    method: str
    path: str
    answer: type[T]
    auth: Auth = Auth.OPTIONAL
    limit: Limit | None = None
    page: PageSize | None = None
    filters: type | None = None
    expand: tuple[str, ...] = ()
    ratings: bool = False
    route: str | None = None
    deprecated: bool = False
    versioned: bool = False
    body: type | None = None
    body_size: int | None = None
    form: bool = False
    secret: bool = False

    @cached_property
    def decoder(self) -> "Decoder[T]":
        """The decoder of a good answer, made when it is first needed."""
        return cast("Decoder[T]", _Text()) if self.answer is str else msgspec.json.Decoder(self.answer)

    @cached_property
    def params(self) -> dict[str, Param]:
        """The filters by argument name."""
        if self.filters is None:
            return {}
        hints = get_type_hints(self.filters, include_extras=True)
        return {name: hint.__metadata__[0] for name, hint in hints.items()}

    @cached_property
    def fields(self) -> dict[str, BodyField]:
        """What its body says, by argument name."""
        return {} if self.body is None else fields_of(self.body)

    @cached_property
    def limit_path(self) -> Path:
        """The path under which a limit of this operation is kept."""
        return Path.of(self.path, self.method)

    @property
    def idempotent(self) -> bool:
        """Whether sending it twice does what sending it once does."""
        return self.method in IDEMPOTENT and not (self.versioned and self.method == "PUT")


def fill(template: str, ids: tuple[str, ...]) -> str:
    """Return a template's path with ids in place.

    Args:
        template: A path in which ``{name}`` stands for one segment.
        ids: The segments, in order; each is percent-encoded.

    Returns:
        The path.

    Raises:
        InvalidArgument: There are more or fewer places than ids, as a route changed by hand may have.
    """
    first, *others = _between_places(template)
    places = len(others)
    if places != len(ids):
        raise InvalidArgument(
            f"the route {template!r} has {places} places to fill, and its call has {len(ids)}"
        )
    for id, literal in zip(ids, others, strict=True):
        first += escaped(id) + literal
    return first


@lru_cache(maxsize=512)
def _between_places(template: str) -> list[str]:
    return _PLACEHOLDER.split(template)


def escaped(text: str) -> str:
    """Return a text with everything but letters, digits and ``-._~`` percent-encoded."""
    return text if _UNRESERVED.fullmatch(text) else quote(text, safe="")
