"""Which authors, groups and users a query selects."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.select.filters import candidates, choose, meeting
from asyncdex.sandbox.server.select.found import Found
from asyncdex.sandbox.server.select.sorting import ordered_rows

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.filters import Check
    from asyncdex.sandbox.server.select.sorting import RowKey

_NAME: RowKey = attrgetter("name")


def select_authors(catalogue: Catalogue, query: Query) -> Found:
    """Return the authors a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    return _selected(catalogue, "author", query, {"name": _NAME}, _called(query))


def select_groups(catalogue: Catalogue, query: Query) -> Found:
    """Return the groups a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    checks = _called(query)
    if language := query.one("focusedLanguage"):
        checks.append(meeting("focus", [language]))
    keys: dict[str, RowKey] = {
        "name": _NAME,
        "createdAt": attrgetter("created"),
        "updatedAt": attrgetter("updated"),
        "followedCount": attrgetter("follows"),
    }
    if wanted := query.one("name"):
        # A short name that contains the words is closer to them than a long one.
        keys["relevance"] = lambda row: len(wanted) / (len(row.name) or 1)
    return _selected(catalogue, "scanlation_group", query, keys, checks)


def select_users(catalogue: Catalogue, query: Query) -> Found:
    """Return the users a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    return _selected(catalogue, "user", query, {"username": _NAME}, _called(query, "username"))


def _selected(
    catalogue: Catalogue, kind: str, query: Query, keys: dict[str, RowKey], checks: list[Check]
) -> Found:
    entities, table = catalogue.entities(kind), catalogue.tables.names[kind]
    found = choose(table, candidates(entities, query), checks)
    return Found(entities, ordered_rows(table, found, query.order, keys))


def _called(query: Query, attribute: str = "name") -> list[Check]:
    wanted = query.one(attribute)
    if not wanted:
        return []
    needle = wanted.casefold()
    return [lambda row: needle in row.name]
