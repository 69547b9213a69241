"""Several uploads of one chapter: which of them to keep."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from asyncdex._api import identifier
from asyncdex.enum import DuplicateResolutionAlgorithm
from asyncdex.exceptions import InvalidArgument

if TYPE_CHECKING:
    from asyncdex._api import Identified

    from .chapter import Chapter

__all__ = ["USUAL", "Picker", "by_groups", "by_users", "pickers_of", "without_duplicates"]

#: Takes candidates and the upload picked at the place before, and returns those that it prefers; all of them
#: where it has no preference.
Picker: TypeAlias = "Callable[[Sequence[Chapter], Chapter | None], Sequence[Chapter]]"

_Algorithm = DuplicateResolutionAlgorithm

#: What goes where no strategy is named: stay with the group of the chapter before, else take the oldest.
USUAL = (_Algorithm.PREVIOUS_GROUP, _Algorithm.CREATION_DATE_ASC)


def without_duplicates(places: "Iterable[Sequence[Chapter]]", pickers: Sequence[Picker]) -> "list[Chapter]":
    """Return one upload for each place.

    Args:
        places: The uploads of each chapter, in reading order.
        pickers: What decides, the first with a preference first.
    """
    picked: list[Chapter] = []
    for uploads in places:
        # Whatever order they came in, the outcome is the same.
        left: Sequence[Chapter] = sorted(uploads, key=lambda chapter: (chapter.created_at, chapter.id))
        for pick in pickers:
            left = pick(left, picked[-1] if picked else None) or left
        picked.append(left[0])
    return picked


def pickers_of(
    strategy: Iterable[DuplicateResolutionAlgorithm] | None,
    groups: "Sequence[Identified] | None",
    users: "Sequence[Identified] | None",
) -> list[Picker]:
    """Return what AsyncDex's algorithms do.

    Args:
        strategy: The algorithms, the one that decides first at the front; None for the usual ones.
        groups: The groups of ``SPECIFIC_GROUP``, the best first.
        users: The uploaders of ``SPECIFIC_USER``, the best first.

    Raises:
        InvalidArgument: An algorithm lacks its groups or users, or is none.
    """
    found: list[Picker] = []
    if isinstance(strategy, str | _Algorithm):
        raise InvalidArgument(f"duplicate_strategy must be a list of algorithms, not {strategy!r}")
    for algorithm in USUAL if strategy is None else strategy:
        if algorithm is _Algorithm.SPECIFIC_GROUP:
            name = "duplicate_strategy_groups"
            found.append(by_groups(_given(name, groups, algorithm), name))
        elif algorithm is _Algorithm.SPECIFIC_USER:
            name = "duplicate_strategy_users"
            found.append(by_users(_given(name, users, algorithm), name))
        elif algorithm in _BY_ITSELF:
            found.append(_BY_ITSELF[algorithm])
        elif algorithm in {_Algorithm.VIEWS_ASC, _Algorithm.VIEWS_DESC}:
            text = f"MangaDex tells no views of chapters; {algorithm.name} decides nothing"
            warnings.warn(text, DeprecationWarning, stacklevel=3)
        else:
            raise InvalidArgument(f"duplicate_strategy must hold algorithms, not {algorithm!r}")
    return found


def _given(
    argument: str, value: "Sequence[Identified] | None", algorithm: DuplicateResolutionAlgorithm
) -> "Sequence[Identified]":
    if not value:
        raise InvalidArgument(f"{argument} is needed for {algorithm.name}")
    return value


def by_groups(groups: "Sequence[Identified]", argument: str = "groups") -> Picker:
    """Return what prefers the uploads of some groups, the best first."""
    return _by_ids(argument, groups, lambda chapter: {group.id for group in chapter.groups})


def by_users(users: "Sequence[Identified]", argument: str = "users") -> Picker:
    """Return what prefers the uploads of some users, the best first."""
    return _by_ids(argument, users, lambda chapter: set() if chapter.user is None else {chapter.user.id})


def _by_ids(
    argument: str, preferred: "Sequence[Identified]", ids_of: "Callable[[Chapter], set[str]]"
) -> Picker:
    wanted = [identifier(argument, one) for one in preferred]

    def pick(chapters: "Sequence[Chapter]", _: "Chapter | None") -> "Sequence[Chapter]":
        for id in wanted:
            found = [chapter for chapter in chapters if id in ids_of(chapter)]
            if found:
                return found
        return chapters

    return pick


def _of_the_previous_group(chapters: "Sequence[Chapter]", previous: "Chapter | None") -> "Sequence[Chapter]":
    wanted: set[str] = set() if previous is None else {group.id for group in previous.groups}
    return [chapter for chapter in chapters if wanted.intersection(group.id for group in chapter.groups)]


def _oldest(chapters: "Sequence[Chapter]", _: "Chapter | None") -> "Sequence[Chapter]":
    return [min(chapters, key=lambda chapter: chapter.created_at)]


def _newest(chapters: "Sequence[Chapter]", _: "Chapter | None") -> "Sequence[Chapter]":
    return [max(chapters, key=lambda chapter: chapter.created_at)]


_BY_ITSELF: dict[DuplicateResolutionAlgorithm, Picker] = {
    _Algorithm.PREVIOUS_GROUP: _of_the_previous_group,
    _Algorithm.CREATION_DATE_ASC: _oldest,
    _Algorithm.CREATION_DATE_DESC: _newest,
}
