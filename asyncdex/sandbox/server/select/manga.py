"""Which manga a query selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncdex.sandbox.server.select.predicates import (
    DEFAULT_RATINGS,
    among,
    linked_to,
    negated,
    passing,
    since,
    with_ids,
)
from asyncdex.sandbox.server.select.sorting import moment_key, ordered
from asyncdex.sandbox.server.select.titles import first_title, relevance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asyncdex.sandbox.server.catalogue.records import Record
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.predicates import Predicate
    from asyncdex.sandbox.server.select.sorting import SortKey


def select_manga(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the manga a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    order = query.order or {"latestUploadedChapter": True}
    return ordered(matching_manga(catalogue, query), order, _keys(catalogue, query))


def select_drafts(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the drafts a query selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    wanted = query.one("state")
    found = [
        record for record in catalogue.drafts.values() if wanted in {None, record.attributes.get("state")}
    ]
    return ordered(found, query.order or {"createdAt": True}, _keys(catalogue, query))


def matching_manga(catalogue: Catalogue, query: Query) -> list[Record]:
    """Return the manga that pass the filters, in no particular sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
    """
    predicates = [
        among("contentRating", query.many("contentRating") or DEFAULT_RATINGS),
        *_attribute_filters(query),
        *_tag_filters(query),
        *_people_filters(query),
        *_chapter_filters(catalogue, query),
        *since(query, "createdAt", "updatedAt"),
    ]
    if identifiers := query.many("ids"):
        predicates.insert(0, with_ids(identifiers))
    return passing(catalogue.manga.values(), predicates)


def _attribute_filters(query: Query) -> list[Predicate]:
    found: list[Predicate] = []
    if status := query.many("status"):
        found.append(among("status", status))
    if demographics := query.many("publicationDemographic"):
        values = [None if value == "none" else value for value in demographics]
        found.append(among("publicationDemographic", values))
    if year := query.one("year"):
        found.append(among("year", [None if year == "none" else int(year)]))
    if languages := query.many("originalLanguage"):
        found.append(among("originalLanguage", languages))
    if languages := query.many("excludedOriginalLanguage"):
        found.append(negated(among("originalLanguage", languages)))
    if languages := query.many("availableTranslatedLanguage"):
        wanted = set(languages)
        found.append(
            lambda record: not wanted.isdisjoint(record.attributes.get("availableTranslatedLanguages") or ())
        )
    if title := query.one("title"):
        found.append(lambda record: relevance(record, title) > 0)
    return found


def _tag_filters(query: Query) -> list[Predicate]:
    found: list[Predicate] = []
    if included := query.many("includedTags"):
        found.append(_tagged(included, all_of=(query.one("includedTagsMode") or "AND") == "AND"))
    if excluded := query.many("excludedTags"):
        found.append(negated(_tagged(excluded, all_of=query.one("excludedTagsMode") == "AND")))
    return found


def _tagged(tags: list[str], *, all_of: bool) -> Predicate:
    wanted = {tag.lower() for tag in tags}

    def check(record: Record) -> bool:
        own = {tag["id"] for tag in record.attributes.get("tags") or ()}
        return wanted <= own if all_of else not wanted.isdisjoint(own)

    return check


def _people_filters(query: Query) -> list[Predicate]:
    found: list[Predicate] = []
    if authors := query.many("authors"):
        found.append(linked_to("author", authors))
    if artists := query.many("artists"):
        found.append(linked_to("artist", artists))
    if person := query.one("authorOrArtist"):
        wrote, drew = linked_to("author", [person]), linked_to("artist", [person])
        found.append(lambda record: wrote(record) or drew(record))
    return found


def _chapter_filters(catalogue: Catalogue, query: Query) -> list[Predicate]:
    found: list[Predicate] = []
    if group := query.one("group"):
        by_group = linked_to("scanlation_group", [group])
        found.append(lambda record: any(map(by_group, catalogue.chapters_of(record.id))))
    for name, unavailable in (("hasAvailableChapters", False), ("hasUnavailableChapters", True)):
        if value := query.one(name):
            wanted = value in {"1", "true"}
            found.append(_with_chapters(catalogue, unavailable=unavailable, wanted=wanted))
    return found


def _with_chapters(catalogue: Catalogue, *, unavailable: bool, wanted: bool) -> Predicate:
    def check(record: Record) -> bool:
        chapters = catalogue.chapters_of(record.id)
        has = any(bool(chapter.attributes.get("isUnavailable")) is unavailable for chapter in chapters)
        return has is wanted

    return check


def _keys(catalogue: Catalogue, query: Query) -> Mapping[str, SortKey]:
    keys: dict[str, SortKey] = {
        "title": lambda record: first_title(record).casefold(),
        "year": lambda record: record.attributes.get("year"),
        "createdAt": moment_key("createdAt"),
        "updatedAt": moment_key("updatedAt"),
        "latestUploadedChapter": lambda record: catalogue.latest_upload(record.id),
        "followedCount": lambda record: catalogue.follows.get(record.id, 0),
        "rating": lambda record: catalogue.ratings.get(record.id),
    }
    if title := query.one("title"):
        keys["relevance"] = lambda record: relevance(record, title)
    return keys
