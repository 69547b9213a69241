"""Which authors, groups and users a query selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.select.predicates import passing, with_ids
from asyncdex.sandbox.server.select.sorting import moment_key, ordered

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.predicates import Predicate
    from asyncdex.sandbox.server.select.sorting import SortKey


def select_authors(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the authors a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    found = passing(catalogue.authors.values(), _called(query))
    return ordered(found, query.order, {"name": _name})


def select_groups(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the groups a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    predicates = _called(query)
    if language := query.one("focusedLanguage"):
        predicates.append(lambda record: language in (record.attributes.get("focusedLanguages") or ()))
    keys: dict[str, SortKey] = {
        "name": _name,
        "createdAt": moment_key("createdAt"),
        "updatedAt": moment_key("updatedAt"),
        "followedCount": lambda record: catalogue.follows.get(record.id, 0),
    }
    if wanted := query.one("name"):
        # A short name that contains the words is closer to them than a long one.
        keys["relevance"] = lambda record: len(wanted) / (len(_name(record)) or 1)
    return ordered(passing(catalogue.groups.values(), predicates), query.order, keys)


def select_users(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the users a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    found = passing(catalogue.users.values(), _called(query, "username"))
    return ordered(found, query.order, {"username": lambda record: _name(record, "username")})


def _called(query: Query, attribute: str = "name") -> list[Predicate]:
    predicates: list[Predicate] = []
    if identifiers := query.many("ids"):
        predicates.append(with_ids(identifiers))
    if wanted := query.one(attribute):
        needle = wanted.casefold()
        predicates.append(lambda record: needle in _name(record, attribute))
    return predicates


def _name(record: Record, attribute: str = "name") -> str:
    name: str = record.attributes.get(attribute) or ""
    return name.casefold()
