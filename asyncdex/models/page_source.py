"""Where the pages of a list come from: one call of the table, with its filters."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from asyncdex._api import ALL_RATINGS, Endpoint, PageSize, encode_filters, encode_params, fill
from asyncdex._api.params import Many
from asyncdex._api.table import find_row
from asyncdex._wire import Collection, Entity
from asyncdex.exceptions import InvalidArgument

if TYPE_CHECKING:
    from .abc import Model
    from .wiring import ClientLike

__all__ = ["Page", "PageSource", "raw_sources", "sources_of"]

Page = Collection[Entity[Any]]


class PageSource:
    """One list with its filters.

    Args:
        client: The client to call with.
        row: The list call.
        ids: What to fill into the call's path.
        filters: Its filters by argument name.
        raw: Query parameters under MangaDex's names, beside the filters.
    """

    def __init__(
        self,
        client: "ClientLike",
        row: Endpoint[Page],
        ids: tuple[str, ...],
        filters: Mapping[str, object],
        raw: Sequence[tuple[str, str]] = (),
    ) -> None:
        self._client = client
        self._row = row
        self._ids = ids
        self._filters = filters
        self._raw = list(raw)
        self._size = row.page or PageSize(10, 100)
        # Every page is asked for with the same; and a mistake shows here, where it was made.
        self._pairs = [*encode_filters(row, filters), *raw]
        #: The order asked for, as pairs of a key and a direction.
        self.order = [pair for pair in self._pairs if pair[0].startswith("order[")]

    @property
    def most(self) -> int:
        """How many results one page has at most."""
        return self._size.most

    @property
    def ceiling(self) -> int:
        """The end of what can be reached by offset."""
        return self._size.ceiling

    @property
    def path(self) -> str:
        """The path of the call."""
        return fill(self._row.path, self._ids)

    @property
    def operation(self) -> str:
        """The call as MangaDex documents it."""
        return f"{self._row.method} {self._row.path}"

    @property
    def slides(self) -> bool:
        """Whether results can be had from some creation date on."""
        return "created_after" in self._row.params

    @property
    def by_creation(self) -> bool:
        """Whether results are asked for by creation date, whichever end comes first."""
        return bool(self.order) and self.order[0][0] == "order[createdAt]"

    @property
    def oldest_first(self) -> bool:
        """Whether results are asked for by creation date, the oldest first, and can be had from a date on."""
        return self.slides and self.by_creation and self.order[0][1] == "asc"

    async def page(self, *, limit: int, offset: int, since: str | None = None) -> Page:
        """Fetch one page.

        Args:
            limit: How many results.
            offset: How many results to pass over.
            since: A creation date that goes instead of the filter of that name.
        """
        pairs = self._pairs
        if since is not None:
            pairs = [*encode_filters(self._row, {**self._filters, "created_after": since}), *self._raw]
        paging = {"limit": limit, "offset": offset}
        return await self._client.api.call(self._row, *self._ids, paging=paging, pairs=pairs)


def sources_of(
    client: "ClientLike", row: Endpoint[Page], ids: tuple[str, ...], filters: Mapping[str, object]
) -> list[PageSource]:
    """Return the lists that filters ask for: several where one takes more values than a call can carry.

    Raises:
        InvalidArgument: A filter cannot be right.
        TypeError: The call has no such filter.
    """
    sizes = {
        name: param.most
        for name, param in row.params.items()
        if isinstance(param, Many) and param.most is not None
    }
    return [PageSource(client, row, ids, part) for part in _parts(filters, sizes)]


def raw_sources(
    client: "ClientLike",
    url: str,
    model: "type[Model[Any]]",
    params: Mapping[str, object],
    *,
    most: int,
    page: int,
) -> list[PageSource]:
    """Return the lists behind a path with parameters under MangaDex's names.

    Args:
        client: The client to call with.
        url: A path below the API, or its absolute URL.
        model: What the results become.
        params: The parameters; a list with more values than one call may carry makes several lists.
        most: How many values one parameter carries in one call.
        page: How many results one page has at most.

    Raises:
        InvalidArgument: The URL is none of the API, or a parameter cannot be sent.
    """
    path = client.api.path_of(url)
    if path is None:
        raise InvalidArgument(f"url must be a path below {client.api.base}, not {url!r}")
    sizes = dict.fromkeys(params, most)
    known = find_row("GET", path)
    answer = cast("Any", Collection)[cast("Any", Entity)[model.wiring.struct]]
    size = PageSize(page, page)
    if known is None:
        row: Endpoint[Page] = Endpoint("", "GET", path, answer, page=size)
    else:
        row = replace(known, path=path, answer=answer, page=size, filters=None, route=None)
        params = _rated(client, known, params)
    parts = _parts(params, sizes)
    return [PageSource(client, row, (), {}, encode_params(part)) for part in parts]


def _rated(client: "ClientLike", row: Endpoint[Any], params: Mapping[str, object]) -> Mapping[str, object]:
    """Return parameters that say which content ratings are wanted, where the call can be told."""
    if "rating" not in row.params or any(name.startswith("contentRating") for name in params):
        return params
    named = any(name.startswith("ids") for name in params)
    return {**params, "contentRating": ALL_RATINGS if named else client.defaults.content_ratings}


def _parts(values: Mapping[str, object], sizes: Mapping[str, int]) -> list[dict[str, object]]:
    """Return mappings in which no list is longer than its size allows, and which together say the same.

    Args:
        values: Values by name.
        sizes: How long the lists of some names may be.
    """
    choices: list[list[tuple[str, object]]] = []
    for name, value in values.items():
        size = sizes.get(name)
        if size is not None and isinstance(value, list | tuple) and len(cast("list[object]", value)) > size:
            items = list(cast("list[object]", value))
            choices.append([(name, items[start : start + size]) for start in range(0, len(items), size)])
        else:
            choices.append([(name, value)])
    return [dict(chosen) for chosen in product(*choices)]
