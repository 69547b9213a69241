"""Tables made from the endpoint table itself: ``.. endpoints::`` and ``.. filters:: MangaFilters``.

What the library sends and what these pages say come from the same lines, so they cannot drift apart.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from asyncdex import _api
from asyncdex._api import Auth, Endpoint, bodies
from asyncdex._api.fields import fields_of
from asyncdex._api.maps import HasLinks
from asyncdex._api.params import HasId, Many, Order, Single
from asyncdex._api.table import ROWS

sys.path.insert(0, str(Path(__file__).parent))

from methods import methods_by_operation

_TOKEN = {Auth.NONE: "", Auth.OPTIONAL: "looked at", Auth.REQUIRED: "needed"}

#: Names that stand for a union, so that a table says ``id or model`` where the code says ``str | HasId``.
_SHORT = {HasId: "model", HasLinks: "MangaLinks", type(None): "None"}


class Endpoints(SphinxDirective):
    """A table of all operations."""

    def run(self) -> list[nodes.Node]:
        head = ("call and MangaDex's id", "method", "token", "limit", "page", "filters and body")
        rows = sorted(ROWS, key=lambda row: (row.path, row.method))
        self._methods = methods_by_operation()
        return [_table(head, (self._operation(row) for row in rows), (28, 28, 9, 11, 9, 15))]

    def _operation(self, row: Endpoint[Any]) -> tuple[nodes.Node, ...]:
        limit = f"{row.limit.amount} in {row.limit.seconds} s" if row.limit is not None else ""
        if row.limit is not None and row.limit.bucket is not None:
            limit += f" ({row.limit.bucket})"
        page = f"{row.page.default}, up to {row.page.most}" if row.page is not None else ""
        call = nodes.inline("", "", nodes.literal("", f"{row.method} {row.path}"))
        call += nodes.Text(f" {row.id}{' (deprecated)' if row.deprecated else ''}")
        names = map(_link, self._methods[row.id])
        texts = (nodes.Text(text) for text in (_TOKEN[row.auth], limit, page))
        return call, self._inline(", ".join(names)), *texts, self._inline(self._said(row))

    def _said(self, row: Endpoint[Any]) -> str:
        """Return what a call can say: a link to its filters, and the fields of its body."""
        filters = row.filters
        said = (
            []
            if filters is None
            else [f":py:class:`{filters.__name__} <{filters.__module__}.{filters.__name__}>`"]
        )
        names = [f"``{field.name}``" for field in row.fields.values() if field.name]
        return "; ".join([*said, *([", ".join(names)] if names else [])])

    def _inline(self, text: str) -> nodes.Node:
        parsed, _ = self.parse_inline(text, lineno=self.lineno)
        return nodes.inline("", "", *parsed)


class Bodies(SphinxDirective):
    """A table of what is said of something that is made, from one typed dictionary."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        kind: type = getattr(bodies, self.arguments[0])
        hints = get_type_hints(kind, include_extras=True)
        fields = fields_of(kind)
        intro = nodes.paragraph("", kind.__doc__ or "", ids=[f"bodies-{kind.__name__.lower()}"])
        domain = self.env.domains.python_domain
        domain.note_object(f"{kind.__module__}.{kind.__name__}", "class", intro["ids"][0], location=intro)
        rows = (
            (nodes.literal("", name), nodes.literal("", fields[name].name), nodes.Text(_spell(hints[name])))
            for name in fields
        )
        return [intro, _table(("argument", "MangaDex's field", "takes"), rows, (24, 32, 44))]


class Filters(SphinxDirective):
    """A table of the filters in one typed dictionary."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        kind: type = getattr(_api, self.arguments[0])
        uses = ", ".join(f"{row.method} {row.path}" for row in ROWS if row.filters is kind)
        hints = get_type_hints(kind, include_extras=True)
        head = ("argument", "MangaDex's parameter", "takes")
        intro = nodes.paragraph(
            "", f"{kind.__doc__} Used by {uses}.", ids=[f"filters-{kind.__name__.lower()}"]
        )
        # Signatures name the class, so that their links lead to this table.
        domain = self.env.domains.python_domain
        domain.note_object(f"{kind.__module__}.{kind.__name__}", "class", intro["ids"][0], location=intro)
        return [intro, _table(head, (_filter(name, hint) for name, hint in hints.items()), (24, 32, 44))]


def _link(method: str) -> str:
    """Return a link to a method; fetching is told of once, for all models."""
    kind, _, name = method.partition(".")
    shared = name == "fetch" and kind not in {"ClientUser", "Tag"}
    return f":meth:`{method} <asyncdex.{'Model.fetch' if shared else method}>`"


def _filter(name: str, hint: Any) -> tuple[nodes.Node, ...]:
    kind, param = hint.__origin__, hint.__metadata__[0]
    match param:
        case Order(keys):
            return nodes.literal("", name), nodes.literal("", "order[...]"), nodes.Text(_orders(kind, keys))
        case Many(parameter, _, most):
            takes = _spell(kind) + (f"; at most {most}" if most is not None else "")
            return nodes.literal("", name), nodes.literal("", f"{parameter}[]"), nodes.Text(takes)
        case Single(parameter):
            return nodes.literal("", name), nodes.literal("", parameter), nodes.Text(_spell(kind))
    raise TypeError(f"the filter {name} has a parameter of an unknown kind: {param!r}")


def _orders(kind: Any, keys: Sequence[str]) -> str:
    """Return what an order takes: its class, or a mapping from keys."""
    own = next(part for part in get_args(kind) if isinstance(part, type))
    return f"{own.__name__}, or a mapping with the keys {', '.join(keys)}"


def _spell(kind: Any) -> str:
    """Return a type in words: ``list of ContentRating or str``."""
    if get_origin(kind) is Annotated:
        return _spell(get_args(kind)[0])
    if get_origin(kind) is Union or type(kind).__name__ in {"UnionType", "Union"}:
        return " or ".join(dict.fromkeys(_spell(part) for part in get_args(kind)))
    if get_origin(kind) is Mapping:
        return f"mapping of str to {_spell(get_args(kind)[1])}"
    if get_args(kind):
        return f"list of {_spell(get_args(kind)[0])}"
    return _SHORT.get(kind) or kind.__name__


def _table(head: Sequence[str], rows: Iterable[Sequence[nodes.Node]], widths: Sequence[int]) -> nodes.table:
    """Return a table of docutils for cells of text."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row([nodes.Text(text) for text in head]))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group)


def _row(cells: Sequence[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the three directives."""
    app.add_directive("endpoints", Endpoints)
    app.add_directive("bodies", Bodies)
    app.add_directive("filters", Filters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
