"""Walking a list that MangaDex gives out page by page."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Generic, Self, TypeVar, cast

from asyncdex._api import Endpoint
from asyncdex._wire import Collection, Entity
from asyncdex.exceptions import InvalidArgument, OffsetLimit

from .abc import ClientLike, GenericModelList, Model, ModelList
from .page_source import raw_sources, sources_of
from .sheet import Sheet
from .walk import OffsetWalk, SlidingWalk, Walk

__all__ = ["READ_AHEAD", "Pager"]

M = TypeVar("M", bound=Model[Any])

#: How many pages are asked for before they are needed, unless somebody says otherwise.
READ_AHEAD = 2

#: How many results become models at a time, each in less time than by itself. Of more, the first would have
#: left the processor's cache before somebody looks at them. The very first becomes one alone: for what a loop
#: reads of it, Python has places in all that are made afterwards, which take less memory and time then.
_AT_ONCE = 64


class Pager(AsyncIterator[M], Generic[M]):
    """An asynchronous iterator over the results of a list call.

    Pages are fetched as they are needed, and two more while there are results to go through. No result comes
    twice, and none is lost when the list changes meanwhile: see the guide about lists for what holds in which
    order. After an error, such as a :class:`Ratelimit` or a dropped connection, iterating again goes on where
    it stopped.

    Args:
        url: The path of a list below the API, or its row in the table of operations.
        model: What its results become.
        client: The client to call with.
        params: For a path, parameters under MangaDex's names without ``[]``; for a row, filters by argument
            name.
        param_size: How many values one parameter of a path carries in one call; a longer list is asked for in
            several calls, one after the other. The table knows it for its rows.
        limit_size: How many results one page of a path has. The table knows it for its rows.
        limit: How many results to return in all; None for all there are.
        ids: What to fill into the path of a row.
        belonging: The name of a relation that all results have, and the object that it is for each.
        read_ahead: How many pages are asked for before they are needed; 0 for none.

    Raises:
        InvalidArgument: A number is below one, or a filter cannot be right.
        TypeError: The call has no such filter.

    Example:
        >>> async for manga in client.get_mangas(title="sea", limit=3):
        ...     print(manga.best_title())
    """

    def __init__(
        self,
        url: str | Endpoint[Collection[Entity[Any]]],
        model: type[M],
        client: ClientLike,
        *,
        params: Mapping[str, object] | None = None,
        param_size: int = 150,
        limit_size: int = 100,
        limit: int | None = None,
        ids: tuple[str, ...] = (),
        belonging: tuple[str, Model[Any]] | None = None,
        read_ahead: int = READ_AHEAD,
    ) -> None:
        for name, value, least in (
            ("limit", limit, 1),
            ("param_size", param_size, 1),
            ("limit_size", limit_size, 1),
            ("read_ahead", read_ahead, 0),
        ):
            _check(name, value, least)
        self.model = model
        self.client = client
        # Every page is asked for with the same values, so what can be read only once is read now.
        self.params = {name: _lasting(value) for name, value in (params or {}).items()}
        self.limit = limit
        self.param_size = param_size
        self.read_ahead = read_ahead
        #: How many results have been returned.
        self.returned = 0
        if not isinstance(cast("object", url), str | Endpoint):
            raise InvalidArgument(f"url must be the path of a list, not {url!r}")
        if isinstance(url, str):
            sources = raw_sources(client, url, model, self.params, most=param_size, page=limit_size)
        else:
            sources = sources_of(client, url, ids, self.params)
        #: The path of the call.
        self.url = sources[0].path
        self._belonging = belonging
        self._seen: set[str] = set()
        self._sources = deque(sources)
        self._walks: list[Walk] = []
        #: What has come, and the next of it as models, which may be given out.
        self._come: list[Entity[Any]] = []
        self._ready: deque[M] = deque()
        self._sheet = Sheet()
        self._lock = asyncio.Lock()

    def __repr__(self) -> str:
        return f"<Pager of {self.model.__name__}: {self.returned} returned of {self.total}>"

    @property
    def total(self) -> int | None:
        """How many results there are in all, as MangaDex counts; None before the first page."""
        counts = [walk.total for walk in self._walks if walk.total is not None]
        return sum(counts) if counts else None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> M:
        # What is there already is given out without standing in line.
        limit = self.limit
        if not self._ready or (limit is not None and self.returned >= limit):
            await self._stand_by()
        self.returned += 1
        return self._ready.popleft()

    async def _stand_by(self) -> None:
        """Have the next result be there.

        Raises:
            StopAsyncIteration: There is none.
        """
        async with self._lock:
            while not (self._ready or self._come) and self._wanted() != 0 and await self._advance():
                pass
            self._check_order()
            if not self._ready:
                self._make_some()
            if not self._ready or (self.limit is not None and self.returned >= self.limit):
                self._sheet.settle()
                raise StopAsyncIteration

    def _make_some(self) -> None:
        """Make models of the next results, which stay where they are should that fail."""
        some = self._come[: _AT_ONCE if self.returned else 1]
        made = self.model.of_page(self.client, some, self._sheet, self._belonging)
        del self._come[: len(some)]
        self._ready.extend(made)

    async def as_list(self) -> ModelList[M]:
        """Return all results that have not been returned yet.

        After an error those fetched so far are kept: the next call, or iterating, returns them too.

        Raises:
            OffsetLimit: There are more than MangaDex lists.
        """
        found: GenericModelList[M] = GenericModelList()
        try:
            async for model in self:
                found.append(model)
        except BaseException:
            # Nobody got them, so they are still to be returned.
            self._ready.extendleft(reversed(found))
            self.returned -= len(found)
            raise
        return found

    async def aclose(self) -> None:
        """Call off the pages under way; iterating again asks for them anew."""
        for walk in self._walks:
            walk.close()
        self._sheet.settle()

    def __del__(self) -> None:
        # Left by break, what was taken out of the loop is kept without the page that it came on.
        sheet: Sheet | None = self.__dict__.get("_sheet")
        if sheet is not None:
            self._ready.clear()  # nobody will have these
            sheet.settle()

    def _wanted(self) -> int | None:
        """Return how many more results have to be fetched where none is there; None for all."""
        return None if self.limit is None else max(self.limit - self.returned, 0)

    async def _advance(self) -> bool:
        """Fetch a page, and return whether there was one to fetch."""
        walk = self._walk()
        if walk is None:
            return False
        self._sheet.settle()
        self._come.extend(await walk.more(self._wanted()))
        return True

    def _walk(self) -> Walk | None:
        """Return the walk under way, or one through the next list, or None behind the last one."""
        if self._walks and not self._walks[-1].finished:
            return self._walks[-1]
        if not self._sources:
            return None
        source = self._sources.popleft()
        walk: Walk = (
            SlidingWalk(source, self._seen, alone=not self._sources and not self._walks)
            if source.oldest_first
            else OffsetWalk(source, self._seen, self.read_ahead)
        )
        self._walks.append(walk)
        return walk

    def _check_order(self) -> None:
        """Refuse to begin what cannot be finished: only creation order goes beyond the ceiling."""
        if self.returned or not self._walks:
            return
        walk = self._walks[-1]
        source = walk.source
        ends = self.limit is not None and self.limit <= source.ceiling
        if ends or not source.slides or not source.order or source.oldest_first:
            return
        if walk.total is not None and walk.total >= source.ceiling:
            walk.close()
            many = f"{source.operation} has {walk.total} results or more"
            text = f"{many}, and lists {source.ceiling} in this order"
            raise OffsetLimit(f'{text}; ask for order={{"createdAt": "asc"}} to see all, or for a limit')


def _check(name: str, value: object, least: int) -> None:
    if name == "limit" and value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        none = ", or None for no limit" if name == "limit" else ""
        raise InvalidArgument(f"{name} must be at least {least}{none}, not {value!r}")


def _lasting(value: object) -> object:
    return list(cast("Iterator[object]", value)) if isinstance(value, Iterator) else value
