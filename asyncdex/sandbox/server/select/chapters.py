"""Which chapters a query selects."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from asyncdex.sandbox.server.select.moments import now_of, published
from asyncdex.sandbox.server.select.predicates import (
    DEFAULT_RATINGS,
    among,
    linked_to,
    negated,
    passing,
    since,
    with_ids,
)
from asyncdex.sandbox.server.select.sorting import moment_key, number_key, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.predicates import Predicate
    from asyncdex.sandbox.server.select.sorting import SortKey

_KEYS: dict[str, SortKey] = {
    "createdAt": moment_key("createdAt"),
    "updatedAt": moment_key("updatedAt"),
    "publishAt": moment_key("publishAt"),
    "readableAt": moment_key("readableAt"),
    "volume": number_key("volume"),
    "chapter": number_key("chapter"),
}


def select_chapters(
    catalogue: Catalogue, chapters: Iterable[Record], query: Query, clock: Clock
) -> list[Record]:
    """Return the chapters a search or feed selects, in sequence.

    Args:
        catalogue: All entities.
        chapters: The chapters to choose from.
        query: The checked query.
        clock: Decides which chapters are still in the future.
    """
    predicates = [
        *_narrowing(query),
        *_visibility(query, now_of(clock)),
        *_external(query),
        *since(query, "createdAt", "updatedAt", "publishAt"),
        _of_manga(catalogue, query),
    ]
    return ordered(passing(chapters, predicates), query.order, _KEYS)


def _narrowing(query: Query) -> list[Predicate]:
    found = _by_people(query)
    if identifiers := query.many("ids"):
        found.append(with_ids(identifiers))
    if manga := query.one("manga"):
        found.append(linked_to("manga", [manga]))
    if languages := query.many("translatedLanguage"):
        found.append(among("translatedLanguage", languages))
    if volumes := query.many("volume"):
        found.append(among("volume", _numbers(volumes)))
    if numbers := [*query.values.get("chapter", ())[-1:], *query.many("chapter")]:
        found.append(among("chapter", _numbers(numbers)))
    if title := query.one("title"):
        needle = title.casefold()
        found.append(lambda record: needle in (record.attributes.get("title") or "").casefold())
    return found


def _by_people(query: Query) -> list[Predicate]:
    found: list[Predicate] = []
    if groups := query.many("groups"):
        found.append(linked_to("scanlation_group", groups))
    if groups := query.many("excludedGroups"):
        found.append(negated(linked_to("scanlation_group", groups)))
    if uploaders := [*query.values.get("uploader", ())[-1:], *query.many("uploader")]:
        found.append(linked_to("user", uploaders))
    if uploaders := query.many("excludedUploaders"):
        found.append(negated(linked_to("user", uploaders)))
    return found


def _numbers(wanted: list[str]) -> list[str | None]:
    # "none" and an empty text ask for chapters without a number.
    return [None if value in {"", "none"} else value for value in wanted]


def _visibility(query: Query, now: str) -> list[Predicate]:
    """Return what the flags say about unavailable, empty, future and external chapters.

    A flag at 0 leaves such chapters out, at 1 it leaves only them. Setting any of the three switches off
    the rule that holds otherwise: that only published chapters are listed.
    """
    found: list[Predicate] = []
    if query.one("includeUnavailable") != "1":
        found.append(lambda record: not record.attributes.get("isUnavailable"))

    def future(record: Record) -> bool:
        return not published(record, now)

    kinds: dict[str, Predicate] = {
        "includeEmptyPages": lambda record: not record.attributes.get("pages"),
        "includeFuturePublishAt": future,
        "includeExternalUrl": lambda record: record.attributes.get("externalUrl") is not None,
    }
    given = {name: value for name in kinds if (value := query.one(name)) is not None}
    found += [kinds[name] if value == "1" else negated(kinds[name]) for name, value in given.items()]
    if not given or query.one("includeFutureUpdates") == "0":
        found.append(negated(future))
    return found


def _external(query: Query) -> list[Predicate]:
    found: list[Predicate] = []
    if host := query.one("externalUrl"):
        found.append(_linking_to(host))
    if host := query.one("excludeExternalUrl"):
        found.append(negated(_linking_to(host)))
    return found


def _linking_to(host: str) -> Predicate:
    wanted = host.lower()

    def check(record: Record) -> bool:
        actual = urlsplit(record.attributes.get("externalUrl") or "").hostname or ""
        return actual == wanted or actual.endswith(f".{wanted}")

    return check


def _of_manga(catalogue: Catalogue, query: Query) -> Predicate:
    """Return the filters that look at a chapter's manga: its rating and original language."""
    ratings = set(query.many("contentRating") or DEFAULT_RATINGS)
    wanted = set(query.many("originalLanguage"))
    unwanted = set(query.many("excludedOriginalLanguage"))

    def check(record: Record) -> bool:
        manga = catalogue.manga_of(record)
        if manga is None:
            return False
        language = manga.attributes.get("originalLanguage")
        rated = manga.attributes.get("contentRating") in ratings
        return rated and language not in unwanted and (not wanted or language in wanted)

    return check
