"""Which method makes which operation, as its docstring says: ``MangaDex: `GET /manga/{id}```."""

import inspect
import re

import asyncdex
from asyncdex import Model
from asyncdex._api.table import ROWS

__all__ = ["methods_by_operation"]

_SENTENCE = re.compile(r"^MangaDex: (.+?)$", re.MULTILINE)
_CALL = re.compile(r"``(GET|POST|PUT|DELETE) (/[^`]*)``")


def methods_by_operation() -> dict[str, list[str]]:
    """Return the names of the methods that make an operation, by its id.

    Returns:
        Names such as ``MangadexClient.get_mangas``, in the order of the alphabet, ``fetch`` last.

    Raises:
        KeyError: A docstring names a call that there is not.
    """
    by_call = {(row.method, row.path): row.id for row in ROWS}
    found: dict[str, list[str]] = {row.id: [] for row in ROWS}
    for kind in _classes():
        if issubclass(kind, Model) and "wiring" in vars(kind) and kind.wiring.alone:
            found[kind.wiring.get.id].append(f"{kind.__name__}.fetch")
        for name, method in inspect.getmembers(kind, callable):
            # A method that is inherited from a class which has a page of its own is told there.
            if not name.startswith("_") and not _told_above(kind, name):
                for call in _calls(method):
                    found[by_call[call]].append(f"{kind.__name__}.{name}")
    return {
        id: sorted(dict.fromkeys(names), key=lambda name: ("fetch" in name, name))
        for id, names in found.items()
    }


def _classes() -> list[type]:
    """Return the public classes, each once."""
    public = (getattr(asyncdex, name) for name in asyncdex.__all__)
    return sorted({kind for kind in public if inspect.isclass(kind)}, key=lambda kind: kind.__name__)


def _told_above(kind: type, name: str) -> bool:
    """Return whether a public class that this one is based on has the very same method."""
    own = inspect.getattr_static(kind, name)
    public = set(_classes()) - {kind}
    return any(inspect.getattr_static(base, name, None) is own for base in kind.__mro__ if base in public)


def _calls(method: object) -> list[tuple[str, str]]:
    """Return the calls that a docstring names."""
    sentence = _SENTENCE.search(inspect.getdoc(method) or "")
    return _CALL.findall(sentence[1]) if sentence else []
