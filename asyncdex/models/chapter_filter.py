"""What a list of chapters is narrowed by, as AsyncDex had it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asyncdex.exceptions import InvalidArgument
from asyncdex.utils import InclusionExclusionPair, Interval

if TYPE_CHECKING:
    from .chapter import Chapter
    from .group import Group
    from .user import User

__all__ = ["ChapterFilter"]

Test = Callable[["Chapter"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFilter:
    """Conditions on chapters, all of which hold for what is left."""

    languages: Sequence[str] | None = None
    creation_time: Interval[datetime] | None = None
    update_time: Interval[datetime] | None = None
    publish_time: Interval[datetime] | None = None
    views: Interval[int] | None = None
    has_number: bool | None = None
    chapter_number_range: Interval[float] | None = None
    chapter_numbers: InclusionExclusionPair[float | None] | None = None
    groups: "InclusionExclusionPair[Group] | None" = None
    users: "InclusionExclusionPair[User] | None" = None
    read: bool | None = None
    volumes: InclusionExclusionPair[int] | None = None

    def apply(self, chapters: "Iterable[Chapter]") -> "list[Chapter]":
        """Return the chapters for which all conditions hold, in their order.

        Raises:
            InvalidArgument: A condition is about what MangaDex does not tell.
            NotFetched: A condition is about what has not been fetched.
        """
        if self.views is not None:
            raise InvalidArgument("views cannot be asked for: MangaDex tells no views of chapters")
        tests = [*self._times(), *self._numbers(), *self._people()]
        return [chapter for chapter in chapters if all(test(chapter) for test in tests)]

    def _times(self) -> Iterable[Test]:
        if (languages := self.languages) is not None:
            yield lambda chapter: chapter.language in languages
        if (created := self.creation_time) is not None:
            yield lambda chapter: chapter.created_at in created
        if (updated := self.update_time) is not None:
            yield lambda chapter: chapter.modified_at in updated
        if (published := self.publish_time) is not None:
            yield lambda chapter: chapter.publish_time in published

    def _numbers(self) -> Iterable[Test]:
        if (has_number := self.has_number) is not None:
            yield lambda chapter: bool(chapter.number) is has_number
        if (span := self.chapter_number_range) is not None:
            yield lambda chapter: (number := _as_number(chapter.number)) is not None and number in span
        if (numbers := self.chapter_numbers) is not None:
            pair = _read_pair(numbers)
            yield lambda chapter: pair.matches_include_exclude_pair(_as_number(chapter.number))
        if (volumes := self.volumes) is not None:
            whole = _read_pair(volumes)
            yield lambda chapter: whole.matches_include_exclude_pair(_as_number(chapter.volume))

    def _people(self) -> Iterable[Test]:
        if (groups := self.groups) is not None:
            yield lambda chapter: _matches(groups, list(chapter.groups))
        if (users := self.users) is not None:
            yield lambda chapter: _matches(users, [] if chapter.user is None else [chapter.user])
        if (read := self.read) is not None:
            yield lambda chapter: chapter.read is read


def _as_number(text: Any) -> float | None:
    """Return a number or the text of one as a number, None for what is none."""
    try:
        return None if text is None else float(text)
    except (TypeError, ValueError):
        return None


def _read_pair(pair: InclusionExclusionPair[Any]) -> InclusionExclusionPair[float | None]:
    """Return a pair of numbers, however they were given."""
    return InclusionExclusionPair(
        [_as_number(item) for item in pair.include], [_as_number(item) for item in pair.exclude]
    )


def _matches(pair: InclusionExclusionPair[Any], found: Sequence[Any]) -> bool:
    """Return whether none of some models is excluded, and one of them included where any is."""
    if any(model in pair.exclude for model in found):
        return False
    return not pair.include or any(model in pair.include for model in found)
