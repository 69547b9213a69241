"""A reader of AsyncDex's list of names."""

import ast
import re
from dataclasses import dataclass, field

from tests.contract.lines import Callable, read_callable

__all__ = ["Names", "read_names"]

_SECTION = re.compile(r"## (?P<module>[\w.]+)")
_CLASS = re.compile(r"- class \*\*(?P<name>\w+)\*\*")
_FUNCTION = re.compile(r"- function `(?P<name>\w+)(?P<rest>\(.*)`")
_MEMBER = re.compile(r"  - `(?P<text>.*?)`(?: = `(?P<same>.*)`)?")
_CALLABLE = re.compile(r"(?P<word>(?:async |classmethod )?)(?P<name>\w+)(?P<rest>\(.*)")

#: How the list writes what has no literal.
_LITERALS = {"_sentinel": ..., "TagMode.AND": "AND", "TagMode.OR": "OR", "DEFAULT_API_URL": ""}

#: What of the list the models and their helpers are.
_ROOMS = ("asyncdex.models.", "asyncdex.utils")


@dataclass
class Names:
    """What the list names."""

    modules: dict[str, str] = field(default_factory=dict)
    callables: dict[str, Callable] = field(default_factory=dict)
    values: set[str] = field(default_factory=set)


def read_names(text):
    """Return the names of the client, the models and their helpers."""
    names, module, owner = Names(), "", ""
    for line in text.splitlines():
        if found := _SECTION.fullmatch(line):
            module = found["module"]
        elif not module.startswith((*_ROOMS, "asyncdex.client")):
            continue
        elif found := _CLASS.match(line) or _FUNCTION.fullmatch(line):
            owner = found["name"]
            if module.startswith(_ROOMS) and not owner.startswith("_"):
                names.modules[owner] = module
            if "rest" in found.re.groupindex:
                names.callables[owner] = _read(found["rest"])
        elif found := _MEMBER.fullmatch(line):
            _take(names, owner, found["text"], found["same"])
    return names


def _take(names, owner, text, same):
    """Note one member of a class."""
    if same and text.isidentifier():
        names.callables[f"{owner}.{text}"] = names.callables[f"{owner}.{same}"]
    elif text.startswith("property "):
        names.values.add(f"{owner}.{text.split()[1]}")
    elif (found := _CALLABLE.fullmatch(text)) and ":" not in text.partition("(")[0]:
        if found["name"] == "__init__":
            names.callables[owner] = _read(found["rest"])
        elif not text.startswith("setter "):
            names.callables[f"{owner}.{found['name']}"] = _read(found["word"].strip() + found["rest"])
    elif not text.startswith("setter "):
        names.values.add(f"{owner}.{text.partition(':')[0]}")


def _read(text):
    """Return a callable without annotations, which may be of any form."""
    word = "async " if text.startswith("async") else ""
    [function] = ast.parse(f"def f{text.removeprefix('async')}: ...").body
    arguments = function.args
    for one in (*arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
        if one is not None:
            one.annotation = None
    arguments.defaults = [_literal(one) for one in arguments.defaults]
    arguments.kw_defaults = [one and _literal(one) for one in arguments.kw_defaults]
    return read_callable(f"{word}({ast.unparse(arguments)})")


def _literal(node):
    text = ast.unparse(node)
    return ast.Constant(_LITERALS[text]) if text in _LITERALS else node
