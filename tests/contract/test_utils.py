"""The helper that AsyncDex made public."""

import pytest

from asyncdex.utils import remove_prefix
from tests.contract.promises import promise


@promise("utils.remove_prefix", 1)
@promise("utils.remove_prefix(prefix)", 1)
@promise("utils.remove_prefix(string)", 1)
@promise("utils.remove_prefix:returns", 1)
@pytest.mark.parametrize(
    ("prefix", "string", "rest"),
    [
        ("un", "undone", "done"),
        ("un", "begun", "begun"),
        ("un", "ununun", "unun"),
        ("undone", "un", "un"),
        ("", "undone", "undone"),
        ("undone", "undone", ""),
    ],
)
def test_a_prefix_is_removed(prefix, string, rest):
    """The first argument is taken off the front of the second, once and only where it stands there."""
    assert remove_prefix(prefix, string) == rest
    assert remove_prefix(prefix=prefix, string=string) == rest


@promise("utils.remove_prefix", 2)
@pytest.mark.parametrize(("prefix", "string"), [("a", "ab"), ("b", "ab"), ("", ""), ("é", "é")])
def test_it_does_what_python_does(prefix, string):
    """The result is that of the method which newer Pythons have."""
    assert remove_prefix(prefix, string) == string.removeprefix(prefix)


@promise("utils.remove_prefix:return type", 1)
def test_a_text_comes_back():
    """What comes back is a text."""
    assert type(remove_prefix("un", "undone")) is str
