"""What the tests of the contract say they prove.

``@promise("MangadexClient.login", 1)`` names the first sentence about ``MangadexClient.login``, ``@instead``
one that is kept differently on purpose, which :mod:`tests.contract.deviations` explains. Both name sentences
by plain values, so that they can be read off the files without running them.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

__all__ = ["FOLDER", "Claim", "claims", "instead", "promise"]

promise = pytest.mark.promise
instead = pytest.mark.instead

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Claim:
    """One test that names one sentence."""

    kind: str
    heading: str
    number: int
    test: str
    docstring: str | None


def claims(folder=FOLDER):
    """Return what the tests in a folder claim."""
    found = []
    for file in sorted(folder.glob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found += _claims_of(node, file.name)
    return found


def _claims_of(function, file):
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") in {"promise", "instead"}:
            heading, *numbers = (ast.literal_eval(argument) for argument in decorator.args)
            for number in numbers:
                test = f"{file}::{function.name}"
                yield Claim(decorator.func.id, heading, number, test, ast.get_docstring(function))
