"""Which chapters a query selects."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

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
from asyncdex.sandbox.server.select.sorting import number_key, ordered_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asyncdex.sandbox.server.catalogue.facts import ChapterFacts, MangaFacts
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock
    from asyncdex.sandbox.server.query import Query
    from asyncdex.sandbox.server.select.filters import Check
    from asyncdex.sandbox.server.select.sorting import RowKey

_KEYS: dict[str, RowKey] = {
    "createdAt": attrgetter("created"),
    "updatedAt": attrgetter("updated"),
    "publishAt": attrgetter("published"),
    "readableAt": attrgetter("readable"),
    "volume": number_key("volume"),
    "chapter": number_key("chapter"),
}


def select_chapters(catalogue: Catalogue, query: Query, clock: Clock) -> Found:
    """Return the chapters that a search selects, in sequence.

    Args:
        catalogue: All entities.
        query: The checked query.
        clock: Decides which chapters are still in the future.
    """
    now = clock.wall()

    def find() -> tuple[list[int], float]:
        looked_at = candidates(catalogue.chapters, query)
        if manga := query.one("manga"):
            own = catalogue.places_of("chapter", manga.lower())
            looked_at = set(own).intersection(looked_at) if query.many("ids") else own
        looked_at = sorted(looked_at)
        row = catalogue.tables.chapters.row
        moments = (row(position).published or 0 for position in looked_at)
        # When the next of them comes out, the search finds something else.
        until = min((moment for moment in moments if moment > now), default=FOREVER)
        return _selected(catalogue, looked_at, query, now), until

    search = ("chapter", query.search)
    return Found(catalogue.chapters, catalogue.remembered.positions(search, catalogue.edits, now, find))


def select_feed(catalogue: Catalogue, manga: Iterable[str], query: Query, clock: Clock) -> Found:
    """Return the chapters of some manga that a feed selects, in sequence.

    Args:
        catalogue: All entities.
        manga: The ids of the manga.
        query: The checked query.
        clock: Decides which chapters are still in the future.
    """
    looked_at = [place for identifier in manga for place in catalogue.places_of("chapter", identifier)]
    return Found(catalogue.chapters, _selected(catalogue, looked_at, query, clock.wall()))


def _selected(catalogue: Catalogue, looked_at: Iterable[int], query: Query, now: float) -> list[int]:
    checks = [
        *_narrowing(query),
        *_by_people(catalogue, query),
        *_visibility(query, int(now)),
        *_external(query),
        *since(query, {"createdAt": "created", "updatedAt": "updated", "publishAt": "published"}),
        _of_manga(catalogue, query),
    ]
    table = catalogue.tables.chapters
    found = choose(table, looked_at, checks)
    return ordered_rows(table, found, query.order, _KEYS)


def _narrowing(query: Query) -> list[Check]:
    found: list[Check] = []
    if languages := query.many("translatedLanguage"):
        found.append(among("language", languages))
    if volumes := query.many("volume"):
        found.append(among("volume", _numbers(volumes)))
    if numbers := [*query.values.get("chapter", ())[-1:], *query.many("chapter")]:
        found.append(among("chapter", _numbers(numbers)))
    if title := query.one("title"):
        needle = title.casefold()
        found.append(lambda row: needle in (row.title or "").casefold())
    return found


def _by_people(catalogue: Catalogue, query: Query) -> list[Check]:
    found: list[Check] = []
    if groups := query.many("groups"):
        found.append(meeting("groups", present(catalogue, "scanlation_group", groups)))
    if groups := query.many("excludedGroups"):
        found.append(negated(meeting("groups", present(catalogue, "scanlation_group", groups))))
    if uploaders := [*query.values.get("uploader", ())[-1:], *query.many("uploader")]:
        found.append(among("uploader", (identifier.lower() for identifier in uploaders)))
    if uploaders := query.many("excludedUploaders"):
        found.append(negated(among("uploader", (identifier.lower() for identifier in uploaders))))
    return found


def _numbers(wanted: list[str]) -> list[str | None]:
    # "none" and an empty text ask for chapters without a number.
    return [None if value in {"", "none"} else value for value in wanted]


def _visibility(query: Query, now: int) -> list[Check]:
    """Return what the flags say about unavailable, empty, future and external chapters.

    A flag at 0 leaves such chapters out, at 1 it leaves only them. Setting any of the three switches off
    the rule that holds otherwise: that only published chapters are listed.
    """
    found: list[Check] = []
    if query.one("includeUnavailable") != "1":
        found.append(lambda row: not row.unavailable)

    def future(row: ChapterFacts) -> bool:
        return (row.published or 0) > now

    kinds: dict[str, Check] = {
        "includeEmptyPages": lambda row: not row.pages,
        "includeFuturePublishAt": future,
        "includeExternalUrl": lambda row: row.external is not None,
    }
    given = {name: value for name in kinds if (value := query.one(name)) is not None}
    found += [kinds[name] if value == "1" else negated(kinds[name]) for name, value in given.items()]
    if not given or query.one("includeFutureUpdates") == "0":
        found.append(negated(future))
    return found


def _external(query: Query) -> list[Check]:
    found: list[Check] = []
    if host := query.one("externalUrl"):
        found.append(_linking_to(host))
    if host := query.one("excludeExternalUrl"):
        found.append(negated(_linking_to(host)))
    return found


def _linking_to(host: str) -> Check:
    wanted = host.lower()

    def check(row: ChapterFacts) -> bool:
        actual = urlsplit(row.external or "").hostname or ""
        return actual == wanted or actual.endswith(f".{wanted}")

    return check


def _of_manga(catalogue: Catalogue, query: Query) -> Check:
    """Return the filters that look at a chapter's manga: its rating and original language."""
    ratings = set(query.many("contentRating") or DEFAULT_RATINGS)
    wanted = set(query.many("originalLanguage"))
    unwanted = set(query.many("excludedOriginalLanguage"))
    verdicts: dict[str | None, bool] = {}

    def fits(manga: MangaFacts) -> bool:
        return (
            manga.rating in ratings
            and manga.language not in unwanted
            and (not wanted or manga.language in wanted)
        )

    def check(row: ChapterFacts) -> bool:
        verdict = verdicts.get(row.manga)
        if verdict is None:
            position = catalogue.manga.position(row.manga or "")
            verdict = position is not None and fits(catalogue.tables.manga.row(position))
            verdicts[row.manga] = verdict
        return verdict

    return check
