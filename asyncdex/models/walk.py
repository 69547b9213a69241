"""Going through a list page by page, so that nothing is lost or repeated while the list changes.

Where results come by creation date, the oldest first, each page begins at the date of the last result seen
(:class:`SlidingWalk`): what goes away before it moves nothing, and there is no end at 10,000. Everywhere else
each page begins with the last result of the page before (:class:`OffsetWalk`): when another one stands there,
results before it have gone away, and the walk steps back until it finds one it knows.
"""

from datetime import datetime
from typing import Any

from asyncdex._wire import Entity
from asyncdex.exceptions import InvalidResponse, OffsetLimit
from asyncdex.utils import return_date_string

from .page_source import Page, PageSource
from .read_ahead import ReadAhead

__all__ = ["OffsetWalk", "SlidingWalk", "Walk"]

#: How often a walk steps back for one page of an order in which results change places.
_STEPS_IN_MOVING_ORDER = 1

#: How often a walk steps back without anything new: more than it takes to get from the end of what is listed
#: to its beginning. A list that is another one each time would keep it going for ever.
_STEPS_IN_VAIN = 20


class Walk:
    """A way through a list.

    Args:
        source: Where the pages come from.
        seen: The ids of results that were returned already, by this walk or another one.
    """

    def __init__(self, source: PageSource, seen: set[str]) -> None:
        self.source = source
        self.finished = False
        #: How many results there are, as MangaDex counts; None before the first page.
        self.total: int | None = None
        self._offset = 0
        #: How many results of the next page are known, if nothing moves.
        self._overlap = 0
        #: Whether the last page was empty where it should not have been.
        self._hollow = False
        self._seen = seen

    async def more(self, wanted: int | None) -> list[Entity[Any]]:
        """Fetch the next page and return what is new on it, which may be nothing.

        When this raises, nothing has changed, and it can be called again.

        Args:
            wanted: How many more results are needed; None for all.

        Raises:
            OffsetLimit: The rest is beyond what MangaDex lists.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Call off what is under way."""

    def _room(self) -> int:
        """Return how many results can still be reached by offset."""
        room = self.source.ceiling - self._offset
        if room <= self._overlap:  # what could still be reached is known
            text = f"{self.source.operation} lists its first {self.source.ceiling} results only"
            slide = 'ask for order={"createdAt": "asc"}, which has no such end, or '
            raise OffsetLimit(
                f"{text}; {slide if self.source.slides else ''}narrow the filters to see the rest"
            )
        return room

    def _is_hollow(self, page: Page) -> bool:
        """Return whether a page lacks what it should hold, so that it has to be asked for once more.

        A few results that are counted and not shown are no reason: MangaDex hides some from some readers.

        Raises:
            InvalidResponse: It lacks them again; the walk can go on from there.
        """
        lacks = not page.data and page.total - self._offset > self.source.most
        again, self._hollow = self._hollow and lacks, lacks and not self._hollow
        if again:
            msg = f"{{method}} {{path}} answers with an empty page, and counts {page.total} results."
            raise InvalidResponse("GET", self.source.path, msg=msg)
        return lacks

    def _go_on(self, page: Page) -> None:
        """Begin the next page with the last result of this one, unless that is all there is on it."""
        self._overlap = 1 if len(page.data) > 1 else 0
        self._offset += max(len(page.data) - 1, 1)

    def _fresh(self, page: Page, known: set[str] | None = None) -> list[Entity[Any]]:
        """Return the results of a page that have not been seen, which are seen from now on.

        Args:
            page: The page.
            known: What takes the ids of all its results.
        """
        found = {entity.id: entity for entity in page.data}
        if known is not None:
            known.update(found)
        if not self._seen.isdisjoint(found):
            found = {id: entity for id, entity in found.items() if id not in self._seen}
        self._seen.update(found)
        return list(found.values())


def _is_last(page: Page, offset: int, asked: int) -> bool:
    """Return whether nothing comes after a page; a count that cannot be right is not believed."""
    end = offset + len(page.data)
    return end == page.total or len(page.data) == 0 or (end > page.total and len(page.data) < asked)


