"""The fixtures for tests that ask a MangaDex."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from typing import TYPE_CHECKING, Any

import pytest

# In its strict mode pytest-asyncio runs its own fixtures only; anyio runs either.
if TYPE_CHECKING or find_spec("pytest_asyncio") is None:
    fixture = pytest.fixture
else:
    fixture = import_module("pytest_asyncio").fixture

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from asyncdex.client import MangadexClient
    from asyncdex.sandbox.glue import Sandbox


@fixture
async def mangadex_sandbox(request: pytest.FixtureRequest) -> AsyncGenerator[Sandbox]:
    """A running MangaDex of the test's own; `@pytest.mark.mangadex(...)` says what it is made with."""
    box = _made(request)
    async with box:
        yield box


@fixture
async def mangadex_client(mangadex_sandbox: Sandbox) -> AsyncGenerator[MangadexClient]:
    """A client that is logged in to the test's `mangadex_sandbox`."""
    async with mangadex_sandbox.client() as client:
        yield client


def _made(request: pytest.FixtureRequest) -> Sandbox:
    from asyncdex.sandbox.glue import Sandbox  # noqa: PLC0415 - only a test that uses it pays for it

    options: dict[str, Any] = {}
    for marker in request.node.iter_markers("mangadex"):
        if marker.args:
            raise pytest.UsageError(
                f"mangadex takes options by name, such as manga=20, not {marker.args[0]!r}"
            )
        options = {**marker.kwargs, **options}
    known = signature(Sandbox).parameters
    for name in options:
        if name not in known:
            raise pytest.UsageError(f"mangadex has no option {name!r}; there are {', '.join(known)}")
    try:
        return Sandbox(**options)
    except (TypeError, ValueError) as error:
        raise pytest.UsageError(f"mangadex: {error}") from error
