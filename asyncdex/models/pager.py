"""Walking a list that MangaDex gives out page by page."""

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any, Generic, Self, TypeVar, cast

from asyncdex._api import Endpoint, PageSize, encode_filters
from asyncdex._wire import Collection, Entity
from asyncdex.exceptions import InvalidArgument, OffsetLimit

from .abc import ClientLike, GenericModelList, Model, ModelList

__all__ = ["Pager"]

M = TypeVar("M", bound=Model[Any])


class Pager(AsyncIterator[M], Generic[M]):
    """An asynchronous iterator over the results of a list call.

    Pages are fetched as they are needed. After an error, such as a :class:`Ratelimit`, iterating again goes
    on where it stopped.

    Args:
        row: The list call.
        model: What its results become.
        client: The client to call with.
        ids: What to fill into the call's path.
        params: The call's filters by argument name.
        limit: How many results to return in all; None for all there are.
        prepare: Called with each model before it is returned.

    Raises:
        InvalidArgument: The limit is below one, or a filter cannot be right.
        TypeError: The call has no such filter.

    Example:
        >>> async for manga in client.get_mangas(title="sea", limit=3):
        ...     print(manga.best_title())
    """

    def __init__(
        self,
        row: Endpoint[Collection[Entity[Any]]],
        model: type[M],
        client: ClientLike,
        *,
        ids: tuple[str, ...] = (),
        params: Mapping[str, object] | None = None,
        limit: int | None = None,
        prepare: Callable[[M], object] | None = None,
    ) -> None:
        if limit is not None and not _is_positive(limit):
            raise InvalidArgument(f"limit must be at least 1, or None for no limit, not {limit!r}")
        self.model = model
        self.client = client
        # Every page is asked for with the same values, so what can be read only once is read now.
        self.params = {name: _lasting(value) for name, value in (params or {}).items()}
        self.limit = limit
        #: How many results have been returned.
        self.returned = 0
        #: How many results there are in all, as MangaDex counts; None before the first page.
        self.total: int | None = None
        self._row = row
        self._ids = ids
        self._prepare = prepare
        self._size = row.page or PageSize(10, 100)
        self._offset = 0
        self._ahead: deque[M] = deque()
        self._seen: set[str] = set()
        encode_filters(row, self.params)  # a mistake shows here, where it was made

    def __repr__(self) -> str:
        return f"<Pager of {self.model.__name__}: {self.returned} returned of {self.total}>"

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> M:
        while not self._ahead:
            if self._finished():
                raise StopAsyncIteration
            await self._next_page()
        if self.limit is not None and self.returned >= self.limit:
            raise StopAsyncIteration
        self.returned += 1
        return self._ahead.popleft()

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
            self._ahead.extendleft(reversed(found))
            self.returned -= len(found)
            raise
        return found

    def _finished(self) -> bool:
        if self.limit is not None and self.returned >= self.limit:
            return True
        return self.total is not None and self._offset >= self.total

    async def _next_page(self) -> None:
        room = self._size.ceiling - self._offset
        if room <= 0:
            text = f"{self._row.method} {self._row.path} lists its first {self._size.ceiling} results only"
            raise OffsetLimit(f"{text}; narrow the filters, for example by created_after, to see the rest")
        wanted = self._size.most if self.limit is None else min(self._size.most, self.limit - self.returned)
        paging = {"limit": min(wanted, room), "offset": self._offset}
        page = await self.client.api.call(self._row, *self._ids, filters=self.params, paging=paging)
        self._offset += len(page.data)
        # An empty page ends the walk whatever the count says.
        self.total = page.total if page.data else self._offset
        for entity in page.data:
            if entity.id not in self._seen:  # entries shift when something new comes in at the front
                self._seen.add(entity.id)
                self._ahead.append(self._make(entity))

    def _make(self, entity: Entity[Any]) -> M:
        model = self.model.made(self.client, entity.id, entity.attributes, entity.relationships)
        if self._prepare is not None:
            self._prepare(model)
        return model


def _is_positive(limit: object) -> bool:
    return isinstance(limit, int) and not isinstance(limit, bool) and limit >= 1


def _lasting(value: object) -> object:
    return list(cast("Iterator[object]", value)) if isinstance(value, Iterator) else value
