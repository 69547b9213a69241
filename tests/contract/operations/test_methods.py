"""That the documentation names a method of every operation, and a test calls that very method."""

import sys
from pathlib import Path

import pytest

from asyncdex._api.table import ROWS

EXTENSIONS = Path(__file__).parents[3] / "docs" / "_ext"


@pytest.fixture(scope="module")
def methods():
    sys.path.insert(0, str(EXTENSIONS))
    try:
        from methods import methods_by_operation  # noqa: PLC0415 - the folder is none of the package
    finally:
        sys.path.remove(str(EXTENSIONS))
    return methods_by_operation()


def test_every_operation_is_in_the_docstring_of_its_method(methods, tell):
    assert set(methods) == {row.id for row in ROWS}
    assert [id for id, names in methods.items() if not names] == []
    tell(f"{len(methods)} operations are named by {sum(map(len, methods.values()))} methods")
