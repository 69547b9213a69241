"""Tests that say which of AsyncDex's names they call, and with what; and a watch over whether they do.

``@reads("Chapter.pages", "data_saver")`` says that a test calls that method and passes that argument,
``@leaves_out("Chapter.pages", "data_saver")`` that it calls it without. With no argument named,
``leaves_out`` stands for all that may be left out. ``reads(..., each="parameter")`` names the one that the
test is parametrised with under that name.
"""

import functools
import inspect
import pkgutil
from collections import defaultdict

import pytest

from .listing import CALLABLES, MODULES

__all__ = ["Recorder", "claims_of", "leaves_out", "optional", "owner_of", "parameters_of", "reads"]

reads = pytest.mark.reads
leaves_out = pytest.mark.leaves_out

_KINDS = inspect.Parameter


def owner_of(name):
    """Return the class or module that has a name, and what it is called there; a class makes its objects."""
    owner, _, member = name.rpartition(".")
    if owner == "MangadexClient":
        return pkgutil.resolve_name("asyncdex.MangadexClient"), member
    if owner:
        return getattr(pkgutil.resolve_name(MODULES[owner]), owner), member
    module = pkgutil.resolve_name(MODULES[name])
    return (getattr(module, name), "__init__") if inspect.isclass(getattr(module, name)) else (module, name)


def parameters_of(name):
    """Return the names of what a callable takes."""
    return [one.name for one in CALLABLES[name].parameters]


def optional(name):
    """Return the names of what may be left out of a call."""
    variable = {_KINDS.VAR_POSITIONAL, _KINDS.VAR_KEYWORD}
    return [
        one.name
        for one in CALLABLES[name].parameters
        if one.default is not _KINDS.empty and one.kind not in variable
    ]


def claims_of(item):
    """Return what a test says it calls: the name, what is passed, and what is left out."""
    for mark in item.iter_markers("reads"):
        name, *passed = mark.args
        if "each" in mark.kwargs:
            passed = [*passed, item.callspec.params[mark.kwargs["each"]]]
        yield name, frozenset(passed), frozenset()
    for mark in item.iter_markers("leaves_out"):
        name, *left = mark.args
        yield name, frozenset(), frozenset(left or optional(name))


class Recorder:
    """Notes with which arguments some callables are called."""

    def __init__(self, monkeypatch):
        self._patch = monkeypatch
        self._watched = set()
        #: For each name the arguments of each of its calls.
        self.calls = defaultdict(list)

    def watch(self, name):
        """Note the calls of one name from now on."""
        if name in self._watched:
            return
        self._watched.add(name)
        owner, member = owner_of(name)
        function = getattr(owner, member)
        takes = inspect.signature(function)

        @functools.wraps(function)
        def noted(*args, **kwargs):
            arguments = takes.bind_partial(*args, **kwargs).arguments
            free = [one.name for one in takes.parameters.values() if one.kind is _KINDS.VAR_KEYWORD]
            given = {key for key in arguments if key not in free}
            self.calls[name].append(given.union(*(arguments.get(key, {}) for key in free)))
            return function(*args, **kwargs)

        self._patch.setattr(owner, member, noted)

    def shows(self, name, passed, left):
        """Return whether some call passed all of one list and nothing of another."""
        return any(passed <= given and not left & given for given in self.calls[name])
