"""What a list of chapters is narrowed by, as AsyncDex had it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from asyncdex._api import identifier
from asyncdex.exceptions import InvalidArgument
from asyncdex.utils import InclusionExclusionPair, Interval, parse_date

from .reading_order import naturally
from .texts import codes_of

if TYPE_CHECKING:
    from .chapter import Chapter
    from .group import Group
    from .user import User

__all__ = ["ChapterFilter"]

K = TypeVar("K")
T = TypeVar("T", float, datetime)

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
    groups: "InclusionExclusionPair[Group] | InclusionExclusionPair[str] | None" = None
    users: "InclusionExclusionPair[User] | InclusionExclusionPair[str] | None" = None
    read: bool | None = None
    volumes: InclusionExclusionPair[int] | InclusionExclusionPair[int | None] | None = None

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
        if self.languages is not None:
            languages = codes_of(self.languages)
            yield lambda chapter: chapter.language in languages
        if self.creation_time is not None:
            created = _bounds("creation_time", self.creation_time, _instant)
            yield lambda chapter: chapter.created_at in created
        if self.update_time is not None:
            updated = _bounds("update_time", self.update_time, _instant)
            yield lambda chapter: chapter.modified_at in updated
        if self.publish_time is not None:
            published = _bounds("publish_time", self.publish_time, _instant)
            yield lambda chapter: chapter.publish_time in published

    def _numbers(self) -> Iterable[Test]:
        if (has_number := self.has_number) is not None:
            yield lambda chapter: bool(chapter.number) is has_number
        if self.chapter_number_range is not None:
            span = _bounds("chapter_number_range", self.chapter_number_range, _number)
            yield lambda chapter: (number := _as_number(chapter.number)) is not None and number in span
        if self.chapter_numbers is not None:
            numbers = _pair("chapter_numbers", self.chapter_numbers, _place)
            yield lambda chapter: numbers.matches_include_exclude_pair(naturally(chapter.number))
        if self.volumes is not None:
            volumes = _pair("volumes", self.volumes, _place)
            yield lambda chapter: volumes.matches_include_exclude_pair(naturally(chapter.volume))

    def _people(self) -> Iterable[Test]:
        if self.groups is not None:
            groups = _pair("groups", self.groups, identifier)
            yield lambda chapter: _matches(groups, [group.id for group in chapter.groups])
        if self.users is not None:
            users = _pair("users", self.users, identifier)
            yield lambda chapter: _matches(users, [] if chapter.user is None else [chapter.user.id])
        if (read := self.read) is not None:
            yield lambda chapter: chapter.read is read


def _as_number(text: Any) -> float | None:
    """Return a number or the text of one as a number, None for what is none."""
    try:
        return None if text is None else float(text)
    except (TypeError, ValueError, OverflowError):
        return None


def _number(argument: str, value: Any) -> float:
    if (number := _as_number(value)) is None:
        raise InvalidArgument(f"{argument} must go from and to a number, not {value!r}")
    return number


def _instant(argument: str, value: Any) -> datetime:
    if not isinstance(value, str | date):
        raise InvalidArgument(f"{argument} must go from and to a datetime, not {value!r}")
    try:
        return parse_date(value)
    except (ValueError, OverflowError) as error:
        raise InvalidArgument(f"{argument} is no date that can be read: {value!r}") from error


def _place(argument: str, value: Any) -> tuple[Any, ...]:
    """Return what a number is compared by, however it was given: 1, 1.0, "1" and "01" are one."""
    if isinstance(value, bool) or not (value is None or isinstance(value, str | int | float)):
        raise InvalidArgument(f"{argument} must hold numbers or None, not {value!r}")
    return naturally(value if value is None else str(value))


def _check(argument: str, value: object, kind: type[Any]) -> None:
    if not isinstance(value, kind):
        raise InvalidArgument(f"{argument} must be an {kind.__name__}, not {value!r}")


def _bounds(argument: str, span: Interval[Any], read: Callable[[str, Any], T]) -> Interval[T]:
    """Return an interval whose ends can be compared with what MangaDex sends."""
    _check(argument, span, Interval)
    low, high = [None if end is None else read(argument, end) for end in (span.min, span.max)]
    return Interval(low, high, span.inclusive)


def _pair(
    argument: str, pair: InclusionExclusionPair[Any], read: Callable[[str, Any], K]
) -> InclusionExclusionPair[K]:
    """Return a pair whose items can be compared with what MangaDex sends."""
    _check(argument, pair, InclusionExclusionPair)
    return InclusionExclusionPair(
        [read(argument, item) for item in pair.include], [read(argument, item) for item in pair.exclude]
    )


def _matches(pair: InclusionExclusionPair[str], found: Sequence[str]) -> bool:
    """Return whether none of some ids is excluded, and one of them included where any is."""
    if any(id in pair.exclude for id in found):
        return False
    return not pair.include or any(id in pair.include for id in found)
