"""Has autodoc show the package as it is used.

- What models declare with ``@attribute`` and ``@relation`` are attributes with a type and a docstring: while
  the pages are built they stand in their classes as properties, which autodoc knows how to read.
- Base classes lose their type arguments, which are the library's own business.
- Names that the sandbox imports for checkers only are there for autodoc as well.
- The docstring of a property is a docstring like any other: napoleon would take what stands before a colon in
  its first line for a type, and would not look for sections.
"""

from typing import Any, get_origin

from sphinx.application import Sphinx
from sphinx.ext.napoleon import GoogleDocstring

from asyncdex import models, sandbox
from asyncdex.models.fields import Field
from asyncdex.sandbox import box

_KINDS = frozenset({"attribute", "data", "property"})
_BEFORE_NAPOLEON, _BEHIND_NAPOLEON = 400, 600


def _show_fields() -> int:
    """Replace the fields of all models, and return how many there were."""
    count = 0
    shown: list[type] = [getattr(models, name) for name in models.__all__]
    # The larger models are made of parts, which have most of their fields.
    for kind in {part for one in shown for part in one.__mro__}:
        for attribute, value in list(vars(kind).items()):
            if isinstance(value, Field):
                setattr(kind, attribute, property(value._read))  # noqa: SLF001 - its type and docstring are there
                count += 1
    return count


def _plain_bases(_app: Sphinx, _name: str, _obj: object, _options: object, bases: list[Any]) -> None:
    bases[:] = [get_origin(base) or base for base in bases]


def _plain_defaults(
    _app: Sphinx,
    _what: str,
    _name: str,
    _obj: object,
    _options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Write a default made by a factory in a way that can be parsed."""
    return signature and signature.replace("<factory>", "..."), returns


class _Docstrings:
    """Keeps docstrings of attributes from before napoleon, and reads them like those of methods."""

    def __init__(self) -> None:
        self._kept: dict[str, list[str]] = {}

    def keep(
        self, _app: Sphinx, what: str, name: str, _obj: object, _options: object, lines: list[str]
    ) -> None:
        if what in _KINDS:
            self._kept[name] = list(lines)

    def read(self, app: Sphinx, what: str, name: str, obj: object, options: Any, lines: list[str]) -> None:
        if what in _KINDS:
            lines[:] = GoogleDocstring(
                self._kept[name], app.config, app, "method", name, obj, options
            ).lines()


def setup(app: Sphinx) -> dict[str, bool]:
    """Prepare the models, and say so should there be nothing to prepare any more."""
    if not _show_fields():
        raise RuntimeError("no model has a Field: docs/_ext/fields.py does not fit the models any more")
    for name in ("Catalogue", "Clock", "Stats"):
        setattr(box, name, getattr(sandbox, name))
    docstrings = _Docstrings()
    app.connect("autodoc-process-bases", _plain_bases)
    app.connect("autodoc-process-signature", _plain_defaults)
    app.connect("autodoc-process-docstring", docstrings.keep, priority=_BEFORE_NAPOLEON)
    app.connect("autodoc-process-docstring", docstrings.read, priority=_BEHIND_NAPOLEON)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
