"""The plugin for pytest, which every run of pytest loads where the package is installed.

It imports pytest and nothing else; what the fixtures need is imported by the first test that uses one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_MARKER = (
    "mangadex(**options): what mangadex_sandbox is made with, as asyncdex.sandbox.Sandbox takes it, "
    "like limits='off'; one nearer to the test goes before one further away"
)


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marker is for, and offer the fixtures."""
    config.addinivalue_line("markers", _MARKER)
    # Only now is it known which plugins run asynchronous tests here.
    fixtures = import_module("asyncdex.sandbox.fixtures")
    config.pluginmanager.register(fixtures, "mangadex-fixtures")