class OffsetWalk(Walk):
    """A walk by offset, in which each page begins with the last result of the page before.

    Args:
        source: Where the pages come from.
        seen: The ids of results that were returned already.
        ahead: How many pages are asked for before they are needed.
    """

    def __init__(self, source: PageSource, seen: set[str], ahead: int) -> None:
        super().__init__(source, seen)
        self._ahead = ReadAhead(source, ahead)
        #: The results this walk has come by.
        self._known: set[str] = set()
        self._steps = 0
        #: How often it stepped back since there was something new.
        self._in_vain = 0
        self._whole = False

    async def more(self, wanted: int | None) -> list[Entity[Any]]:
        """Fetch the next page; see :meth:`Walk.more`."""
        size = self._size(wanted)
        page = await self._ahead.page(limit=size, offset=self._offset)
        if self._is_hollow(page):
            return []
        if self._moved(page):
            self._step_back(page)
            return []
        self.total = page.total if page.data else self._offset
        fresh = self._fresh(page, self._known)
        self.finished = _is_last(page, self._offset, size) and not self._at_wall(page)
        self._whole, self._steps = not fresh, 0
        self._in_vain = 0 if fresh else self._in_vain
        self._go_on(page)
        if len(page.data) == size == self.source.most and not self.finished:
            self._ahead.prepare(self._plan(None if wanted is None else wanted - len(fresh)))
        return fresh

    def close(self) -> None:
        """Call off the pages under way."""
        self._ahead.close()

    def _size(self, wanted: int | None) -> int:
        """Return how many results to ask for: those needed, and one that is known."""
        needed = None if wanted is None or self._whole else wanted + self._overlap
        most = self.source.most if needed is None else min(self.source.most, needed)
        return min(most, self._room())

    def _plan(self, wanted: int | None) -> list[tuple[int, int]]:
        """Return offset and size of the pages to come, if nothing moves."""
        plan: list[tuple[int, int]] = []
        offset = self._offset
        while len(plan) < self._ahead.depth and offset + 1 < min(self.total or 0, self.source.ceiling):
            if wanted is not None and wanted <= 0:
                break
            most = self.source.most if wanted is None else min(self.source.most, wanted + 1)
            size = min(most, self.source.ceiling - offset)
            plan.append((offset, size))
            offset += max(size - 1, 1)
            wanted = None if wanted is None else wanted - size + 1
        return plan

    def _at_wall(self, page: Page) -> bool:
        """Return whether a page ends where offsets do: a count of just that may be cut off there itself."""
        return bool(page.data) and self._offset + len(page.data) == self.source.ceiling

    def _moved(self, page: Page) -> bool:
        """Return whether results before a page have gone away, so that some may have been passed over."""
        if not self._offset or (page.data and page.data[0].id in self._known):
            return False
        if not page.data and page.total > self._offset:
            return False  # nothing where something should be is no reason to look elsewhere
        if self._in_vain >= _STEPS_IN_VAIN:
            return False
        return self.source.by_creation or self._steps < _STEPS_IN_MOVING_ORDER

    def _step_back(self, page: Page) -> None:
        """Go back, further each time, to where a result is known."""
        self._steps += 1
        self._in_vain += 1
        self._whole = True
        back = self.source.most * 2 ** (self._steps - 1)
        beyond = self._offset if page.data else min(self._offset, page.total)
        self._offset = max(beyond - back, 0)
        self._overlap = 0
        self._ahead.close()


class SlidingWalk(Walk):
    """A walk by creation date, the oldest first, in which each page begins at the date of the last result.

    Args:
        source: Where the pages come from.
        seen: The ids of results that were returned already.
        alone: Whether no other walk returns results of the same kind. Then those that cannot come again are
            forgotten, so that a walk of any length takes the same memory.
    """

    def __init__(self, source: PageSource, seen: set[str], *, alone: bool) -> None:
        super().__init__(source, seen)
        self._alone = alone
        self._since: str | None = None
        #: How many results of the last second are known, which the next page repeats.
        self._repeated = 0

    async def more(self, wanted: int | None) -> list[Entity[Any]]:
        """Fetch the next page; see :meth:`Walk.more`."""
        most = self.source.most
        size = most if wanted is None else min(most, wanted + self._repeated)
        size = min(size, self._room())
        page = await self.source.page(limit=size, offset=self._offset, since=self._since)
        if self.total is None:
            self.total = page.total
        if self._is_hollow(page):
            return []
        if self._moved(page):
            self._offset, self._overlap, self._repeated = 0, 0, most
            return []
        last = None if _is_last(page, self._offset, size) else self._second(page)
        if last is not None and self._since is not None and last < self._since:
            msg = f"{{method}} {{path}} answers with what was made before {self._since}, which was asked for."
            raise InvalidResponse("GET", self.source.path, msg=msg)
        fresh = self._fresh(page)
        if last is None:
            self.finished = True
        elif last != self._since:
            self._since, self._offset, self._overlap = last, 0, 0
            self._repeated = self._at_the_end(page, last)
            if self._alone:
                # Only what was made in the last second can come again, and all of that is on this page.
                self._seen.intersection_update([entity.id for entity in page.data])
        else:
            # A whole page within one second: only here results are passed over by their number.
            self._go_on(page)
            self._repeated = most
        return fresh

    def _moved(self, page: Page) -> bool:
        """Return whether results of the second under way have gone away."""
        if not self._offset or (page.data and page.data[0].id in self._seen):
            return False
        return bool(page.data) or page.total <= self._offset

    def _at_the_end(self, page: Page, second: str) -> int:
        """Return how many results at the end of a page were made in its last second."""
        last: object = getattr(page.data[-1].attributes, "created_at", None)
        amount = 0
        for entity in reversed(page.data):
            made: object = getattr(entity.attributes, "created_at", None)
            if made != last and self._second_of(entity) != second:
                break
            amount += 1
        return amount

    def _second(self, page: Page) -> str:
        return self._second_of(page.data[-1])

    def _second_of(self, entity: Entity[Any]) -> str:
        """Return when a result was made, as filters take it."""
        made: object = getattr(entity.attributes, "created_at", None)
        try:
            return return_date_string(datetime.fromisoformat(str(made)))
        except (ValueError, OverflowError) as error:
            msg = f"{entity.type} {entity.id} came with created_at {made!r}; the walk ends there."
            raise InvalidResponse("GET", self.source.path, msg=msg) from error
