"""What one signature says: a callable's parameters, or an attribute's type."""

import ast
import inspect
import pkgutil
from dataclasses import dataclass
from datetime import datetime
from typing import Any

__all__ = ["NOTHING", "Attribute", "Callable", "Parameter", "read_callable", "read_line"]

NOTHING = inspect.Parameter.empty


@dataclass(frozen=True)
class Parameter:
    name: str
    kind: Any
    default: Any = NOTHING


@dataclass(frozen=True)
class Callable:
    parameters: tuple[Parameter, ...]
    asynchronous: bool = False


@dataclass(frozen=True)
class Attribute:
    #: The type, or NOTHING where none is named.
    type: Any = NOTHING
    default: Any = NOTHING


def read_line(line):
    """Return what a line of the contract says; what it says of the type returned is passed over."""
    head, opened, _ = line.partition("(")
    if opened and ":" not in head:
        word = "async " if head.startswith("async ") else ""
        return read_callable(word + line[len(head) : _closing(line) + 1])
    if line.startswith("exception "):
        return Attribute(type)
    kind, _, default = line.partition(":")[2].strip().partition(" = ")
    return Attribute(
        _type(ast.parse(kind, mode="eval").body) if kind else NOTHING,
        _value(default) if default else NOTHING,
    )


def read_callable(text):
    """Return what ``(a, *, b=1)`` or ``async (a)`` says; annotations are passed over."""
    asynchronous = text.startswith("async ")
    [function] = ast.parse(f"def f{text.removeprefix('async ')}: ...").body
    given, kinds = function.args, inspect.Parameter
    without_default = [None] * (len(given.args) - len(given.defaults))
    pairs = zip(given.args, [*without_default, *given.defaults], strict=True)
    read = [_parameter(one, kinds.POSITIONAL_OR_KEYWORD, default) for one, default in pairs]
    read += [_parameter(given.vararg, kinds.VAR_POSITIONAL)] if given.vararg else []
    pairs = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    read += [_parameter(one, kinds.KEYWORD_ONLY, default) for one, default in pairs]
    read += [_parameter(given.kwarg, kinds.VAR_KEYWORD)] if given.kwarg else []
    return Callable(tuple(read), asynchronous)


def _parameter(argument, kind, default=None):
    return Parameter(argument.arg, kind, NOTHING if default is None else ast.literal_eval(default))


def _closing(line):
    """Return where the parenthesis closes that opens first."""
    depth = 0
    for place, character in enumerate(line):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == ")" and depth == 0:
            return place
    raise ValueError(f"a parenthesis is left open in {line!r}")


def _type(node):
    """Return the type that an annotation means."""
    match node:
        case ast.Subscript(ast.Name("Optional"), inner):
            return _type(inner) | None
        case ast.Subscript(ast.Name("List"), inner):
            return list[_type(inner)]
        case ast.Subscript(ast.Name("Dict"), ast.Tuple([key, value])):
            return dict[_type(key), _type(value)]
        case ast.Name(name):
            return {"bool": bool, "int": int, "str": str}[name]
        case _:
            return pkgutil.resolve_name(ast.unparse(node))


def _value(text):
    """Return a default: a plain value, or a date and time."""
    if text.startswith("datetime.datetime("):
        return datetime(*ast.literal_eval(text.removeprefix("datetime.datetime")))  # noqa: DTZ001 - as written
    return ast.literal_eval(text)
