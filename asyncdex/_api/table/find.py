"""Which row a call by hand is about, found segment by segment."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from asyncdex._api.endpoint import Endpoint

from .rows import ROWS

__all__ = ["find_row"]

#: What the routes are while nobody has changed any, to see quickly that nobody has.
_DOCUMENTED = {row.route: row.path for row in ROWS}

#: How many states of changed routes are remembered.
_REMEMBERED = 8


class _Node:
    """What may follow one segment of a path."""

    __slots__ = ("any", "named", "rows")

    def __init__(self) -> None:
        #: What follows a segment that is spelt out.
        self.named: dict[str, _Node] = {}
        #: What follows a placeholder.
        self.any: _Node | None = None
        #: The operations on the path that ends here, by method.
        self.rows: dict[str, Endpoint[Any]] = {}

    def add(self, row: Endpoint[Any], path: str) -> None:
        """Put an operation where its path ends; one that is there already gives way."""
        node = self
        for segment in path.split("/")[1:]:
            if not (segment.startswith("{") and segment.endswith("}")):
                node = node.named.setdefault(segment, _Node())
            else:
                node.any = node.any or _Node()
                node = node.any
        node.rows[row.method] = row

    def find(self, method: str, segments: Sequence[str], at: int = 0) -> Endpoint[Any] | None:
        """Return the operation at the end of a path; what is spelt out goes before what is left open."""
        if at == len(segments):
            return self.rows.get(method)
        segment = segments[at]
        named = self.named.get(segment)
        row = named.find(method, segments, at + 1) if named is not None else None
        if row is None and self.any is not None and segment:
            row = self.any.find(method, segments, at + 1)
        return row


@lru_cache(_REMEMBERED)
def _tree(changed: tuple[tuple[Endpoint[Any], str], ...]) -> _Node:
    """Return the tree of the documented paths and of those that were changed, which go before them."""
    root = _Node()
    for row in ROWS:
        root.add(row, row.path)
    for row, path in changed:
        root.add(row, path)
    return root


def find_row(method: str, path: str, routes: Mapping[str, str] | None = None) -> Endpoint[Any] | None:
    """Return the operation that a method and a path call, or None for one that is not in the table.

    Args:
        method: The HTTP method, in any case.
        path: The path; a query string is ignored.
        routes: The paths in use by their routes, where some may have been changed. The documented paths
            are known all the same.
    """
    changed: tuple[tuple[Endpoint[Any], str], ...] = ()
    if routes is not None and not routes.items() >= _DOCUMENTED.items():
        paths = ((row, routes.get(row.route or "", row.path)) for row in ROWS)
        changed = tuple((row, path) for row, path in paths if path != row.path)
    return _tree(changed).find(method.upper(), path.partition("?")[0].split("/")[1:])
