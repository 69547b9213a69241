"""What a client asks for unless a call says otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, cast

from asyncdex.enum import ContentRating
from asyncdex.exceptions import InvalidArgument

from .endpoint import Endpoint
from .params import HasId, Writer, choice, identifier, language
from .query import encode_filters

__all__ = ["ALL_RATINGS", "Defaults"]

#: Everything: what is asked for by its id must not vanish for its rating.
ALL_RATINGS = (
    ContentRating.SAFE,
    ContentRating.SUGGESTIVE,
    ContentRating.EROTICA,
    ContentRating.PORNOGRAPHIC,
)

_rating = choice(ContentRating, without=(ContentRating.NO_RATING,))

#: The filters that hold languages a reader reads; of manga, ``languages`` are those of the original works.
_LANGUAGE_FILTERS = ("translated_languages", "languages", "language")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What searches, random manga and feeds are narrowed by where the call leaves it open."""

    #: The languages of chapters, and those a manga that is searched for must be readable in.
    languages: tuple[str, ...] = ()
    content_ratings: tuple[ContentRating, ...] = ALL_RATINGS[:3]
    #: Ids of groups and uploaders whose chapters are never listed.
    blocked_groups: tuple[str, ...] = ()
    blocked_uploaders: tuple[str, ...] = ()
    #: Ids of tags that no manga found may have.
    excluded_tags: tuple[str, ...] = ()

    def changed(self, **values: object) -> Self:
        """Return defaults in which some are others.

        Args:
            values: The new ones by name; a single value counts as a list of one, None as an empty one.

        Raises:
            InvalidArgument: One of them cannot be right.
        """
        checked: dict[str, Any] = {name: _checked(name, value) for name, value in values.items()}
        if not checked.get("content_ratings", ALL_RATINGS):
            raise InvalidArgument("content_ratings is empty; nothing at all would be found")
        return replace(self, **checked)

    def merged(self, row: Endpoint[Any], filters: Mapping[str, Any]) -> dict[str, object]:
        """Return the filters of a call with the defaults in the places it left open.

        What is asked for by its ids is not narrowed, so that nothing of it vanishes. Blocked groups and
        uploaders are added to those a call excludes; the other defaults give way to what a call says.

        Args:
            row: The operation.
            filters: Its filters by argument name; those that are None count as left out.
        """
        encode_filters(row, dict.fromkeys(filters))  # a name that there is not is one too without a value
        result = {name: _lasting(value) for name, value in filters.items() if value is not None}
        if "ids" in result:
            everything = {"rating": ALL_RATINGS, "include_unavailable": True}
            return {**{name: value for name, value in everything.items() if name in row.params}, **result}
        if "rating" in row.params:
            # The chapters of a manga that is named are wanted whatever its rating.
            result.setdefault("rating", ALL_RATINGS if "manga" in result else self.content_ratings)
        spoken = next((name for name in _LANGUAGE_FILTERS if name in row.params), None)
        if spoken is not None and self.languages:
            result.setdefault(spoken, self.languages)
        _add(row, result, "excluded_groups", self.blocked_groups)
        _add(row, result, "excluded_uploaders", self.blocked_uploaders)
        tags = _without(self.excluded_tags, result.get("included_tags"))
        if "excluded_tags" in row.params and tags:
            result.setdefault("excluded_tags", tags)
        return result


def _add(row: Endpoint[Any], filters: dict[str, object], name: str, more: Sequence[str]) -> None:
    """Exclude what is blocked beside what a call excludes itself."""
    if name in row.params and more:
        filters[name] = [*_several(filters.get(name)), *more]


def _without(tags: Sequence[str], wanted: object) -> list[str]:
    """Return tags without those that a call asks for: with both, nothing could be found."""
    asked = {identifier("included_tags", tag) for tag in _several(wanted)}
    return [tag for tag in tags if tag not in asked]


def _lasting(value: object) -> object:
    """Return a value that can be looked at twice."""
    return list(cast("Iterator[object]", value)) if isinstance(value, Iterator) else value


def _several(value: object) -> list[object]:
    """Return a list of what was given, which may be nothing, one, or many."""
    if value is None:
        return []
    if isinstance(value, str | HasId) or not isinstance(value, Iterable):
        return [value]
    return list(cast("Iterable[object]", value))


_WRITERS: dict[str, Writer] = {"languages": language, "content_ratings": _rating}


def _checked(name: str, values: object) -> tuple[object, ...]:
    write = _WRITERS.get(name, identifier)
    texts = [write(name, value) for value in _several(values)]
    kind = ContentRating if name == "content_ratings" else str
    return tuple(dict.fromkeys(kind(text) for text in texts))
