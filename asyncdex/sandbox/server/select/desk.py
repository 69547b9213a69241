"""Which reports and API clients a query selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.select.predicates import among, linked_to, passing
from asyncdex.sandbox.server.select.sorting import moment_key, ordered

if TYPE_CHECKING:
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.desk.clients import ApiClients
    from asyncdex.sandbox.server.desk.reports import Reports
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.predicates import Predicate
    from asyncdex.sandbox.server.select.sorting import SortKey

# The newest first, unless the query says otherwise.
_NEWEST = {"createdAt": True}


def select_reports(reports: Reports, user: str, query: Query) -> list[Record]:
    """Return the reports a query selects, in sequence.

    Args:
        reports: All reports.
        user: The id of the user whose reports they are.
        query: The checked query.
    """
    predicates: list[Predicate] = [linked_to("user", [user])]
    if category := query.one("category"):
        predicates.append(
            lambda record: reports.reasons[record.linked("reason")[0]].attributes["category"] == category
        )
    if reason := query.one("reasonId"):
        predicates.append(linked_to("reason", [reason]))
    if target := query.one("objectId"):
        predicates.append(among("objectId", [target.lower()]))
    if status := query.one("status"):
        predicates.append(among("status", [status]))
    found = passing(reports.made.values(), predicates)
    return ordered(found, query.order or _NEWEST, {"createdAt": moment_key("createdAt")})


def select_clients(clients: ApiClients, user: str, query: Query) -> list[Record]:
    """Return the API clients a query selects, in sequence.

    Args:
        clients: All clients.
        user: The id of the user whose clients they are.
        query: The checked query.
    """
    predicates: list[Predicate] = [linked_to("creator", [user])]
    if state := query.one("state"):
        predicates.append(among("state", [state]))
    if name := query.one("name"):
        needle = name.casefold()
        predicates.append(lambda record: needle in record.attributes["name"].casefold())
    keys: dict[str, SortKey] = {
        "createdAt": moment_key("createdAt"),
        "updatedAt": moment_key("updatedAt"),
        "name": lambda record: record.attributes["name"].casefold(),
    }
    return ordered(passing(clients.records.values(), predicates), query.order or _NEWEST, keys)
