"""A MangaDex on your own machine: a small server on loopback, for trying things out and for tests.

Example:
    >>> from asyncdex.sandbox import Sandbox
    >>> async with Sandbox() as box:
    ...     print(box.url)
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from asyncdex._lazy import lazy

if TYPE_CHECKING:
    from asyncdex.sandbox.glue import Sandbox
    from asyncdex.sandbox.server.catalogue.records import Record, Relationship
    from asyncdex.sandbox.server.catalogue.store import Catalogue
    from asyncdex.sandbox.server.clocks import Clock, ManualClock, SystemClock
    from asyncdex.sandbox.server.limits.choice import Limits
    from asyncdex.sandbox.server.limits.ladder import Ladder
    from asyncdex.sandbox.server.limits.limiter import Bucket, Outcast
    from asyncdex.sandbox.server.limits.rules import RULES, Rule
    from asyncdex.sandbox.server.running import RunningClock
    from asyncdex.sandbox.server.saving.archive import StateFileError
    from asyncdex.sandbox.server.stats import Seen, Stats

__all__ = [
    "RULES",
    "Bucket",
    "Catalogue",
    "Clock",
    "Ladder",
    "Limits",
    "ManualClock",
    "Outcast",
    "Record",
    "Relationship",
    "Rule",
    "RunningClock",
    "Sandbox",
    "Seen",
    "StateFileError",
    "Stats",
    "SystemClock",
]


def _check() -> None:
    if find_spec("PIL") is None:
        raise ImportError('asyncdex.sandbox needs Pillow: from the checkout, run pip install ".[sandbox]"')


# The plugin for pytest lives here, and must cost nothing to those whose tests need no sandbox.
if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "glue": "Sandbox",
            "server.catalogue.records": "Record Relationship",
            "server.catalogue.store": "Catalogue",
            "server.clocks": "Clock ManualClock SystemClock",
            "server.limits.choice": "Limits",
            "server.limits.ladder": "Ladder",
            "server.limits.limiter": "Bucket Outcast",
            "server.limits.rules": "RULES Rule",
            "server.running": "RunningClock",
            "server.saving.archive": "StateFileError",
            "server.stats": "Seen Stats",
        },
        _check,
    )
