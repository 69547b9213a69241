"""Which manga a query selects."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from asyncdex.sandbox.server.catalogue.remembered import FOREVER
from asyncdex.sandbox.server.select.filters import (
    DEFAULT_RATINGS,
    among,
    candidates,
    choose,
    meeting,
    negated,
    present,
    since,
)
from asyncdex.sandbox.server.select.found import Found
from asyncdex.sandbox.server.select.sorting import ordered, ordered_rows
from asyncdex.sandbox.server.select.titles import relevance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asyncdex.sandbox.server.catalogue.facts import ChapterFacts, MangaFacts
    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.filters import Check
    from asyncdex.sandbox.server.select.sorting import RowKey


def select_manga(catalogue: Catalogue, query: Query) -> Found:
    """Return the manga a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    order = query.order or {"latestUploadedChapter": True}

    def find() -> tuple[list[int], float]:
        found = _matching(catalogue, query)
        return ordered_rows(catalogue.tables.manga, found, order, _keys(query)), FOREVER

    search = ("manga", query.search)
    return Found(catalogue.manga, catalogue.remembered.positions(search, catalogue.edits, 0, find))


def select_drafts(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the drafts a query selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    wanted = query.one("state")
    rows = [
        (record, catalogue.tables.of_manga(record))
        for record in catalogue.drafts.values()
        if wanted in {None, record.attributes.get("state")}
    ]
    keys = {name: _of_pair(key) for name, key in _keys(query).items()}
    return [record for record, _ in ordered(rows, query.order or {"createdAt": True}, keys)]


def matching_manga(catalogue: Catalogue, query: Query) -> Found:
    """Return the manga that pass the filters, in no particular sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """

    def find() -> tuple[list[int], float]:
        return _matching(catalogue, query), FOREVER

    search = ("some manga", query.search)
    return Found(catalogue.manga, catalogue.remembered.positions(search, catalogue.edits, 0, find))


def _matching(catalogue: Catalogue, query: Query) -> list[int]:
    checks = [
        among("rating", query.many("contentRating") or DEFAULT_RATINGS),
        *_attribute_filters(query),
        *_tag_filters(query),
        *_people_filters(catalogue, query),
        *since(query, {"createdAt": "created", "updatedAt": "updated"}),
    ]
    found = choose(catalogue.tables.manga, candidates(catalogue.manga, query), checks)
    # These look at all chapters of a manga, so only at those of manga that pass everything else.
    for check in _chapter_filters(catalogue, query):
        found = [position for position in found if check(catalogue.manga.id_at(position))]
    return found


def _of_pair(key: RowKey) -> Callable[[tuple[Record, MangaFacts]], object]:
    return lambda pair: key(pair[1])


def _attribute_filters(query: Query) -> list[Check]:
    found: list[Check] = []
    if status := query.many("status"):
        found.append(among("status", status))
    if demographics := query.many("publicationDemographic"):
        found.append(among("demographic", (None if value == "none" else value for value in demographics)))
    if year := query.one("year"):
        found.append(among("year", [None if year == "none" else int(year)]))
    if languages := query.many("originalLanguage"):
        found.append(among("language", languages))
    if languages := query.many("excludedOriginalLanguage"):
        found.append(negated(among("language", languages)))
    if languages := query.many("availableTranslatedLanguage"):
        found.append(meeting("translated", languages))
    if title := query.one("title"):
        found.append(lambda row: relevance(row.titles, title) > 0)
    return found


def _tag_filters(query: Query) -> list[Check]:
    found: list[Check] = []
    if included := query.many("includedTags"):
        found.append(_tagged(included, all_of=(query.one("includedTagsMode") or "AND") == "AND"))
    if excluded := query.many("excludedTags"):
        found.append(negated(_tagged(excluded, all_of=query.one("excludedTagsMode") == "AND")))
    return found


def _tagged(tags: list[str], *, all_of: bool) -> Check:
    wanted = {tag.lower() for tag in tags}
    if not all_of:
        return meeting("tags", wanted)
    return lambda row: wanted.issubset(row.tags)


def _people_filters(catalogue: Catalogue, query: Query) -> list[Check]:
    found: list[Check] = []
    if authors := query.many("authors"):
        found.append(meeting("authors", present(catalogue, "author", authors)))
    if artists := query.many("artists"):
        found.append(meeting("artists", present(catalogue, "author", artists)))
    if person := query.one("authorOrArtist"):
        known = present(catalogue, "author", [person])
        wrote, drew = meeting("authors", known), meeting("artists", known)
        found.append(lambda row: wrote(row) or drew(row))
    return found


def _chapter_filters(catalogue: Catalogue, query: Query) -> list[Callable[[str], bool]]:
    found: list[Callable[[str], bool]] = []
    if group := query.one("group"):
        by_group = meeting("groups", present(catalogue, "scanlation_group", [group]))
        found.append(_with_chapters(catalogue, by_group, wanted=True))
    if value := query.one("hasAvailableChapters"):
        wanted = value in {"1", "true"}
        found.append(_with_chapters(catalogue, lambda row: not row.unavailable, wanted=wanted))
    if value := query.one("hasUnavailableChapters"):
        wanted = value in {"1", "true"}
        found.append(_with_chapters(catalogue, attrgetter("unavailable"), wanted=wanted))
    return found


def _with_chapters(
    catalogue: Catalogue, check: Callable[[ChapterFacts], bool], *, wanted: bool
) -> Callable[[str], bool]:
    row = catalogue.tables.chapters.row

    def judge(manga: str) -> bool:
        return any(check(row(place)) for place in catalogue.places_of("chapter", manga)) is wanted

    return judge


def _keys(query: Query) -> Mapping[str, RowKey]:
    keys: dict[str, RowKey] = {
        "title": lambda row: next(iter(row.titles), ""),
        "year": attrgetter("year"),
        "createdAt": attrgetter("created"),
        "updatedAt": attrgetter("updated"),
        "latestUploadedChapter": attrgetter("latest"),
        "followedCount": attrgetter("follows"),
        "rating": attrgetter("score"),
    }
    if title := query.one("title"):
        keys["relevance"] = lambda row: relevance(row.titles, title)
    return keys
