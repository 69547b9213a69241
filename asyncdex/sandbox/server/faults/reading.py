"""Reading a fault from one line, as the command line takes it."""

from __future__ import annotations

import shlex
from typing import Any

from asyncdex.sandbox.server.faults.fault import Fault
from asyncdex.sandbox.server.faults.kinds import options_of

_EXAMPLE = "'GET /manga/* html 0.1'"
_METHOD_PATH_KIND = 3


def read_fault(line: str) -> Fault:
    """Read a fault from a line.

    It names the method, the path and the kind; then, in any sequence, how likely it is as a number up to 1,
    and `times=`, `skip=` and `host=`. Without `times=` it goes on for ever.

    Args:
        line: The line.

    Raises:
        ValueError: If it is no such line; the text says what would be right.

    Example:
        >>> read_fault("GET /manga/* late=5 0.25 times=3").delay
        5.0
    """
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    if len(words) < _METHOD_PATH_KIND:
        raise ValueError(f"a fault is a method, a path and a kind, such as {_EXAMPLE}, not {line!r}")
    method, path, kind, *others = words
    options: dict[str, Any] = {"left": None, **options_of(kind)}
    for word in others:
        options.update(_option(word))
    try:
        return Fault(method, path, **options)
    except ValueError as error:
        raise ValueError(f"in the fault {line!r}: {error}") from None


def _option(word: str) -> dict[str, Any]:
    name, equals, text = word.partition("=")
    if equals and name == "host":
        return {"host": text}
    if equals and name in {"times", "skip"}:
        if not text.isdecimal():
            raise ValueError(f"{name}= of a fault takes a whole number, not {text!r}")
        return {"left" if name == "times" else "skip": int(text)}
    try:
        return {"probability": float(word)}
    except ValueError:
        raise ValueError(
            f"{word!r} says nothing about a fault; a number up to 1 is how likely it is, "
            "and there are times=, skip= and host="
        ) from None
